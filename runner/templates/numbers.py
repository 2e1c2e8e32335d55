"""Filters of templates on numbers."""

from __future__ import annotations

import math
from typing import Any

from runner.errors import ScriptError
from runner.filters import rounding
from runner.filters.arithmetic import abs_
from runner.templates.builtins import Family
from runner.templates.state import State
from runner.templates.values import int_of, number_of, text_of

family = Family()
family.filter("abs")(abs_)

# The digits of the largest decimal, between which separators stand.
MOST_GROUPS = 110


@family.filter("round")
def round_(value: Any, precision: Any = 0, method: Any = "common") -> float:
    """The number to so many digits behind the point; ``method`` is common, ceil or floor.

    Raises:
        ScriptError: the method is none of these.
    """
    number, places = float(number_of(value)), int_of(precision)
    if method == "common":
        return float(rounding.round_(number, places))
    if method not in ("ceil", "floor"):
        raise ScriptError('`|round` takes the methods "common", "ceil" and "floor"')
    scale = 10.0 ** max(-rounding.MOST_PLACES, min(places, rounding.MOST_PLACES))
    scaled = number * scale
    if not math.isfinite(scaled):
        return number
    return (math.ceil(scaled) if method == "ceil" else math.floor(scaled)) / scale


@family.filter("number_format", state=True)
def number_format(
    state: State, value: Any, decimal: Any = None, decimal_point: Any = None, thousand_sep: Any = None
) -> str:
    """The number with so many digits behind the point and a separator between thousands."""
    point = "." if decimal_point is None else text_of(decimal_point)
    separator = "," if thousand_sep is None else text_of(thousand_sep)
    state.spend(len(separator) * MOST_GROUPS)
    return rounding.number_format(float(number_of(value)), int_of(decimal), point, separator)
