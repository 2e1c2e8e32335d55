"""Which statements of .xs files ran: lines with a statement, and how often each was reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from runner.check.live import walk_live
from runner.errors import StartError
from runner.language import xanoscript
from runner.lookup.folders import read_source
from runner.lookup.xs_files import xs_files
from runner.records import Record
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import Statement
from runner.units.functions import as_function

# How often each line of a file ran: {"function/f.xs": {3: 2}}.
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


def statement_lines(source: Source) -> set[int]:
    """The lines of a text on which a statement begins; those of tests and disabled ones do not count.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    language = xanoscript()
    known = {*language.statements, *language.unsupported_statements} - {STACK}
    return {
        source.position(node.span.start).line
        for document in parse_source(source)
        if document.construct != "workflow_test" and (code := as_function(document)) is not None
        for node in walk_live(code.stack)
        if type(node) is Statement and node.name in known
    }


def covered_files(names: Sequence[str], runs: Iterable[Hits]) -> list[FileCoverage]:
    """What ran of the files behind ``names``, and of all others that a run reached, by their names.

    Args:
        names: files, folders and globs, as the command line has them.
        runs: the lines that ran in each test.

    Raises:
        UsageError: a name stands for nothing.
    """
    hits = add_hits(runs)
    paths = {path.absolute(): path for path in [*xs_files(names), *map(Path, hits)]}
    found = (_file_coverage(path, hits) for path in paths.values())
    return sorted((one for one in found if one is not None), key=lambda one: one.name)


def add_hits(runs: Iterable[Hits]) -> dict[str, dict[int, int]]:
    """The lines of several runs together."""
    total: dict[str, dict[int, int]] = {}
    for run in runs:
        for file, lines in run.items():
            counts = total.setdefault(file, {})
            for line, count in lines.items():
                counts[line] = counts.get(line, 0) + count
    return total


def _file_coverage(path: Path, hits: Hits) -> FileCoverage | None:
    """What ran of one file; None where it holds no statement, or cannot be read."""
    try:
        source = read_source(path)
        lines = sorted(statement_lines(source))
    except StartError:
        return None
    ran = hits.get(source.name, {})
    return FileCoverage(source.name, {line: ran.get(line, 0) for line in lines}) if lines else None
