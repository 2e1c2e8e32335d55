"""Query filters on numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from sqlalchemy import Float, Integer, Numeric, case, cast, func, not_

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import decimal_of, int_of, kind_of, leading_number, number_of, whole
from runner.filters import arithmetic, conversion, rounding, totals
from runner.filters.arguments import number_of as script_number

family = QueryFamily()

# A decimal has no more digits than these before and behind its point.
MOST_PLACES = 300


@family.filter("add", python=arithmetic.add_, result="decimal")
def add(value: Expression, other: Expression) -> Expression:
    return number_of(value) + number_of(other)


@family.filter("subtract", "sub", python=arithmetic.subtract_, result="decimal")
def subtract(value: Expression, other: Expression) -> Expression:
    return number_of(value) - number_of(other)


@family.filter("multiply", "mul", python=arithmetic.multiply_, result="decimal")
def multiply(value: Expression, other: Expression) -> Expression:
    return number_of(value) * number_of(other)


# A query cannot promise that a condition is looked at before a division that it guards: null instead of
# an error for a division by zero, as SQLite has it.
@family.filter("divide", "div", python=arithmetic.divide_, result="decimal")
def divide(value: Expression, other: Expression) -> Expression:
    return decimal_of(value).op("/")(func.nullif(decimal_of(other), 0.0))


@family.filter("modulus", "mod", python=arithmetic.modulus, result="int")
def modulus(value: Expression, other: Expression) -> Expression:
    return func.mod(int_of(value), func.nullif(int_of(other), 0))


@family.filter("floor", python=rounding.floor, result="decimal")
def floor(value: Expression) -> Expression:
    # Ints stay exact; of them PostgreSQL would make decimals first.
    return number_of(value) if kind_of(value) == "int" else func.floor(number_of(value))


@family.filter("ceil", python=rounding.ceil, result="decimal")
def ceil(value: Expression) -> Expression:
    return number_of(value) if kind_of(value) == "int" else func.ceil(number_of(value))


# Of queries, the language's reference says that two digits stay where no number of them is given.
def round_in_rows(value: Any, precision: Any = 2) -> Any:
    return rounding.round_(value, precision)


@family.filter("round", python=round_in_rows, result="decimal")
def round_(value: Expression, precision: Expression | None = None) -> Expression:
    places: Any = 2
    if precision is not None:
        wanted = int_of(precision)
        bounds = (wanted < -MOST_PLACES, -MOST_PLACES), (wanted > MOST_PLACES, MOST_PLACES)
        places = case(*bounds, else_=wanted)
    # A numeric has the 15 digits that PHP rounds first, and its halves go away from zero.
    number = cast(number_of(value), Numeric)
    return cast(func.round(number, cast(places, Integer)), Float)


@family.filter("abs", python=arithmetic.abs_, result="decimal")
def abs_(value: Expression) -> Expression:
    return func.abs(number_of(value))


@family.filter("sqrt", python=arithmetic.family.functions["sqrt"], result="decimal")
def sqrt(value: Expression) -> Expression:
    number = decimal_of(value)
    return case((number >= 0.0, func.sqrt(number)))


def lesser(value: Any, other: Any) -> Any:
    return totals.min_(script_number(value, "min"), script_number(other, "min"))


def greater(value: Any, other: Any) -> Any:
    return totals.max_(script_number(value, "max"), script_number(other, "max"))


@family.filter("min", python=lesser, result="decimal")
def min_(value: Expression, other: Expression) -> Expression:
    return _chosen(number_of(value), number_of(other), operator.le)


@family.filter("max", python=greater, result="decimal")
def max_(value: Expression, other: Expression) -> Expression:
    return _chosen(number_of(value), number_of(other), operator.ge)


@family.filter("to_int", "int", python=conversion.to_integer, result="int")
def to_int(value: Expression) -> Expression:
    return whole(leading_number(value))


@family.filter("to_decimal", "decimal", python=conversion.to_decimal, result="decimal")
def to_decimal(value: Expression) -> Expression:
    return cast(leading_number(value), Float)


# LEAST and GREATEST of PostgreSQL pass over null, which here is a text that is no number.
def _chosen(one: Expression, other: Expression, fits: Callable[[Any, Any], Any]) -> Expression:
    return case((fits(one, other), one), (not_(fits(one, other)), other))
