"""What the reference answers to a name: its entries, what other languages call so, what mentions it."""

from __future__ import annotations

import pytest

from runner.reference.questions import answer, nearest


@pytest.mark.parametrize(
    ("name", "instead", "elsewhere"),
    [
        ("len", ["count", "strlen"], ["as a filter: `count` for a list, `strlen` for a text"]),
        ("let", ["var"], ["as a statement: `var $name { value = ... }`"]),
        ("boolean", ["to_bool", "bool"], ["as a filter: `to_bool`", "as a type: `bool`"]),
        ("regexp", ["pattern"], ["as an input filter: `pattern`"]),
        ("payload", [], ["as a property of `api.request`: `params`"]),
    ],
)
def test_names_of_other_languages(name: str, instead: list[str], elsewhere: list[str]) -> None:
    found = answer(name)
    assert ([entry.name for entry in found.entries], found.elsewhere) == (instead, elsewhere)
    assert not found.exact


def test_a_name_of_both_is_told_as_both() -> None:
    found = answer("json")
    assert found.exact
    assert [entry.kind.name for entry in found.entries] == ["type"]
    assert found.elsewhere[0] == "as a filter: `json_encode`"


@pytest.mark.parametrize(
    ("word", "mentioned"), [("concatenation", "~"), ("HEXADECIMAL", "dechex"), ("PHP", "slice")]
)
def test_a_word_finds_what_mentions_it(word: str, mentioned: str) -> None:
    assert mentioned in [entry.name for entry in answer(word).entries]


@pytest.mark.parametrize("part", ["exadecimal", "", "["])
def test_a_word_is_looked_for_at_its_beginning(part: str) -> None:
    assert answer(part).entries == []


@pytest.mark.parametrize(("name", "near"), [("slcie", "slice"), ("statment", "statements"), ("qqqq", None)])
def test_the_nearest_name(name: str, near: str | None) -> None:
    assert nearest(name) == near
