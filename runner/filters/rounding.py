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
MOST_PLACES = 330  # the least decimal above 0 is 5e-324


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
    text = rounded_digits(number, max(places, -MOST_PLACES))
    return whole(int(text.partition(".")[0])) if places <= 0 else float(text)


@family.filter("number_format")
def number_format(value: Any, decimals: Any = 0, point: Any = ".", separator: Any = ",") -> str:
    """The number with ``decimals`` digits behind ``point`` and ``separator`` between thousands.

    Raises:
        ScriptError: ``value`` or ``decimals`` is not a number.
    """
    number, places = number_of(value, "number_format"), int_of(decimals, "number_format")
    if not math.isfinite(number):
        raise ScriptError(f"`|number_format` needs a finite number, but got {to_text(number)}")
    digits = rounded_digits(number, max(0, min(places, MOST_PLACES)))
    # PHP writes 0 where rounding leaves nothing of a negative number
    sign = "-" if digits.startswith("-") and digits.strip("-0.") else ""
    before, _, after = digits.lstrip("-").partition(".")
    grouped = f"{int(before):,}".replace(",", to_text(separator))
    return sign + grouped + (to_text(point) + after if after else "")


def rounded_digits(number: Number, places: int) -> str:
    """A finite number rounded to ``places`` digits, halves away from zero, without an exponent.

    As PHP does, the number is first taken at 15 significant digits, so that 1.005 to two places is
    1.01 although the binary fraction lies a little below.
    """
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = Decimal(number if type(number) is int or abs(number) >= ALL_WHOLE else f"{number:.15g}")
    # enough digits that quantize never has to give up
    context = Context(prec=max(30, len(exact.as_tuple().digits) + abs(exact.adjusted()) + abs(places) + 5))
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context):f}"
