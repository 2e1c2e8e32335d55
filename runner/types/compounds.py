"""The types whose values have parts or choices: json, vector, enum, object, geography."""

from __future__ import annotations

from typing import Any

from runner.types.faults import Fault, listed, nearest
from runner.types.scalars import coerce_decimal
from runner.values import to_text

SCALARS = (str, int, float, bool)


def coerce_json(value: Any) -> Any:
    """Any value as it is; a text that holds JSON stays a text."""
    return value


def coerce_vector(value: Any) -> list[float]:
    """A list of numbers.

    Raises:
        Fault: anything else.
    """
    if type(value) is not list:
        raise Fault
    return [coerce_decimal(item) for item in value]


def coerce_sized_vector(size: int, value: Any) -> list[float]:
    """A list of ``size`` numbers.

    Raises:
        Fault: anything else.
    """
    vector = coerce_vector(value)
    if len(vector) != size:
        raise Fault(f"a list of {size} numbers is expected")
    return vector


def coerce_choice(value: Any) -> Any:
    """A value that can be one of an enum's: a text, a number, a bool.

    Raises:
        Fault: null, a list, an object.
    """
    if type(value) not in SCALARS:
        raise Fault
    return value


def pick(values: tuple[Any, ...], value: Any) -> Any:
    """The one of an enum's ``values`` that reads as ``value`` does: 1 and "1" are the same choice.

    Raises:
        Fault: it is none of them.
    """
    # Compared as texts: a form sends "1" where the enum declares 1.
    wanted = to_text(coerce_choice(value))
    for choice in values:
        if to_text(choice) == wanted:
            return choice
    # Only texts can be mistyped; a near number is another number.
    near = nearest(wanted, [choice for choice in values if type(choice) is str])
    hint = f'; did you mean "{near}"?' if near else ""
    raise Fault(f"{choices(values)} is expected{hint}")


def choices(values: tuple[Any, ...]) -> str:
    """What an enum takes, in words: `one of "a" or "b"`."""
    return f"one of {listed(values)}" if len(values) > 1 else listed(values)


def coerce_object(value: Any) -> dict[str, Any]:
    """An object.

    Raises:
        Fault: anything else, a text that holds JSON included.
    """
    if type(value) is not dict:
        raise Fault
    return value


def coerce_geography(value: Any) -> Any:
    """An object or a list of points; its parts are not looked at.

    Raises:
        Fault: anything else.
    """
    if type(value) is not dict and type(value) is not list:
        raise Fault
    return value
