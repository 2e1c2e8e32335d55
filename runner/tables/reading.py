"""The document of a table -> the table, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.errors import Problem
from runner.source import Source
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import Document, Expression
from runner.tables.table import KEY, Index, Table
from runner.types.declarations import schema_from_declarations
from runner.types.field import Field


def read_table(document: Document) -> tuple[Table, list[Problem]]:
    """The table of a document, with what could be understood of it, and every problem in it."""
    block = document.statement.block
    declared = block.block("schema") if block is not None else None
    schema, problems = schema_from_declarations(
        declared.declarations if declared is not None else [], document.source
    )
    fields = schema.fields
    if not any(field.name == KEY for field in fields):
        fields = (Field(KEY, "int"), *fields)
    statement = document.statement
    table = Table(
        document.name,
        fields,
        tuple(_indexes(_value(statement.property("index"), document.source, problems))),
        tuple(_rows(_value(statement.property("items"), document.source, problems))),
        _value(statement.property("auth"), document.source, problems) is True,
        document.description or "",
        document.source.where(statement.name_span),
    )
    return table, problems


def _value(node: Expression | None, source: Source, problems: list[Problem]) -> Any:
    if node is None:
        return None
    try:
        return constant(node)
    except NotConstant as error:
        message = "what a table declares is constant"
        problems.append(Problem("table-constant", message, source, error.span))
        return None


def _indexes(value: Any) -> Iterator[Index]:
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            kinds = str(entry.get("type", "btree")).split("|")
            kind = "unique" if "unique" in kinds else kinds[0]
            fields = entry.get("field") or entry.get("fields") or []
            columns = tuple(
                (str(field.get("name", "")), str(field.get("op", "")))
                for field in fields
                if isinstance(field, dict)
            )
            yield Index(kind, columns, str(entry.get("name", "")), str(entry.get("lang", "")))


def _rows(value: Any) -> Iterator[dict[str, Any]]:
    yield from (item for item in (value if isinstance(value, list) else []) if isinstance(item, dict))
