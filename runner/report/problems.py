"""Problems of files -> text for people."""

from __future__ import annotations

from collections.abc import Sequence

from runner.errors import Fix, Problem
from runner.keys import without_keys
from runner.report.failures import excerpt_text, hint_lines
from runner.report.style import Style, visible
from runner.source import Source

MAX_FIX_LINES = 4


def problems_text(problems: Sequence[Problem], style: Style) -> str:
    """All problems, each with its line and a caret, and their count at the end."""
    return "\n\n".join([*(problem_text(problem, style) for problem in problems), count_text(problems)])


def problem_text(problem: Problem, style: Style) -> str:
    """One problem: its sentence, its place, the line with a caret, the way out."""
    colour = style.red if problem.severity == "error" else style.yellow
    head = colour(f"{problem.severity}[{problem.code}]:")
    lines = [
        f"{head} {style.bold(visible(problem.message))}",
        f"  at {visible(problem.where)}",
        excerpt_text(problem.source, problem.span, style),
        *hint_lines(problem.hint, style),
    ]
    if problem.fix is not None:
        lines.extend(_fixed_lines(problem.source, problem.fix, style))
    return "\n".join(lines)


def count_text(problems: Sequence[Problem]) -> str:
    """How many problems there are in how many files: ``2 problems in jobs/a.xs``."""
    files = list(dict.fromkeys(problem.source.name for problem in problems))
    place = files[0] if len(files) == 1 else f"{len(files)} files"
    return f"{counted(len(problems), 'problem')} in {place}"


def counted(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _fixed_lines(source: Source, fix: Fix, style: Style) -> list[str]:
    """The lines that a fix changes as they are with it, marked by ``+``."""
    first, column = source.position(fix.span.start)
    last, end = source.position(fix.span.end)
    before, after = source.line(first)[: column - 1], source.line(last)[end - 1 :]
    fixed = without_keys(f"{before}{fix.replacement}{after}").expandtabs(4).splitlines()
    # A fix over many lines says more in an editor than here.
    if len(fixed) > MAX_FIX_LINES:
        return []
    return [f"{first + at:>5} {style.cyan('+')} {visible(line)}" for at, line in enumerate(fixed)]
