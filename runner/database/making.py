"""How the tables of a database come to be: made and filled where they are missing, else changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, literal, select

from runner.database.columns import new_row
from runner.database.comparing import compare
from runner.database.migration import migrate
from runner.database.seeding import seed
from runner.database.stored import StoredTable, stored_table
from runner.tables import Table

if TYPE_CHECKING:
    from runner.database.database import Database

# What tells the lock of a table from other locks of the same number, in a database of many users.
LOCK_PREFIX = "xsrun.tables."


def make(database: Database, table: Table, *, seeded: bool = True) -> StoredTable:
    """A declared table as the database has it from now on.

    Args:
        database: where it is.
        table: what its document declares.
        seeded: whether it gets the rows that it starts with, where it has to be made.

    Raises:
        ScriptError: the database has a table of that name that cannot be made the declared one.
    """
    stored = stored_table(table, database.target.dialect)
    # Most of the time nothing is to be done, and nothing is locked.
    if database.read(lambda connection: compare(connection, stored).matters):
        for line in database.write(lambda connection: _make(connection, database, stored, seeded)):
            database.world.log(line)
    return stored


def _make(connection: Connection, database: Database, stored: StoredTable, seeded: bool) -> list[str]:
    """Make or change the table; a line for each change."""
    lock_table(connection, stored)
    # Another process may have been quicker.
    difference = compare(connection, stored)
    if difference.is_missing:
        create(connection, database, stored, seeded)
        return []
    if not difference.matters:
        return []
    empty = new_row(stored, {}, database.world)
    return migrate(connection, stored, difference, lambda column: empty[column.name])


def create(connection: Connection, database: Database, stored: StoredTable, seeded: bool) -> None:
    """Make a table that is not there, with its indexes and the rows that it starts with."""
    table = stored.table
    stored.sql.create(connection, checkfirst=False)
    rows = table.items if database.rows is None else database.rows.get(table.name, ())
    if seeded and rows:
        seed(connection, stored, rows, database.world)


def lock_table(connection: Connection, stored: StoredTable) -> None:
    """Wait until nobody else makes this table, until the end of the transaction.

    In SQLite a transaction that writes is alone by itself.
    """
    if connection.dialect.name == "postgresql":
        number = func.hashtextextended(
            func.concat(LOCK_PREFIX, func.current_schema(), ".", literal(stored.table.name)), 0
        )
        connection.execute(select(func.pg_advisory_xact_lock(number)))
