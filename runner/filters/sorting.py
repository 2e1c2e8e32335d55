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
ELEMENT = ("", "$$", "$this")

DIGITS = re.compile(r"\d+", re.ASCII)
ZEROS = re.compile(r"0+(?=\d)", re.ASCII)
BLANKS = re.compile(r"\s+", re.ASCII)


@family.filter("sort")
def sort(value: Any, path: Any = "", kind: Any = None, ascending: Any = True) -> list[Any]:
    """A copy sorted by what stands at `path`; `kind` is text, itext, natural, inatural or number.

    Equal elements keep their order.

    Args:
        value: a list, or an object whose values are taken.
        path: where the key of an element stands; "", null, "$$" and "$this" mean the element.
        kind: text, itext (without regard to case), natural, inatural or number. Without one, keys
            that are all numbers are compared as numbers, others as itext. Xano's documents also
            have the direction in its place, `sort:"name":"desc"`.
        ascending: a boolean, or the words "asc" and "desc".

    Raises:
        ScriptError: ``value`` is a scalar, or ``kind`` or ``ascending`` is none of these.
    """
    elements = list_of(value, "sort")
    if kind in ("asc", "desc"):
        kind, ascending = None, kind
    where = "" if path is None or path in ELEMENT else path
    keys = [get_path(element, where) for element in elements]
    order = _order_of(kind, keys)
    # positions are sorted, not pairs: elements that are equal must never be compared themselves
    positions = sorted(
        range(len(elements)), key=lambda at: order(keys[at]), reverse=not _is_ascending(ascending)
    )
    return [elements[at] for at in positions]


def natural_compare(left: str, right: str) -> int:
    """PHP's ``strnatcmp``: runs of digits compare as numbers, and blanks count nowhere.

    Zeros that a text begins with do not count either; other numbers with a zero in front compare
    digit by digit, like those behind a decimal point.
    """
    if not left or not right:
        return bool(left) - bool(right)
    at, other = _end_of(ZEROS, left, 0), _end_of(ZEROS, right, 0)
    while True:
        at, other = _end_of(BLANKS, left, at), _end_of(BLANKS, right, other)
        run, beside = DIGITS.match(left, at), DIGITS.match(right, other)
        if run and beside:
            order = _compare_runs(run[0], beside[0])
            at, other = run.end(), beside.end()
            if order or at == len(left) or other == len(right):
                return order or (at < len(left)) - (other < len(right))
        a, b = left[at : at + 1], right[other : other + 1]
        if a != b:
            return 1 if a > b else -1
        at, other = at + 1, other + 1
        if at >= len(left) or other >= len(right):
            return (at < len(left)) - (other < len(right))


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _compare_runs(left: str, right: str) -> int:
    if left[0] == "0" or right[0] == "0":
        return (left > right) - (left < right)  # like the digits behind a decimal point
    a, b = (len(left), left), (len(right), right)
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
    "inatural": lambda key: cmp_to_key(natural_compare)(to_text(key).upper()),
    "number": _number,
}
