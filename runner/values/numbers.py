"""Arithmetic by the rules of PHP 8: ints of 64 bits that overflow into decimals, numeric text counts."""

from __future__ import annotations

import math
import re
from typing import Any

from runner.errors import ScriptError
from runner.values.text import kind_of

INT_MAX = 2**63 - 1
INT_MIN = -(2**63)

NUMERIC = re.compile(
    r"[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\v\f]*\Z", re.ASCII
)
NUMERIC_PREFIX = re.compile(r"[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)

Number = int | float


def whole(number: int) -> Number:
    """An int that fits 64 bits, else a decimal."""
    return number if INT_MIN <= number <= INT_MAX else float(number)


def parse_number(text: str) -> Number | None:
    """The number that a numeric text stands for; None where the text is not numeric."""
    match = NUMERIC.match(text)
    return number_of(match[1]) if match else None


def number_of(digits: str) -> Number:
    """The number of a text that is known to look like one."""
    try:
        return whole(int(digits))
    except ValueError:
        return float(digits)


def to_number(value: Any, operation: str) -> Number:
    """``value`` as an operand of ``operation``.

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
        raise ScriptError(f'{operation} needs a number, but got the text "{_shorten(value)}"')
    raise ScriptError(f"{operation} needs a number, but got {_article(kind_of(value))}")


def add(left: Any, right: Any) -> Number:
    """``left + right``."""
    if type(left) is int and type(right) is int:
        return whole(left + right)
    return _checked(to_number(left, "`+`") + to_number(right, "`+`"))


def subtract(left: Any, right: Any) -> Number:
    """``left - right``."""
    if type(left) is int and type(right) is int:
        return whole(left - right)
    return _checked(to_number(left, "`-`") - to_number(right, "`-`"))


def multiply(left: Any, right: Any) -> Number:
    """``left * right``."""
    if type(left) is int and type(right) is int:
        return whole(left * right)
    return _checked(to_number(left, "`*`") * to_number(right, "`*`"))


def divide(left: Any, right: Any) -> Number:
    """``left / right``: an int when two ints divide exactly, else a decimal (7 / 2 is 3.5).

    Raises:
        ScriptError: the divisor is zero.
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
        ScriptError: the divisor is zero.
    """
    a, b = to_int(to_number(left, "`%`")), to_int(to_number(right, "`%`"))
    if b == 0:
        raise ScriptError("Modulo by zero")
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def negate(value: Any) -> Number:
    """Unary minus."""
    number = to_number(value, "unary `-`")
    return whole(-number) if type(number) is int else -number


def to_int(number: Number) -> int:
    """A number cut off to an int, as PHP casts; NaN and infinities are 0."""
    if type(number) is int:
        return number
    return int(number) if math.isfinite(number) else 0


def _checked(number: Number) -> Number:
    return whole(number) if type(number) is int else number


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
