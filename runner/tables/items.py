"""The rows that a table starts with: `items = [{name: "Ann"}]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.errors import Problem
from runner.source import Source
from runner.syntax.nodes import Expression
from runner.tables.constants import constant_items
from runner.tables.table import Table
from runner.tables.values import RowValidator
from runner.types.faults import nearest


def read_items(
    node: Expression | None, table: Table, source: Source, problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    """The rows of a table, without those that are none. Their values are looked at, and stay as they are."""
    for item, row in constant_items(node, source, problems) if node is not None else ():
        if type(row) is dict:
            faults = [*_unknown(row, table), *_wrong(row, table)]
            problems += (Problem("table-items", fault, source, item.span) for fault in faults)
            yield row
        else:
            message = "a row that a table starts with is an object of its columns"
            problems.append(Problem("table-items", message, source, item.span))


def _unknown(row: dict[str, Any], table: Table) -> Iterator[str]:
    for name in row.keys() - table.columns.keys():
        near = nearest(name, table.columns)
        hint = f"; did you mean `{near}`?" if near else ""
        yield f"table `{table.name}` has no column `{name}`{hint}"


def _wrong(row: dict[str, Any], table: Table) -> Iterator[str]:
    validator = RowValidator(table.name, lambda: 0, lambda password: password)
    validator.members(table.fields, row)
    return (fault.message for fault in validator.faults)
