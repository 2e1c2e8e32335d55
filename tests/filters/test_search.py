"""Filters that look for a text within a text, or for an element within a list."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "wanted", "exact", "any_case"),
    [
        ("Epic Battle", "Battle", 5, 5),
        ("Epic Battle", "battle", False, 5),
        ("Epic Battle", "x", False, False),
        ("aXbxc", "x", 3, 1),
        ("été", "T", False, 1),
        ("abc", "", 0, 0),
        ("", "a", False, False),
        (None, "a", False, False),
        (12345, 34, 2, 2),
        ("a1b", 1, 1, 1),
    ],
)
def test_index_and_iindex(value, wanted, exact, any_case):
    assert typed(apply("index", value, wanted)) == typed(exact)
    assert typed(apply("iindex", value, wanted)) == typed(any_case)


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [([5, 6, 7], 6, 1), ([5, 6, 7], "7", 2), ([5], 9, False), ([], 1, False), ([{"a": 1}], {"a": 1}, 0)],
)
def test_index_of_an_element(value, wanted, expected):
    assert typed(apply("index", value, wanted)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "wanted", "exact", "any_case"),
    [
        ("Epic Battle", "Battle", True, True),
        ("Epic Battle", "battle", False, True),
        ("Epic Battle", "c B", True, True),
        ("Epic", "Epic Battle", False, False),
        ("abc", "", True, True),
        ("ÉTÉ", "é", False, True),
        (None, "a", False, False),
        (None, None, True, True),
        (12345, "34", True, True),
        (12345, 34, True, True),
        (["a", "B"], "B", True, True),
        (["a", "B"], "b", False, True),
        (["abc"], "b", False, False),
        ([1, 2], "2", True, True),
        ([], "a", False, False),
        ([None], None, True, True),
    ],
)
def test_contains_and_icontains(value, wanted, exact, any_case):
    assert apply("contains", value, wanted) is exact
    assert apply("icontains", value, wanted) is any_case


@pytest.mark.parametrize(
    ("value", "wanted", "starts", "starts_any", "ends", "ends_any"),
    [
        ("Epic Battle", "Epic", True, True, False, False),
        ("Epic Battle", "epic", False, True, False, False),
        ("Epic Battle", "Battle", False, False, True, True),
        ("Epic Battle", "BATTLE", False, False, False, True),
        ("Epic", "Epic", True, True, True, True),
        ("Epic", "Epic Battle", False, False, False, False),
        ("abc", "", True, True, True, True),
        ("", "a", False, False, False, False),
        (None, "a", False, False, False, False),
        (123, 12, True, True, False, False),
    ],
)
def test_starts_and_ends(value, wanted, starts, starts_any, ends, ends_any):
    assert apply("starts_with", value, wanted) is starts
    assert apply("istarts_with", value, wanted) is starts_any
    assert apply("ends_with", value, wanted) is ends
    assert apply("iends_with", value, wanted) is ends_any


TEXT_ONLY = ["iindex", "starts_with", "istarts_with", "ends_with", "iends_with"]


@pytest.mark.parametrize("name", ["index", "contains", "icontains", *TEXT_ONLY])
def test_objects_are_no_text(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got an object"):
        apply(name, {"a": 1}, "a")
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text as search text, but got a list"):
        apply(name, "abc", ["a"])


@pytest.mark.parametrize("name", TEXT_ONLY)
def test_lists_have_no_positions_of_text(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got a list"):
        apply(name, ["a"], "a")
