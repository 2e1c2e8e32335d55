"""Filters that reduce a list of numbers to one: sum, avg, product, minimum, maximum."""

from __future__ import annotations

from functools import reduce
from typing import Any

from runner.filters.arguments import list_of, number_of, refuse
from runner.specs import FilterFamily
from runner.values import add, compare, divide, multiply
from runner.values.numbers import Number

family = FilterFamily("totals")

# Tells `|max` from `|max:null`.
NOT_GIVEN = object()


@family.filter("sum")
def sum_(value: Any) -> Number:
    """The sum of the elements, 0 for none; numeric texts count as numbers, null as 0.

    Raises:
        ScriptError: an element is not a number.
    """
    return _total([number_of(element, "sum") for element in list_of(value, "sum")])


@family.filter("avg")
def avg(value: Any) -> Number:
    """The average of the elements, 0 for none.

    Raises:
        ScriptError: an element is not a number.
    """
    numbers = [number_of(element, "avg") for element in list_of(value, "avg")]
    # PHP would divide by zero; 0 is what a report of nothing shows
    return divide(_total(numbers), len(numbers)) if numbers else 0


@family.filter("product")
def product(value: Any) -> Number:
    """The product of the elements, 1 for none.

    Raises:
        ScriptError: an element is not a number.
    """
    result: Number = 1
    for element in list_of(value, "product"):
        result = multiply(result, number_of(element, "product"))
    return result


@family.filter("array_min")
def array_min(value: Any) -> Any:
    """The least element, null for none, compared as ``<`` does.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    elements = list_of(value, "array_min")
    return reduce(_lesser, elements) if elements else None


@family.filter("array_max")
def array_max(value: Any) -> Any:
    """The greatest element, null for none, compared as ``<`` does.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    elements = list_of(value, "array_max")
    return reduce(_greater, elements) if elements else None


@family.filter("min")
def min_(value: Any, other: Any = NOT_GIVEN) -> Any:
    """The lesser of two values; without the second, the least element of a list.

    Raises:
        ScriptError: one of two values is a list or an object, or a single one is a scalar.
    """
    return array_min(value) if other is NOT_GIVEN else _lesser(*_scalars("min", value, other))


@family.filter("max")
def max_(value: Any, other: Any = NOT_GIVEN) -> Any:
    """The greater of two values; without the second, the greatest element of a list.

    Raises:
        ScriptError: one of two values is a list or an object, or a single one is a scalar.
    """
    return array_max(value) if other is NOT_GIVEN else _greater(*_scalars("max", value, other))


def _total(numbers: list[Number]) -> Number:
    total: Number = 0
    for number in numbers:
        total = add(total, number)
    return total


def _scalars(name: str, value: Any, other: Any) -> tuple[Any, Any]:
    for operand in (value, other):
        if isinstance(operand, (list, dict)):
            raise refuse(name, f"two numbers, or a list alone (`|array_{name}`)", operand)
    return value, other


# Of equal values the first is kept, as PHP does: the result may be "9" or 9.
def _lesser(left: Any, right: Any) -> Any:
    return right if compare(right, left) < 0 else left


def _greater(left: Any, right: Any) -> Any:
    return right if compare(right, left) > 0 else left
