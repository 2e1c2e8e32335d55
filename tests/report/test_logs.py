"""Log entries and timings as lines."""

from __future__ import annotations

import pytest

from runner.execution.messages import LogEntry
from runner.report.logs import log_line, timings_line
from runner.report.style import Style


@pytest.mark.parametrize(
    ("level", "message", "expected"),
    [
        ("log", "hello", "log: hello"),
        ("log", '{"a":1}', 'log: {"a":1}'),
        ("log", "two\nlines", "log: two\nlines"),
        ("log", "\x1b[2J", "log: \\x1b[2J"),
        ("warning", "look here", "warning: look here"),
        ("request", "GET http://x -> 200 (1.2 ms)", "request: GET http://x -> 200 (1.2 ms)"),
        ("trace", "a.xs:3  var $x {", "trace: a.xs:3  var $x {"),
    ],
)
def test_lines(level: str, message: str, expected: str) -> None:
    assert log_line(LogEntry(level, message), Style()) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("log", "log: m"),
        ("warning", "\x1b[1;33mwarning:\x1b[0m m"),
        ("request", "\x1b[2mrequest: m\x1b[0m"),
        ("trace", "\x1b[2mtrace: m\x1b[0m"),
    ],
)
def test_colours(level: str, expected: str) -> None:
    assert log_line(LogEntry(level, "m"), Style(True)) == expected


@pytest.mark.parametrize(
    ("timings", "expected"),
    [
        ({"load": 10.04, "run": 2.25, "total": 12.3}, "took 12.3 ms (load 10.0 ms, run 2.2 ms)"),
        ({"load": 0.0, "run": 61234.5, "total": 61234.5}, "took 61.23 s (load 0.0 ms, run 61.23 s)"),
    ],
)
def test_timings(timings: dict[str, float], expected: str) -> None:
    assert timings_line(timings, Style()) == expected
