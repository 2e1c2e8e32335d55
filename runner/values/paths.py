"""Reading and writing inside lists and objects: dotted paths, members, indexes."""

from __future__ import annotations

import re
from sys import getrefcount
from typing import Any

from runner.errors import ScriptError
from runner.values.numbers import INT_MAX, INT_MIN, parse_number, to_int
from runner.values.text import decimal_text, shorten, shown, to_text

# What stands nowhere, told from null, which may well stand somewhere.
MISSING = object()


def _held_once() -> int:
    holder: dict[str, list[Any]] = {"key": []}
    value = holder.get("key")
    return getrefcount(value)


# How many hold, by CPython's count, what one list or object holds, once a local variable has it too.
# It depends on the version of Python, and is measured in the very shape in which it is asked.
ONE_ELEMENT = _held_once()
# What PHP makes an int: no leading zeros, no plus sign, not "-0".
INT_KEY = re.compile(r"0|-?[1-9][0-9]{0,18}")


def key_text(key: Any) -> str:
    """A value as the key of an object; PHP cuts decimals and booleans off to ints."""
    kind = type(key)
    if kind is str:
        return key  # type: ignore[no-any-return]
    if kind is float:
        return str(int(key)) if key.is_integer() else decimal_text(key)
    if kind is bool:
        return "1" if key else "0"
    return to_text(key)


def int_like(key: Any) -> Any:
    """A key as PHP keeps it: one that looks like an int of 64 bits is an int."""
    if type(key) is str and INT_KEY.fullmatch(key) and INT_MIN <= int(key) <= INT_MAX:
        return int(key)
    return key


def list_index(key: Any) -> int | None:
    """A value as the index of a list, decimals cut off; None where it cannot be one."""
    kind = type(key)
    if kind is int:
        return key  # type: ignore[no-any-return]
    if kind is float:
        return to_int(key)
    if kind is str:
        number = parse_number(key)
        return to_int(number) if number is not None else None
    return int(key) if kind is bool else None


def step(value: Any, key: Any) -> Any:
    """One element of a list or an object, or ``MISSING``."""
    if type(value) is dict:
        return value.get(key if type(key) is str else key_text(key), MISSING)
    if type(value) is list:
        at = list_index(key)
        return value[at] if at is not None and 0 <= at < len(value) else MISSING
    return MISSING


def member(value: Any, key: str, path: str) -> Any:
    """A dotted read, ``$a.b``. ``path`` is the whole path as written, for the message.

    Raises:
        ScriptError: there is no such key, or ``value`` holds no keys at all.
    """
    if type(value) is dict and key in value:  # nearly every read ends here
        return value[key]
    found = step(value, key)
    if found is MISSING:
        raise ScriptError(f"Unable to locate var: {path}")
    return found


def member_or_null(value: Any, key: str) -> Any:
    """A dotted read where a missing key counts as null."""
    found = step(value, key)
    return None if found is MISSING else found


def index(value: Any, key: Any) -> Any:
    """``$a[i]``: an element, a member or a character; null where there is none."""
    if type(value) is str:
        at = list_index(key)
        # PHP counts characters from the end for negative offsets, but not elements of lists.
        return value[at] if at is not None and -len(value) <= at < len(value) else None
    found = step(value, key)
    return None if found is MISSING else found


def split_path(path: Any) -> list[Any]:
    """The steps of a dotted path; a path that is a number is one step."""
    if type(path) is str:
        return path.split(".")
    if type(path) is list:
        return path
    return [path]


def find_path(value: Any, path: Any) -> Any:
    """What stands at ``path``, or ``MISSING``. A key that holds dots itself is found first."""
    if type(path) is str and type(value) is dict and path in value:
        return value[path]
    for key in split_path(path):
        value = step(value, key)
        if value is MISSING:
            return MISSING
    return value


def get_path(value: Any, path: Any, default: Any = None) -> Any:
    """The filter ``get``: what stands at ``path``, else ``default``; "" means the value itself."""
    if path is None or path == "":
        return value
    found = find_path(value, path)
    return default if found is MISSING else found


def has_path(value: Any, path: Any) -> bool:
    """Whether something, null included, stands at ``path``."""
    return find_path(value, path) is not MISSING


def set_path(value: Any, path: Any, new: Any, owned: bool = False) -> Any:
    """A copy of ``value`` with ``new`` at ``path``; objects on the way are made where missing.

    ``owned`` says that nobody else holds ``value``: then it is changed in place, and so is what only
    it holds.

    On a list an int replaces that element and the length appends. A key that holds dots itself is
    found first, as in :func:`find_path`, so that what was set is what is got.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    if type(path) is str and type(value) is dict and path in value:
        value = value if owned else dict(value)
        value[path] = new
        return value
    return _set_steps(value, split_path(path), 0, new, owned)


def _set_steps(value: Any, steps: list[Any], at: int, new: Any, owned: bool) -> Any:
    if at == len(steps):
        return new
    key = steps[at]
    if type(value) is list:
        return _set_in_list(value, steps, at, new, owned)
    if value is None or value == "":  # PHP makes an array of these when a key is set
        value = {}
    if type(value) is not dict:
        raise ScriptError(f'Cannot set "{shorten(_path_text(steps))}" inside {shown(value)}')
    name = key_text(key)
    old = value.get(name)
    alone = owned and getrefcount(old) == ONE_ELEMENT
    inner = _set_steps(old, steps, at + 1, new, alone)
    value = value if owned else dict(value)
    value[name] = inner
    return value


def _set_in_list(value: list[Any], steps: list[Any], at: int, new: Any, owned: bool) -> Any:
    position = list_index(steps[at])
    if position is None:
        if value:
            raise ScriptError(
                f'Cannot set the key "{shorten(key_text(steps[at]))}" of a list; its keys are numbers'
            )
        return _set_steps({}, steps, at, new, owned)
    if not 0 <= position <= len(value):
        raise ScriptError(f"Cannot set element {position} of a list of {len(value)}")
    old = value[position] if position < len(value) else None
    alone = owned and getrefcount(old) == ONE_ELEMENT
    inner = _set_steps(old, steps, at + 1, new, alone)
    value = value if owned else list(value)
    value[position : position + 1] = [inner]
    return value


def unset_path(value: Any, path: Any) -> Any:
    """A copy of ``value`` without what stands at ``path``; a missing path changes nothing."""
    if type(path) is str and type(value) is dict and path in value:
        return {key: item for key, item in value.items() if key != path}
    steps = split_path(path)
    return _unset_steps(value, steps, 0) if steps else value


def _unset_steps(value: Any, steps: list[Any], at: int) -> Any:
    key = steps[at]
    found = step(value, key)
    if found is MISSING:
        return value
    last = at == len(steps) - 1
    if type(value) is list:
        position = list_index(key) or 0
        copy = list(value)
        copy[position : position + 1] = [] if last else [_unset_steps(found, steps, at + 1)]
        return copy
    name = key_text(key)
    if last:
        return {k: v for k, v in value.items() if k != name}
    return {**value, name: _unset_steps(found, steps, at + 1)}


def _path_text(steps: list[Any]) -> str:
    return ".".join(key_text(key) for key in steps)
