"""Colours, and text that must not steer a terminal."""

from __future__ import annotations

import pytest

from runner.report.style import Style, visible, wants_colours


@pytest.mark.parametrize(
    ("environ", "terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "0"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "3"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm"}, True, True),
    ],
)
def test_who_gets_colours(environ: dict[str, str], terminal: bool, expected: bool) -> None:
    assert wants_colours(environ, terminal=terminal) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("red", "\x1b[1;31mx\x1b[0m"),
        ("green", "\x1b[32mx\x1b[0m"),
        ("yellow", "\x1b[1;33mx\x1b[0m"),
        ("cyan", "\x1b[36mx\x1b[0m"),
        ("bold", "\x1b[1mx\x1b[0m"),
        ("dim", "\x1b[2mx\x1b[0m"),
    ],
)
def test_colours(name: str, expected: str) -> None:
    assert getattr(Style(True), name)("x") == expected
    assert getattr(Style(), name)("x") == "x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain grüße 🎉", "plain grüße 🎉"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("over\rwritten", "over\\x0dwritten"),
        ("\x00\x07\x08\x7f\x9b", "\\x00\\x07\\x08\\x7f\\x9b"),
    ],
)
def test_control_characters_are_spelled_out(text: str, expected: str) -> None:
    assert visible(text) == expected
