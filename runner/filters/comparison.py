"""Filters that compare, test the type of a value, or choose between values."""

from __future__ import annotations

from typing import Any

from runner.filters.arguments import int_of, refuse
from runner.specs import FilterFamily
from runner.values import equals as loosely_equal
from runner.values import is_truthy, less, less_or_equal

family = FilterFamily("comparison")


@family.filter("equals")
def equals(value: Any, other: Any) -> bool:
    """Whether both are equal, as `==` compares."""
    return loosely_equal(value, other)


@family.filter("not_equals")
def not_equals(value: Any, other: Any) -> bool:
    """Whether both differ, as `!=` compares."""
    return not loosely_equal(value, other)


@family.filter("greater_than")
def greater_than(value: Any, other: Any) -> bool:
    """Whether the value is greater than `other`, as `>` compares."""
    return less(other, value)


@family.filter("greater_than_or_equal")
def greater_than_or_equal(value: Any, other: Any) -> bool:
    """Whether the value is greater than `other` or equal, as `>=` compares."""
    return less_or_equal(other, value)


@family.filter("less_than")
def less_than(value: Any, other: Any) -> bool:
    """Whether the value is less than `other`, as `<` compares."""
    return less(value, other)


@family.filter("less_than_or_equal")
def less_than_or_equal(value: Any, other: Any) -> bool:
    """Whether the value is less than `other` or equal, as `<=` compares."""
    return less_or_equal(value, other)


@family.filter("odd")
def odd(value: Any) -> bool:
    """Whether a number is odd.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return int_of(value, "odd") % 2 == 1


@family.filter("even")
def even(value: Any) -> bool:
    """Whether a number is even.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return int_of(value, "even") % 2 == 0


@family.filter("in")
def in_(value: Any, other: Any) -> bool:
    """Whether the list ``value`` holds ``other``, compared with ``==``.

    Xano pipes the list (``[1,2,3]|in:3``). The other way round reads better, so a scalar that is
    piped is looked up in the list that is given.

    Raises:
        ScriptError: neither of the two is a list or an object.
    """
    # the reference pipes the list, people pipe the element: whichever is the list is searched
    elements, wanted = (value, other) if isinstance(value, (list, dict)) else (other, value)
    if isinstance(elements, dict):
        elements = elements.values()
    elif not isinstance(elements, list):
        # a list that is missing holds nothing
        if value is None or other is None:
            return False
        raise refuse("in", "a list", value)
    return any(loosely_equal(element, wanted) for element in elements)


@family.filter("not")
def not_(value: Any) -> bool:
    """The opposite of the value's truth."""
    return not is_truthy(value)


@family.filter("is_null", guards=True)
def is_null(value: Any) -> bool:
    """Whether the value is null."""
    return value is None


@family.filter("is_empty", guards=True)
def is_empty(value: Any) -> bool:
    """Whether the value is "", null, 0, "0", false, [] or {}, which is PHP's ``empty``."""
    return not is_truthy(value)


@family.filter("is_object")
def is_object(value: Any) -> bool:
    """Whether the value is an object."""
    return isinstance(value, dict)


@family.filter("is_array")
def is_array(value: Any) -> bool:
    """Whether the value is a list."""
    return isinstance(value, list)


@family.filter("is_int")
def is_int(value: Any) -> bool:
    """Whether the value is an int; numeric text and booleans are not."""
    return type(value) is int


@family.filter("is_decimal")
def is_decimal(value: Any) -> bool:
    """Whether the value is a decimal; ints are not."""
    return type(value) is float


@family.filter("is_bool")
def is_bool(value: Any) -> bool:
    """Whether the value is true or false."""
    return type(value) is bool


@family.filter("is_text")
def is_text(value: Any) -> bool:
    """Whether the value is text."""
    return isinstance(value, str)


@family.filter("first_notnull", guards=True)
def first_notnull(value: Any, *others: Any) -> Any:
    """The first of the values that is not null, else null."""
    return next((candidate for candidate in (value, *others) if candidate is not None), None)


@family.filter("first_notempty", guards=True)
def first_notempty(value: Any, *others: Any) -> Any:
    """The first of the values that is not empty; when all are, the last of them."""
    candidates = (value, *others)
    return next((candidate for candidate in candidates if is_truthy(candidate)), candidates[-1])
