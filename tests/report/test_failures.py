"""Failures of runs as people read them."""

from __future__ import annotations

import pytest

from runner.execution.failures import Frame
from runner.execution.result import ErrorInfo, Place
from runner.report.failures import error_text, excerpt_text, failure_text
from runner.report.style import Style
from runner.source import Source, Span

PLAIN = Style()
TEXT = 'function "f" {\n  stack {\n    var $x { value = 1 / 0 }\n\tcall it\n  }\n}\n'
SOURCE = Source(TEXT, "jobs/f.xs")


def span_of(part: str) -> Span:
    """Where ``part`` stands in the text."""
    start = TEXT.index(part)
    return Span(start, start + len(part))


def frame(function: str, part: str, *variables: tuple[str, str]) -> Frame:
    """A frame of ``function`` at ``part``."""
    return Frame(function, SOURCE, span_of(part), variables)


def failure(message: str = "division by zero", **rest: object) -> ErrorInfo:
    """The failure of a run."""
    return ErrorInfo("ERROR_FATAL", "standard", message, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("message", "hint", "expected"),
    [
        ("it broke", None, "error: it broke"),
        ("it broke", "mend it", "error: it broke\n  help: mend it"),
        ("2 faults:\n- a\n- b", None, "error: 2 faults:\n- a\n- b"),
        ("from \x1b[2J a server", "\x07", "error: from \\x1b[2J a server\n  help: \\x07"),
    ],
)
def test_errors(message: str, hint: str | None, expected: str) -> None:
    assert error_text(message, hint, PLAIN) == expected


def test_the_place_the_callers_the_payload_and_the_hint() -> None:
    error = failure(
        payload={"a": [1], "b": "ü"},
        hint="divide by something else",
        frames=[frame("main", "call it"), frame("f", "1 / 0", ("$x", "1"))],
    )
    assert failure_text(error, PLAIN) == (
        "error: division by zero\n"
        "  at jobs/f.xs:3:22 in f\n"
        "    3 |     var $x { value = 1 / 0 }\n"
        "      |                      ^^^^^\n"
        "          $x = 1\n"
        "  called from jobs/f.xs:4:2 in main\n"
        "    4 |     call it\n"
        "      |     ^^^^^^^\n"
        '  payload: {"a":[1],"b":"ü"}\n'
        "  help: divide by something else"
    )


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (failure("no"), "error: no"),
        (failure("no", span=Place("a.xs", 3, 4, 3, 5)), "error: no\n  at a.xs:3:4"),
        (failure("no", payload=False), "error: no\n  payload: false"),
        (failure("no", payload={}), "error: no\n  payload: {}"),
        (failure("no", payload="no"), "error: no"),
        (failure('{"a":1}', payload={"a": 1}), 'error: {"a":1}'),
        (failure("no", payload="\x7f"), 'error: no\n  payload: "\\x7f"'),
    ],
)
def test_what_is_not_known_is_left_out(error: ErrorInfo, expected: str) -> None:
    assert failure_text(error, PLAIN) == expected


@pytest.mark.parametrize(
    ("name", "message", "expected"),
    [
        ("MyErr", "boom", "MyErr: boom"),
        ("My\x1bErr", "boom", "My\\x1bErr: boom"),
        ("MyErr", "MyErr: boom", "MyErr: boom"),
        ("standard", "boom", "boom"),
        ("notfound", "there is no such n", "there is no such n"),
        ("recursion", "functions call each other too deeply", "functions call each other too deeply"),
        ("KeyError", "KeyError: 'left'", "KeyError: 'left'"),
        ("KeyError", "function `f` failed: KeyError: 'left'", "function `f` failed: KeyError: 'left'"),
    ],
)
def test_the_name_that_an_author_gave_is_shown(name: str, message: str, expected: str) -> None:
    assert failure_text(ErrorInfo("ERROR_FATAL", name, message), PLAIN) == f"error: {expected}"


@pytest.mark.parametrize("code", ["timeout", "usage", "missing-env"])
def test_a_code_of_ours_is_no_name(code: str) -> None:
    assert failure_text(ErrorInfo(code, code, "it ended"), PLAIN) == "error: it ended"


@pytest.mark.parametrize(
    ("message", "payload", "expected"),
    [
        ('{"a":1}', {"a": 1}, 'error: E: {"a":1}'),
        ("5", 5, "error: E: 5"),
        ("no", {"a": 1}, 'error: E: no\n  payload: {"a":1}'),
    ],
)
def test_a_value_that_is_message_and_payload_is_shown_once(
    message: str, payload: object, expected: str
) -> None:
    assert failure_text(ErrorInfo("ERROR_FATAL", "E", message, payload), PLAIN) == expected


def test_callers_come_the_nearest_first() -> None:
    error = failure(frames=[frame(name, "call it") for name in ("a", "b", "c")])
    called = [line for line in failure_text(error, PLAIN).splitlines() if "called from" in line]
    assert [line.split(" in ")[1] for line in called] == ["b", "a"]


@pytest.mark.parametrize(
    ("callers", "shown", "mark"),
    [
        (1, 1, None),
        (6, 6, None),
        (7, 7, None),
        (8, 6, "  ... 2 more calls ..."),
        (500, 6, "  ... 494 more calls ..."),
    ],
)
def test_a_deep_recursion_is_shortened(callers: int, shown: int, mark: str | None) -> None:
    frames = [frame(f"f{number}", "call it") for number in range(callers + 1)]
    lines = failure_text(failure(frames=frames), PLAIN).splitlines()
    assert sum("called from" in line for line in lines) == shown
    assert [line for line in lines if "more calls" in line] == ([mark] if mark else [])
    assert lines[-3] == "  called from jobs/f.xs:4:2 in f0"


def test_colours_mark_the_words_and_the_caret_alone() -> None:
    coloured = failure_text(failure(frames=[frame("f", "1 / 0")], hint="h"), Style(True))
    assert coloured.splitlines()[0] == "\x1b[1;31merror:\x1b[0m \x1b[1mdivision by zero\x1b[0m"
    assert coloured.splitlines()[3].endswith(" \x1b[1;31m^^^^^\x1b[0m")
    assert coloured.splitlines()[4] == "  \x1b[36mhelp:\x1b[0m h"


def test_an_excerpt_of_a_line_with_a_tab_keeps_the_caret_below() -> None:
    line, caret = excerpt_text(SOURCE, span_of("call it"), PLAIN).splitlines()
    assert line.index("call it") == caret.index("^^^^^^^")


def test_an_excerpt_spells_control_characters_out() -> None:
    source = Source("a \x1b[2J b", "x.xs")
    assert "\x1b" not in excerpt_text(source, Span(0, 1), PLAIN)
