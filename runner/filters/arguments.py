"""What filters accept: a piped value or an argument as a list, a text, an int, or a clear refusal."""

from __future__ import annotations

from typing import Any

from runner.errors import ScriptError
from runner.values import to_number, to_text
from runner.values.numbers import Number, to_int
from runner.values.text import shown


def refuse(name: str, expected: str, value: Any) -> ScriptError:
    """The error of the filter ``name`` that needs ``expected`` and got ``value``."""
    return ScriptError(f"`|{name}` needs {expected}, but got {shown(value)}")


def list_of(value: Any, name: str) -> list[Any]:
    """The elements of a list or the values of an object; null has none.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    if type(value) is list:
        return value
    if type(value) is dict:
        return list(value.values())
    if value is None:
        return []
    raise refuse(name, "a list", value)


def items_of(value: Any, name: str) -> list[tuple[Any, Any]]:
    """The pairs of key and element of a list or an object, as a PHP array has them.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    if type(value) is dict:
        return list(value.items())
    return list(enumerate(list_of(value, name)))


def object_of(value: Any, name: str) -> dict[str, Any]:
    """An object, or a list seen as an object with the keys "0", "1" ...

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    if type(value) is dict:
        return value
    return {str(at): item for at, item in enumerate(list_of(value, name))}


def text_of(value: Any, name: str, role: str = "") -> str:
    """A scalar as text; null is "". ``role`` tells an argument from what is piped.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    if type(value) is str:
        return value
    if isinstance(value, (list, dict)):
        raise refuse(name, f"a text as {role}" if role else "a text", value)
    return to_text(value)


def number_of(value: Any, name: str) -> Number:
    """A number, or what PHP takes for one.

    Raises:
        ScriptError: ``value`` is other text, a list or an object.
    """
    return to_number(value, f"`|{name}`")


def int_of(value: Any, name: str) -> int:
    """A number cut off to an int.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return to_int(number_of(value, name))


def section(length: int, offset: int, wanted: Any, name: str) -> slice:
    """The part that ``offset`` and ``wanted`` elements mark, by the rules of PHP's ``array_slice``.

    A negative offset counts from the end; a negative number of elements stops before the end.

    Raises:
        ScriptError: ``wanted`` is neither null nor a number.
    """
    # an offset before the start means the start, one behind the end means the end
    start = max(0, length + offset) if offset < 0 else min(offset, length)
    if wanted is None:
        return slice(start, length)
    count = int_of(wanted, name)
    stop = start + count if count >= 0 else length + count
    return slice(start, max(start, min(stop, length)))
