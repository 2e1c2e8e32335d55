"""What PHP gives, in tables: the filters and operators whose rules are PHP's agree with every row.

The tables were made once, with PHP 8.2, from random values. What xsrun decides otherwise, the lines
marked **D** in docs/language.md, is not in them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runner.errors import ScriptError
from runner.values import compare, equals, identical
from tests.filters.applying import apply

TABLES = sorted((Path(__file__).parent / "tables").glob("*.json"))
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "compare": compare,
    "equals": equals,
    "identical": identical,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_table(table):
    rows = json.loads(table.read_text(encoding="utf-8"))["rows"]
    assert rows
    given = [[name, values, result_of(name, values)] for name, values, _ in rows]
    assert [row for row, other in zip(given, rows, strict=True) if not same(row[2], other[2])] == []


def result_of(name: str, values: list[Any]) -> Any:
    """What the operator or the filter gives; false where it refuses, as PHP's functions do."""
    if name in OPERATORS:
        return OPERATORS[name](*values)
    try:
        return apply(name, *values)
    except ScriptError:
        return False


def same(given: Any, expected: Any) -> bool:
    # 2 and 2.0 are one number in JSON; true and 1 are not the same
    return given == expected and isinstance(given, bool) is isinstance(expected, bool)
