"""Arithmetic by the rules of PHP 8: ints of 64 bits that overflow into decimals, numeric text counts."""

from __future__ import annotations

import math
import re
from typing import Any

from runner.errors import ScriptError
from runner.values.text import shown

INT_MAX = 2**63 - 1
INT_MIN = -(2**63)

NUMERIC = re.compile(
    r"[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\v\f]*\Z", re.ASCII
)
NUMERIC_PREFIX = re.compile(r"[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)

Number = int | float

# What `+` with anything but numbers is most often meant to do.
JOINING = "; `~` joins texts and lists"


def whole(number: int) -> Number:
    """An int that fits 64 bits, else a decimal."""
    if INT_MIN <= number <= INT_MAX:
        return number
    try:
        return float(number)
    except OverflowError:  # past what a decimal can hold PHP has INF
        return math.inf if number > 0 else -math.inf


def parse_number(text: str) -> Number | None:
    """The number that a numeric text stands for; None where the text is not numeric."""
    match = NUMERIC.match(text)
    return number_of(match[1]) if match else None


def number_of(digits: str) -> Number:
    """The number of a text that is known to look like one."""
    try:
        return whole(int(digits))
    except ValueError:  # a fraction, an exponent, or more digits than Python reads as an int
        return float(digits)


def to_number(value: Any, operation: str, way_out: str = "") -> Number:
    """``value`` as an operand of ``operation``; ``way_out`` ends the sentence of its refusal.

    null counts as 0, true as 1, numeric text as its number.

    Raises:
        ScriptError: other text, a list or an object.
    """
    kind = type(value)
    if kind is int or kind is float:
        return value  # type: ignore[no-any-return]
    if value is None:
        return 0
    if kind is bool:
        return int(value)
    if kind is str:
        number = parse_number(value)
        if number is not None:
            return number
    raise ScriptError(f"{operation} needs a number, but got {shown(value)}{way_out}")


def add(left: Any, right: Any) -> Number:
    """``left + right``.

    Raises:
        ScriptError: an operand is no number.
    """
    if type(left) is not int or type(right) is not int:
        left, right = to_number(left, "`+`", JOINING), to_number(right, "`+`", JOINING)
    result: Number = left + right
    # PHP does not round the exact result of two ints, but works on with decimals.
    return result if _fits(result) else float(left) + float(right)


def subtract(left: Any, right: Any) -> Number:
    """``left - right``.

    Raises:
        ScriptError: an operand is no number.
    """
    if type(left) is not int or type(right) is not int:
        left, right = to_number(left, "`-`"), to_number(right, "`-`")
    result: Number = left - right
    # PHP does not round the exact result of two ints, but works on with decimals.
    return result if _fits(result) else float(left) - float(right)


def multiply(left: Any, right: Any) -> Number:
    """``left * right``.

    Raises:
        ScriptError: an operand is no number.
    """
    if type(left) is not int or type(right) is not int:
        left, right = to_number(left, "`*`"), to_number(right, "`*`")
    result: Number = left * right
    # PHP does not round the exact result of two ints, but works on with decimals.
    return result if _fits(result) else float(left) * float(right)


def divide(left: Any, right: Any) -> Number:
    """``left / right``: an int when two ints divide exactly, else a decimal (7 / 2 is 3.5).

    Raises:
        ScriptError: the divisor is zero, or an operand is no number.
    """
    a, b = to_number(left, "`/`"), to_number(right, "`/`")
    if b == 0:
        raise ScriptError("Division by zero")
    if type(a) is int and type(b) is int and a % b == 0:
        return whole(a // b)
    return float(a) / float(b)


def modulo(left: Any, right: Any) -> int:
    """``left % right`` on ints; the sign is the dividend's.

    Raises:
        ScriptError: the divisor is zero, or an operand is no number.
    """
    a, b = to_int(to_number(left, "`%`")), to_int(to_number(right, "`%`"))
    if b == 0:
        raise ScriptError("Modulo by zero")
    # Python gives the rest the sign of the divisor, PHP that of the dividend.
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def negate(value: Any) -> Number:
    """Unary minus.

    Raises:
        ScriptError: the operand is no number.
    """
    number = to_number(value, "unary `-`")
    return whole(-number) if type(number) is int else -number


def to_int(number: Number) -> int:
    """A number cut off to an int, as PHP casts: NaN and infinities are 0, 64 bits wrap around."""
    if type(number) is int:
        return number
    if not math.isfinite(number):
        return 0
    cut = int(number)
    return cut if INT_MIN <= cut <= INT_MAX else (cut - INT_MIN) % 2**64 + INT_MIN


def _fits(result: Number) -> bool:
    """Whether a result of arithmetic is one that PHP has as well: a decimal, or an int of 64 bits."""
    return type(result) is float or INT_MIN <= result <= INT_MAX
