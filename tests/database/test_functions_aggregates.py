"""Aggregates of queries: the same on every database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from runner.database.functions import AGGREGATES, aggregate
from runner.errors import ScriptError
from tests.database.asking import SAMPLE, Asking, asking


@pytest.fixture
def rows(database: str | None) -> Iterator[Asking]:
    with asking(database) as found:
        yield found


@pytest.mark.parametrize(
    ("kind", "values", "name", "expected"),
    [
        ("int", [3, 1, 3], "sum", 7),
        ("int", [2**61, 2**61], "sum", 2**62),
        ("decimal", [0.5, 0.25], "sum", 0.75),
        ("int", [3, 1, 2, None], "avg", 2.0),
        ("int", [3, 1, 2, None], "min", 1),
        ("bool", [True, True, False], "sum", 2),
        ("bool", [True, True, False, False], "avg", 0.5),
        ("text", ["1.5", "x", " 2", None], "sum", 3.5),
        ("json", [10, 9.5, "x", "2.5", [1], {"a": 1}, None, False], "sum", 22.0),
        ("json", [10, 9.5, "x", [1]], "max", 10.0),
        ("json", [10, 9.5, "x", [1]], "avg", 9.75),
        ("json", [10, 9.5, "x", [1]], "median", 9.75),
        ("text", ["b", "B", "a", "é"], "min", "B"),
        ("text", ["b", "B", "a", "é"], "max", "é"),
        ("bool", [True, False], "min", False),
        ("bool", [True, False], "max", True),
        ("int", [3, 1, 2, None], "median", 2.0),
        ("int", [4, 1, 2, 3], "median", 2.5),
        ("int", [3, None, 3], "count", 2),
        ("int", [3, None, 3, 4], "count_distinct", 2),
        ("text", ["b", "a", "b"], "to_list", ["b", "a", "b"]),
        ("text", ["b", "a", "B", None], "to_list_asc", ["B", "a", "b", None]),
        ("text", ["b", "a", "B", None], "to_list_desc", [None, "b", "a", "B"]),
        ("int", [10, 9, 10], "to_distinct_list", [9, 10]),
        ("int", [10, 9, 10], "to_distinct_list_asc", [9, 10]),
        ("int", [10, 9, 10, None], "to_distinct_list_desc", [None, 10, 9]),
        ("bool", [True, False, True], "to_distinct_list_asc", [False, True]),
        ("decimal", [1.5, 0.5], "to_list_asc", [0.5, 1.5]),
        ("json", [{"a": [1]}, "x"], "to_list", [{"a": [1]}, "x"]),
    ],
)
def test_an_aggregate_of_rows(rows: Asking, kind: str, values: list[Any], name: str, expected: Any) -> None:
    rows.fill(kind, *values)
    found = rows.aggregate(aggregate(name, rows.dialect, SAMPLE.c[kind]))
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("name", sorted(AGGREGATES - {"count", "count_distinct"}))
def test_no_rows_give_null(rows: Asking, name: str) -> None:
    assert rows.aggregate(aggregate(name, rows.dialect, SAMPLE.c.int)) is None


def test_arguments_are_refused(rows: Asking) -> None:
    with pytest.raises(ScriptError, match="takes no arguments, but got 1"):
        aggregate("sum", rows.dialect, SAMPLE.c.int, [1])
