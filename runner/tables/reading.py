"""The document of a table -> the table, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source
from runner.syntax.nodes import Document, Expression, Property
from runner.tables.constants import constant_value
from runner.tables.indexes import read_indexes
from runner.tables.items import read_items
from runner.tables.table import KEY, Table
from runner.types.declarations import schema_from_declarations
from runner.types.faults import nearest
from runner.types.field import Field

# What counts in a document, and what Xano's exports have beside it.
ENTRIES = ("auth", "schema", "index", "items")
ALSO = frozenset({"description", "docs", "tags", "guid", "view", "disabled", "history"})
# What the rows of a table can be known by.
KEY_TYPES = ("int", "uuid")


def read_table(document: Document) -> tuple[Table, list[Problem]]:
    """The table of a document, with what could be understood of it, and every problem in it."""
    statement, source = document.statement, document.source
    problems = [*_misspelled(document)]
    fields = _fields(document, problems)
    table = Table(
        document.name,
        fields,
        auth=_is_true(statement.property("auth"), source, problems),
        description=document.description or "",
        where=source.where(statement.name_span),
    )
    indexes = tuple(read_indexes(statement.property("index"), table, source, problems))
    items = tuple(read_items(statement.property("items"), table, source, problems))
    return table.changed(indexes=indexes, items=items), problems


def _fields(document: Document, problems: list[Problem]) -> tuple[Field, ...]:
    block = document.statement.block
    declared = block.block("schema") if block is not None else None
    if declared is None:
        message = "a table needs a `schema { ... }` with its columns"
        problems.append(Problem("table-schema", message, document.source, document.statement.name_span))
        return (Field(KEY, "int"),)
    schema, found = schema_from_declarations(declared.declarations, document.source, noun="column")
    problems += found
    fields = schema.fields
    problems += _wrong_keys(document, fields)
    key = next((field for field in fields if field.name == KEY), None)
    if key is None:
        return (Field(KEY, "int"), *fields)
    if key.type in KEY_TYPES and not key.list:
        return fields
    return tuple(Field(KEY, "int") if field is key else field for field in fields)


def _misspelled(document: Document) -> Iterator[Problem]:
    """What was meant to be one of the entries that count; what else there is may be Xano's own."""
    block = document.statement.block
    for entry in block.entries if block is not None else ():
        name, span = (
            (entry.key, entry.key_span) if isinstance(entry, Property) else (entry.name, entry.name_span)
        )
        meant = nearest(name, ENTRIES) if name not in ALSO else None
        if meant is not None and meant != name:
            message = f"a table has no `{name}`"
            fix = Fix(span, meant, safe=False)
            yield Problem("unknown-property", message, document.source, span, f"did you mean `{meant}`?", fix)


def _wrong_keys(document: Document, fields: tuple[Field, ...]) -> Iterator[Problem]:
    """A key of a type that rows cannot be known by; two columns that are one to a database."""
    block = document.statement.block
    declared = block.block("schema") if block is not None else None
    spans = {node.name: node.span for node in declared.declarations} if declared is not None else {}
    met = {KEY: KEY}  # which is there, declared or not
    for field in fields:
        if field.name == KEY and (field.type not in KEY_TYPES or field.list):
            message = f"the `{KEY}` of a table is an `int` or a `uuid`, not `{field.written_type}`"
            yield Problem("table-key", message, document.source, spans[field.name])
        first = met.setdefault(field.name.lower(), field.name)
        if first != field.name:
            message = (
                f"the columns `{first}` and `{field.name}` differ in case alone; databases take them for one"
            )
            yield Problem("table-column", message, document.source, spans[field.name])


def _is_true(node: Expression | None, source: Source, problems: list[Problem]) -> bool:
    return node is not None and constant_value(node, source, problems) is True
