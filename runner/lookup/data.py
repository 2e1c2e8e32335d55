"""The border between Python functions and jobs: only plain data crosses it, as a copy.

Jobs count on values that never change under their hands, and Python code changes lists and
dictionaries in place; so both directions copy.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any

from runner.errors import ScriptError
from runner.values.numbers import whole

# What Python code gives most often that JSON has not, by the name of its type.
ADVICE = {
    "bytes": "decode it first, such as `value.decode()`",
    "date": "return `value.isoformat()`",
    "datetime": "return `value.isoformat()` or epoch milliseconds",
    "Decimal": "return `float(value)` or `str(value)`",
    "set": "return `sorted(value)` or `list(value)`",
}


def copy_data(value: Any, where: str) -> Any:
    """A copy of ``value`` as plain data: tuples become lists, subclasses their base, keys texts.

    Args:
        value: what a Python function takes or gives.
        where: what the value is, for the message: "the result of `f`".

    Raises:
        ScriptError: something in it is not data, or it contains itself.
    """
    try:
        return _copy(value, where)
    except RecursionError:
        if _is_deep_in_calls():
            raise  # not the data is at fault
        raise ScriptError(f"{where} contains itself or is nested too deeply") from None


def _is_deep_in_calls() -> bool:
    """Whether the calls that led here alone are near Python's limit."""
    frame: FrameType | None = sys._getframe()
    depth = 0
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth > sys.getrecursionlimit() / 2


def _copy(value: Any, where: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    # The base class itself makes the copy, because a subclass (an Enum) may print differently.
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        # Past 64 bits PHP has decimals, and Python may refuse to print what is longer still.
        return whole(int.__int__(value))
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, list | tuple):
        return [_copy(item, where) for item in value]
    if isinstance(value, Mapping):
        return {_key(key, where): _copy(item, where) for key, item in value.items()}
    raise ScriptError(_refusal(value, where))


def _key(key: Any, where: str) -> str:
    # True is an int to Python, and "1" would be a surprise for it.
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise ScriptError(f"{where} has a key of the type `{type(key).__name__}`; keys are texts")
    return str.__str__(key) if isinstance(key, str) else str(int(key))


def _refusal(value: Any, where: str) -> str:
    name = type(value).__name__
    advice = ADVICE.get(name, "use texts, numbers, booleans, None, lists and dictionaries")
    return f"{where} holds a `{name}`, which is not data: {advice}"
