"""The assembler: families of statements and filters become one Language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from runner import specs
from runner.cache import contents, read_entry, write_entry
from runner.specs import FilterSpec, Language, StatementSpec, index_by_name

# Filters of XanoScript that parse, and fail with a sentence where they are reached.
UNSUPPORTED_FILTERS = frozenset({"sql_alias", "sql_esc"})
# Filters that the database works out, and nothing else has: the names by the number of their arguments.
QUERY_FILTERS = {
    (0, 0): """
        count_distinct length median timestamp_epoch_day timestamp_epoch_hour timestamp_epoch_minute
        timestamp_epoch_ms timestamp_epoch_sec timestamp_epoch_seconds to_distinct_list
        to_distinct_list_asc to_distinct_list_desc to_list to_list_asc to_list_desc
    """,
    (0, 1): """
        timestamp_add_days timestamp_add_hours timestamp_add_minutes timestamp_add_months
        timestamp_add_seconds timestamp_add_years timestamp_subtract_days timestamp_subtract_hours
        timestamp_subtract_minutes timestamp_subtract_months timestamp_subtract_seconds
        timestamp_subtract_years
    """,
    (1, 1): """
        coalesce cosine_distance cosine_similarity covers distance includes inner_product
        l1_distance_manhattan l2_distance_euclidean negative_inner_product overlaps search_rank
    """,
    (2, 2): "between within",
}


@lru_cache(maxsize=1)
def xanoscript() -> Language:
    """The language as xsrun speaks it; families are imported when something of them is used."""
    # By their contents: the description that came with a wheel or with a checkout stays true after a copy.
    shape = (Path(file).read_text(encoding="utf-8") for file in (__file__, specs.__file__))
    key = (contents("filters", "statements"), *shape)
    described = read_entry("language", key)
    if described is None:
        described = describe()
        write_entry("language", key, described)
    filters, statements, hints, other_filters, other_statements, queries = described
    return Language(
        {row[0]: FilterSpec(*row) for row in filters},
        {row[0]: StatementSpec(*row) for row in statements},
        hints,
        other_filters,
        other_statements,
        {row[0]: FilterSpec(*row) for row in queries},
    )


def describe() -> tuple[Any, ...]:
    """The language as plain data, gathered from all families.

    Raises:
        ValueError: two families claim the same name.
    """
    from runner.filters.families import FAMILIES as FILTER_FAMILIES
    from runner.filters.suggestions import SUGGESTIONS
    from runner.statements.families import FAMILIES as STATEMENT_FAMILIES
    from runner.statements.families import UNSUPPORTED

    filters = index_by_name(FILTER_FAMILIES)
    statements = index_by_name(STATEMENT_FAMILIES)
    return (
        [spec.as_tuple() for spec in filters.values()],
        [spec.as_tuple() for spec in statements.values()],
        SUGGESTIONS,
        UNSUPPORTED_FILTERS - filters.keys(),
        UNSUPPORTED,
        # They have no function: the database is told their names.
        [(name, "", *arity) for arity, names in QUERY_FILTERS.items() for name in names.split()],
    )
