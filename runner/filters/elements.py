"""Filters whose argument is an expression that is evaluated for each element.

The expression is called with the element (``$$``, ``$this``), its index or key (``$index``), the
whole list (``$parent``) and the result so far (``$result``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.filters.arguments import items_of
from runner.specs import FilterFamily
from runner.values import is_truthy

family = FilterFamily("elements")

Expression = Callable[[Any, Any, Any, Any], Any]


@family.filter("map", lazy=(0,))
def map_(value: Any, expression: Expression) -> list[Any]:
    """The results of the expression, in a list.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [expression(item, key, value, None) for key, item in items_of(value, "map")]


@family.filter("filter", lazy=(0,))
def filter_(value: Any, expression: Expression) -> list[Any]:
    """The elements for which the expression is true, in a list.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    items = items_of(value, "filter")
    return [item for key, item in items if is_truthy(expression(item, key, value, None))]


@family.filter("some", lazy=(0,))
def some(value: Any, expression: Expression) -> bool:
    """Whether the expression is true for at least one element.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return any(is_truthy(expression(item, key, value, None)) for key, item in items_of(value, "some"))


@family.filter("every", lazy=(0,))
def every(value: Any, expression: Expression) -> bool:
    """Whether the expression is true for all elements, as it is when there are none.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return all(is_truthy(expression(item, key, value, None)) for key, item in items_of(value, "every"))


@family.filter("find", lazy=(0,))
def find(value: Any, expression: Expression) -> Any:
    """The first element for which the expression is true, else null.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    items = items_of(value, "find")
    return next((item for key, item in items if is_truthy(expression(item, key, value, None))), None)


@family.filter("findIndex", lazy=(0,))
def find_index(value: Any, expression: Expression) -> Any:
    """The index or key of the first element for which the expression is true, else -1.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    items = items_of(value, "findIndex")
    return next((key for key, item in items if is_truthy(expression(item, key, value, None))), -1)


@family.filter("reduce", lazy=(0,), accumulates=True)
def reduce(value: Any, expression: Expression, initial: Any = None) -> Any:
    """The last result of the expression, which finds the result before in ``$result``.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    result = initial
    for key, item in items_of(value, "reduce"):
        result = expression(item, key, value, result)
    return result


@family.filter("transform", lazy=(0,))
def transform(value: Any, expression: Expression) -> Any:
    """The result of the expression, in which ``$$`` is the value."""
    return expression(value, None, None, None)
