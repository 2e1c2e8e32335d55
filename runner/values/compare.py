"""Comparison and truth by the rules of PHP 8, with one exception: null equals only null."""

from __future__ import annotations

import math
from typing import Any

from runner.values.numbers import Number, parse_number
from runner.values.text import to_text

NUMBERS = frozenset({int, float})


def is_truthy(value: Any) -> bool:
    """Everything but null, false, 0, 0.0, "", "0", [] and {}."""
    if value is True or value is False:
        return value
    return bool(value) and value != "0"


def equals(left: Any, right: Any) -> bool:
    """``==``: numbers and numeric texts by value, lists and objects deeply, null only with null."""
    kind, other = type(left), type(right)
    # `type(...) is` and not isinstance: in Python True is an int, and this is the faster test.
    if kind is other:
        if kind is str:
            return left == right or _equal_numeric_texts(left, right)
        if kind is list:
            return len(left) == len(right) and all(map(equals, left, right))
        if kind is dict:
            return len(left) == len(right) and all(
                k in right and equals(v, right[k]) for k, v in left.items()
            )
        return bool(left == right)
    if left is None or right is None:
        return False
    if kind is bool or other is bool:
        return is_truthy(left) is is_truthy(right)
    return _equal_mixed(left, right)


def _equal_mixed(left: Any, right: Any) -> bool:
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return float(left) == float(right)  # PHP compares as decimals, where ints above 2**53 round
    if isinstance(left, (int, float)) and isinstance(right, str):
        number = parse_number(right)
        return equals(left, number) if number is not None else to_text(left) == right
    if isinstance(left, str) and isinstance(right, (int, float)):
        return _equal_mixed(right, left)
    return not left and not right and isinstance(left, (list, dict)) and isinstance(right, (list, dict))


def _equal_numeric_texts(left: str, right: str) -> bool:
    # Most texts that jobs compare are words: these need no look at their digits.
    if not (left and right) or left[0] in "abcdefghijklmnopqrstuvwxyz":
        return False
    return _compare_texts(left, right) == 0


def identical(left: Any, right: Any) -> bool:
    """``===``: the same type and the same value, lists and objects deeply."""
    if type(left) is not type(right):
        return False
    if type(left) is list:
        return len(left) == len(right) and all(map(identical, left, right))
    if type(left) is dict:
        return list(left) == list(right) and all(identical(v, right[k]) for k, v in left.items())
    return bool(left == right)


def compare(left: Any, right: Any) -> int:
    """PHP's ``<=>``: -1, 0 or 1. Numeric texts compare as numbers, other texts by characters."""
    kind, other = type(left), type(right)
    if kind in NUMBERS and other in NUMBERS:
        return _compare_numbers(left, right)
    if kind is str and other is str:
        return _compare_texts(left, right)
    if left is None and other is str:
        return -1 if right else 0
    if right is None and kind is str:
        return 1 if left else 0
    if kind is bool or other is bool or left is None or right is None:
        a, b = is_truthy(left), is_truthy(right)
        return (a > b) - (a < b)
    return _compare_mixed(left, right)


def _compare_numbers(left: Any, right: Any) -> int:
    if type(left) is not type(right):
        left, right = float(left), float(right)
    # NaN is neither less nor equal, and PHP's `<=>` then answers 1.
    return -1 if left < right else 0 if left == right else 1


def _compare_texts(left: str, right: str) -> int:
    a, b = parse_number(left), parse_number(right)
    order = _compare_numbers(a, b) if a is not None and b is not None else None
    if order == 0 and (type(a) is float or type(b) is float):
        # The decimals may be equal only because they are rounded: then PHP looks at the digits.
        one, other = _overflow(left, a), _overflow(right, b)
        if (type(a) is float) is not (type(b) is float):
            return one - other
        order = None if one == other != 0 or a in (math.inf, -math.inf) else 0
    return (left > right) - (left < right) if order is None else order


def _overflow(text: str, number: Number | None) -> int:
    """1 or -1 for the digits of an int that is beyond 64 bits, else 0."""
    if type(number) is not float or not text.strip().lstrip("+-").isdecimal():
        return 0
    return 1 if number > 0 else -1


def _compare_mixed(left: Any, right: Any) -> int:
    if isinstance(left, (list, dict)):
        # PHP: a list or an object is greater than any scalar.
        return _compare_collections(left, right) if isinstance(right, (list, dict)) else 1
    if isinstance(right, (list, dict)):
        return -1
    a, b = _number_or_none(left), _number_or_none(right)
    if a is not None and b is not None:
        return _compare_numbers(a, b)
    # Other text compares with the number's text; NaN has no place in that order.
    return 1 if left != left or right != right else _compare_texts(to_text(left), to_text(right))


def _number_or_none(value: Any) -> Number | None:
    if isinstance(value, str):
        return parse_number(value)
    return value if type(value) in NUMBERS else None  # a stream, or a future, is none


def _compare_collections(left: Any, right: Any) -> int:
    if len(left) != len(right):
        return 1 if len(left) > len(right) else -1
    keys = left if isinstance(left, dict) else range(len(left))
    for key in keys:
        try:
            order = compare(left[key], right[key])
        except (KeyError, TypeError, IndexError):
            return 1
        if order:
            return order
    return 0


def less(left: Any, right: Any) -> bool:
    """``left < right``."""
    if type(left) is int and type(right) is int:
        return left < right
    return compare(left, right) < 0


def less_or_equal(left: Any, right: Any) -> bool:
    """``left <= right``."""
    if type(left) is int and type(right) is int:
        return left <= right
    return compare(left, right) <= 0
