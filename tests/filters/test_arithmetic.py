"""Filters for arithmetic, powers, roots, logarithms, angles and bits."""

from __future__ import annotations

import math

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("name", "value", "other", "expected"),
    [
        ("add", 1, 2, 3),
        ("add", 1, 2.0, 3.0),
        ("add", "1", "2.5", 3.5),
        ("add", None, 5, 5),
        ("add", True, True, 2),
        ("add", " 4 ", 1, 5),
        ("add", "1e2", 1, 101.0),
        ("add", 9223372036854775807, 1, 9.223372036854775807e18),
        ("subtract", 2, 3, -1),
        ("subtract", "10", 3, 7),
        ("subtract", 0.3, 0.1, 0.19999999999999998),
        ("subtract", -9223372036854775808, 1, -9.223372036854775808e18),
        ("multiply", 2, 3, 6),
        ("multiply", 1.5, 2, 3.0),
        ("multiply", "3", "4", 12),
        ("multiply", 4294967296, 4294967296, 1.8446744073709552e19),
        ("divide", 20, 4, 5),
        ("divide", 7, 2, 3.5),
        ("divide", 7.0, 2, 3.5),
        ("divide", "9", "3", 3),
        ("divide", 0, 5, 0),
        ("modulus", 20, 3, 2),
        ("modulus", -20, 3, -2),
        ("modulus", 20, -3, 2),
        ("modulus", 7.9, 3, 1),
        ("modulus", "10", "4", 2),
        ("sub", 5, 3, 2),
        ("mul", 5, 3, 15),
        ("div", 6, 3, 2),
        ("mod", 7, 4, 3),
    ],
)
def test_arithmetic(name, value, other, expected):
    assert typed(apply(name, value, other)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("divide", "Division by zero"),
        ("div", "Division by zero"),
        ("modulus", "Modulo by zero"),
        ("mod", "Modulo by zero"),
    ],
)
@pytest.mark.parametrize("zero", [0, 0.0, "0", None, False])
def test_zero_divides_nothing(name, message, zero):
    with pytest.raises(ScriptError, match=message):
        apply(name, 5, zero)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-10, 10), (10, 10), (-2.5, 2.5), ("-3", 3), (None, 0), (-9223372036854775808, 9.223372036854775808e18)],
)
def test_abs(value, expected):
    assert typed(apply("abs", value)) == typed(expected)


@pytest.mark.parametrize(
    ("base", "power", "expected"),
    [
        (10, 2, 100),
        (2, 10, 1024),
        (2, 62, 4611686018427387904),
        (2, 63, 9.223372036854775808e18),
        (-2, 63, -9223372036854775808),
        (2, -1, 0.5),
        (2.5, 2, 6.25),
        (4, 0.5, 2.0),
        (0, 0, 1),
        (1, 10**18, 1),
        (-1, 10**18 + 1, -1),
        ("3", "2", 9),
        (None, 2, 0),
        (10, 400, math.inf),
        (-10, 401, -math.inf),
        (-10.5, 400, math.inf),
    ],
)
def test_pow(base, power, expected):
    assert typed(apply("pow", base, power)) == typed(expected)


