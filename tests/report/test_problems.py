"""Problems of files as people read them."""

from __future__ import annotations

import pytest

from runner.errors import Fix, Problem
from runner.report.problems import count_text, problem_text, problems_text
from runner.report.style import Style
from runner.source import Source, Span

PLAIN = Style()
TEXT = 'var $x {\n  value = "a"|lenght\n}\n'
SOURCE = Source(TEXT, "jobs/a.xs")
OTHER = Source("oops", "b.xs")
WORD = Span(TEXT.index("lenght"), TEXT.index("lenght") + 6)


def problem(**rest: object) -> Problem:
    """A wrong filter name."""
    return Problem("unknown-filter", "there is no filter `lenght`", SOURCE, WORD, **rest)  # type: ignore[arg-type]


def test_a_problem_shows_its_line_and_the_way_out() -> None:
    assert problem_text(problem(hint="did you mean `strlen`?"), PLAIN) == (
        "error[unknown-filter]: there is no filter `lenght`\n"
        "  at jobs/a.xs:2:15\n"
        '    2 |   value = "a"|lenght\n'
        "      |               ^^^^^^\n"
        "  help: did you mean `strlen`?"
    )


@pytest.mark.parametrize(
    ("fix", "expected"),
    [
        (Fix(WORD, "strlen"), ['    2 +   value = "a"|strlen']),
        (Fix(Span(0, 0), "// why\n"), ["    1 + // why", "    2 + var $x {"]),
        (Fix(Span(7, 8), "{}"), ["    1 + var $x {}"]),
        (Fix(Span(8, len(TEXT)), ""), ["    1 + var $x {"]),
        (Fix(WORD, "a\nb\nc\nd\ne"), []),
    ],
)
def test_a_fix_shows_the_corrected_line(fix: Fix, expected: list[str]) -> None:
    assert problem_text(problem(fix=fix), PLAIN).splitlines()[4:] == expected


def test_all_problems_are_parted_by_blank_lines_and_counted() -> None:
    text = problems_text([problem(), problem(severity="warning")], PLAIN)
    first, second, count = text.split("\n\n")
    assert first.startswith("error[unknown-filter]:")
    assert second.startswith("warning[unknown-filter]:")
    assert count == "2 problems in jobs/a.xs"


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([SOURCE], "1 problem in jobs/a.xs"),
        ([SOURCE, SOURCE], "2 problems in jobs/a.xs"),
        ([SOURCE, OTHER, SOURCE], "3 problems in 2 files"),
    ],
)
def test_counts(sources: list[Source], expected: str) -> None:
    assert count_text([Problem("c", "m", source, Span(0, 1)) for source in sources]) == expected


@pytest.mark.parametrize(("severity", "code"), [("error", "31"), ("warning", "33")])
def test_colours_tell_the_severity(severity: str, code: str) -> None:
    head = problem_text(problem(severity=severity), Style(True)).splitlines()[0]
    assert head.startswith(f"\x1b[1;{code}m{severity}[unknown-filter]:\x1b[0m ")


def test_a_message_cannot_steer_the_terminal() -> None:
    shown = problem_text(Problem("c", "a \x1b[2J", OTHER, Span(0, 1), hint="\x1b"), PLAIN)
    assert "\x1b" not in shown
