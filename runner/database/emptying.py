"""All rows of a table taken away, what `db.truncate` does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, column, delete, inspect, table
from sqlalchemy import Table as SqlTable
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import DDLElement
from sqlalchemy.sql.compiler import DDLCompiler

from runner.database.database import Database
from runner.database.stored import StoredTable


class Truncate(DDLElement):
    """``TRUNCATE ... RESTART IDENTITY``: of all that resets numbers a rollback undoes this alone."""

    inherit_cache = False

    def __init__(self, table: SqlTable) -> None:
        self.table = table


@compiles(Truncate)
def _written(element: Truncate, compiler: DDLCompiler, **_: Any) -> str:
    return f"TRUNCATE TABLE {compiler.preparer.format_table(element.table)} RESTART IDENTITY"


def empty_table(database: Database, name: str, reset: bool) -> None:
    """Take all rows away; with ``reset`` new rows are numbered from 1 again.

    Raises:
        ScriptError: the database refuses.
    """
    stored = database.stored(name)
    database.write(lambda connection: _emptied(connection, stored, reset))


def _emptied(connection: Connection, stored: StoredTable, reset: bool) -> None:
    if reset and connection.dialect.name == "postgresql":
        connection.execute(Truncate(stored.sql))
        return
    connection.execute(delete(stored.sql))
    # In a database of others there may be no numbers that could begin again.
    if reset and inspect(connection).has_table("sqlite_sequence"):
        numbers = table("sqlite_sequence", column("name"))
        connection.execute(delete(numbers).where(numbers.c.name == stored.sql.name))
