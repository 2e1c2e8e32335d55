"""What the check knows of queries is what the database reads."""

from __future__ import annotations

import pytest

from runner.lint import queries as named
from runner.lint.semantics import queries

pytest.importorskip("sqlalchemy")


def test_the_keys_of_a_query_are_those_that_the_database_reads() -> None:
    from runner.database import joins, paging, sorting
    from runner.database.queries import TYPES

    assert {kind: frozenset(keys) for kind, keys in queries.RETURNED.items()} == TYPES
    assert frozenset(queries.PAGING) == paging.KEYS
    assert (queries.JOINS, named.DIRECTIONS) == (joins.KINDS, sorting.DIRECTIONS)
    assert (named.SORT_FIELDS, named.SORT_DIRECTIONS) == (sorting.FIELD_KEYS, sorting.DIRECTION_KEYS)


@pytest.mark.parametrize("meant", sorted(set(queries.MEANT.values())))
def test_what_is_meant_is_known(meant: str) -> None:
    keys = (*queries.RETURNED, *sum(queries.RETURNED.values(), ()), *queries.PAGING, *queries.JOINED)
    assert meant in (*keys, *named.DIRECTIONS, *queries.ADDONS)
