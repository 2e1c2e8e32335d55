"""Filters that look for a text within a text, or for an element within a list."""

from __future__ import annotations

from typing import Any

from runner.filters.arguments import text_of
from runner.specs import FilterFamily
from runner.values import equals

family = FilterFamily("search")


@family.filter("index")
def index(value: Any, wanted: Any) -> int | bool:
    """The position of ``wanted`` in a text or a list, else false.

    Raises:
        ScriptError: ``value`` is an object, or ``wanted`` cannot be within a text.
    """
    if isinstance(value, list):
        return next((at for at, element in enumerate(value) if equals(element, wanted)), False)
    return _position(text_of(value, "index"), text_of(wanted, "index", "search text"))


@family.filter("iindex")
def iindex(value: Any, wanted: Any) -> int | bool:
    """The position of ``wanted`` in a text without regard to case, else false.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return _position(text_of(value, "iindex").lower(), text_of(wanted, "iindex", "search text").lower())


@family.filter("contains")
def contains(value: Any, wanted: Any) -> bool:
    """Whether a text holds the text ``wanted``, or a list an element that equals it.

    Raises:
        ScriptError: ``value`` is an object, or ``wanted`` cannot be within a text.
    """
    if isinstance(value, list):
        return any(equals(element, wanted) for element in value)
    return text_of(wanted, "contains", "search text") in text_of(value, "contains")


@family.filter("icontains")
def icontains(value: Any, wanted: Any) -> bool:
    """``contains`` without regard to case.

    Raises:
        ScriptError: ``value`` is an object, or ``wanted`` cannot be within a text.
    """
    if isinstance(value, list):
        return any(equals(_lowered(element), _lowered(wanted)) for element in value)
    return text_of(wanted, "icontains", "search text").lower() in text_of(value, "icontains").lower()


@family.filter("starts_with")
def starts_with(value: Any, wanted: Any) -> bool:
    """Whether a text begins with ``wanted``.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "starts_with").startswith(text_of(wanted, "starts_with", "search text"))


@family.filter("istarts_with")
def istarts_with(value: Any, wanted: Any) -> bool:
    """``starts_with`` without regard to case.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    start = text_of(wanted, "istarts_with", "search text").lower()
    return text_of(value, "istarts_with").lower().startswith(start)


@family.filter("ends_with")
def ends_with(value: Any, wanted: Any) -> bool:
    """Whether a text ends with ``wanted``.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "ends_with").endswith(text_of(wanted, "ends_with", "search text"))


@family.filter("iends_with")
def iends_with(value: Any, wanted: Any) -> bool:
    """``ends_with`` without regard to case.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "iends_with").lower().endswith(text_of(wanted, "iends_with", "search text").lower())


def _position(text: str, wanted: str) -> int | bool:
    # false, not -1: that is what PHP's strpos and so the reference say
    at = text.find(wanted)
    return at if at >= 0 else False


def _lowered(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
