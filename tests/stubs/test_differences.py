"""Expected data, with matchers, against what came."""

from __future__ import annotations

from typing import Any

import pytest

from runner.stubs.differences import differences
from runner.stubs.matchers import literal


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        (1, 1.0, []),
        (1, True, ["r: expected 1, but got true"]),
        (0, False, ["r: expected 0, but got false"]),
        ("a", "b", ['r: expected "a", but got "b"']),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": 1}, {}, ["r.a: expected 1, but got no such key"]),
        ({}, {"a": 1}, ["r.a: expected no such key, but got 1"]),
        ({"a": None}, {}, ["r.a: expected null, but got no such key"]),
        ([1, 2], [1], ["r[1]: expected 2, but got the end of the list after 1 item"]),
        ([1], [1, 2], ["r[1]: expected the end of the list after 1 item, but got 2"]),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, ["r.a[0].b: expected 1, but got 2"]),
        ([], {}, ["r: expected [], but got {}"]),
        (
            "word " * 20 + "one",
            "word " * 20 + "two",
            [
                'r: expected ..."word word word word word word one", '
                'but got ..."word word word word word word two" (they part at character 101)'
            ],
        ),
    ],
)
def test_plain_data(expected: Any, actual: Any, found: list[str]) -> None:
    assert list(map(str, differences(expected, actual, "r"))) == found


@pytest.mark.parametrize(
    ("matcher", "fitting", "wrong", "words"),
    [
        ({"$type": "any"}, [None, 1, {}], [], ""),
        ({"$type": "text"}, [""], [1, None], "a text"),
        ({"$type": "int"}, [1], [1.5, True, "1"], "a whole number"),
        ({"$type": "decimal"}, [1, 1.5], [True, "1.5"], "a number"),
        ({"$type": "bool"}, [True], [1], "true or false"),
        ({"$type": "null"}, [None], [0, ""], "null"),
        ({"$type": "list"}, [[]], [{}], "a list"),
        ({"$type": "object"}, [{}], [[]], "an object"),
        ({"$matches": "^a.c"}, ["abcd"], ["xabc", 1], "a text that matches /^a.c/"),
        ({"$like": "a*c"}, ["ac", "a\nbc"], ["acd", 1], 'a text like "a*c"'),
        ({"$like": "1.5*"}, ["1.5x"], ["125"], 'a text like "1.5*"'),
        ({"$min": 1, "$max": 2}, [1, 1.5, 2], [], ""),
        ({"$min": 1}, [1], [0, True, "5"], "1 or more"),
        ({"$length": 2}, ["ab", [1, 2], {"a": 1, "b": 2}], ["a", 2], "something of the length 2"),
        ({"$length": {"$min": 1}}, ["a"], [""], "something of the length 1 or more"),
        ({"$contains": "b"}, ["abc", ["a", "b"]], ["a", ["a"], 5], 'something that contains "b"'),
        ({"$contains": {"$min": 5}}, [[1, 7]], [[1]], "something that contains 5 or more"),
        ({"$each": {"$type": "int"}}, [[], [1, 2]], [5], "a list of a whole number"),
        ({"$one_of": [1, {"$type": "null"}]}, [1, None], [2], "one of 1, null"),
        ({"$not": {"$type": "null"}}, [0], [None], "anything but null"),
        ({"$is": {"$min": 1}}, [{"$min": 1}], [1, {"$min": 2}], '{"$min":1}'),
        ({"$has": {"a": 1}}, [{"a": 1, "b": 2}], [], ""),
    ],
)
def test_matchers(matcher: Any, fitting: list[Any], wrong: list[Any], words: str) -> None:
    assert [value for value in fitting if differences(matcher, value, "r")] == []
    for value in wrong:
        (found,) = differences(matcher, value, "r")
        assert (found.path, found.expected) == ("r", words)


@pytest.mark.parametrize(
    ("expected", "actual", "part", "paths"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True, []),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3}, True, []),
        ([{"a": 1}], [{"a": 1, "b": 2}], True, []),
        ([{"a": 1}], [{"a": 1}, {}], True, ["r[1]"]),
        ({"a": {"$contains": {"id": 1}}}, {"a": [{"id": 1, "n": 2}]}, True, []),
        ({"a": {"$contains": {"id": 1}}}, {"a": [{"id": 1, "n": 2}]}, False, ["r.a"]),
        ({"a": {"$has": {"b": {"c": 1}}}}, {"a": {"b": {"c": 2, "d": 1}, "e": 1}}, False, ["r.a.b.c"]),
        ({"a": {"$each": {"b": 1}}}, {"a": [{"b": 1}, {"b": 2}]}, False, ["r.a[1].b"]),
        ({"a": {"$absent": True}}, {}, False, []),
        ({"a": {"$absent": True}}, {"a": None}, True, ["r.a"]),
        ({"a": {"$type": "any"}}, {}, True, ["r.a"]),
    ],
)
def test_parts_and_matchers_inside(expected: Any, actual: Any, part: bool, paths: list[str]) -> None:
    assert [one.path for one in differences(expected, actual, "r", part=part)] == paths


@pytest.mark.parametrize(
    "data", [{"a": [1, {"b": None}]}, {"$min": 1}, [{"a": {"$ref": "#", "b": {"$type": "int"}}}], "$min"]
)
def test_data_that_looks_like_matchers_can_be_expected(data: Any) -> None:
    assert differences(literal(data), data, "r") == []
