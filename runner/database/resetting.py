"""Tables made anew, as their documents declare them now; what was in them is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, quoted_name, select, table
from sqlalchemy.schema import DropTable

from runner.database.making import create, lock_table
from runner.database.stored import stored_table

if TYPE_CHECKING:
    from runner.database.database import Database


def count_rows(database: Database, names: Sequence[str]) -> dict[str, int]:
    """How many rows the tables have that are there; those that were not made yet are left out."""
    return database.read(lambda connection: _counts(connection, names))


def _counts(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    inspector = inspect(connection)
    return {
        name: connection.execute(
            select(func.count()).select_from(table(quoted_name(name, True)))
        ).scalar_one()
        for name in names
        if inspector.has_table(name)
    }


def reset(database: Database, names: Sequence[str], *, seeded: bool) -> dict[str, int]:
    """Make declared tables anew, all of them or none; how many rows each has then.

    Args:
        database: where they are.
        names: the tables.
        seeded: whether they get the rows that they start with.

    Raises:
        ScriptError: those rows are wrong, or the database refuses.
    """
    return database.write(lambda connection: _reset(connection, database, names, seeded))


def _reset(connection: Connection, database: Database, names: Sequence[str], seeded: bool) -> dict[str, int]:
    for name in names:
        stored = stored_table(database.tables[name], database.target.dialect)
        lock_table(connection, stored)
        connection.execute(DropTable(stored.sql, if_exists=True))
        create(connection, database, stored, seeded)
    return _counts(connection, names)
