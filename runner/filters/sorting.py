"""The filter `sort`, with the five ways of Xano to compare keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from runner.filters.arguments import list_of, refuse
from runner.filters.conversion import leading_number
from runner.specs import FilterFamily
from runner.values import compare, get_path, is_truthy, to_text

family = FilterFamily("sorting")

# Ways to say "the element itself" in place of a path.
ELEMENT = frozenset({"", "$$", "$this"})

RUNS = re.compile(r"\d+|\D+", re.ASCII)
LEADING_ZEROS = re.compile(r"^\s*0+(?=\d)", re.ASCII)


@family.filter("sort")
def sort(value: Any, path: Any = "", kind: Any = None, ascending: Any = True) -> list[Any]:
    """A sorted copy; equal elements keep their order.

    Args:
        value: a list, or an object whose values are taken.
        path: where the key of an element stands; "", null, "$$" and "$this" mean the element.
        kind: text, itext (without regard to case), natural, inatural or number. Without one, keys
            that are all numbers are compared as numbers, others as itext.
        ascending: a boolean, or the words "asc" and "desc".

    Raises:
        ScriptError: ``value`` is a scalar, or ``kind`` or ``ascending`` is none of these.
    """
    elements = list_of(value, "sort")
    where = "" if path is None or path in ELEMENT else path
    keys = [get_path(element, where) for element in elements]
    order = _order_of(kind, keys)
    # positions are sorted, not pairs: elements that are equal must never be compared themselves
    positions = sorted(
        range(len(elements)), key=lambda at: order(keys[at]), reverse=not _is_ascending(ascending)
    )
    return [elements[at] for at in positions]


def natural_compare(left: str, right: str) -> int:
    """PHP's ``strnatcmp``: runs of digits compare as numbers."""
    # zeros in front do not count, so that "01" and "1" are equal
    runs, others = (RUNS.findall(LEADING_ZEROS.sub("", text)) for text in (left, right))
    for run, other in zip(runs, others, strict=False):
        order = _compare_runs(run, other)
        if order:
            return order
    return (len(runs) > len(others)) - (len(runs) < len(others))


def _compare_runs(left: str, right: str) -> int:
    if not (left[0].isdecimal() and right[0].isdecimal()):
        return (left > right) - (left < right)
    if left[0] == "0" or right[0] == "0":
        return (left > right) - (left < right)  # like the digits behind a decimal point
    a, b = int(left), int(right)
    return (a > b) - (a < b)


def _order_of(kind: Any, keys: list[Any]) -> Callable[[Any], Any]:
    if kind is None or kind == "":
        numbers = all(isinstance(key, (int, float)) and not isinstance(key, bool) for key in keys)
        return ORDERS["number" if numbers else "itext"]
    if not isinstance(kind, str) or kind not in ORDERS:
        raise refuse("sort", f"one of the types {', '.join(ORDERS)}", kind)
    return ORDERS[kind]


def _is_ascending(word: Any) -> bool:
    if isinstance(word, str) and word.lower() not in DIRECTIONS:
        raise refuse("sort", 'true, false, "asc" or "desc"', word)
    return DIRECTIONS[word.lower()] if isinstance(word, str) else word is None or is_truthy(word)


def _number(key: Any) -> Any:
    # a key that cannot be a number must not end the run in the middle of a sort
    if isinstance(key, (list, dict)):
        return cmp_to_key(compare)(0)
    return cmp_to_key(compare)(leading_number(key, "sort"))


DIRECTIONS = {"asc": True, "desc": False, "true": True, "false": False, "1": True, "0": False, "": True}

ORDERS: dict[str, Callable[[Any], Any]] = {
    "text": to_text,
    "itext": lambda key: to_text(key).lower(),
    "natural": lambda key: cmp_to_key(natural_compare)(to_text(key)),
    "inatural": lambda key: cmp_to_key(natural_compare)(to_text(key).lower()),
    "number": _number,
}
