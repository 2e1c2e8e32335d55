"""Filters on lists: ends and sections, adding and removing elements, filling."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, make_context, typed


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ([1, 2, 3], 1, 3),
        (["only"], "only", "only"),
        ([], None, None),
        ({}, None, None),
        ({"a": 1, "b": 2}, 1, 2),
        ("text", "t", "t"),
        ("ab", "a", "b"),
        ("", None, None),
        (None, None, None),
        ([None, 0], None, 0),
    ],
)
def test_first_and_last(value, first, last):
    assert typed(apply("first", value)) == typed(first)
    assert typed(apply("last", value)) == typed(last)


@pytest.mark.parametrize(
    ("value", "last", "first"),
    [
        ([1, 2, 3], 3, 1),
        ([], None, None),
        (None, None, None),
        ({"a": 1, "b": 2}, 2, 1),
        ([[1], [2]], [2], [1]),
    ],
)
def test_pop_and_shift_give_elements(value, last, first):
    assert typed(apply("pop", value)) == typed(last)
    assert typed(apply("shift", value)) == typed(first)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, 2, 3], 3),
        ([], 0),
        ({"a": 1, "b": 2}, 2),
        ({}, 0),
        (None, 0),
        ("été", 3),
        ("", 0),
        ("😀", 1),
        ([None, None], 2),
    ],
)
def test_count(value, expected):
    assert apply("count", value) == expected


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ([1, 2, 3, 4, 5], (2, 2), [3, 4]),
        ([1, 2, 3, 4, 5], (2,), [3, 4, 5]),
        ([1, 2, 3, 4, 5], (2, None), [3, 4, 5]),
        ([1, 2, 3, 4, 5], (0, 0), []),
        ([1, 2, 3, 4, 5], (0, -1), [1, 2, 3, 4]),
        ([1, 2, 3, 4, 5], (1, -1), [2, 3, 4]),
        ([1, 2, 3, 4, 5], (-2,), [4, 5]),
        ([1, 2, 3, 4, 5], (-2, 1), [4]),
        ([1, 2, 3, 4, 5], (-9, 2), [1, 2]),
        ([1, 2, 3, 4, 5], (-9, -4), [1]),
        ([1, 2, 3, 4, 5], (9,), []),
        ([1, 2, 3, 4, 5], (2, 99), [3, 4, 5]),
        ([1, 2, 3, 4, 5], (3, -4), []),
        ([1, 2, 3, 4, 5], (1.9, "2"), [2, 3]),
        ([], (0, 3), []),
        (None, (0, 3), []),
        ("hello", (1, 3), "ell"),
        ("hello", (-2,), "lo"),
        ({"a": 1, "b": 2, "c": 3}, (1,), {"b": 2, "c": 3}),
        ({"a": 1, "b": 2, "c": 3}, (0, -2), {"a": 1}),
    ],
)
def test_slice(value, arguments, expected):
    assert typed(apply("slice", value, *arguments)) == typed(expected)
    assert typed(apply("array_slice", value, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, 2, 3], [3, 2, 1]),
        ([], []),
        (None, []),
        ("abc", "cba"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)
def test_reverse(value, expected):
    assert typed(apply("reverse", value)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "value", "element", "expected"),
    [
        ("push", [1, 2], 3, [1, 2, 3]),
        ("push", [], "a", ["a"]),
        ("push", None, "a", ["a"]),
        ("push", {}, "a", ["a"]),
        ("push", [1], [2], [1, [2]]),
        ("push", [1], None, [1, None]),
        ("push", {"a": 1}, 2, {"a": 1, "0": 2}),
        ("push", {"5": 1, "b": 2}, 3, {"5": 1, "b": 2, "6": 3}),
        ("unshift", [1, 2], 0, [0, 1, 2]),
        ("unshift", [], 0, [0]),
        ("unshift", None, 0, [0]),
        ("append", [1], 2, [1, 2]),
        ("prepend", [1], 0, [0, 1]),
    ],
)
def test_adding_an_element(name, value, element, expected):
    assert typed(apply(name, value, element)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "value", "element", "path", "expected"),
    [
        ("append", [1], 2, "", [1, 2]),
        ("append", [1], 2, None, [1, 2]),
        ("append", {"a": [1]}, 2, "a", {"a": [1, 2]}),
        ("append", {"a": {"b": [1]}}, 2, "a.b", {"a": {"b": [1, 2]}}),
        ("append", {}, 1, "a", {"a": [1]}),
        ("append", {"a": 1}, 1, "b.c", {"a": 1, "b": {"c": [1]}}),
        ("append", {"a": None}, 1, "a", {"a": [1]}),
        ("append", [[1], [2]], 3, 1, [[1], [2, 3]]),
        ("prepend", [1], 0, "", [0, 1]),
        ("prepend", {"a": [1]}, 0, "a", {"a": [0, 1]}),
        ("prepend", {}, 1, "a.b", {"a": {"b": [1]}}),
    ],
)
def test_append_and_prepend_take_a_path(name, value, element, path, expected):
    assert typed(apply(name, value, element, path)) == typed(expected)


@pytest.mark.parametrize("name", ["append", "prepend"])
def test_append_and_prepend_need_a_list_at_the_path(name):
    with pytest.raises(ScriptError, match='needs a list, but got the text "text"'):
        apply(name, {"a": "text"}, 1, "a")


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ([1, 2, 1, 3], (1,), [2, 3]),
        ([1, "1", 2], (1,), [2]),
        ([1, "1", 2], (1, "", True), ["1", 2]),
        ([{"v": 1}, {"v": 2}], ({"v": 2},), [{"v": 1}]),
        ([{"v": 1}, {"v": 2}], (2, "v"), [{"v": 1}]),
        ([{"a": {"b": 1}}, {"a": {}}], (1, "a.b"), [{"a": {}}]),
        ([1, None, 0], (None,), [1, 0]),
        ([1, 2], (3,), [1, 2]),
        ({"a": 1, "b": 2}, (1,), {"b": 2}),
        ([], (1,), []),
        (None, (1,), []),
    ],
)
def test_remove(value, arguments, expected):
    assert typed(apply("remove", value, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, [12]),
        ([1], [1]),
        ([], []),
        (None, []),
        ("a", ["a"]),
        ("", [""]),
        (False, [False]),
        ({"a": 1}, {"a": 1}),
    ],
)
def test_safe_array(value, expected):
    assert typed(apply("safe_array", value)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([1, [2, 3], [[4, 5]]], [1, 2, 3, 4, 5]),
        ([[], [[]], 1], [1]),
        ([{"a": [1]}, [{"b": 2}]], [{"a": [1]}, {"b": 2}]),
        ([], []),
        (None, []),
        ({"a": [1, 2], "b": 3}, [1, 2, 3]),
        ([None, ["a"]], [None, "a"]),
    ],
)
def test_flatten(value, expected):
    assert typed(apply("flatten", value)) == typed(expected)


def test_flatten_goes_deep():
    deep = [1]
    for _ in range(5000):
        deep = [deep]
    assert apply("flatten", deep) == [1]


def test_shuffle_repeats_with_the_seed_and_loses_nothing():
    value = list(range(50))
    first = apply("shuffle", value, context=make_context(seed=3))
    assert first == apply("shuffle", value, context=make_context(seed=3))
    assert first != value
    assert sorted(first) == value == list(range(50))
    assert apply("shuffle", None) == []


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (10, 13, [10, 11, 12, 13]),
        (3, 1, [3, 2, 1]),
        (2, 2, [2]),
        (-1, 1, [-1, 0, 1]),
        ("1", "3", [1, 2, 3]),
        (1.9, 3.2, [1, 2, 3]),
        (None, 1, [0, 1]),
    ],
)
def test_range(start, stop, expected):
    assert typed(apply("range", None, start, stop)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "start", "count", "expected"),
    [
        ("v", 0, 3, ["v", "v", "v"]),
        ("v", 0, 0, []),
        ("v", 2, 2, {"2": "v", "3": "v"}),
        ("v", "0", "2", ["v", "v"]),
        ([1], 0, 2, [[1], [1]]),
        (None, 3, 0, [0, 0, 0]),
        (None, 2, "x", ["x", "x"]),
        (None, 2, None, [None, None]),
        (None, 2, [], [[], []]),
        (None, 0, 2, [None, None]),
        (0, 0, 2, [0, 0]),
    ],
)
def test_fill(value, start, count, expected):
    assert typed(apply("fill", value, start, count)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "keys", "expected"),
    [
        ("x", ["a", "b"], {"a": "x", "b": "x"}),
        (["a", "b"], "x", {"a": "x", "b": "x"}),
        (None, ["a"], {"a": None}),
        (0, [1, 2.0, True], {"1": 0, "2": 0}),
        ("x", [], {}),
        ([1], ["a"], {"a": [1]}),
        ("x", {"k": "a"}, {"a": "x"}),
    ],
)
def test_fill_keys(value, keys, expected):
    assert typed(apply("fill_keys", value, keys)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("range", None, (0, 10**8), "makes at most 10000000 numbers"),
        ("range", None, ("a", 3), 'needs a number, but got the text "a"'),
        ("fill", "v", (0, 10**8), "needs a count of at most 10000000, but got the int 100000000"),
        ("fill", "v", (0, -1), "needs a count of 0 or more, but got the int -1"),
        ("fill", "v", (0, "many"), 'needs a number, but got the text "many"'),
        ("fill_keys", "x", ("y",), 'needs a list, but got the text "y"'),
        ("slice", [1], ("a",), 'needs a number, but got the text "a"'),
        ("slice", [1], (0, "b"), 'needs a number, but got the text "b"'),
        ("slice", 12, (0,), "needs a list, but got the int 12"),
    ],
)
def test_refusals(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *arguments)


ONE_ARGUMENT = ["push", "unshift", "append", "prepend", "remove"]
NO_ARGUMENT = ["pop", "shift", "flatten", "shuffle"]


@pytest.mark.parametrize("name", ONE_ARGUMENT + NO_ARGUMENT)
@pytest.mark.parametrize(
    ("value", "got"), [("abc", 'the text "abc"'), (5, "the int 5"), (True, "the bool true")]
)
def test_scalars_are_no_lists(name, value, got):
    with pytest.raises(ScriptError, match=f"needs a list, but got {got}"):
        apply(name, value, *([1] if name in ONE_ARGUMENT else []))


@pytest.mark.parametrize("name", ["first", "last", "count", "reverse"])
@pytest.mark.parametrize(
    ("value", "got"), [(5, "the int 5"), (1.5, "the decimal 1.5"), (False, "the bool false")]
)
def test_numbers_and_booleans_have_no_elements(name, value, got):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a list, but got {got}"):
        apply(name, value)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("push", (9,)),
        ("unshift", (9,)),
        ("append", (9,)),
        ("prepend", (9,)),
        ("pop", ()),
        ("shift", ()),
        ("reverse", ()),
        ("remove", (1,)),
        ("shuffle", ()),
        ("flatten", ()),
        ("slice", (1,)),
    ],
)
def test_the_value_itself_stays_as_it_is(name, arguments):
    value = [1, [2], 3]
    apply(name, value, *arguments)
    assert value == [1, [2], 3]
