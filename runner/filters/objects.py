"""Filters on objects: reading and writing at paths, keys, entries, and making objects of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import items_of, list_of, object_of, refuse
from runner.specs import FilterFamily
from runner.values import get_path, has_path, is_truthy, key_text, set_path, unset_path
from runner.values.paths import int_like

family = FilterFamily("objects")


# Up to 18 digits are sure to fit 64 bits; more stay text, although PHP takes a few of 19.
@family.filter("get")
def get(value: Any, path: Any, default: Any = None) -> Any:
    """What stands at ``path``, else ``default``; a path of "" or null is the value itself."""
    return get_path(value, path, default)


@family.filter("has")
def has(value: Any, path: Any) -> bool:
    """Whether something, null included, stands at ``path``."""
    return has_path(value, path)


@family.filter("set")
def set_(value: Any, path: Any, new: Any, *, owned: bool = False) -> Any:
    """A copy with ``new`` at ``path``; what is missing on the way is made.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    return set_path(value, path, new, owned)


@family.filter("set_conditional", lazy=(2,))
def set_conditional(value: Any, path: Any, new: Any, condition: Callable[..., Any]) -> Any:
    """``set`` where ``condition`` is true, in which ``$$`` is the value; else the value as it is.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    return set_path(value, path, new) if is_truthy(condition(value, None, None, None)) else value


@family.filter("set_ifnotempty")
def set_ifnotempty(value: Any, path: Any, new: Any) -> Any:
    """``set`` where ``new`` is not empty, else the value as it is.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    return set_path(value, path, new) if is_truthy(new) else value


@family.filter("set_ifnotnull")
def set_ifnotnull(value: Any, path: Any, new: Any) -> Any:
    """``set`` where ``new`` is not null, else the value as it is.

    Raises:
        ScriptError: a step of the path cannot be taken.
    """
    return value if new is None else set_path(value, path, new)


@family.filter("unset")
def unset(value: Any, path: Any) -> Any:
    """A copy without what stands at ``path``."""
    return unset_path(value, path)


@family.filter("pick")
def pick(value: Any, keys: Any) -> dict[str, Any]:
    """An object with only ``keys``, a list or a single key; keys that are missing stay missing.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    source = object_of(value, "pick")
    # the order is that of the keys asked for, so that pick also arranges
    names = _names(keys)
    return {name: source[name] for name in names if name in source}


@family.filter("unpick")
def unpick(value: Any, keys: Any) -> dict[str, Any]:
    """An object without ``keys``, a list or a single key.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    dropped = set(_names(keys))
    return {key: item for key, item in object_of(value, "unpick").items() if key not in dropped}


@family.filter("keys")
def keys(value: Any) -> list[Any]:
    """The keys; those that look like ints are ints, as in PHP.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [int_like(key) for key, _ in items_of(value, "keys")]


@family.filter("values")
def values(value: Any) -> list[Any]:
    """The values of an object, the elements of a list.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return list_of(value, "values")


@family.filter("entries")
def entries(value: Any) -> list[dict[str, Any]]:
    """A list of ``{key, value}``; keys that look like ints are ints.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [{"key": int_like(key), "value": item} for key, item in items_of(value, "entries")]


@family.filter("create_object")
def create_object(value: Any, items: Any) -> dict[str, Any]:
    """An object of a list of keys and a list of as many values.

    Raises:
        ScriptError: one of the two is no list, or they differ in length.
    """
    names, contents = list_of(value, "create_object"), list_of(items, "create_object")
    if len(names) != len(contents):
        message = f"`|create_object` needs as many values as keys, but got {len(contents)} for {len(names)}"
        raise ScriptError(message)
    return {key_text(name): item for name, item in zip(names, contents, strict=True)}


@family.filter("create_object_from_entries")
def create_object_from_entries(value: Any) -> dict[str, Any]:
    """An object of a list of ``{key, value}``: the opposite of ``entries``.

    Raises:
        ScriptError: ``value`` is no list, or an element has no key.
    """
    made: dict[str, Any] = {}
    for entry in list_of(value, "create_object_from_entries"):
        if not isinstance(entry, dict) or "key" not in entry:
            raise refuse("create_object_from_entries", "objects with `key` and `value`", entry)
        made[key_text(entry["key"])] = entry.get("value")
    return made


def _names(wanted: Any) -> list[str]:
    return [key_text(key) for key in (wanted if isinstance(wanted, list) else [wanted])]
