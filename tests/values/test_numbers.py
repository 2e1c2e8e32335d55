"""Arithmetic, against what PHP 8.2 answers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.errors import ScriptError
from runner.values import add, divide, modulo, multiply, negate, subtract
from runner.values.numbers import INT_MAX, INT_MIN, number_of, parse_number, to_int, to_number

ZERO = "Modulo by zero"

# Operands, and PHP's sum, difference, product, quotient and rest; a text is the error.
PHP = [
    (7, 2, 9, 5, 14, 3.5, 1),
    (6, 3, 9, 3, 18, 2, 0),
    (-7, 3, -4, -10, -21, -7 / 3, -1),
    (7, -3, 4, 10, -21, -7 / 3, 1),
    (-7, -3, -10, -4, 21, 7 / 3, -1),
    (0, 5, 5, -5, 0, 0, 0),
    (1.5, 2, 3.5, -0.5, 3.0, 0.75, 1),
    (7.9, 2.9, 10.8, 5.0, 22.91, 7.9 / 2.9, 1),
    (6.0, 3, 9.0, 3.0, 18.0, 2.0, 0),
    ("7", "2", 9, 5, 14, 3.5, 1),
    (" 8 ", "1e1", 18.0, -2.0, 80.0, 0.8, 8),
    ("1.", ".5", 1.5, 0.5, 0.5, 2.0, ZERO),
    (None, 3, 3, -3, 0, 0, 0),
    (True, 2, 3, -1, 2, 0.5, 1),
    (INT_MAX, 1, 9.223372036854775807e18, INT_MAX - 1, INT_MAX, INT_MAX, 0),
    (INT_MIN, -1, -9.223372036854775807e18, -INT_MAX, 9.223372036854775807e18, 9.223372036854775807e18, 0),
    (INT_MAX, INT_MAX, 1.8446744073709552e19, 0, 8.507059173023462e37, 1, 0),
    (2**62, 2, 2**62 + 2, 2**62 - 2, 9.223372036854775807e18, 2**61, 0),
    (0.1, 0.2, 0.30000000000000004, -0.1, 0.020000000000000004, 0.5, ZERO),
    (1e308, 10, 1e308, 1e308, math.inf, 1e307, 0),
    (1e19, 7, 1e19, 1e19, 7e19, 1.4285714285714286e18, -6),
    (5, 0.9, 5.9, 4.1, 4.5, 5 / 0.9, ZERO),
]
# The exact result, rounded, would be another decimal.
LARGE = [
    (add, 2624867767967583412, 6639841583833311213, 9.264709351800893e18),
    (subtract, 4865782901354085936, -7048155917072976836, 1.1913938818427064e19),
    (multiply, 4928188522590161285, -1007428432199280040, -4.9647972368954916e36),
]
OPERATIONS = [add, subtract, multiply, divide, modulo]
ROWS = [
    (operation, left, right, answer)
    for left, right, *answers in PHP
    for operation, answer in zip(OPERATIONS, answers, strict=True)
] + LARGE


@pytest.mark.parametrize(("operation", "left", "right", "expected"), ROWS)
def test_arithmetic_is_that_of_php(operation, left, right, expected):
    if isinstance(expected, str):
        with pytest.raises(ScriptError, match=expected):
            operation(left, right)
    else:
        result = operation(left, right)
        assert result == expected
        assert type(result) is type(expected)


@pytest.mark.parametrize("zero", [0, 0.0, -0.0, "0", None, False])
def test_division_by_zero(zero):
    with pytest.raises(ScriptError, match=r"^Division by zero$"):
        divide(5, zero)
    with pytest.raises(ScriptError, match=r"^Modulo by zero$"):
        modulo(5, zero)


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("abc", 'the text "abc"'),
        ("", 'the text ""'),
        ("5 apples", 'the text "5 apples"'),
        ("0x1A", 'the text "0x1A"'),
        ("1_0", 'the text "1_0"'),
        ("x" * 50, f'the text "{"x" * 37}..."'),
        ([], "a list"),
        ({}, "an object"),
    ],
)
def test_what_is_no_number_is_named(operation, value, shown):
    for operands in ((value, 1), (1, value)):
        with pytest.raises(ScriptError) as caught:
            operation(*operands)
        _, found = caught.value.message.split("` needs a number, but got ")
        assert found == shown + ("; `~` joins texts and lists" if operation is add else "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, -5), (-2.5, 2.5), ("3", -3), (None, 0), (True, -1), (INT_MIN, 9.223372036854775807e18)],
)
def test_negate(value, expected):
    result = negate(value)
    assert (result, type(result)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("-12", -12),
        ("+12", 12),
        ("012", 12),
        ("1.50", 1.5),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1E-3", 0.001),
        (" \t\n1 \r\v\f", 1),
        ("9223372036854775807", INT_MAX),
        ("9223372036854775808", 9.223372036854775807e18),
        ("9" * 5000, math.inf),
    ],
)
def test_numeric_texts(text, expected):
    result = parse_number(text)
    assert (result, type(result)) == (expected, type(expected))


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "-", "1 2", "1x", "0x10", "1_000", "1,5", "e3", "NaN", "INF", "١", "1e", "--1", "1\0"],
)
def test_texts_that_are_not_numeric(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, 3),
        (3.99, 3),
        (-3.99, -3),
        (math.nan, 0),
        (math.inf, 0),
        (-math.inf, 0),
        (1e19, -8446744073709551616),
        (1e300, 0),
        (float(INT_MIN), INT_MIN),
    ],
)
def test_to_int_casts_as_php(number, expected):
    assert to_int(number) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, 0), (True, 1), (False, 0), ("2.5", 2.5), (7, 7)])
def test_to_number(value, expected):
    assert to_number(value, "`x`") == expected


@pytest.mark.parametrize(("digits", "expected"), [("10", 10), ("1.0", 1.0), ("1e2", 100.0)])
def test_number_of_literals(digits, expected):
    result = number_of(digits)
    assert (result, type(result)) == (expected, type(expected))


INTS = st.integers(INT_MIN, INT_MAX)


@given(INTS, INTS)
def test_ints_never_leave_64_bits(left, right):
    for operation in (add, subtract, multiply):
        result = operation(left, right)
        assert type(result) is float or INT_MIN <= result <= INT_MAX


@given(INTS, INTS.filter(bool))
def test_the_rest_has_the_sign_of_the_dividend(left, right):
    rest = modulo(left, right)
    assert abs(rest) < abs(right)
    assert rest == 0 or (rest < 0) is (left < 0)
    assert (left - rest) % right == 0


@given(INTS)
def test_an_int_comes_back_from_its_text(number):
    assert parse_number(str(number)) == number
