"""Query filters that choose between values, compare them, or look for what is missing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text, and_, cast, func, literal_column
from sqlalchemy.dialects.postgresql import JSONB

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import ByCharacters, are_alike, as_number, as_text, kind_of
from runner.filters import comparison
from runner.filters.arguments import number_of as script_number
from runner.filters.arguments import text_of as script_text

family = QueryFamily()

# What counts as empty, by the kinds of values.
EMPTY_TEXTS = ("", "0")
EMPTY_JSON = ("null", "false", "0", "0.0", '""', '"0"', "[]", "{}")


def lies_between(value: Any, low: Any, high: Any) -> bool | None:
    values = (value, low, high)
    if any(type(part) in (int, float) for part in values):
        numbers = [script_number(part, "between") for part in values]
        return numbers[1] <= numbers[0] <= numbers[2]
    texts = [script_text(part, "between") for part in values]
    return texts[1] <= texts[0] <= texts[2]


def coalesced(value: Any, other: Any, *others: Any) -> Any:
    return comparison.first_notnull(value, other, *others)


@family.filter("coalesce", "first_notnull", python=coalesced, result="json", plain=True)
def coalesce(value: Expression, *others: Expression) -> Expression:
    kinds = [kind_of(operand) for operand in (value, *others)]
    if are_alike(kinds):
        return func.coalesce(value, *others)
    return func.coalesce(*map(_as_json, (value, *others)))


@family.filter("between", python=lies_between, result="bool", plain=True, strict=True)
def between(value: Expression, low: Expression, high: Expression) -> Expression:
    kinds = [kind_of(operand) for operand in (value, low, high)]
    if not are_alike(kinds):
        alike = as_number if {"int", "decimal"} & set(kinds) else as_text
        value, low, high = alike(value), alike(low), alike(high)
    if kind_of(value) == "text":
        value = ByCharacters(value)
    return and_(value >= low, value <= high)


@family.filter("is_null", python=comparison.is_null, result="bool")
def is_null(value: Expression) -> Expression:
    # null within JSON is null, too.
    return (as_text(value) if kind_of(value) == "json" else value).is_(None)


@family.filter("is_empty", python=comparison.is_empty, result="bool")
def is_empty(value: Expression) -> Expression:
    kind = kind_of(value)
    if kind == "json":
        return func.coalesce(cast(value, Text), "null").in_(EMPTY_JSON)
    if kind == "text":
        return func.coalesce(value, "").in_(EMPTY_TEXTS)
    return func.coalesce(as_number(value), 0) == 0


def _as_json(value: Expression) -> Expression:
    kind = kind_of(value)
    made = value if kind == "json" else cast(value, JSONB) if kind == "null" else func.to_jsonb(value)
    return func.nullif(made, literal_column("'null'::jsonb"), type_=JSONB())
