"""Filters that write ints in other bases; as in PHP the results are texts, or ints of decimal."""

from __future__ import annotations

import re
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import int_of, text_of
from runner.specs import FilterFamily
from runner.values.numbers import Number, whole

family = FilterFamily("bases")

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
UNSIGNED = 2**64


@family.filter("dechex")
def dechex(value: Any) -> str:
    """An int in hexadecimal.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return format(int_of(value, "dechex") % UNSIGNED, "x")


@family.filter("hexdec")
def hexdec(value: Any) -> Number:
    """The int of a hexadecimal text; other characters are ignored, as in PHP.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return whole(_read(text_of(value, "hexdec"), 16))


@family.filter("decbin")
def decbin(value: Any) -> str:
    """An int in binary.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return format(int_of(value, "decbin") % UNSIGNED, "b")


@family.filter("bindec")
def bindec(value: Any) -> Number:
    """The int of a binary text; other characters are ignored.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return whole(_read(text_of(value, "bindec"), 2))


@family.filter("decoct")
def decoct(value: Any) -> str:
    """An int in octal.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return format(int_of(value, "decoct") % UNSIGNED, "o")


@family.filter("octdec")
def octdec(value: Any) -> Number:
    """The int of an octal text; other characters are ignored.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return whole(_read(text_of(value, "octdec"), 8))


@family.filter("base_convert")
def base_convert(value: Any, source: Any, target: Any) -> str:
    """A text of digits in one base as digits of another, each base from 2 to 36.

    Raises:
        ScriptError: ``value`` is a list or an object, or a base is out of bounds.
    """
    number = _read(text_of(value, "base_convert"), _base(source))
    return _write(number, _base(target))


def _base(value: Any) -> int:
    base = int_of(value, "base_convert")
    if not 2 <= base <= 36:
        raise ScriptError(f"`|base_convert` needs bases from 2 to 36, but got {base}")
    return base


def _read(text: str, base: int) -> int:
    digits = re.sub(f"[^{DIGITS[:base]}]", "", text.lower())
    return int(digits, base) if digits else 0


def _write(number: int, base: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, base)
        digits = DIGITS[digit] + digits
    return digits or "0"
