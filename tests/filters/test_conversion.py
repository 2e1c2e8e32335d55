"""Filters that turn a value into another scalar type."""

from __future__ import annotations

import math

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.344, "1.344"),
        (1.0, "1"),
        (0.1 + 0.2, "0.3"),
        (1e25, "1.0E+25"),
        (12, "12"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ("as it is", "as it is"),
        ([1, "a"], '[1,"a"]'),
        ({"a": None}, '{"a":null}'),
        ([], "[]"),
    ],
)
def test_to_text(value, expected):
    assert apply("to_text", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("133.45 kg", 133),
        ("12", 12),
        ("  42", 42),
        ("-7.9", -7),
        ("1e3", 1000),
        (".5", 0),
        ("5.", 5),
        ("abc", 0),
        ("", 0),
        ("0x1A", 0),
        ("12 34", 12),
        (7.99, 7),
        (-7.99, -7),
        (True, 1),
        (False, 0),
        (None, 0),
        (math.nan, 0),
        (math.inf, 0),
        (9223372036854775807, 9223372036854775807),
        ("9999999999999999999999", 9223372036854775807),
        ("-1e400", -9223372036854775808),
    ],
)
def test_to_int(value, expected):
    assert typed(apply("to_int", value)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("133.45 kg", 133.45),
        ("1.5e3x", 1500.0),
        ("-2", -2.0),
        ("abc", 0.0),
        (5, 5.0),
        (2.5, 2.5),
        (True, 1.0),
        (None, 0.0),
    ],
)
def test_to_decimal(value, expected):
    assert typed(apply("to_decimal", value)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", True),
        ("TRUE", True),
        ("yes", True),
        ("1", True),
        ("anything", True),
        ("false", False),
        ("False", False),
        (" false ", False),
        ("no", False),
        ("off", False),
        ("0", False),
        ("", False),
        (1, True),
        (0, False),
        (0.5, True),
        (None, False),
        ([], False),
        ([0], True),
        ({}, False),
        (True, True),
    ],
)
def test_to_bool(value, expected):
    assert apply("to_bool", value) is expected


@pytest.mark.parametrize("name", ["to_int", "to_decimal"])
@pytest.mark.parametrize(("value", "got"), [([1], "a list"), ({"a": 1}, "an object")])
def test_lists_and_objects_are_no_numbers(name, value, got):
    with pytest.raises(ScriptError, match=f"needs a number or a text, but got {got}"):
        apply(name, value)
