"""What the check keeps of one file: its problems, what it tells the rules across files, its suppressions."""

from __future__ import annotations

from pathlib import Path

from runner.errors import Problem
from runner.lint.facts import Facts
from runner.records import Record
from runner.source import Source, Span


class Suppression(Record):
    """A comment `// xsrun: ignore[CODE, CODE]`.

    ``span`` is where it stands; it takes away the problems of the lines from ``line`` to ``last``, counted
    from 1; ``codes`` are what it names, each with its place.
    """

    span: Span
    line: int
    last: int
    codes: tuple[tuple[str, Span], ...]


class FileReport(Record):
    """One file as the check knows it.

    Args:
        source: its text, with plain newlines.
        path: where it lies; None for a text from elsewhere, such as standard input.
        problems: what it tells by itself, sorted by place, suppressed ones included.
        facts: what it tells the rules across files; of a file with mistakes of syntax, what could be read.
        suppressions: its comments that take problems away.
        broken: whether it has mistakes of syntax: then much of it may be unknown.
    """

    source: Source
    path: Path | None
    problems: tuple[Problem, ...]
    facts: Facts
    suppressions: tuple[Suppression, ...]
    broken: bool = False
