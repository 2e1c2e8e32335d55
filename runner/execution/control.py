"""What the code of control statements calls: the errors that it raises, the loops that drop elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.errors import ERROR_TYPES, ScriptError, ThrownError
from runner.values import dump_json, iterate, to_text

# What a variable holds that was not set yet, where the code cannot leave it without a value.
UNSET = object()


def precondition(error_type: Any, error: Any, payload: Any) -> ScriptError:
    """The error of a failed precondition; an unknown type counts as "standard", and is its name."""
    kind = to_text(error_type) or "standard"
    message = to_text(error) if error is not None else "Precondition failed"
    return ScriptError(message, kind=kind if kind in ERROR_TYPES else "standard", name=kind, payload=payload)


def throw(name: Any, value: Any) -> ThrownError:
    """The error of `throw`: its value is the payload, and as a text or as JSON the message."""
    message = value if isinstance(value, str) else dump_json(value)
    return ThrownError(message, name=to_text(name) or None, payload=value)


def numbered(value: Any, removed: list[list[Any]]) -> Iterator[Any]:
    """The elements of a list or an object; ``removed`` gets a number and a mark for each.

    Raises:
        ScriptError: ``value`` cannot be walked.
    """
    for number, item in enumerate(iterate(value)):
        removed.append([number, False])
        yield item


def drop(removed: list[list[Any]]) -> None:
    """Mark the current element."""
    removed[-1][1] = True


def copied(value: Any) -> Any:
    """A value with lists and objects of its own, which nothing else can change in place."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    return [copied(item) for item in value] if isinstance(value, list) else value


def without(value: Any, removed: list[list[Any]]) -> Any:
    """The list or the object without what was marked; what the loop has added behind stays."""
    gone = {number for number, marked in removed if marked}
    if isinstance(value, dict):
        return {key: item for number, (key, item) in enumerate(value.items()) if number not in gone}
    if isinstance(value, list):
        return [item for number, item in enumerate(value) if number not in gone]
    return value
