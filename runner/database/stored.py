"""A declared table -> a table of SQL, and the way of its rows out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Double, Integer, MetaData, Text
from sqlalchemy import Index as SqlIndex
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import JSONB

from runner.errors import ScriptError
from runner.tables import KEY, Index, Table
from runner.types import Field
from runner.values import to_text

# All others, and all lists, are JSON.
TYPES: dict[str, Any] = {
    "int": BigInteger,
    "timestamp": BigInteger,
    "decimal": Double,
    "bool": Boolean,
    "text": Text,
    "email": Text,
    "password": Text,
    "uuid": Text,
    "date": Text,
    "enum": Text,
}
# In bytes; PostgreSQL cuts off what is longer.
LONGEST_NAME = 63
# Tells indexes of ours from those of others, whose names may end in a date.
MARK = "_xs"


class StoredTable:
    """A table as the database has it: ``sql`` is SQLAlchemy's, ``columns`` are its by their names.

    ``statements`` holds what was made for it and is needed again; ``told`` the names of unknown columns
    that the log speaks of already; ``readers`` what is done with the values of some columns.
    """

    def __init__(self, table: Table, sql: SqlTable, dialect: str) -> None:
        self.table = table
        self.sql = sql
        self.dialect = dialect
        self.columns: dict[str, Column[Any]] = {column.name: column for column in sql.columns}
        self.names = tuple(self.columns)
        self.statements: dict[Any, Any] = {}
        self.told: set[str] = set()
        # Names of parameters: one that is a column's as well would be taken for a value of that.
        self.prefix = "p_"
        while any(name.startswith(self.prefix) for name in self.names):
            self.prefix += "_"
        self.wanted = f"{self.prefix}wanted"
        self.readers = tuple(_readers(table))

    @property
    def key(self) -> Column[Any]:
        """The primary key."""
        return self.columns[KEY]

    @cached_property
    def json_names(self) -> frozenset[str]:
        """The names of the columns that hold JSON."""
        return frozenset(field.name for field in self.table.fields if is_json(field))

    @cached_property
    def choice_names(self) -> frozenset[str]:
        """The names of the columns that hold one of some values, which are kept as texts."""
        fields = self.table.fields
        return frozenset(field.name for field in fields if field.type == "enum" and not field.list)

    @cached_property
    def references(self) -> tuple[Field, ...]:
        """The columns that name rows of tables."""
        return tuple(field for field in self.table.fields if field.table)

    def row(self, values: Any) -> dict[str, Any]:
        """A row of all columns, in their order, as a job sees it."""
        row = dict(zip(self.names, values, strict=True))
        for name, read in self.readers:
            row[name] = read(row[name])
        return row

    def rows(self, values: Iterable[Any]) -> list[dict[str, Any]]:
        """Rows of all columns, as a job sees them."""
        if self.readers:
            return list(map(self.row, values))
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in values]


def stored_table(table: Table, dialect: str) -> StoredTable:
    """The table of SQL for a declared one, with its indexes.

    Columns other than the key may be null in the database: what may not be null in a job has a value
    whenever a job writes, and a column that is added later finds rows without one.

    Raises:
        ScriptError: a name is longer than the database can have it.
    """
    if dialect == "postgresql":
        _check_names(table)
    columns = [_column(field, dialect) for field in table.fields]
    # Quoted all, since SQLAlchemy does not know every word that a database takes for its own.
    counts = table.key.type == "int"
    sql = SqlTable(table.name, MetaData(), *columns, quote=True, sqlite_autoincrement=counts)
    for index in table.indexes:
        _add_index(sql, table, index, dialect)
    return StoredTable(table, sql, dialect)


def _check_names(table: Table) -> None:
    for name in (table.name, *table.columns):
        if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
            message = f"the name `{name}` is too long for PostgreSQL, which takes {LONGEST_NAME} bytes of one"
            raise ScriptError(message)


def is_json(field: Field) -> bool:
    """Whether a column is kept as JSON."""
    return field.list or field.type not in TYPES


def _column(field: Field, dialect: str) -> Column[Any]:
    if field.name == KEY and field.type == "int":
        # Only a column of this type numbers rows by itself in SQLite; it takes 64 bits all the same.
        return Column(KEY, Integer if dialect == "sqlite" else BigInteger, primary_key=True)
    return Column(field.name, _type(field, dialect), primary_key=field.name == KEY, quote=True)


def _type(field: Field, dialect: str) -> Any:
    if not is_json(field):
        return TYPES[field.type]()
    # null is that of SQL, so that all columns are asked for it alike.
    return JSONB(none_as_null=True) if dialect == "postgresql" else JSON(none_as_null=True)


def _readers(table: Table) -> Iterable[tuple[str, Callable[[Any], Any]]]:
    """Most values are read as they come; what is left are the choices of enums that are no texts."""
    for field in table.fields:
        choices = {to_text(value): value for value in field.values if type(value) is not str}
        if choices and not is_json(field):
            yield field.name, partial(_chosen, choices)


def _chosen(choices: Mapping[str, Any], text: Any) -> Any:
    return choices.get(text, text)


# -- indexes -----------------------------------------------------------------------------------------


def _add_index(sql: SqlTable, table: Table, index: Index, dialect: str) -> None:
    """Add what both databases know of an index: those for searching, vectors and places are not made."""
    parts = [_part(sql, table, name, op) for name, op in index.columns]
    if not parts or any(part is None for part in parts):
        return  # a problem of the document
    name = index_name(table.name, index)
    if index.kind in ("btree", "unique"):
        SqlIndex(name, *parts, unique=index.kind == "unique")  # joins the table by its columns
    elif index.kind == "gin" and dialect == "postgresql":
        names = [name for name, _ in index.columns]
        if all(name in table.columns and is_json(table.columns[name]) for name in names):
            SqlIndex(name, *parts, postgresql_using="gin")


def _part(sql: SqlTable, table: Table, name: str, op: str) -> Any:
    """The expression of one column of an index; None where there is no such column."""
    path = [name] if name in table.columns else name.split(".")
    if path[0] not in table.columns:
        return None
    part: Any = sql.columns[path[0]]
    if len(path) > 1:
        if not is_json(table.columns[path[0]]):
            return None
        part = part[tuple(path[1:])].as_string()
    return part.desc() if op.lower() == "desc" else part


def index_name(table: str, index: Index) -> str:
    """The name of an index in the database, the same whenever the same index is declared."""
    columns = "_".join(name for name, _ in index.columns)
    whole = repr((table, index.kind, index.columns))
    digest = hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    end = MARK + digest
    # What counts is the length in bytes, and half a character is none.
    return f"{table}_{columns}".encode()[: LONGEST_NAME - len(end)].decode(errors="ignore") + end
