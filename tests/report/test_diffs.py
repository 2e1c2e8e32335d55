"""Differences of texts as patches."""

from __future__ import annotations

import pytest

from runner.report.diffs import diff_text
from runner.report.style import Style


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\n", "a\n", []),
        ("a\nb\n", "a\nc\n", ["--- a/f.xs", "+++ b/f.xs", "@@ -1,2 +1,2 @@", " a", "-b", "+c"]),
        ("a", "a\n", ["--- a/f.xs", "+++ b/f.xs", "@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+a"]),
        ("a\u2028b\n", "c\n", ["--- a/f.xs", "+++ b/f.xs", "@@ -1 +1 @@", "-a\u2028b", "+c"]),
        ("\x1b\n", "", ["--- a/f.xs", "+++ b/f.xs", "@@ -1 +0,0 @@", "-\\x1b"]),
    ],
)
def test_a_diff_is_what_patch_takes(before: str, after: str, expected: list[str]) -> None:
    assert diff_text("f.xs", before, after, Style()) == "\n".join(expected)


def test_colours_show_what_goes_and_what_comes() -> None:
    style = Style(True)
    lines = diff_text("f.xs", "--\n", "++\n", style).split("\n")
    assert lines[:2] == [style.bold("--- a/f.xs"), style.bold("+++ b/f.xs")]
    assert lines[3:] == [style.red("---"), style.green("+++")]
