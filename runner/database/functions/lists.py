"""Query filters on lists, and those that count: elements of lists, characters of texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func, literal, literal_column
from sqlalchemy.dialects.postgresql import JSONB

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import kind_of, text_of
from runner.filters.lists import count as count_elements
from runner.filters.lists import safe_array
from runner.filters.text import strlen

family = QueryFamily()

# The members of an object, as PostgreSQL's paths name them.
MEMBERS: Expression = literal_column("'$.keyvalue()'::jsonpath")


def length_of(value: Any) -> int:
    """Elements of a list or an object, characters of anything else."""
    return count_elements(value) if isinstance(value, (list, dict)) else strlen(value)


@family.filter("length", "count", python=length_of, result="int")
def length(value: Expression) -> Expression:
    if kind_of(value) != "json":
        return func.char_length(text_of(value))
    kind = func.jsonb_typeof(value)
    return case(
        (kind == "array", func.jsonb_array_length(value)),
        (kind == "object", func.jsonb_array_length(func.jsonb_path_query_array(value, MEMBERS))),
        else_=func.char_length(text_of(value)),
    )


@family.filter("safe_array", python=safe_array, result="json")
def as_list(value: Expression) -> Expression:
    made = value if kind_of(value) == "json" else func.to_jsonb(value, type_=JSONB())
    kind = func.coalesce(func.jsonb_typeof(made), "null")
    return case(
        (kind.in_(["array", "object"]), made),
        (kind == "null", literal([], JSONB())),
        else_=func.jsonb_build_array(made, type_=JSONB()),
    )
