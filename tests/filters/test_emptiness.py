"""Filters that drop the empty elements of a list or the empty members of an object."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed

MIXED = [1, None, "", 0, "0", 0.0, False, [], {}, "a", True, [0], {"k": 1}, " "]


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("filter_empty", [None, "", 0, "0", 0.0, False, [], {}]),
        ("filter_empty_text", [""]),
        ("filter_empty_array", [[]]),
        ("filter_empty_object", [{}]),
        ("filter_null", [None]),
        ("filter_zero", [0, 0.0]),
        ("filter_false", [False]),
    ],
)
def test_what_each_drops(name, dropped):
    kept = [item for item in MIXED if typed(item) not in map(typed, dropped)]
    assert typed(apply(name, MIXED)) == typed(kept)
    as_object = {f"k{at}": item for at, item in enumerate(MIXED)}
    kept_members = {key: item for key, item in as_object.items() if typed(item) not in map(typed, dropped)}
    assert typed(apply(name, as_object)) == typed(kept_members)


@pytest.mark.parametrize(
    ("name", "value", "path", "expected"),
    [
        ("filter_empty", [{"a": 1}, {"a": 0}, {"b": 1}], "a", [{"a": 1}]),
        ("filter_empty", [{"a": {"b": 1}}, {"a": {}}], "a.b", [{"a": {"b": 1}}]),
        ("filter_empty", [1, 0], "", [1]),
        ("filter_empty", [1, 0], None, [1]),
        ("filter_null", [{"a": None}, {"a": 0}, {}], "a", [{"a": 0}]),
        ("filter_zero", [{"n": 0}, {"n": "0"}, {"n": 1}], "n", [{"n": "0"}, {"n": 1}]),
        ("filter_false", [{"on": False}, {"on": True}, {}], "on", [{"on": True}, {}]),
        ("filter_empty_text", [{"t": ""}, {"t": "x"}, {}], "t", [{"t": "x"}, {}]),
        ("filter_empty_array", [{"l": []}, {"l": [1]}], "l", [{"l": [1]}]),
        ("filter_empty_object", [{"o": {}}, {"o": []}], "o", [{"o": []}]),
        ("filter_null", {"x": {"a": None}, "y": {"a": 1}}, "a", {"y": {"a": 1}}),
    ],
)
def test_paths(name, value, path, expected):
    assert typed(apply(name, value, path)) == typed(expected)


NAMES = [
    f"filter_{what}"
    for what in ("empty", "empty_text", "empty_array", "empty_object", "null", "zero", "false")
]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_of_null_and_of_empty_values(name):
    assert apply(name, None) == []
    assert apply(name, []) == []
    assert apply(name, {}) == {}


@pytest.mark.parametrize("name", NAMES)
def test_scalars_are_refused(name):
    with pytest.raises(ScriptError, match=f'`.{name}` needs a list, but got the text "abc"'):
        apply(name, "abc")


@pytest.mark.parametrize("name", NAMES)
def test_the_value_itself_stays_as_it_is(name):
    before = list(MIXED)
    apply(name, MIXED)
    assert before == MIXED
