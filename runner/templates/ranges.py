"""PHP's ``range``, behind the operator `..` and the function `range`."""

from __future__ import annotations

import math
from typing import Any

from runner.errors import ScriptError
from runner.templates.state import ELEMENT, State
from runner.templates.values import number_of
from runner.values.numbers import parse_number
from runner.values.text import shown


def range_(state: State, low: Any, high: Any, step: Any = 1) -> list[Any]:
    """The numbers or letters from ``low`` to ``high``, both included; downwards where ``high`` is less.

    Raises:
        ScriptError: the step is 0 or longer than the range, a bound is no number, or there are too many.
    """
    if _is_letter(low) and _is_letter(high):
        return [chr(code) for code in _numbers(state, ord(low[0]), ord(high[0]), int(number_of(step)))]
    start, stop, width = _bound(low), _bound(high), _bound(step)
    if float in (type(start), type(stop)) or (type(width) is float and not width.is_integer()):
        return _decimals(state, float(start), float(stop), abs(float(width)))
    return list(_numbers(state, int(start), int(stop), int(width)))


def _is_letter(value: Any) -> bool:
    # PHP looks at the first byte alone
    return isinstance(value, str) and value != "" and parse_number(value) is None and value.isascii()


def _bound(value: Any) -> int | float:
    if isinstance(value, (list, dict)):
        raise ScriptError(f"a range needs numbers or letters, but got {shown(value)}")
    return number_of(value)


def _numbers(state: State, start: int, stop: int, step: int) -> range:
    width = _checked(abs(stop - start), abs(step))
    state.spend((abs(stop - start) // width + 1) * ELEMENT)
    return range(start, stop + 1, width) if start <= stop else range(start, stop - 1, -width)


def _decimals(state: State, start: float, stop: float, step: float) -> list[float]:
    if not (math.isfinite(start) and math.isfinite(stop) and math.isfinite(step)):
        raise ScriptError("a range needs finite numbers")
    width = _checked(abs(stop - start), step)
    count = int(abs(stop - start) / width + 1e-9) + 1
    state.spend(count * ELEMENT)
    return [start + at * (width if start <= stop else -width) for at in range(count)]


def _checked(length: float, step: float) -> Any:
    """The step, which must not be 0 or lead out of the range at once."""
    if length and not 0 < step <= length:
        raise ScriptError("the step of a range must not be 0, nor longer than the range")
    return step or 1
