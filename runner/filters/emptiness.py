"""Filters that drop the empty elements of a list or the empty members of an object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.filters.arguments import items_of
from runner.specs import FilterFamily
from runner.values import get_path, is_truthy

family = FilterFamily("emptiness")


@family.filter("filter_empty")
def filter_empty(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, that are not "", null, 0, "0", false, [] or {}, also at ``path``.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_empty", lambda item: not is_truthy(item))


@family.filter("filter_empty_text")
def filter_empty_text(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without empty texts.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_empty_text", lambda item: item == "")


@family.filter("filter_empty_array")
def filter_empty_array(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without empty lists.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_empty_array", lambda item: item == [])


@family.filter("filter_empty_object")
def filter_empty_object(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without empty objects.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_empty_object", lambda item: item == {})


@family.filter("filter_null")
def filter_null(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without nulls.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_null", lambda item: item is None)


@family.filter("filter_zero")
def filter_zero(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without the numbers 0 and 0.0.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_zero", lambda item: type(item) in (int, float) and item == 0)


@family.filter("filter_false")
def filter_false(value: Any, path: Any = "") -> Any:
    """The elements, or pairs, without false.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return _without(value, path, "filter_false", lambda item: item is False)


def _without(value: Any, path: Any, name: str, unwanted: Callable[[Any], bool]) -> Any:
    # a list is numbered anew, an object keeps its keys
    kept = [(k, v) for k, v in items_of(value, name) if not unwanted(get_path(v, path))]
    return dict(kept) if isinstance(value, dict) else [element for _, element in kept]
