"""The env of a job against what its code reads: names that nobody reads, names that nobody declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.suggestions import near
from runner.errors import Problem
from runner.jobs.environment import undeclared_env
from runner.jobs.targets import MAIN_FUNCTION
from runner.lint.facts import Facts, Given
from runner.lint.names import PARTS
from runner.lint.places import FUNCTION, Callee
from runner.lint.report import FileReport
from runner.lint.scopes import Scope, Scopes
from runner.records import Record
from runner.source import Source, Span


class _Job(Record):
    """A job of a file: where it declares its env, as what, and the functions that it runs.

    ``workspace`` is the name of the one that declares the env of a job without a `run.job`.
    """

    span: Span
    env: tuple[Given, ...]
    functions: tuple[str, ...]
    workspace: str | None = None

    def declaration(self, name: str) -> str:
        """How an env name is declared."""
        if self.workspace is None:
            return f'env = ["{name}"]'
        return f'workspace {self.workspace} {{ env = {{ {name}: "" }} }}'


class Environments:
    """The env of the jobs in checked files; what several of them call is looked at once."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._readers: dict[Scope, _Readers] = {}

    def problems(self, report: FileReport) -> Iterator[Problem]:
        """The problems with the env of each job in a file."""
        for job in _jobs(report.facts):
            scope = self._scopes.of(report)
            readers = self._readers.setdefault(scope, _Readers(scope))
            yield from _job_problems(report, job, readers.reads(job.functions))


def _jobs(facts: Facts) -> Iterator[_Job]:
    jobs = facts.of("run.job")
    for job in jobs:
        if job.is_whole:
            yield _Job(job.span, job.env, tuple(call.name for call in job.calls))
    parts = tuple(one.name for one in facts.of(FUNCTION) if one.name in PARTS)
    # One that stands in another file of its folder declares env too, so without any nothing is sure.
    workspaces = facts.of("workspace") if not jobs and MAIN_FUNCTION in parts else []
    for workspace in workspaces[:1]:
        yield _Job(workspace.span, workspace.env, parts, workspace.name)


def _job_problems(report: FileReport, job: _Job, found: _Reads) -> Iterator[Problem]:
    declared = {name.name.lower() for name in job.env}
    unread = {name.name.lower(): name for name in job.env if name.name.lower() not in found.names}
    for name, (read, source) in found.names.items():
        if name in declared:
            continue
        # A misspelled name is one fault, not two.
        meant = unread.pop(near(name, unread) or "", None)
        asked = f"did you mean $env.{meant.name}? " if meant is not None else ""
        message = undeclared_env(read.name, job.declaration(read.name))
        hint = f"{asked}read at {source.where(read.span)}"
        yield _warning("undeclared-env", message, report, job.span, hint)
    for unused in unread.values() if not found.open else ():
        message = f"no code of the job reads the env value {unused.name}"
        hint = f"take it out of `env`, or read it: $env.{unused.name}"
        yield _warning("unused-env", message, report, unused.span, hint)


def _warning(code: str, message: str, report: FileReport, span: Span, hint: str) -> Problem:
    return Problem(code, message, report.source, span, hint, severity="warning")


class _Reads:
    """The env names that some code reads, in lower case, each with its first place.

    ``open`` says that it may read others, which only a run knows.
    """

    def __init__(self) -> None:
        self.names: dict[str, tuple[Given, Source]] = {}
        self.open = False

    def take(self, other: _Reads) -> bool:
        """Add what other code reads; whether any of it is new."""
        before = len(self.names), self.open
        for name, place in other.names.items():
            self.names.setdefault(name, place)
        self.open = self.open or other.open
        return before != (len(self.names), self.open)


class _Readers:
    """What the functions of a scope read, with all that they call."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._known: dict[str, _Reads] = {}

    def reads(self, functions: Iterable[str]) -> _Reads:
        """What some functions read."""
        found = _Reads()
        for name in functions:
            if name not in self._known:
                self._gather(name)
            found.take(self._known[name])
        return found

    def _gather(self, first: str) -> None:
        calls: dict[str, list[str]] = {}
        pending = [first]
        while pending:
            name = pending.pop()
            if name not in self._known:
                self._known[name], calls[name] = _own(self._scope.find(name))
                pending += reversed(calls[name])
        is_new = True
        # The called ones first: one pass does, where no functions call each other.
        while is_new:
            is_new = sum(self._take(name, calls[name]) for name in reversed(calls)) > 0

    def _take(self, name: str, called: Iterable[str]) -> bool:
        return sum(self._known[name].take(self._known[other]) for other in called) > 0


def _own(callee: Callee | None) -> tuple[_Reads, list[str]]:
    """What a function reads by itself, and the names of those that it calls."""
    found = _Reads()
    if callee is None or callee.facts is None or callee.report is None:
        found.open = True
        return found, []
    facts = callee.facts
    found.open = facts.any_env or facts.any_function
    for read in facts.reads:
        found.names.setdefault(read.name.lower(), (read, callee.report.source))
    return found, [call.name for call in facts.calls]
