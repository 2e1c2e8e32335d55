"""What stands in a database, table by table, beside what the documents declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, quoted_name, select, table

from runner.database.comparing import Difference, compare, held
from runner.database.migration import described, faults_of, planned
from runner.database.stored import StoredTable, stored_table
from runner.records import Record

if TYPE_CHECKING:
    from runner.database.database import Database


class ColumnView(Record):
    """A column: its type as it is declared, and what the database holds in it; None where one is missing."""

    name: str
    declared: str | None
    held: str | None


class TableView(Record):
    """A declared table, and what the database has of it.

    Attributes:
        rows: how many it has; None where it was not made yet.
        indexes: the declared ones in words, the primary key left out.
        changes: a line for each change that the next run makes.
        faults: a line for each difference that the next run refuses.
    """

    name: str
    where: str
    rows: int | None
    columns: tuple[ColumnView, ...]
    indexes: tuple[str, ...]
    changes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


class DatabaseView(Record):
    """The declared tables, and the names of tables that only the database has."""

    tables: tuple[TableView, ...]
    others: tuple[str, ...] = ()


def declared_tables(database: Database) -> DatabaseView:
    """The tables of a database that is not there yet."""
    return DatabaseView(tuple(_view(stored, None, {}) for stored in _all_stored(database)))


def look(database: Database) -> DatabaseView:
    """The tables of a database; nothing is made or changed.

    Raises:
        ScriptError: the database cannot be reached.
    """
    return database.read(lambda connection: _look(connection, _all_stored(database)))


def _all_stored(database: Database) -> list[StoredTable]:
    return [stored_table(one, database.target.dialect) for _, one in sorted(database.tables.items())]


def _look(connection: Connection, all_stored: list[StoredTable]) -> DatabaseView:
    inspector = inspect(connection)
    declared = {stored.table.name for stored in all_stored}
    others = tuple(sorted(name for name in inspector.get_table_names() if name not in declared))
    return DatabaseView(tuple(_table(connection, stored) for stored in all_stored), others)


def _table(connection: Connection, stored: StoredTable) -> TableView:
    difference = compare(connection, stored)
    if difference.is_missing:
        return _view(stored, None, {})
    name = stored.table.name
    rows = connection.execute(select(func.count()).select_from(table(quoted_name(name, True)))).scalar_one()
    there = {column["name"]: held(column["type"]) for column in inspect(connection).get_columns(name)}
    return _view(stored, rows, there, difference, faults_of(connection, stored, difference))


def _view(
    stored: StoredTable,
    rows: int | None,
    there: dict[str, str],
    difference: Difference | None = None,
    faults: list[str] | None = None,
) -> TableView:
    fields = stored.table.columns
    columns = [ColumnView(field.name, field.head, there.get(field.name)) for field in fields.values()]
    columns += [ColumnView(name, None, found) for name, found in there.items() if name not in fields]
    indexes = tuple(sorted(described(index) for index in stored.sql.indexes))
    # Where one thing is refused, nothing is changed.
    changes = () if difference is None or faults else tuple(planned(difference))
    where = stored.table.where
    return TableView(stored.table.name, where, rows, tuple(columns), indexes, changes, tuple(faults or ()))
