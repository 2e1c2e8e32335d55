"""Comments that take problems away, and those that take nothing away."""

from __future__ import annotations

import pytest

from runner.lint.checking import Checker, Text
from runner.lint.fixing import apply
from runner.source import Source

HEAD = 'function "f" {\n  stack {\n'
TAIL = "  }\n  response = null\n}\n"
READS = "    var $_x { value = $gone }"


def found(text: str) -> list[str]:
    """What is told of a text: line and code of each problem, and what an unused comment is said to be."""
    source = Source(text, "f.xs")
    problems = Checker(1).problems([Text(source)])
    lines = [(source.position(one.span.start).line, one) for one in problems]
    told = ("unset-var", "unused-ignore", "unknown-statement")
    return [f"{line} {one.code}" for line, one in lines if one.code in told]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([READS], ["3 unset-var"]),
        ([f"{READS} // xsrun: ignore[unset-var]"], []),
        (["    // xsrun: ignore[unset-var]", READS], []),
        (["    //xsrun:ignore[ unset-var ,unset-input]", READS], ["3 unused-ignore"]),
        (["    // xsrun: ignore[unset-var] set by the caller", "", "    // more", READS], []),
        (["    // xsrun: ignore[unset-var]", "    break", READS], ["3 unused-ignore", "5 unset-var"]),
        ([f"{READS} // xsrun: ignore[unset-input]"], ["3 unset-var", "3 unused-ignore"]),
        ([f"{READS} // xsrun: ignore"], ["3 unset-var", "3 unused-ignore"]),
        ([f"{READS} // xsrun: ignore[]"], ["3 unset-var", "3 unused-ignore"]),
        ([f"{READS} // xsrun: ignored[unset-var]"], ["3 unset-var"]),
        (['    var $_x { value = "// xsrun: ignore[unset-var]" ~ $gone }'], ["3 unset-var"]),
        (["    // xsrun: ignore[unset-var]", "    var $_x {", "      value = $gone", "    }"], []),
        (["    // xsrun: ignore[unset-var]", "    group {", "      stack {", READS, "      }", "    }"],
         ["3 unused-ignore", "6 unset-var"]),
        (["    // xsrun: ignore[unknown-statement, unset-var]", "    vaar $_x { value = 1 }"], []),
    ],
)  # fmt: skip
def test_comments_take_problems_of_their_line_or_of_the_next_one(
    lines: list[str], expected: list[str]
) -> None:
    assert found(HEAD + "\n".join(lines) + "\n" + TAIL) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("unknown-statement", []), ("unset-input", ["3 unknown-statement"])]
)
def test_in_a_text_that_cannot_be_read_whole_no_comment_is_called_unused(
    code: str, expected: list[str]
) -> None:
    whole = f"{HEAD}    vaar $_x {{ value = 1 }} // xsrun: ignore[{code}]\n{TAIL}"
    assert found(f"{whole}---\nfunction g {{\n  response = = 1\n}}\n") == expected


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("// xsrun: ignore[unset-vra]", "did you mean `unset-var`?"),
        ("// xsrun: ignore", "// xsrun: ignore[CODE] on the line, or on the one before"),
    ],
)
def test_what_a_comment_should_say(line: str, hint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runner.lint.checking.problem_codes", lambda: {"unset-var": "semantics"})
    text = f"{HEAD}    {line}\n{TAIL}"
    [problem] = [one for one in Checker(1).problems([Text(Source(text))]) if one.code == "unused-ignore"]
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("    var $_x { value = 1 } // xsrun: ignore[unset-var] why\n", "    var $_x { value = 1 }\n"),
        ("    // xsrun: ignore[unset-var]\n    var $_x { value = 1 }\n", "    var $_x { value = 1 }\n"),
    ],
)
def test_an_unused_comment_is_removed_by_its_fix(
    written: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runner.lint.checking.problem_codes", lambda: {"unset-var": "semantics"})
    text = HEAD + written + TAIL
    [problem] = [one for one in Checker(1).problems([Text(Source(text))]) if one.code == "unused-ignore"]
    assert problem.fix is not None
    assert apply(text, [problem.fix]) == HEAD + left + TAIL
