"""Filters whose argument is an expression that is evaluated for each element."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import FILTERS, apply, typed


def double(element, index, parent, result):
    return element * 2


def is_even(element, index, parent, result):
    return element % 2 == 0


def see_all(element, index, parent, result):
    return [element, index, parent, result]


@pytest.mark.parametrize(
    ("value", "expected"),
    [([1, 2], [2, 4]), ([], []), (None, []), ({"a": 1, "b": 2}, [2, 4]), (["ab"], ["abab"])],
)
def test_map(value, expected):
    assert typed(apply("map", value, double)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [([1, 2, 3, 4], [2, 4]), ([1], []), ([], []), (None, []), ({"a": 1, "b": 2}, [2])],
)
def test_filter(value, expected):
    assert typed(apply("filter", value, is_even)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "some", "every"),
    [
        ([1, 2], True, False),
        ([2, 4], True, True),
        ([1, 3], False, False),
        ([], False, True),
        (None, False, True),
        ({"a": 2}, True, True),
    ],
)
def test_some_and_every(value, some, every):
    assert apply("some", value, is_even) is some
    assert apply("every", value, is_even) is every


@pytest.mark.parametrize(
    ("value", "element", "index"),
    [
        ([1, 4, 6], 4, 1),
        ([2], 2, 0),
        ([1, 3], None, -1),
        ([], None, -1),
        (None, None, -1),
        ({"a": 1, "b": 2}, 2, "b"),
    ],
)
def test_find_and_find_index(value, element, index):
    assert typed(apply("find", value, is_even)) == typed(element)
    assert typed(apply("findIndex", value, is_even)) == typed(index)


@pytest.mark.parametrize(
    ("value", "initial", "expected"),
    [
        ([1, 2, 3, 4, 5], (10,), 25),
        ([], (10,), 10),
        ([], (), None),
        (None, (0,), 0),
        (["a", "b"], ("",), "ab"),
        ({"x": 1, "y": 2}, (0,), 3),
    ],
)
def test_reduce(value, initial, expected):
    assert typed(apply("reduce", value, lambda e, i, p, result: result + e, *initial)) == typed(expected)


def test_reduce_starts_with_null():
    assert apply("reduce", [7], see_all) == [7, 0, [7], None]


def test_transform_has_the_value_as_element():
    assert apply("transform", 2, lambda element, *_: element + 3) == 5
    assert apply("transform", [1, 2], see_all) == [[1, 2], None, None, None]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b"], [["a", 0, ["a", "b"], None], ["b", 1, ["a", "b"], None]]),
        ({"k": "v"}, [["v", "k", {"k": "v"}, None]]),
    ],
)
def test_what_an_expression_sees(value, expected):
    assert apply("map", value, see_all) == expected


@pytest.mark.parametrize("result", [0, "", "0", [], None, 0.0, False, {}])
def test_results_are_judged_as_conditions_are(result):
    assert apply("filter", [1], lambda *_: result) == []
    assert apply("some", [1], lambda *_: result) is False
    assert apply("every", [1], lambda *_: result) is False
    assert apply("find", [1], lambda *_: result) is None


def test_some_every_and_find_stop_early():
    seen = []

    def note(element, *_):
        seen.append(element)
        return element == 2

    apply("some", [1, 2, 3], note)
    apply("find", [1, 2, 3], note)
    apply("findIndex", [1, 2, 3], note)
    apply("every", [1, 2, 3], note)
    assert seen == [1, 2, 1, 2, 1, 2, 1]


NAMES = ["map", "filter", "some", "every", "find", "findIndex", "reduce"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("value", "got"), [("abc", 'the text "abc"'), (5, "the int 5"), (True, "the bool true")]
)
def test_scalars_have_no_elements(name, value, got):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a list, but got {got}"):
        apply(name, value, is_even)


@pytest.mark.parametrize("name", [*NAMES, "transform"])
def test_the_first_argument_is_the_expression(name):
    assert FILTERS[name].lazy == {0}
    assert FILTERS[name].accumulates is (name == "reduce")


def test_an_error_in_the_expression_comes_through():
    def fail(*_):
        raise ScriptError("from the expression")

    with pytest.raises(ScriptError, match="from the expression"):
        apply("map", [1], fail)
