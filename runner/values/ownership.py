"""Whether a list or an object may be changed in place, because nobody else can see it.

Values are immutable as authors see them, so each change makes a copy - unless the only one who holds
the value is the variable that is about to be set. CPython knows how many hold a value; how many that
are where only one variable does depends on its version, and is measured here in the very shapes in
which it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from sys import getrefcount
from typing import Any

from runner.values.paths import MISSING, ONE_ELEMENT, step


def _second(first: object, second: int) -> int:
    return second


def _as_argument() -> int:
    value: list[Any] = []
    return _second(value, getrefcount(value))


def _as_local() -> int:
    value: list[Any] = []
    return getrefcount(value)


def _as_element() -> int:
    holder: list[list[Any]] = [[]]
    return getrefcount(holder[0])


# The count of an element in a call `getrefcount($list[$i])`.
ONE_HELD = _as_element()
# The count of a variable's value where nothing else is asked along with it.
ONE_LOCAL = _as_local()
# The count of a variable's value in a call `f($x, owned=getrefcount($x) == ONE_VARIABLE)`.
ONE_VARIABLE = _as_argument()


def owns(value: Any, steps: Sequence[Any], owned: bool) -> bool:
    """Whether what stands below ``value`` is held by its list or object alone, and those likewise.

    The caller has it on its stack, as the argument that this one stands beside.

    Args:
        value: where the path starts.
        steps: at least one key or index.
        owned: whether ``value`` itself is held by one variable alone.
    """
    for key in steps[:-1]:
        value = step(value, key)
        # MISSING and null are held by so many that they never count as owned.
        owned = owned and getrefcount(value) == ONE_ELEMENT
    value = step(value, steps[-1])
    return owned and value is not MISSING and getrefcount(value) == ONE_ELEMENT + 1
