"""Filters that compare, test types, or choose between values."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (4, 4, True),
        (4, 4.0, True),
        (4, "4", True),
        ("4", "4.0", True),
        ("1e1", "10", True),
        ("a", "A", False),
        ("abc", 0, False),
        (None, None, True),
        (None, 0, False),
        (None, "", False),
        (True, "yes", True),
        (False, "0", True),
        (False, [], True),
        ([1, 2], ["1", 2.0], True),
        ([1, 2], [2, 1], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ([], {}, True),
    ],
)
def test_equals_and_not_equals(left, right, equal):
    assert apply("equals", left, right) is equal
    assert apply("not_equals", left, right) is not equal


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        (4, 2, 1),
        (2, 4, -1),
        (2, 2.0, 0),
        (10, "9", 1),
        ("10", "9", 1),
        ("abc", "abd", -1),
        ("a", "B", 1),
        (None, 1, -1),
        (None, 0, 0),
        (True, False, 1),
        ([1, 2], [1, 3], -1),
        ([1, 2, 3], [9, 9], 1),
        ("2024-01-02", "2024-01-10", -1),
    ],
)
def test_orders(left, right, order):
    assert apply("greater_than", left, right) is (order > 0)
    assert apply("greater_than_or_equal", left, right) is (order >= 0)
    assert apply("less_than", left, right) is (order < 0)
    assert apply("less_than_or_equal", left, right) is (order <= 0)


@pytest.mark.parametrize(
    ("value", "odd"), [(3, True), (4, False), (0, False), (-1, True), (-2, False), ("7", True), (2.9, False)]
)
def test_odd_and_even(value, odd):
    assert apply("odd", value) is odd
    assert apply("even", value) is not odd


@pytest.mark.parametrize("name", ["odd", "even"])
def test_only_numbers_are_odd_or_even(name):
    with pytest.raises(ScriptError, match=f'`.{name}` needs a number, but got the text "x"'):
        apply(name, "x")


@pytest.mark.parametrize(
    ("value", "other", "expected"),
    [
        ([1, 2, 3], 3, True),
        ([1, 2, 3], 4, False),
        ([1, 2, 3], "3", True),
        ([], 1, False),
        ([None], None, True),
        ([0, ""], None, False),
        ([[1], [2]], [2], True),
        ([{"a": 1}], {"a": 1}, True),
        ({"a": 1, "b": 2}, 2, True),
        ({"a": 1}, "a", False),
        (3, [1, 2, 3], True),
        ("x", [1, 2, 3], False),
        (2, {"a": 1, "b": 2}, True),
        (None, 3, False),
        (3, None, False),
        (None, [None], True),
    ],
)
def test_in(value, other, expected):
    assert apply("in", value, other) is expected


def test_in_needs_a_list():
    with pytest.raises(ScriptError, match=r'`.in` needs a list, but got the text "abc"'):
        apply("in", "abc", "a")


# value, then what is_null, is_empty, is_object, is_array, is_int, is_decimal, is_bool, is_text say
@pytest.mark.parametrize(
    ("value", "true_of"),
    [
        (None, {"is_null", "is_empty"}),
        (0, {"is_empty", "is_int"}),
        (1, {"is_int"}),
        (0.0, {"is_empty", "is_decimal"}),
        (1.5, {"is_decimal"}),
        (2.0, {"is_decimal"}),
        (True, {"is_bool"}),
        (False, {"is_empty", "is_bool"}),
        ("", {"is_empty", "is_text"}),
        ("0", {"is_empty", "is_text"}),
        ("0.0", {"is_text"}),
        (" ", {"is_text"}),
        ("123", {"is_text"}),
        ([], {"is_empty", "is_array"}),
        ([None], {"is_array"}),
        ({}, {"is_empty", "is_object"}),
        ({"0": "a"}, {"is_object"}),
    ],
)
def test_types(value, true_of):
    names = ("is_null", "is_empty", "is_object", "is_array", "is_int", "is_decimal", "is_bool", "is_text")
    assert {name for name in names if apply(name, value) is True} == true_of
    assert {name for name in names if apply(name, value) is False} == set(names) - true_of
    assert apply("not", value) is apply("is_empty", value) or value is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, False), (False, True), (None, True), ("0", True), ("a", False), ([0], False)],
)
def test_not(value, expected):
    assert apply("not", value) is expected


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [
        (None, (0,), 0),
        (1, (2,), 1),
        ("", ("x",), ""),
        (False, ("x",), False),
        (None, (None,), None),
        (None, (None, "third"), "third"),
        (None, (), None),
    ],
)
def test_first_notnull(value, others, expected):
    assert typed(apply("first_notnull", value, *others)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "others", "expected"),
    [
        ("", (1,), 1),
        ("a", (1,), "a"),
        (0, ("x",), "x"),
        ([], ({}, [1]), [1]),
        (None, ("",), ""),
        (None, ("0", 0), 0),
        ("0", (), "0"),
    ],
)
def test_first_notempty(value, others, expected):
    assert typed(apply("first_notempty", value, *others)) == typed(expected)
