"""Values in templates: texts, comparison and arrays by PHP's own rules, which Twig shows as they are.

A PHP array is a list where its keys are 0, 1, 2 ..., else an object with the keys as texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from runner import values
from runner.errors import ScriptError
from runner.filters.conversion import leading_number
from runner.values.numbers import Number, to_int
from runner.values.paths import int_like
from runner.values.streams import Stream
from runner.values.text import decimal_text, shown

Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as `date()` and `|date_modify` give it: milliseconds since the epoch, and a time zone."""

    milliseconds: int
    zone: tzinfo = field(compare=False)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow function, `(v, k) => ...`."""

    call: Callable[..., Any]


# -- scalars ---------------------------------------------------------------------------------------


def text_of(value: Any) -> str:
    """A value as PHP prints it: true is "1", null and false are "", a list or an object is "Array".

    Raises:
        ScriptError: a date or an arrow function has no text.
    """
    if isinstance(value, str):
        return value
    kind = type(value)
    if kind is int:
        return str(value)
    if value is None or kind is bool:
        return "1" if value else ""
    if kind is float:
        return decimal_text(value)
    if kind is list or kind is dict:
        return "Array"
    if kind is Moment:
        raise ScriptError('a date has no text of its own; write it with `|date("Y-m-d")`')
    what = "an arrow function" if kind is Arrow else shown(value)
    raise ScriptError(f"{what} cannot be used as a text")


def scalar_of(value: Any, name: str) -> str:
    """What ``|name`` got as a text.

    Raises:
        ScriptError: it is a list, an object or a date.
    """
    if isinstance(value, (list, dict)):
        raise ScriptError(f"`|{name}` needs a text, but got {shown(value)}")
    return text_of(value)


def number_of(value: Any) -> Number:
    """PHP's cast to a number: a text counts as the number that it begins with, an array as 1 or 0."""
    if isinstance(value, (list, dict)):
        return int(bool(value))
    return leading_number(value, "number")


def int_of(value: Any) -> int:
    """PHP's cast to an int."""
    return to_int(number_of(value))


def is_empty(value: Any) -> bool:
    """Twig's test `empty`: "", false, null, [] and {}; 0 is not."""
    return value is None or value is False or value == "" or value == [] or value == {}


# -- comparison ------------------------------------------------------------------------------------


def equal(left: Any, right: Any) -> bool:
    """PHP's ``==``: unlike in XanoScript null is equal to "", 0, false and []."""
    if left is None or right is None:
        other = right if left is None else left
        return other == "" if isinstance(other, str) else not values.is_truthy(other)
    if isinstance(left, (list, dict)) and isinstance(right, (list, dict)):
        return _equal_arrays(left, right)
    return values.equals(left, right)


def _equal_arrays(left: Any, right: Any) -> bool:
    if left is right:
        return True
    if len(left) != len(right):
        return False
    if type(left) is list and type(right) is list:
        return all(map(equal, left, right))
    a, b = object_of(left), object_of(right)
    return all(key in b and equal(item, b[key]) for key, item in a.items())


def order(left: Any, right: Any) -> int:
    """PHP's ``<=>``.

    Raises:
        ScriptError: a date is compared with something else, or an arrow function with anything.
    """
    if type(left) is Moment and type(right) is Moment:
        left, right = left.milliseconds, right.milliseconds
    if {type(left), type(right)} & {Moment, Arrow}:
        raise ScriptError("a date is compared with a date only; write `date(...)` on both sides")
    return values.compare(left, right)


def holds(container: Any, value: Any) -> bool:
    """Twig's ``value in container``: a part of a text, an element of a list or an object."""
    if isinstance(container, str):
        return isinstance(value, (str, int, float)) and text_of(value) in container
    return any(equal(value, item) for _, item in pairs_or_none(container))


# -- arrays ----------------------------------------------------------------------------------------


def is_array(value: Any) -> bool:
    """Whether the value is a list or an object: what PHP calls an array."""
    return isinstance(value, (list, dict))


def is_iterable(value: Any) -> bool:
    """Whether a loop can walk over the value."""
    return is_array(value) or type(value) is Stream


def pairs_or_none(value: Any) -> Iterable[Pair]:
    """The pairs of key and element, as in a loop; what no loop can walk over has none.

    Raises:
        ScriptError: a stream was walked before.
    """
    if type(value) is dict:
        return [(int_like(key), item) for key, item in value.items()]
    return enumerate(value) if is_iterable(value) else ()


def pairs_of(value: Any, name: str) -> list[Pair]:
    """The pairs of key and element of what ``|name`` got.

    Raises:
        ScriptError: no loop can walk over it.
    """
    if not is_iterable(value):
        raise ScriptError(f"`|{name}` needs a list or an object, but got {shown(value)}")
    return list(pairs_or_none(value))


def elements_of(value: Any, name: str) -> list[Any]:
    """The elements of what ``|name`` got.

    Raises:
        ScriptError: no loop can walk over it.
    """
    return value if type(value) is list else [item for _, item in pairs_of(value, name)]


def object_of(value: Any) -> dict[str, Any]:
    """A list or an object by its keys as texts."""
    return value if type(value) is dict else {str(at): item for at, item in enumerate(value)}


def array_of(pairs: Iterable[Pair]) -> Any:
    """The list or object of some pairs of key and element; of equal keys the last counts."""
    found = {values.key_text(key): item for key, item in pairs}
    if all(str(at) == key for at, key in enumerate(found)):
        return list(found.values())
    return found


def renumbered(pairs: Iterable[Pair]) -> Any:
    """The same with new numbers for the keys that are ints, as most of PHP's array functions give it."""
    found: dict[str, Any] = {}
    at = 0
    for key, item in pairs:
        if isinstance(key, int):
            key, at = at, at + 1
        found[str(key)] = item
    return array_of(found.items())
