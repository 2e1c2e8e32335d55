"""The indexes of a table: `index = [{type: "btree|unique", field: [{name: "email"}]}]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.errors import Problem
from runner.source import Source
from runner.syntax.nodes import Expression
from runner.tables.constants import constant_items
from runner.tables.table import KEY, Index, Table
from runner.types.faults import nearest

KINDS = ("primary", "btree", "unique", "gin", "search", "vector", "spatial", "gist", "hash")
# What Xano's own tables have beside the columns that they declare; here there is nothing to be indexed.
OF_XANO = frozenset({"xdo", "created_at"})
FORM = '{type: "btree", field: [{name: "email"}]}'


def read_indexes(
    node: Expression | None, table: Table, source: Source, problems: list[Problem]
) -> Iterator[Index]:
    """The indexes of a table, without those that cannot be understood."""
    for item, entry in constant_items(node, source, problems) if node is not None else ():
        index = _index(entry)
        fault = f"an index is an object such as `{FORM}`" if index is None else _fault(index, table)
        if fault is not None:
            problems.append(Problem("table-index", fault, source, item.span))
        elif index is not None:
            yield index


def _index(entry: Any) -> Index | None:
    if type(entry) is not dict:
        return None
    kinds = str(entry.get("type") or "btree").split("|")
    unknown = [kind for kind in kinds if kind not in KINDS]
    kind = unknown[0] if unknown else "unique" if "unique" in kinds else kinds[0]
    fields = entry.get("field") or entry.get("fields")
    columns = [_column(field) for field in (fields if type(fields) is list else [fields])]
    named = tuple(column for column in columns if column is not None)
    if len(named) < len(columns):
        return None
    return Index(kind, named, str(entry.get("name") or ""), str(entry.get("lang") or ""))


def _column(field: Any) -> tuple[str, str] | None:
    if type(field) is str:
        return field, ""
    if type(field) is dict and type(field.get("name")) is str:
        return field["name"], str(field.get("op") or "")
    return None


def _fault(index: Index, table: Table) -> str | None:
    """What keeps an index from being made, as a sentence."""
    if index.kind not in KINDS:
        near = nearest(index.kind, KINDS)
        hint = f"; did you mean `{near}`?" if near else f"; the types are {', '.join(KINDS)}"
        return f"there is no index of the type `{index.kind}`{hint}"
    if index.kind == "primary" and [name for name, _ in index.columns] != [KEY]:
        return f"the primary key of a table is `{KEY}`; of other columns make a `btree|unique` index"
    for name, _ in index.columns:
        # A path leads into a column of JSON.
        if not {name, name.partition(".")[0]} & (table.columns.keys() | OF_XANO):
            near = nearest(name, table.columns)
            hint = f"; did you mean `{near}`?" if near else ""
            return f"the index names a column `{name}`, which the table does not have{hint}"
    return None
