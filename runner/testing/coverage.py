"""Which statements of .xs files ran: lines with a statement, and how often each was reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from runner.check.live import walk_live
from runner.errors import StartError
from runner.language import xanoscript
from runner.lookup.folders import read_source
from runner.records import Record
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument, Statement

# Hits by file and line, as runs tell them: {"function/f.xs": {3: 2}}.
Hits = Mapping[str, Mapping[int, int]]
# A part of other statements, which runs with them.
STACK = "stack"


class FileCoverage(Record):
    """The lines of one file that hold a statement, each with the number of times it ran."""

    name: str
    lines: Mapping[int, int]

    @property
    def reached(self) -> int:
        """How many of the lines ran."""
        return sum(count > 0 for count in self.lines.values())

    @property
    def missed(self) -> list[int]:
        """The lines that never ran, in order."""
        return [line for line, count in self.lines.items() if count == 0]


class Counter:
    """Counts the statements of runs; :meth:`step` is what a run tells each of them."""

    def __init__(self) -> None:
        self.hits: dict[str, dict[int, int]] = {}

    def step(self, file: str, line: int) -> None:
        """Count one statement that is about to run."""
        lines = self.hits.setdefault(file, {})
        lines[line] = lines.get(line, 0) + 1

    def add(self, hits: Hits) -> None:
        """Add what another counter counted, in another process say."""
        for file, lines in hits.items():
            own = self.hits.setdefault(file, {})
            for line, count in lines.items():
                own[line] = own.get(line, 0) + count


def statement_lines(source: Source) -> set[int]:
    """The lines of a text on which a statement of a function begins; disabled ones do not count.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    language = xanoscript()
    known = {*language.statements, *language.unsupported_statements} - {STACK}
    return {
        source.position(node.span.start).line
        for document in parse_source(source)
        if isinstance(document, FunctionDocument)
        for node in walk_live(document.stack)
        if type(node) is Statement and node.name in known
    }


def coverage(files: Iterable[Path], hits: Hits) -> list[FileCoverage]:
    """What ran of each file that holds functions, in the order of ``files``; without what cannot be read."""
    found = []
    for file in files:
        try:
            source = read_source(file)
            lines = sorted(statement_lines(source))
        except StartError:
            continue
        if lines:
            ran = hits.get(source.name, {})
            found.append(FileCoverage(source.name, {line: ran.get(line, 0) for line in lines}))
    return found
