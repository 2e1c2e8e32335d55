"""Filters for arithmetic, powers, roots, logarithms, angles and bits."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import int_of, number_of
from runner.specs import FilterFamily
from runner.values import add, divide, modulo, multiply, subtract
from runner.values.numbers import Number, whole

family = FilterFamily("arithmetic")

# The filters that are one mathematical function of one number, with what the language reference says.
FUNCTIONS: dict[str, tuple[Callable[[float], float], str]] = {
    "deg2rad": (math.radians, "Degrees as radians."),
    "rad2deg": (math.degrees, "Radians as degrees."),
    "sin": (math.sin, "The sine of an angle in radians."),
    "asin": (math.asin, "The angle in radians of a sine."),
    "sinh": (math.sinh, "The hyperbolic sine."),
    "asinh": (math.asinh, "The inverse of the hyperbolic sine."),
    "cos": (math.cos, "The cosine of an angle in radians."),
    "acos": (math.acos, "The angle in radians of a cosine."),
    "cosh": (math.cosh, "The hyperbolic cosine."),
    "acosh": (math.acosh, "The inverse of the hyperbolic cosine."),
    "tan": (math.tan, "The tangent of an angle in radians."),
    "atan": (math.atan, "The angle in radians of a tangent."),
    "tanh": (math.tanh, "The hyperbolic tangent."),
    "atanh": (math.atanh, "The inverse of the hyperbolic tangent."),
    "exp": (math.exp, "e to the power of the number."),
    "ln": (math.log, "The natural logarithm."),
    "log10": (math.log10, "The logarithm to the base 10."),
    "sqrt": (math.sqrt, "The square root, a decimal."),
}


@family.filter("add")
def add_(value: Any, other: Any) -> Number:
    """``value + other``.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return add(value, other)


@family.filter("subtract", "sub")
def subtract_(value: Any, other: Any) -> Number:
    """``value - other``.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return subtract(value, other)


@family.filter("multiply", "mul")
def multiply_(value: Any, other: Any) -> Number:
    """``value * other``.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return multiply(value, other)


@family.filter("divide", "div")
def divide_(value: Any, other: Any) -> Number:
    """``value / other``: an int when that is exact, else a decimal.

    Raises:
        ScriptError: one of the two is not a number, or the divisor is zero.
    """
    return divide(value, other)


@family.filter("modulus", "mod")
def modulus(value: Any, other: Any) -> int:
    """``value % other``: the rest of a division, with the sign of `value`.

    Raises:
        ScriptError: one of the two is not a number, or the divisor is zero.
    """
    return modulo(value, other)


@family.filter("abs")
def abs_(value: Any) -> Number:
    """The number without its sign.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    number = number_of(value, "abs")
    return whole(abs(number)) if type(number) is int else abs(number)


@family.filter("pow")
def pow_(value: Any, exponent: Any) -> Number:
    """The number to a power; ints stay ints while they fit 64 bits.

    Raises:
        ScriptError: an operand is not a number, or the power does not exist among real numbers.
    """
    base, power = number_of(value, "pow"), number_of(exponent, "pow")
    try:
        if type(base) is int and type(power) is int and power >= 0:
            return _int_power(base, power)
        return math.pow(base, power)
    except OverflowError:
        return -math.inf if base < 0 and power % 2 == 1 else math.inf
    except ValueError:
        # PHP gives NAN here, which no later step could make sense of
        raise ScriptError(f"`|pow` cannot raise {base} to the power of {power}") from None


@family.filter("log")
def log(value: Any, base: Any = math.e) -> float:
    """The logarithm to ``base``, which is e unless given.

    Raises:
        ScriptError: an operand is not a number that has a logarithm.
    """
    number, radix = number_of(value, "log"), number_of(base, "log")
    if number <= 0 or radix <= 0 or radix == 1:
        message = (
            f"`|log` needs a number above 0 and a base above 0 other than 1, but got {number} and {radix}"
        )
        raise ScriptError(message)
    # log2 and log10 are exact where a quotient of logarithms is not
    if radix == 2:
        return math.log2(number)
    return math.log10(number) if radix == 10 else math.log(number) / math.log(radix)


@family.filter("bitwise_and")
def bitwise_and(value: Any, other: Any) -> int:
    """The bits that both ints have.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(value, "bitwise_and") & int_of(other, "bitwise_and")


@family.filter("bitwise_or")
def bitwise_or(value: Any, other: Any) -> int:
    """The bits that one of the ints has.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(value, "bitwise_or") | int_of(other, "bitwise_or")


@family.filter("bitwise_xor")
def bitwise_xor(value: Any, other: Any) -> int:
    """The bits that exactly one of the ints has.

    Raises:
        ScriptError: one of the two is not a number.
    """
    return int_of(value, "bitwise_xor") ^ int_of(other, "bitwise_xor")


@family.filter("bitwise_not")
def bitwise_not(value: Any) -> int:
    """The int with all its bits flipped.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return ~int_of(value, "bitwise_not")


def _int_power(base: int, power: int) -> Number:
    # Ints beyond 64 bits end as decimals anyway, so the exact power is only worth it while small.
    if abs(base) > 1 and power * math.log2(abs(base)) > 64:
        return math.pow(base, power)
    return whole(base**power)


def _add_function(name: str, function: Callable[[float], float], description: str) -> None:
    def apply(value: Any) -> float:
        number = number_of(value, name)
        try:
            return function(number)
        except OverflowError:
            return math.copysign(math.inf, number) if name == "sinh" else math.inf
        except ValueError:
            raise ScriptError(f"`|{name}` is not defined for {number}") from None

    apply.__doc__ = description
    family.filter(name)(apply)


for _name, (_function, _description) in FUNCTIONS.items():
    _add_function(_name, _function, _description)
