"""Which lines of .xs files ran -> a table for people, and lcov for tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from runner.report.style import Style
from runner.testing.coverage import FileCoverage

# From these shares on a file is shown as good, or as fair.
GOOD, FAIR = 90, 50
LONGEST_MISSED = 60


def coverage_table(files: Sequence[FileCoverage], style: Style) -> str:
    """A line for each file - statements, those that ran, per cent, lines that did not - and a total."""
    if not files:
        return "no statements of XanoScript to cover"
    width = max(len("file"), *(len(file.name) for file in files))
    lines = [style.dim(f"{'file':<{width}}  lines    ran     %  not reached")]
    for file in files:
        missed = _ranges(file.missed)
        lines.append(_row(file.name, len(file.lines), file.reached, width, style) + f"  {missed}".rstrip())
    total, reached = sum(len(file.lines) for file in files), sum(file.reached for file in files)
    return "\n".join([*lines, _row("total", total, reached, width, style)])


def lcov_text(files: Sequence[FileCoverage]) -> str:
    """The coverage in the format of lcov's tracefiles; paths are absolute, as its readers expect."""
    return "".join(f"{line}\n" for file in files for line in _records(file))


def _records(file: FileCoverage) -> Iterator[str]:
    yield "TN:"
    yield f"SF:{Path(file.name).absolute()}"
    yield from (f"DA:{line},{count}" for line, count in file.lines.items())
    yield f"LF:{len(file.lines)}"
    yield f"LH:{file.reached}"
    yield "end_of_record"


def _row(name: str, total: int, reached: int, width: int, style: Style) -> str:
    # Rounded down: a file with a line that never ran is not at 100.
    share = 100 * reached // total
    colour = style.green if share >= GOOD else style.yellow if share >= FAIR else style.red
    return f"{name:<{width}}  {total:>5}  {reached:>5}  {colour(f'{share:>3}%')}"


def _ranges(lines: Sequence[int]) -> str:
    """``3, 7-9``: runs of lines next to each other are one."""
    parts = []
    for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
        numbers = [line for _, line in run]
        parts.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    text = ", ".join(parts)
    return text if len(text) <= LONGEST_MISSED else text[:LONGEST_MISSED].rpartition(",")[0] + ", ..."
