"""What statements accept: a subject or a property as a list, a text, an int, or a clear refusal."""

from __future__ import annotations

import math
from typing import Any

from runner.errors import ScriptError
from runner.values import kind_of, to_number, to_text
from runner.values.numbers import to_int


def refuse(name: str, expected: str, value: Any) -> ScriptError:
    """The error of the statement ``name`` that needs ``expected`` and got ``value``.

    It tells the kind of ``value`` alone: the value itself may be large or private.
    """
    kind = kind_of(value)
    # "but got null" reads right without an article.
    article = "" if value is None else "an " if kind[0] in "aeiou" else "a "
    return ScriptError(f"`{name}` needs {expected}, but got {article}{kind}")


def items_of(value: Any, name: str) -> list[tuple[Any, Any]]:
    """The pairs of index and element of a list, or of key and value of an object; null has none.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    if type(value) is list:
        return list(enumerate(value))
    if type(value) is dict:
        return list(value.items())
    # A result that is missing is null; to go through nothing is what its author expects.
    if value is None:
        return []
    raise refuse(name, "a list", value)


def text_of(value: Any, name: str) -> str:
    """A scalar as text; null is "".

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    if isinstance(value, (list, dict)):
        raise refuse(name, "a text", value)
    return to_text(value)


def int_of(value: Any, name: str) -> int:
    """A number, cut off to an int.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return to_int(to_number(value, f"`{name}`"))


def seconds_of(value: Any, name: str) -> float:
    """A number of seconds.

    Raises:
        ScriptError: ``value`` is not a number, or is negative.
    """
    # A text counts too: env values and inputs arrive as texts.
    seconds = float(to_number(value, f"`{name}`"))
    if not math.isfinite(seconds) or seconds < 0:
        raise ScriptError(f"`{name}` needs a number of seconds from 0 up, but got {to_text(value)}")
    return seconds


def inputs_of(value: Any, statement: str, name: str) -> dict[str, Any]:
    """The inputs with which a ``statement`` calls ``name``: an object; null gives none.

    Raises:
        ScriptError: ``value`` is something else.
    """
    # An empty list is PHP's empty array, and so an object without keys.
    if value is None or value == []:
        return {}
    if type(value) is dict:
        return value
    raise refuse(f'{statement} "{name}"', "an object as `input`", value)
