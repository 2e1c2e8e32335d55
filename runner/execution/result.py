"""The result of a run: what `runner.run` gives and every report shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import ERROR_TYPES, Problem
from runner.execution.messages import LogEntry
from runner.records import Record
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.execution.failures import Frame


# Names that xsrun gives by itself: the sentence says as much.
OWN_NAMES = frozenset({*ERROR_TYPES, "expect", "recursion", "memory", "unsupported"})


class Place(Record):
    """Where in a file something stands; lines and columns count from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class ErrorInfo(Record):
    """Why a run has no response.

    Attributes:
        code: Xano's code (``ERROR_FATAL``, ``ERROR_CODE_NOT_FOUND`` ...) where the job failed; for a
            job that could not start ``usage``, ``syntax``, ``problems``, ``missing-env`` or ``input``;
            ``timeout`` where it was stopped.
        name: what `throw` was given, else the kind of error: that of the precondition, or the class
            of a Python exception.
        message: one sentence, or one sentence a line, secrets masked.
        payload: what a precondition carried, or None.
        span: the place in the .xs file, where there is one.
        hint: the way out, where there is one.
        frames: the functions on the way to the failure, the outermost first.
        problems: what is wrong with the files, for a job that could not start.
    """

    code: str
    name: str
    message: str
    payload: Any = None
    span: Place | None = None
    hint: str | None = None
    frames: Sequence[Frame] = ()
    problems: Sequence[Problem] = ()

    @property
    def sentence(self) -> str:
        """The message, behind the name that the job's author gave, as `throw` takes one."""
        named_by_us = self.name in OWN_NAMES or self.name == self.code
        # The message of a Python exception holds the name of its class.
        if named_by_us or f"{self.name}:" in self.message:
            return self.message
        return f"{self.name}: {self.message}"


class Result(Record):
    """One run.

    Attributes:
        ok: whether the job ran to its end.
        response: what its function answered, as plain JSON data; None where it failed. Secrets are
            not masked in it: it is what the job was asked for, and a job may fetch a token.
        error: why it failed, or None.
        logs: what `debug.log` wrote, the requests that went out, warnings, files that were written or
            deleted; secrets masked.
        timings: milliseconds: ``load`` (reading and compiling), ``run``, ``total``.
        exit_code: 0 done, 1 ran and failed, 2 could not start.
    """

    ok: bool
    response: Any = None
    error: ErrorInfo | None = None
    logs: Sequence[LogEntry] = ()
    timings: Mapping[str, float] = {}
    # Decided where the outcome is known, so that no report has to derive it again.
    exit_code: int = 0


def place(source: Source, span: Span) -> Place:
    """The place of a span in a source."""
    start, end = source.position(span.start), source.position(span.end)
    return Place(source.name, start.line, start.column, end.line, end.column)
