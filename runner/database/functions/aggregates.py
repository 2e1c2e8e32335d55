"""Aggregates of queries: one value of all rows of a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, BigInteger, Float, cast, distinct, func, literal
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from runner.database.functions.calling import decode
from runner.database.functions.family import Expression
from runner.database.functions.operands import ByCharacters, as_number, expression_of, kind_of
from runner.errors import ScriptError
from runner.values import dump_json

# How the values of a list are ordered; those that are there several times stand once in a distinct one.
LISTS = {
    "to_list": "",
    "to_list_asc": "asc",
    "to_list_desc": "desc",
    "to_distinct_list": "distinct asc",
    "to_distinct_list_asc": "distinct asc",
    "to_distinct_list_desc": "distinct desc",
}
NUMBERS = frozenset({"int", "decimal", "bool"})
AGGREGATES = frozenset({"sum", "avg", "min", "max", "median", "count", "count_distinct", *LISTS})


def aggregate(name: str, dialect: str, value: Any, arguments: Sequence[Any] = ()) -> Expression:
    """What an aggregate, one of AGGREGATES, of a column is in the SQL of ``dialect``.

    Nulls do not count, except in lists; of no values the sum, the average and the like are null.

    Raises:
        ScriptError: it was given arguments.
    """
    if arguments:
        raise ScriptError(f"the aggregate `{name}` takes no arguments, but got {len(arguments)}")
    value = expression_of(value, dialect)
    if name in ("count", "count_distinct"):
        return func.count(distinct(value) if name == "count_distinct" else value)
    return _on_sqlite(name, value) if dialect == "sqlite" else _on_postgresql(name, value)


def _on_sqlite(name: str, value: Expression) -> Expression:
    kind = kind_of(value)
    if name in LISTS:
        return func.xanoscript_list(literal(kind), literal(LISTS[name]), value, type_=JSON())
    if name in ("min", "max") and kind != "json":
        extreme: Expression = getattr(func, name)(value, type_=value.type)
        return extreme
    number = value if kind in NUMBERS else func.xanoscript_number(literal(kind), value)
    if name == "median":
        return func.xanoscript_median(number, type_=Float())
    whole = name == "sum" and kind in ("int", "bool")
    found: Expression = getattr(func, name)(number, type_=BigInteger() if whole else Float())
    return found


def _on_postgresql(name: str, value: Expression) -> Expression:
    if name in LISTS:
        return _listed(LISTS[name], value)
    if name in ("min", "max"):
        return _extreme(name, value)
    number = as_number(value)
    if name == "median":
        return cast(func.percentile_cont(0.5).within_group(number), Float)
    kind = BigInteger if name == "sum" and kind_of(number) == "int" else Float
    return cast(getattr(func, name)(number), kind)


def _listed(order: str, value: Expression) -> Expression:
    if kind_of(value) == "text":
        value = ByCharacters(value)
    listed: Any = distinct(value) if "distinct" in order else value
    if order:
        ordered = value.desc() if "desc" in order else value.asc()
        listed = aggregate_order_by(listed, ordered)
    return func.jsonb_agg(listed, type_=JSONB())


def _extreme(name: str, value: Expression) -> Expression:
    kind = kind_of(value)
    if kind == "bool":
        return func.bool_and(value) if name == "min" else func.bool_or(value)
    if kind == "text":
        value = ByCharacters(value)
    extreme: Expression = getattr(func, name)(as_number(value) if kind == "json" else value)
    return extreme


class Median:
    """The value in the middle of numbers, or between the two in the middle."""

    def __init__(self) -> None:
        self._numbers: list[float] = []

    def step(self, value: Any) -> None:
        if type(value) in (int, float):
            self._numbers.append(value)

    def finalize(self) -> float | None:
        from statistics import median

        return float(median(self._numbers)) if self._numbers else None


class Listing:
    """All values as a list, ordered where that is asked for."""

    def __init__(self) -> None:
        self._values: list[Any] = []
        self._order = ""

    def step(self, kind: str, order: str, value: Any) -> None:
        self._order = order
        self._values.append(decode(kind, value))

    def finalize(self) -> str | None:
        values = self._values
        if "distinct" in self._order:
            values = list({dump_json(value): value for value in values}.values())
        if self._order:
            values = sorted(values, key=_place, reverse="desc" in self._order)
        return dump_json(values) if values else None


def _place(value: Any) -> tuple[bool, str, Any]:
    """Where a value stands among others: nulls are last, as in PostgreSQL."""
    if type(value) in (int, float, bool):
        return False, "", value
    if type(value) is str:
        return False, "text", value
    return value is None, "json", dump_json(value)
