"""Filters that round numbers, and number_format."""

from __future__ import annotations

import math
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import int_of, number_of
from runner.specs import FilterFamily
from runner.values import to_text
from runner.values.numbers import Number, whole

family = FilterFamily("rounding")

# From here on a decimal has no digits behind the point that could be rounded.
ALL_WHOLE = 1e15
MOST_PLACES = 300  # the least decimal above 0 is 5e-324, and 10**300 still is one
MOST_SHIFT = 60  # PHP scales by no more digits than four times the 15 of a decimal
MOST_EXACT = 23  # 10**22 is the greatest power of ten that a decimal holds exactly


@family.filter("floor")
def floor(value: Any) -> Number:
    """The next int below, as an int where it fits 64 bits.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    number = number_of(value, "floor")
    return whole(math.floor(number)) if math.isfinite(number) else number


@family.filter("ceil")
def ceil(value: Any) -> Number:
    """The next int above, as an int where it fits 64 bits.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    number = number_of(value, "ceil")
    return whole(math.ceil(number)) if math.isfinite(number) else number


@family.filter("round")
def round_(value: Any, precision: Any = 0) -> Number:
    """The number to ``precision`` digits behind the point, halves away from zero; an int for none.

    Raises:
        ScriptError: ``value`` or ``precision`` is not a number.
    """
    number, places = number_of(value, "round"), int_of(precision, "round")
    if not math.isfinite(number) or places > MOST_PLACES or (type(number) is int and places >= 0):
        return number
    if type(number) is int:
        return whole(_round_int(number, min(-places, MOST_PLACES)))
    rounded = round_decimal(number, max(places, -MOST_PLACES))
    return whole(int(rounded)) if places <= 0 else rounded


@family.filter("number_format")
def number_format(value: Any, decimals: Any = 0, point: Any = ".", separator: Any = ",") -> str:
    """The number with ``decimals`` digits behind ``point`` and ``separator`` between thousands.

    Raises:
        ScriptError: ``value`` or ``decimals`` is not a number.
    """
    number, places = number_of(value, "number_format"), int_of(decimals, "number_format")
    if not math.isfinite(number):
        raise ScriptError(f"`|number_format` needs a finite number, but got {to_text(number)}")
    places = max(0, min(places, MOST_PLACES))
    # ints stay exact beyond 2**53, where PHP 8.2 takes every number for a decimal
    before, after = (str(number), "0" * places) if type(number) is int else _digits(number, places)
    # PHP writes 0 where rounding leaves nothing of a negative number
    sign = "-" if number < 0 and (before + after).strip("-0") else ""
    grouped = f"{abs(int(before)):,}".replace(",", to_text(separator))
    return sign + grouped + (to_text(point) + after if after else "")


def round_decimal(number: float, places: int) -> float:
    """A finite decimal rounded to ``places`` digits as PHP 8.2 does, halves away from zero.

    PHP first rounds to the 15 digits that a decimal surely holds, so that 1.005 to two places is
    1.01 although the binary fraction lies a little below, and does so step by step on decimals:
    only the same steps give the same last digit.
    """
    if number == 0:
        return number
    sure = 14 - math.floor(math.log10(abs(number)))
    if places < sure < places + 15:
        scaled = _half_up(_scaled(number, max(-MOST_SHIFT, min(sure, MOST_SHIFT))))
        scaled = scaled / 10.0 ** abs(max(-MOST_SHIFT, places - sure))
    else:
        scaled = _scaled(number, places)
        # nothing is left behind the point that could be rounded
        if abs(scaled) >= ALL_WHOLE:
            return number
    # its last step reads text, and so does PHP's for many places
    scaled = _half_up(scaled)
    return _scaled(scaled, -places) if abs(places) < MOST_EXACT else float(f"{scaled:.6f}e{-places}")


def _half_up(number: float) -> float:
    return float(math.floor(number + 0.5) if number >= 0 else math.ceil(number - 0.5))


def _scaled(number: float, places: int) -> float:
    return number * 10.0**places if places >= 0 else number / 10.0**-places


def _round_int(number: int, zeros: int) -> int:
    unit: int = 10**zeros
    return (abs(number) + unit // 2) // unit * unit * (-1 if number < 0 else 1)


def _digits(number: float, places: int) -> tuple[str, str]:
    before, _, after = f"{round_decimal(number, places):.{places}f}".partition(".")
    return before, after
