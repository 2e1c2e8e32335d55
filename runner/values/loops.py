"""What loops walk: the elements of a list, the values of an object, a stream, a number of times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from runner.errors import ScriptError
from runner.values.numbers import to_int, to_number
from runner.values.streams import Stream
from runner.values.text import shown

# A range that is longer than this has a mistake in its bounds, and would eat all memory.
LONGEST_RANGE = 10_000_000


def iterate(value: Any) -> Iterable[Any]:
    """The elements that `foreach` walks: of a list or a stream, an object's values, none of null.

    Raises:
        ScriptError: a text, a number or a bool cannot be walked, nor can a stream a second time.
    """
    if type(value) is list:
        return value
    if type(value) is Stream:
        return iter(value)
    if type(value) is dict:
        return list(value.values())
    if value is None:
        return ()
    raise ScriptError(f"`foreach` needs a list or an object, but got {shown(value)}")


def repeat(count: Any) -> range:
    """The numbers that `for (count)` counts through, from 0; none where ``count`` is negative.

    Raises:
        ScriptError: ``count`` is not a number.
    """
    return range(to_int(to_number(count, "`for`")))


def inclusive_range(start: Any, stop: Any) -> list[int]:
    """``(start..stop)``: both ends included; downwards where ``stop`` is less, as PHP's ``range``.

    Raises:
        ScriptError: a bound is not a number, or the list would be too long.
    """
    first, last = to_int(to_number(start, "`..`")), to_int(to_number(stop, "`..`"))
    if abs(last - first) >= LONGEST_RANGE:
        raise ScriptError(f"`..` makes at most {LONGEST_RANGE} numbers, but got {first}..{last}")
    return list(range(first, last + 1)) if first <= last else list(range(first, last - 1, -1))
