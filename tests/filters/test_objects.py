"""Filters on objects: paths, keys, entries, and making objects of lists."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import FILTERS, apply, typed

NESTED = {"a": {"b": [10, {"c": None}]}, "x.y": 1, "n": 0}


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        (NESTED, ("n",), 0),
        (NESTED, ("a.b.0",), 10),
        (NESTED, ("a.b.1.c", "default"), None),
        (NESTED, ("a.z",), None),
        (NESTED, ("a.z", "default"), "default"),
        (NESTED, ("x.y",), 1),
        (NESTED, ("",), NESTED),
        (NESTED, (None,), NESTED),
        ([5, 6], (1,), 6),
        ([5, 6], ("1",), 6),
        ([5, 6], (1.7,), 6),
        ([5, 6], (2, "none"), "none"),
        ([5, 6], (-1,), None),
        ({"1": "a"}, (1,), "a"),
        ({"1": "a"}, (1.0,), "a"),
        ({"1": "a"}, (True,), "a"),
        (None, ("a",), None),
        (None, ("a", 5), 5),
        ("text", ("a", 5), 5),
        (12, ("a",), None),
    ],
)
def test_get(value, arguments, expected):
    assert typed(apply("get", value, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        (NESTED, "n", True),
        (NESTED, "a.b.1.c", True),
        (NESTED, "a.b.2", False),
        (NESTED, "z", False),
        (NESTED, "x.y", True),
        ([5], 0, True),
        ([5], 1, False),
        (None, "a", False),
        ("text", "a", False),
        ({"": 1}, "", True),
    ],
)
def test_has(value, path, expected):
    assert apply("has", value, path) is expected


@pytest.mark.parametrize(
    ("value", "path", "new", "expected"),
    [
        ({"a": 1}, "b", 2, {"a": 1, "b": 2}),
        ({"a": 1}, "a", 2, {"a": 2}),
        ({}, "a.b", 1, {"a": {"b": 1}}),
        ({"a": {"b": 1}}, "a.c", 2, {"a": {"b": 1, "c": 2}}),
        (None, "a", 1, {"a": 1}),
        ({}, "", 1, {"": 1}),
        ({}, 5, 1, {"5": 1}),
        ({}, 1.0, "x", {"1": "x"}),
        ({}, "a", None, {"a": None}),
        ([1, 2], 0, 9, [9, 2]),
        ([1, 2], 2, 9, [1, 2, 9]),
        ([1, 2], "1", 9, [1, 9]),
        ([{"a": 1}], "0.a", 2, [{"a": 2}]),
        ([], "a", 1, {"a": 1}),
    ],
)
def test_set(value, path, new, expected):
    assert typed(apply("set", value, path, new)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ({"a": "text"}, "a.b", 'Cannot set "a.b" inside the text "text"'),
        (5, "a", 'Cannot set "a" inside the int 5'),
        ([1], 3, "Cannot set element 3 of a list of 1"),
        ([1], "a", 'Cannot set the key "a" of a list'),
    ],
)
def test_paths_that_cannot_be_set(value, path, message):
    with pytest.raises(ScriptError, match=message):
        apply("set", value, path, 1)


@pytest.mark.parametrize(
    ("condition", "is_set"),
    [(True, True), (1, True), ("a", True), (False, False), (None, False), ("0", False)],
)
def test_set_conditional(condition, is_set):
    result = apply("set_conditional", {"a": 1}, "b", 2, lambda *_: condition)
    assert result == ({"a": 1, "b": 2} if is_set else {"a": 1})


def test_the_condition_sees_the_value():
    assert FILTERS["set_conditional"].lazy == {2}
    kept = apply("set_conditional", {"a": 1}, "b", 2, lambda element, *_: element["a"] == 5)
    assert kept == {"a": 1}


@pytest.mark.parametrize(
    ("new", "if_not_empty", "if_not_null"),
    [
        ("v", True, True),
        (1, True, True),
        ([0], True, True),
        (None, False, False),
        ("", False, True),
        (0, False, True),
        ("0", False, True),
        (False, False, True),
        ([], False, True),
        ({}, False, True),
    ],
)
def test_set_ifnotempty_and_set_ifnotnull(new, if_not_empty, if_not_null):
    assert ("k" in apply("set_ifnotempty", {}, "k", new)) is if_not_empty
    assert ("k" in apply("set_ifnotnull", {}, "k", new)) is if_not_null
    assert apply("set_ifnotnull", {"k": "old"}, "k", new) == {"k": new if if_not_null else "old"}


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ({"a": 1, "b": 2}, "a", {"b": 2}),
        ({"a": {"b": 1, "c": 2}}, "a.b", {"a": {"c": 2}}),
        ({"a": 1}, "z", {"a": 1}),
        ({"a.b": 1, "a": 2}, "a.b", {"a": 2}),
        ([1, 2, 3], 1, [1, 3]),
        ([1, 2, 3], 9, [1, 2, 3]),
        ({"a": {"b": 1}}, ["a", "b"], {"a": {}}),
        ({"a": 1}, [], {"a": 1}),
        (None, "a", None),
    ],
)
def test_unset(value, path, expected):
    assert typed(apply("unset", value, path)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "keys", "picked", "rest"),
    [
        ({"a": 1, "b": 2, "c": 3}, ["a", "c"], {"a": 1, "c": 3}, {"b": 2}),
        ({"a": 1, "b": 2}, ["b", "a"], {"b": 2, "a": 1}, {}),
        ({"a": 1}, ["z"], {}, {"a": 1}),
        ({"a": 1, "b": 2}, "a", {"a": 1}, {"b": 2}),
        ({"1": "x", "2": "y"}, [1], {"1": "x"}, {"2": "y"}),
        ({"a": None}, ["a"], {"a": None}, {}),
        (["x", "y"], [1], {"1": "y"}, {"0": "x"}),
        (None, ["a"], {}, {}),
        ({"a": 1}, [], {}, {"a": 1}),
    ],
)
def test_pick_and_unpick(value, keys, picked, rest):
    assert typed(apply("pick", value, keys)) == typed(picked)
    assert typed(apply("unpick", value, keys)) == typed(rest)


@pytest.mark.parametrize(
    ("value", "keys", "values"),
    [
        ({"a": 1, "b": None}, ["a", "b"], [1, None]),
        ({"5": "x", "05": "y", "-3": "z", "1.5": "w"}, [5, "05", -3, "1.5"], ["x", "y", "z", "w"]),
        ({"0": "x", "": "y", "-0": "z"}, [0, "", "-0"], ["x", "y", "z"]),
        ({"99999999999999999999": 1}, ["99999999999999999999"], [1]),
        (["x", "y"], [0, 1], ["x", "y"]),
        ([], [], []),
        ({}, [], []),
        (None, [], []),
    ],
)
def test_keys_values_and_entries(value, keys, values):
    assert typed(apply("keys", value)) == typed(keys)
    assert typed(apply("values", value)) == typed(values)
    pairs = [{"key": key, "value": item} for key, item in zip(keys, values, strict=True)]
    assert typed(apply("entries", value)) == typed(pairs)


@pytest.mark.parametrize(
    ("keys", "values", "expected"),
    [
        (["a", "b"], [1, 2], {"a": 1, "b": 2}),
        ([1, 2.0, True, None], ["w", "x", "y", "z"], {"1": "y", "2": "x", "": "z"}),
        ([], [], {}),
        (None, None, {}),
        ({"x": "a"}, {"y": 1}, {"a": 1}),
    ],
)
def test_create_object(keys, values, expected):
    assert typed(apply("create_object", keys, values)) == typed(expected)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([{"key": "a", "value": 1}, {"key": "b", "value": 2}], {"a": 1, "b": 2}),
        ([{"key": 5, "value": 1}], {"5": 1}),
        ([{"key": "a"}], {"a": None}),
        ([{"key": "a", "value": 1}, {"key": "a", "value": 2}], {"a": 2}),
        ([], {}),
        (None, {}),
    ],
)
def test_create_object_from_entries(entries, expected):
    assert typed(apply("create_object_from_entries", entries)) == typed(expected)


@pytest.mark.parametrize("value", [{"a": 1, "b": [1, 2]}, {"7": {"x": None}}])
def test_entries_there_and_back(value):
    assert apply("create_object_from_entries", apply("entries", value)) == value
    assert apply("create_object", apply("keys", value), apply("values", value)) == value


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("create_object", ["a", "b"], ([1],), "needs as many values as keys, but got 1 for 2"),
        ("create_object", "a", ([1],), 'needs a list, but got the text "a"'),
        ("create_object", ["a"], (1,), "needs a list, but got the int 1"),
        ("create_object_from_entries", [1], (), "needs objects with `key` and `value`, but got the int 1"),
        (
            "create_object_from_entries",
            [{"k": 1}],
            (),
            "needs objects with `key` and `value`, but got an object",
        ),
        ("keys", "text", (), "`.keys` needs a list"),
        ("values", 5, (), "`.values` needs a list"),
        ("entries", True, (), "`.entries` needs a list, but got the bool true"),
        ("pick", "text", (["a"],), "`.pick` needs a list"),
        ("unpick", 5, (["a"],), "`.unpick` needs a list"),
    ],
)
def test_refusals(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *arguments)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("set", ("a.b", 9)),
        ("set_ifnotempty", ("a.b", 9)),
        ("set_ifnotnull", ("z", 9)),
        ("set_conditional", ("a", 9, lambda *_: True)),
        ("unset", ("a.b",)),
        ("pick", (["a"],)),
        ("unpick", (["a"],)),
    ],
)
def test_the_value_itself_stays_as_it_is(name, arguments):
    value = {"a": {"b": 1}, "c": 2}
    apply(name, value, *arguments)
    assert value == {"a": {"b": 1}, "c": 2}
