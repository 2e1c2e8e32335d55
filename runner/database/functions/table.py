"""All filters of queries, by name."""

from __future__ import annotations

from functools import cache

from runner.database.functions import areas, choices, lists, numbers, places, search, texts, times, vectors
from runner.database.functions.family import Expression, QueryFilter
from runner.errors import ScriptError
from runner.specs import index_by_name

FAMILIES = (areas, choices, lists, numbers, places, search, texts, times, vectors)
# Those that both databases have.
FILTERS: dict[str, QueryFilter] = index_by_name(tuple(module.family for module in FAMILIES))
# The filters of XanoScript say what they give by the annotations of their functions.
ANNOTATED = {"str": "text", "int": "int", "float": "decimal", "Number": "decimal", "bool": "bool"}


@cache
def filter_named(name: str) -> QueryFilter:
    """A filter that queries have; in SQLite that is any one of XanoScript that takes plain values.

    Raises:
        ScriptError: there is no such filter.
    """
    if name in FILTERS:
        return FILTERS[name]
    from runner.filters.families import FAMILIES as SCRIPT_FAMILIES

    spec = index_by_name(SCRIPT_FAMILIES).get(name)
    if spec is None or spec.lazy or spec.variables:
        raise ScriptError(f"`|{name}` cannot be used in a query; use it on the rows that the query gives")

    def build(*operands: Expression) -> Expression:
        raise ScriptError(
            f"`|{name}` in a query works in SQLite alone; with PostgreSQL, use it on the rows it gives"
        )

    result = ANNOTATED.get(str(spec.function.__annotations__.get("return")), "json")
    return QueryFilter(name, build, spec.function, result, context=spec.context)
