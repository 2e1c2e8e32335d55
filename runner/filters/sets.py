"""Filters that see lists as sets: unique, diff, intersect, and the merging and grouping of lists."""

from __future__ import annotations

import json
from collections.abc import Hashable
from typing import Any

from runner.filters.arguments import items_of, list_of, object_of, refuse
from runner.specs import FilterFamily
from runner.values import get_path, key_text, plain, to_text

family = FilterFamily("sets")


def identity(value: Any) -> Hashable:
    """What two elements must share to count as the same: scalars their text, as PHP's sets compare.

    In PHP true is "1", false and null are ""; lists and objects are compared deeply, keys in any order.
    """
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, (list, dict)):
        # a tuple, so that a list is never the same as a text that holds its JSON
        return (json.dumps(plain(value), sort_keys=True),)
    return to_text(value)


@family.filter("unique")
def unique(value: Any, path: Any = "") -> list[Any]:
    """The first of all elements that are the same, by their value at ``path`` if one is given.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    # a dict keeps the order of the first ones and finds the others in no time
    found: dict[Hashable, Any] = {}
    for element in list_of(value, "unique"):
        found.setdefault(identity(get_path(element, path)), element)
    return list(found.values())


@family.filter("diff")
def diff(value: Any, other: Any) -> list[Any]:
    """The elements that are not in ``other``.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    unwanted = {identity(element) for element in list_of(other, "diff")}
    return [element for element in list_of(value, "diff") if identity(element) not in unwanted]


@family.filter("intersect")
def intersect(value: Any, other: Any) -> list[Any]:
    """The elements that are in ``other`` too; where ``other`` is null, all of them.

    An official job intersects with optional inputs in turn, and its documented result needs the
    missing ones to leave the list as it is.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    if other is None:
        return list_of(value, "intersect")
    wanted = {identity(element) for element in list_of(other, "intersect")}
    return [element for element in list_of(value, "intersect") if identity(element) in wanted]


@family.filter("diff_assoc")
def diff_assoc(value: Any, other: Any) -> Any:
    """What ``other`` does not hold under the same key; a list stays a list.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    pairs = {(key_text(k), identity(v)) for k, v in items_of(other, "diff_assoc")}
    kept = [(k, v) for k, v in items_of(value, "diff_assoc") if (key_text(k), identity(v)) not in pairs]
    return dict(kept) if isinstance(value, dict) else [element for _, element in kept]


@family.filter("intersect_assoc")
def intersect_assoc(value: Any, other: Any) -> Any:
    """What ``other`` holds under the same key too; a list stays a list.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    pairs = {(key_text(k), identity(v)) for k, v in items_of(other, "intersect_assoc")}
    kept = [(k, v) for k, v in items_of(value, "intersect_assoc") if (key_text(k), identity(v)) in pairs]
    return dict(kept) if isinstance(value, dict) else [element for _, element in kept]


@family.filter("merge")
def merge(value: Any, other: Any, *, owned: bool = False) -> Any:
    """Two lists as one; two objects as one, where the keys of ``other`` win.

    A list and an object give an object in which the list has the keys "0", "1" ...; what is empty
    or null adds nothing, not even its type.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    for part in (value, other):
        if part is not None and not isinstance(part, (list, dict)):
            raise refuse("merge", "lists or objects", part)
    if isinstance(value, list) and isinstance(other, list):
        if owned:
            value.extend(other)
            return value
        return value + other
    # an empty list may stand for an empty object here: job authors start from either
    if not other:
        return other if value is None else value
    if not value:
        return other
    if owned and isinstance(value, dict):
        value.update(object_of(other, "merge"))
        return value
    return {**object_of(value, "merge"), **object_of(other, "merge")}


@family.filter("merge_recursive")
def merge_recursive(value: Any, other: Any) -> Any:
    """``merge`` on all levels: under the same key objects and lists merge, scalars become a list.

    This is PHP's ``array_merge_recursive``.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    if not (isinstance(value, dict) and isinstance(other, dict)):
        return merge(value, other)
    merged = dict(value)
    for key, item in other.items():
        merged[key] = _merge_items(value[key], item) if key in value else item
    return merged


@family.filter("index_by")
def index_by(value: Any, path: Any) -> dict[str, list[Any]]:
    """The elements grouped by their value at ``path``: every value of the object is a list.

    Elements without a scalar there are dropped.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    groups: dict[str, list[Any]] = {}
    for element in list_of(value, "index_by"):
        key = get_path(element, path)
        # Xano drops what has no key instead of gathering it under ""
        if key is not None and not isinstance(key, (list, dict)):
            groups.setdefault(key_text(key), []).append(element)
    return groups


def _merge_items(left: Any, right: Any) -> Any:
    left = left if isinstance(left, (list, dict)) else [left]
    right = right if isinstance(right, (list, dict)) else [right]
    return merge_recursive(left, right)
