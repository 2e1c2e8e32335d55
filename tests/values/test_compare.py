"""Comparison and truth, against what PHP 8.2 answers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.errors import ScriptError
from runner.values import compare, equals, identical, is_truthy, less, less_or_equal
from runner.values.streams import Stream

NAN, INF = math.nan, math.inf

# A value, and what PHP says of it and each value of this table in turn: `<=>` and `==` (1 is true).
PHP = [
    (None, "==<=<<<<<<<<=<<<<<<<<<<<<=<<<<<<", "11.1........1............1......"),
    (False, "==<=<<<<<<<<==<<<<<<<<<<<=<<<<<<", "11.1........11...........1......"),
    (True, ">>=>========>>===========>======", "..1.11111111..11111111111.111111"),
    (0, "==<=<><<<<><>==<><<<<<<<<<<<<<<<", "11.1.........11................."),
    (1, ">>=>=><<<<><>>>=><==<<<<<<<<<<<<", "..1.1..........1..11............"),
    (-1, ">>=<<=<<<<><><<<=<<<<<<<<<<<<<<<", "..1..1..........1..............."),
    (1.5, ">>=>>>=<<<><>>>>>=>><<<<<<<<<<<<", "..1...1..........1.............."),
    (10, ">>=>>>>=<<><>>>>>>>><=<<<<<<<<<<", "..1....1.............1.........."),
    (2**63 - 1, ">>=>>>>>==><>>>>>>>>>><<<<<<<<<<", "..1.....11......................"),
    (float(2**63), ">>=>>>>>==><>>>>>>>>>><<<<<<<<<<", "..1.....11......................"),
    (NAN, ">>=>>>>>>>>>>>>>>>>>>>>>><<<<<<<", "..1............................."),
    (INF, ">>=>>>>>>>>=>>>>>>>>>><>=<<<<<<<", "..1........1............1......."),
    ("", "==<<<<<<<<><=<<<<<<<<<<<<<<<<<<<", "11..........1..................."),
    ("0", ">=<=<><<<<><>==<><<<<<<<<<<<<<<<", ".1.1.........11................."),
    ("00", ">>==<><<<<><>==<><<<<<<<<<<<<<<<", "..11.........11................."),
    ("1", ">>=>=><<<<><>>>=><==<<<<<<<<<<<<", "..1.1..........1..11............"),
    ("-1", ">>=<<=<<<<><><<<=<<<<<<<<<<<<<<<", "..1..1..........1..............."),
    ("1.5", ">>=>>>=<<<><>>>>>=>><<<<<<<<<<<<", "..1...1..........1.............."),
    (" 1", ">>=>=><<<<><>>>=><==<<<<<<<<<<<<", "..1.1..........1..11............"),
    ("1 ", ">>=>=><<<<><>>>=><==<<<<<<<<<<<<", "..1.1..........1..11............"),
    ("1x", ">>=>>>>><<><>>>>>>>>=><<<<<<<<<<", "..1.................1..........."),
    ("1e1", ">>=>>>>=<<><>>>>>>>><=<<<<<<<<<<", "..1....1.............1.........."),
    ("abc", ">>=>>>>>>>>>>>>>>>>>>>=>><<<<<<<", "..1...................1........."),
    ("ABC", ">>=>>>>>>>><>>>>>>>>>><=<<<<<<<<", "..1....................1........"),
    ("INF", ">>=>>>>>>>>=>>>>>>>>>><>=<<<<<<<", "..1........1............1......."),
    ([], "==<>>>>>>>>>>>>>>>>>>>>>>=<<<<<<", "11.......................1......"),
    ([0], ">>=>>>>>>>>>>>>>>>>>>>>>>>=<<>>>", "..1.......................1....."),
    ([1, 2], ">>=>>>>>>>>>>>>>>>>>>>>>>>>=<>>>", "..1........................1...."),
    ([1, 3], ">>=>>>>>>>>>>>>>>>>>>>>>>>>>=>>>", "..1.........................1..."),
    ({"a": 1}, ">>=>>>>>>>>>>>>>>>>>>>>>>>><<=>=", "..1..........................1.1"),
    ({"b": 1}, ">>=>>>>>>>>>>>>>>>>>>>>>>>><<>=>", "..1...........................1."),
    ({"a": "1"}, ">>=>>>>>>>>>>>>>>>>>>>>>>>><<=>=", "..1..........................1.1"),
]
VALUES = [value for value, _, _ in PHP]

# The same for texts of numbers that a decimal cannot tell apart.
PHP_TEXTS = [
    ("100000000000000000000", "=<>>=>>>>>><<>>>", "1...1..........."),
    ("100000000000000000001", ">=>>=>>>>>><<>>>", ".1..1..........."),
    ("0100000000000000000000", "<<=>=>>>>>><<>>>", "..1.1..........."),
    ("+100000000000000000000", "<<<==>>>>>><<>>>", "...11..........."),
    ("1e20", "=====>>>>>><<>>>", "11111..........."),
    ("9223372036854775807", "<<<<<=<>>>=<<><<", ".....1....1....."),
    ("9223372036854775808", "<<<<<>=>>>=<<>><", "......1...1....."),
    ("-9223372036854775808", "<<<<<<<=>><<<><<", ".......1........"),
    ("-9223372036854775809", "<<<<<<<<=<<<<><<", "........1......."),
    ("-9223372036854775810", "<<<<<<<<>=<<<><<", ".........1......"),
    ("9223372036854775807.0", "<<<<<==>>>=<<>==", ".....11...1...11"),
    ("1e999", ">>>>>>>>>>>=>>>>", "...........1...."),
    ("1e1000", ">>>>>>>>>>><=>>>", "............1..."),
    ("-1e999", "<<<<<<<<<<<<<=<<", ".............1.."),
    (" 9223372036854775808", "<<<<<><>>>=<<>=<", "..........1...1."),
    ("9223372036854775808 ", "<<<<<>>>>>=<<>>=", "..........1....1"),
]


@pytest.mark.parametrize(("left", "order", "_equal"), PHP)
def test_order_is_that_of_php(left, order, _equal):
    assert "".join("<=>"[compare(left, right) + 1] for right in VALUES) == order
    for right, answer in zip(VALUES, order, strict=True):
        assert less(left, right) is (answer == "<")
        assert less_or_equal(left, right) is (answer in "<=")


@pytest.mark.parametrize(("left", "_order", "equal"), PHP)
def test_equality_is_that_of_php_but_for_null(left, _order, equal):
    if left is None:
        equal = "1" + "." * (len(VALUES) - 1)
    answers = ["1" if equals(left, right) else "." for right in VALUES]
    # The first column is null, which equals nothing else here, while in PHP it equals what is empty.
    assert answers[0] == ("1" if left is None else ".")
    assert "".join(answers[1:]) == equal[1:]


@pytest.mark.parametrize(("left", "order", "equal"), PHP_TEXTS)
def test_texts_of_large_numbers_compare_as_in_php(left, order, equal):
    texts = [text for text, _, _ in PHP_TEXTS]
    assert "".join("<=>"[compare(left, right) + 1] for right in texts) == order
    assert "".join("1" if equals(left, right) else "." for right in texts) == equal


def test_nan_is_neither_less_nor_equal():
    assert [less(NAN, 1), less_or_equal(NAN, 1), less_or_equal(1, NAN), equals(NAN, NAN)] == [False] * 4


@pytest.mark.parametrize("other", [1, 1.5, "a", "1"])
def test_a_stream_has_no_order(other):
    for left, right in ((Stream([]), other), (other, Stream([]))):
        with pytest.raises(ScriptError, match="a stream is no value"):
            compare(left, right)


@pytest.mark.parametrize("at", range(len(VALUES)))
def test_every_value_is_identical_with_itself_alone(at):
    same = [number for number, right in enumerate(VALUES) if identical(VALUES[at], right)]
    assert same == ([] if VALUES[at] is NAN else [at])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1, [2]], [1, [2]], True),
        ([1], [1.0], False),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({"a": [1]}, {"a": ["1"]}, False),
        ([], {}, False),
        (True, 1, False),
    ],
)
def test_identity_goes_deep(left, right, expected):
    assert identical(left, right) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"a": 1, "b": 2}, {"b": "2", "a": 1.0}, True),
        ([[1], {"k": None}], [["1"], {"k": None}], True),
        ([None], [0], False),
        ([], {}, True),
        ([1], {"0": 1}, False),
        ("1e3", "1000", True),
        ("abc", "ABC", False),
        (9007199254740993, 9007199254740992.0, True),
        ("9007199254740993", "9007199254740992", False),
    ],
)
def test_equality_goes_deep(left, right, expected):
    assert equals(left, right) is expected
    assert equals(right, left) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, False),
        (False, False),
        (True, True),
        (0, False),
        (0.0, False),
        (-0.0, False),
        (-1, True),
        (math.nan, True),
        ("", False),
        ("0", False),
        ("0.0", True),
        (" ", True),
        ("false", True),
        ([], False),
        ([0], True),
        ({}, False),
        ({"a": None}, True),
    ],
)
def test_truth(value, expected):
    assert is_truthy(value) is expected


SCALARS = st.one_of(
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(),
    st.integers().map(str),
    st.floats(allow_nan=False).map(str),
)
JSON = st.recursive(
    st.one_of(st.none(), SCALARS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=10,
)


@given(JSON, JSON)
def test_equality_has_no_direction(left, right):
    assert equals(left, right) is equals(right, left)


@given(JSON)
def test_everything_equals_itself(value):
    assert equals(value, value)
    assert identical(value, value)


@given(JSON, JSON)
def test_what_is_identical_is_equal(left, right):
    assert not identical(left, right) or equals(left, right)


@given(SCALARS, SCALARS)
def test_order_of_scalars_turns_round(left, right):
    assert compare(left, right) == -compare(right, left)


@given(SCALARS, SCALARS)
def test_less_and_greater_exclude_each_other(left, right):
    assert less(left, right) is not less_or_equal(right, left)
