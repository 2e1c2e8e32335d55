"""A declared table -> a table of SQL, and the way of its rows in and out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Integer, MetaData, Text
from sqlalchemy import Table as SqlTable
from sqlalchemy.dialects.postgresql import JSONB

from runner.tables import KEY, Table
from runner.types import Field

TYPES: dict[str, Any] = {
    "int": BigInteger,
    "timestamp": BigInteger,
    "decimal": Float,
    "bool": Boolean,
    "text": Text,
    "email": Text,
    "password": Text,
    "uuid": Text,
    "date": Text,
    "enum": Text,
}


class StoredTable:
    """A table as the database has it: ``sql`` is SQLAlchemy's, ``columns`` are its by their names."""

    def __init__(self, table: Table, sql: SqlTable) -> None:
        self.table = table
        self.sql = sql
        self.columns: dict[str, Column[Any]] = {column.name: column for column in sql.columns}
        self.names = tuple(self.columns)

    def row(self, values: Any) -> dict[str, Any]:
        """A row of all columns, in their order, as a job sees it."""
        return dict(zip(self.names, values, strict=True))


def stored_table(table: Table, dialect: str) -> StoredTable:
    """The table of SQL for a declared one."""
    metadata = MetaData()
    columns = [_column(field, dialect) for field in table.fields]
    return StoredTable(table, SqlTable(table.name, metadata, *columns))


def _column(field: Field, dialect: str) -> Column[Any]:
    if field.name == KEY and field.type == "int":
        return Column(KEY, Integer if dialect == "sqlite" else BigInteger, primary_key=True)
    kind = JSON if field.list else TYPES.get(field.type, JSON)
    if kind is JSON and dialect == "postgresql":
        kind = JSONB
    return Column(field.name, kind, primary_key=field.name == KEY)
