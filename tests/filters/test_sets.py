"""Filters that see lists as sets, and the merging and grouping of lists."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ([12, 13, 13, 12, 11], "", [12, 13, 11]),
        ([12, 13, 13], None, [12, 13]),
        ([1, "1", 1.0, True], "", [1]),
        ([1.5, "1.5"], "", [1.5]),
        (["a", "A"], "", ["a", "A"]),
        ([None, "", False, 0], "", [None, 0]),
        ([[1], ["1"], [1]], "", [[1], ["1"]]),
        ([{"a": 1, "b": 2}, {"b": 2, "a": 1}], "", [{"a": 1, "b": 2}]),
        ([{"id": 1, "n": "x"}, {"id": 1, "n": "y"}], "id", [{"id": 1, "n": "x"}]),
        ([{"a": {"b": 1}}, {"a": {"b": 2}}, {"a": {"b": 1}}], "a.b", [{"a": {"b": 1}}, {"a": {"b": 2}}]),
        ([{"id": 1}, {"x": 1}, {"y": 1}], "id", [{"id": 1}, {"x": 1}]),
        ({"p": 1, "q": 1}, "", [1]),
        ([], "", []),
        (None, "", []),
    ],
)
def test_unique(value, path, expected):
    assert typed(apply("unique", value, path)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "other", "difference", "intersection"),
    [
        ([1, 2, 3, 4], [3, 2], [1, 4], [2, 3]),
        ([1, 2], [], [1, 2], []),
        ([], [1], [], []),
        ([1, "2", 3.0], ["1", 2, "3"], [], [1, "2", 3.0]),
        (["a", "a", "b"], ["a"], ["b"], ["a", "a"]),
        ([{"a": 1}, {"a": 2}], [{"a": 2}], [{"a": 1}], [{"a": 2}]),
        ([[1, 2], [2, 1]], [[2, 1]], [[1, 2]], [[2, 1]]),
        ([{"a": 1, "b": 2}], [{"b": 2, "a": 1}], [], [{"a": 1, "b": 2}]),
        ([True, False], [1], [False], [True]),
        ([None, 0], [""], [0], [None]),
        (None, [1], [], []),
        ([1], None, [1], [1]),
        ({"x": 1, "y": 2}, {"z": 2}, [1], [2]),
        ([1, [1]], ["[1]"], [1, [1]], []),
    ],
)
def test_diff_and_intersect(value, other, difference, intersection):
    assert typed(apply("diff", value, other)) == typed(difference)
    assert typed(apply("intersect", value, other)) == typed(intersection)


@pytest.mark.parametrize(
    ("value", "other", "difference", "intersection"),
    [
        ([1, 2, 3], [1, 9, 3], [2], [1, 3]),
        ([1, 2, 3], [2], [1, 2, 3], []),
        ([{"a": 1}, "x"], [{"a": 1}, "y"], ["x"], [{"a": 1}]),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, {"b": 2}, {"a": 1}),
        ({"a": 1}, {"a": "1"}, {}, {"a": 1}),
        ({"0": "x", "k": "y"}, ["x"], {"k": "y"}, {"0": "x"}),
        (["x"], {"0": "x"}, [], ["x"]),
        ({}, {"a": 1}, {}, {}),
        (None, [1], [], []),
    ],
)
def test_diff_assoc_and_intersect_assoc(value, other, difference, intersection):
    assert typed(apply("diff_assoc", value, other)) == typed(difference)
    assert typed(apply("intersect_assoc", value, other)) == typed(intersection)


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        ([1, 2], ["a"], [1, 2, "a"]),
        ([1], [[2]], [1, [2]]),
        ([], [1], [1]),
        ([1], [], [1]),
        ([], [], []),
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 1}, {"a": 2}, {"a": 2, "b": 1}),
        ({"a": {"x": 1}}, {"a": {"y": 2}}, {"a": {"y": 2}}),
        ({"5": "a"}, {"5": "b"}, {"5": "b"}),
        ({}, {"a": 1}, {"a": 1}),
        ({"a": 1}, {}, {"a": 1}),
        ([], {"a": 1}, {"a": 1}),
        ({"a": 1}, [], {"a": 1}),
        ([7, 8], {"a": 1}, {"0": 7, "1": 8, "a": 1}),
        ({"a": 1}, [7], {"a": 1, "0": 7}),
        (None, [1], [1]),
        ([1], None, [1]),
        (None, {"a": 1}, {"a": 1}),
        (None, None, None),
        (None, [], []),
        ({}, None, {}),
    ],
)
def test_merge(value, other, expected):
    assert typed(apply("merge", value, other)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": {"b": ["x"]}}, {"a": {"b": ["y", "z"]}}, {"a": {"b": ["x", "y", "z"]}}),
        ({"a": 1}, {"a": 2}, {"a": [1, 2]}),
        ({"a": [1]}, {"a": 2}, {"a": [1, 2]}),
        ({"a": 1}, {"a": [2, 3]}, {"a": [1, 2, 3]}),
        ({"a": 1}, {"b": {"c": 1}}, {"a": 1, "b": {"c": 1}}),
        ({"a": {"b": {"c": {"d": 1}}}}, {"a": {"b": {"c": {"e": 2}}}}, {"a": {"b": {"c": {"d": 1, "e": 2}}}}),
        ([1], [2], [1, 2]),
        ({}, {"a": 1}, {"a": 1}),
        (None, {"a": 1}, {"a": 1}),
        ({"a": None}, {"a": 1}, {"a": [None, 1]}),
    ],
)
def test_merge_recursive(value, other, expected):
    assert typed(apply("merge_recursive", value, other)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        (
            [{"g": "x", "v": 1}, {"g": "y", "v": 2}],
            "g",
            {"x": [{"g": "x", "v": 1}], "y": [{"g": "y", "v": 2}]},
        ),
        ([{"g": "x", "v": 1}, {"g": "x", "v": 2}], "g", {"x": [{"g": "x", "v": 1}, {"g": "x", "v": 2}]}),
        ([{"a": {"b": 1}}, {"a": {"b": 1.0}}], "a.b", {"1": [{"a": {"b": 1}}, {"a": {"b": 1.0}}]}),
        ([{"g": None}, {"h": 1}, {"g": [1]}, {"g": {}}], "g", {}),
        ([{"g": True}, {"g": False}], "g", {"1": [{"g": True}], "0": [{"g": False}]}),
        (["a", "b", "a"], "", {"a": ["a", "a"], "b": ["b"]}),
        ({"p": {"g": 1}}, "g", {"1": [{"g": 1}]}),
        ([], "g", {}),
        (None, "g", {}),
    ],
)
def test_index_by(value, path, expected):
    assert typed(apply("index_by", value, path)) == typed(expected)


TWO_LISTS = ["diff", "intersect", "diff_assoc", "intersect_assoc"]


@pytest.mark.parametrize("name", TWO_LISTS)
def test_both_operands_are_lists(name):
    with pytest.raises(ScriptError, match=f'`.{name}` needs a list, but got the text "abc"'):
        apply(name, "abc", [1])
    with pytest.raises(ScriptError, match=f"`.{name}` needs a list, but got the int 5"):
        apply(name, [1], 5)


@pytest.mark.parametrize("name", ["merge", "merge_recursive"])
@pytest.mark.parametrize(("value", "other", "got"), [([1], 2, "the int 2"), ("a", [1], 'the text "a"')])
def test_scalars_are_not_merged(name, value, other, got):
    with pytest.raises(ScriptError, match=f"needs lists or objects, but got {got}"):
        apply(name, value, other)


@pytest.mark.parametrize("name", ["unique", "index_by"])
def test_scalars_have_no_elements(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a list, but got the int 5"):
        apply(name, 5, "a")


@pytest.mark.parametrize(
    ("name", "other"),
    [("merge", {"a": {"c": 2}}), ("merge_recursive", {"a": {"c": 2}}), ("diff_assoc", {"x": 1})],
)
def test_the_value_itself_stays_as_it_is(name, other):
    value = {"a": {"b": 1}}
    apply(name, value, other)
    assert value == {"a": {"b": 1}}
