"""Values as text and as JSON."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.values import concat, dump_json, kind_of, plain, to_text
from runner.values.numbers import INT_MAX, INT_MIN, parse_number
from runner.values.text import decimal_text, shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ä", "ä"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-5, "-5"),
        (2.50, "2.5"),
        ([], "[]"),
        ({}, "{}"),
        ([1, "a", None, True], '[1,"a",null,true]'),
        ({"a": {"b": 1.0}}, '{"a":{"b":1}}'),
        ("", ""),
        (b"\xff", "\udcff"),
    ],
)
def test_to_text(value, expected):
    assert to_text(value) == expected


# What PHP 8.2 prints for a float, with its default precision of 14.
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1.0, "1"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.33333333333333"),
        (100000.0, "100000"),
        (1e14, "1.0E+14"),
        (1e15, "1.0E+15"),
        (123456789012345678.0, "1.2345678901235E+17"),
        (1e25, "1.0E+25"),
        (1.5e-7, "1.5E-7"),
        (0.0001, "0.0001"),
        (0.00001, "1.0E-5"),
        (-2.5e-10, "-2.5E-10"),
        (1e100, "1.0E+100"),
        (99999999999999.9, "1.0E+14"),
        (math.nan, "NAN"),
        (math.inf, "INF"),
        (-math.inf, "-INF"),
        (-0.0, "0"),
    ],
)
def test_decimals_have_14_digits(number, expected):
    assert decimal_text(number) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("a", "b", "ab"),
        (1, 2, "12"),
        ("a", None, "a"),
        (True, False, "truefalse"),
        ([1], [2], [1, 2]),
        ([1], "x", "[1]x"),
        ({}, [], "{}[]"),
    ],
)
def test_concat(left, right, expected):
    assert concat(left, right) == expected


@pytest.mark.parametrize(
    ("value", "kind", "named"),
    [
        (None, "null", "null"),
        (True, "bool", "the bool true"),
        (3, "int", "the int 3"),
        (2.5, "decimal", "the decimal 2.5"),
        ("a", "text", 'the text "a"'),
        ("x" * 41, "text", f'the text "{"x" * 37}..."'),
        ([1], "list", "a list"),
        ({}, "object", "an object"),
        (b"x", "bytes", "a bytes"),
    ],
)
def test_kinds(value, kind, named):
    assert kind_of(value) == kind
    assert shown(value) == named


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e15, "1000000000000000"),
        (-1.25e16, "-12500000000000000"),
        (1e17, "1e+17"),
        (math.nan, "null"),
        (math.inf, "null"),
        ("ü/€", '"ü/€"'),
        ((1, 2), "[1,2]"),
        ({1: "a"}, '{"1":"a"}'),
        (b"a\xff", '"a\udcff"'),
        ({3}, '"(set)"'),
    ],
)
def test_json(value, expected):
    assert dump_json(value) == expected


def test_json_with_an_indent():
    assert dump_json({"a": [1]}, 2) == '{\n  "a": [\n    1\n  ]\n}'


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(INT_MIN, INT_MAX), st.text()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_json_data_is_plain_already(value):
    assert plain(value) == value
    assert json.loads(dump_json(value)) == value


@given(st.integers(INT_MIN, INT_MAX) | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_text(number):
    back = parse_number(to_text(number))
    assert back is not None
    assert math.isclose(back, number, rel_tol=1e-13, abs_tol=1e-320)


@given(st.text(), st.text(), st.text())
def test_joining_has_no_order_of_its_own(a, b, c):
    assert concat(concat(a, b), c) == concat(a, concat(b, c)) == a + b + c
