"""The words of `-k`."""

from __future__ import annotations

import pytest

from runner.errors import UsageError
from runner.testing.selecting import selection

ID = "jobs/chat.cases.yaml::A slow answer"


@pytest.mark.parametrize(
    ("words", "selected"),
    [
        ("chat", True),
        ("CHAT and slow", True),
        ("chat and fast", False),
        ("fast or slow", True),
        ("not slow", False),
        ("not not slow", True),
        ("not (fast or quick) and chat", True),
        ("fast and quick or slow", True),
        ('"a slow"', True),
        ('"slow and"', False),
        ("jobs/chat.cases.yaml::", True),
        ("(" * 50 + "chat" + ")" * 50, True),
        ("not " * 5001 + "chat", False),
        (" or ".join(["fast"] * 5000), False),
        (" and ".join(["chat"] * 5000), True),
    ],
)
def test_what_is_selected(words: str, selected: bool) -> None:
    assert selection(words)(ID) is selected


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "a word is missing"),
        ("a and", "a word is missing"),
        ("or a", "a word is missing"),
        ("(a", "a `)` is missing"),
        ("a)", "`)` is one too many"),
        ("a b", "`b` is one too many"),
        ("(" * 5000 + "a" + ")" * 5000, "more than 50 parentheses stand inside of each other"),
    ],
)
def test_what_is_no_expression(words: str, why: str) -> None:
    with pytest.raises(UsageError, match="-k takes no") as caught:
        selection(words)
    assert why in caught.value.message