@pytest.mark.parametrize(("base", "power"), [(-8, 0.5), (0, -1), (0.0, -2)])
def test_powers_that_do_not_exist(base, power):
    with pytest.raises(ScriptError, match=r"cannot raise .* to the power of"):
        apply("pow", base, power)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("sqrt", 9, 3.0),
        ("sqrt", "2", 1.4142135623730951),
        ("exp", 0, 1.0),
        ("exp", 1, 2.718281828459045),
        ("exp", 1000, math.inf),
        ("ln", 10, 2.302585092994046),
        ("log10", 100, 2.0),
        ("log10", "1000", 3.0),
        ("deg2rad", 180, 3.141592653589793),
        ("rad2deg", 3.141592653589793, 180.0),
        ("sin", 0, 0.0),
        ("sin", 1.5707963267948966, 1.0),
        ("asin", 1, 1.5707963267948966),
        ("sinh", 0, 0.0),
        ("sinh", 1000, math.inf),
        ("sinh", -1000, -math.inf),
        ("asinh", 1, 0.881373587019543),
        ("cos", 0, 1.0),
        ("cos", 1, 0.5403023058681398),
        ("acos", 1, 0.0),
        ("cosh", 0, 1.0),
        ("cosh", -1000, math.inf),
        ("acosh", 1, 0.0),
        ("tan", 0, 0.0),
        ("atan", 1, 0.7853981633974483),
        ("tanh", 0, 0.0),
        ("atanh", 0.5, 0.5493061443340549),
        ("cos", None, 1.0),
    ],
)
def test_functions_of_one_number(name, value, expected):
    result = apply(name, value)
    assert isinstance(result, float)
    assert result == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sqrt", -1),
        ("ln", 0),
        ("ln", -1),
        ("log10", 0),
        ("asin", 2),
        ("acos", -2),
        ("acosh", 0),
        ("atanh", 1),
    ],
)
def test_numbers_that_a_function_is_not_defined_for(name, value):
    with pytest.raises(ScriptError, match=f"`.{name}` is not defined for {value}"):
        apply(name, value)


@pytest.mark.parametrize(
    ("value", "base", "expected"),
    [
        (8, (2,), 3.0),
        (2, (2,), 1.0),
        (1000, (10,), 3.0),
        (81, (3,), 4.0),
        (2.718281828459045, (), 1.0),
        ("100", ("10",), 2.0),
        (0.5, (2,), -1.0),
        (9, (0.5,), -3.169925001442312),
    ],
)
def test_log(value, base, expected):
    assert apply("log", value, *base) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(("value", "base"), [(0, 2), (-1, 2), (8, 0), (8, 1), (8, -2), (None, 10)])
def test_logarithms_that_do_not_exist(value, base):
    with pytest.raises(ScriptError, match="needs a number above 0 and a base above 0 other than 1"):
        apply("log", value, base)


@pytest.mark.parametrize(
    ("name", "value", "other", "expected"),
    [
        ("bitwise_and", 7, 3, 3),
        ("bitwise_and", -1, 255, 255),
        ("bitwise_and", "6", 3, 2),
        ("bitwise_or", 7, 9, 15),
        ("bitwise_or", 4, 1.9, 5),
        ("bitwise_xor", 7, 9, 14),
        ("bitwise_xor", None, 5, 5),
    ],
)
def test_bits(name, value, other, expected):
    assert typed(apply(name, value, other)) == typed(expected)


@pytest.mark.parametrize(("value", "expected"), [(8, -9), (0, -1), (-1, 0), ("5", -6), (2.9, -3)])
def test_bitwise_not(value, expected):
    assert typed(apply("bitwise_not", value)) == typed(expected)


TWO_OPERANDS = ["add", "subtract", "multiply", "divide", "modulus", "pow", "log"]
TWO_OPERANDS += ["bitwise_and", "bitwise_or", "bitwise_xor"]


@pytest.mark.parametrize("name", TWO_OPERANDS)
@pytest.mark.parametrize(
    ("value", "got"), [("abc", 'the text "abc"'), ("", 'the text ""'), ([1], "a list"), ({}, "an object")]
)
def test_what_is_no_number_is_refused_on_either_side(name, value, got):
    with pytest.raises(ScriptError, match=f"needs a number, but got {got}"):
        apply(name, value, 2)
    with pytest.raises(ScriptError, match=f"needs a number, but got {got}"):
        apply(name, 2, value)


@pytest.mark.parametrize("name", ["abs", "sqrt", "sin", "exp", "ln", "bitwise_not", "deg2rad"])
def test_functions_of_one_number_refuse_what_is_no_number(name):
    with pytest.raises(ScriptError, match=f'`.{name}` needs a number, but got the text "x"'):
        apply(name, "x")
