"""Fixes: which are applied together, how often, and what is never touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from runner.errors import Fix, Problem
from runner.lint.checking import Checker, Text
from runner.lint.fixing import MOST_ROUNDS, fix_texts
from runner.source import Source, Span

Rule = tuple[str, str]


class Rules(Checker):
    """A check that wants each match of a pattern to be replaced."""

    def __init__(self, *rules: Rule, safe: bool = True) -> None:
        super().__init__(1)
        self.rules = rules
        self.safe = safe

    def problems(self, texts: Sequence[Text]) -> list[Problem]:
        return [
            Problem(pattern, "wrong", text.source, Span(*match.span()), fix=self._fix(match, new))
            for text in texts
            for pattern, new in self.rules
            for match in re.finditer(pattern, text.source.text)
        ]

    def _fix(self, match: re.Match[str], new: str) -> Fix:
        return Fix(Span(*match.span()), match.expand(new), self.safe)


def fixed(
    checker: Checker, text: str, wanted: Callable[[Problem], bool] = lambda _: True
) -> tuple[str, int, int]:
    """The text that fixes lead to, their number, and that of the problems which are left."""
    result = fix_texts(checker, [Text(Source(f"// {text}"))], wanted)
    return result.texts[0].source.text[3:], result.count, len(result.problems)


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        ([("a", "b")], "xaxax", ("xbxbx", 2, 0)),
        ([("a", "bb")], "aaa", ("bbbbbb", 3, 0)),  # those that touch wait for the next round
        ([("ab", "x"), ("bc", "y")], "abc", ("xc", 1, 0)),  # of those that overlap the first counts
        ([("ab", "c"), ("cc", "d")], "abab", ("d", 3, 0)),  # a fix may show the next problem
        ([("a", "b"), ("[a]", "b")], "a", ("b", 1, 0)),  # two problems with one fix
        ([("x", "")], "axb", ("ab", 1, 0)),
        ([("q", "b")], "a", ("a", 0, 0)),
    ],
)
def test_fixes_are_applied_until_none_is_left(
    rules: list[Rule], text: str, expected: tuple[str, int, int]
) -> None:
    assert fixed(Rules(*rules), text) == expected


def test_fixes_that_go_round_in_circles_end() -> None:
    assert fixed(Rules(("a", "aa")), "a")[1] >= MOST_ROUNDS


def test_guesses_are_left_to_people() -> None:
    assert fixed(Rules(("a", "b"), safe=False), "a") == ("a", 0, 1)


def test_only_what_is_wanted_is_mended() -> None:
    rules = Rules(("a", "x"), ("b", "y"))
    assert fixed(rules, "a b", lambda problem: problem.code == "a") == ("x b", 1, 1)


def test_a_fix_never_breaks_a_text() -> None:
    text = 'function "f" {\n  response = 1\n}\n'
    result = fix_texts(Rules(("response", "{{{")), [Text(Source(text))], lambda _: True)
    assert (result.texts[0].source.text, result.count) == (text, 0)
    # Nobody is told that another `--fix` would mend what this one has left.
    assert [problem.fix and problem.fix.safe for problem in result.problems] == [False]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (")", "(1", 1),  # fewer mistakes, though another one
        ("(1", ")", 0),
        ("(1", "[1", 1),
        ("(1", "1", 1),
    ],
)
def test_a_fix_gives_no_other_mistakes_for_those_of_a_text(old: str, new: str, expected: int) -> None:
    text = f'function "f" {{\n  response = {old}\n}}\n'
    result = fix_texts(Rules((re.escape(f"= {old}"), f"= {new}")), [Text(Source(text))], lambda _: True)
    assert (result.texts[0].source.text, result.count) == (
        (text.replace(old, new), 1) if expected else (text, 0)
    )
