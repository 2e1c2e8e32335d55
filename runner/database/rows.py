"""One row at a time: what `db.get`, `db.add` and their like do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from runner.database import row_statements
from runner.database.columns import changes, comparable, known_column, new_row
from runner.database.database import Database
from runner.database.foreign_keys import check_references
from runner.database.prepared import Row, prepared
from runner.database.seeding import continue_numbers
from runner.database.stored import StoredTable, is_json
from runner.errors import ScriptError
from runner.tables import KEY
from runner.types import MISSING
from runner.types.faults import show
from runner.types.field import MASK

# -- reading -----------------------------------------------------------------------------------------


def get_row(database: Database, table: str, field: Any, value: Any, lock: bool = False) -> Row | None:
    """The first row whose ``field`` is ``value``, in order of keys; None where there is none.

    ``lock`` keeps others from changing it until the transaction ends, where the database can do so.

    Raises:
        ScriptError: there is no such column, or the database refuses.
    """
    stored = database.stored(table)
    column, wanted = _sought(database, stored, field, value)
    if wanted is MISSING:
        return None
    return database.read(
        lambda connection: prepared(
            connection, stored, row_statements.get, column, wanted is None, lock
        ).first(connection, {stored.wanted: wanted})
    )


def has_row(database: Database, table: str, field: Any, value: Any) -> bool:
    """Whether there is a row whose ``field`` is ``value``.

    Raises:
        ScriptError: there is no such column, or the database refuses.
    """
    stored = database.stored(table)
    column, wanted = _sought(database, stored, field, value)
    if wanted is MISSING:
        return False
    return database.read(
        lambda connection: bool(_run(connection, stored, row_statements.has, column, wanted))
    )


def _sought(database: Database, stored: StoredTable, field: Any, value: Any) -> tuple[str, Any]:
    """The name of a column, and a value as it would hold it; MISSING where no row can have that."""
    column = known_column(stored, field)
    return column.name, comparable(column, value, database.world.now)


# -- writing -----------------------------------------------------------------------------------------


def add_row(database: Database, table: str, data: Any) -> Row:
    """A new row, as it was stored.

    Raises:
        ScriptError: a value is none for its column, names a row that is not there, or stands in a row
            that has to be the only one with it.
    """
    stored = database.stored(table)
    row = new_row(stored, data, database.world)
    check_references(database, stored, [row])
    return database.write(lambda connection: insert_row(connection, stored, row))


def insert_row(connection: Connection, stored: StoredTable, row: Mapping[str, Any]) -> Row:
    """Put a row of all columns, with or without its key, into the table."""
    statement = prepared(connection, stored, row_statements.insert, tuple(row))
    added = statement.first(connection, row_statements.parameters(stored, row))
    if KEY in row:
        continue_numbers(connection, stored)
    assert added is not None  # a row that cannot be added raises
    return added


def edit_row(database: Database, table: str, field: Any, value: Any, data: Any) -> Row:
    """The first row whose ``field`` is ``value``, after ``data`` was put into it.

    Raises:
        ScriptError: "notfound", or as of :func:`add_row`.
    """
    stored = database.stored(table)
    column, wanted = _sought(database, stored, field, value)
    row = changes(stored, data, database.world)
    check_references(database, stored, [row])
    found = database.write(lambda connection: _edited(connection, stored, column, wanted, row))
    if found is None:
        raise _missed(stored, column, value)
    return found


def add_or_edit_row(database: Database, table: str, field: Any, value: Any, data: Any) -> Row:
    """The first row whose ``field`` is ``value`` after ``data`` was put into it; a new one where none is.

    A new row has ``value`` in that column unless ``data`` says otherwise. The next call finds it, also where
    filters of the column have made another text of it.

    Raises:
        ScriptError: as of :func:`add_row`.
    """
    stored = database.stored(table)
    column, wanted = _sought(database, stored, field, value)
    kept = _filtered(stored, column, wanted)
    row = changes(stored, data, database.world)
    check_references(database, stored, [row])

    def work(connection: Connection) -> Row:
        _wait_for_others(connection, stored, column, kept)
        found = _edited(connection, stored, column, wanted, row)
        if found is None and kept != wanted:
            found = _edited(connection, stored, column, kept, row)
        return found or add_row(database, table, {column: value, **data})

    return database.write(work)


def _filtered(stored: StoredTable, column: str, wanted: Any) -> Any:
    """What a row has that was written with ``wanted`` in a column."""
    field = stored.table.columns[column]
    if type(wanted) is str and not is_json(field):
        for transform in field.rules.transforms:
            wanted = transform(wanted)
    return wanted


def _wait_for_others(connection: Connection, stored: StoredTable, column: str, wanted: Any) -> None:
    """Let two writers who look for the same row go one after the other; in SQLite all writers do."""
    if connection.dialect.name == "postgresql":
        subject = func.hashtextextended(repr((stored.table.name, column, wanted)), 0)
        connection.execute(select(func.pg_advisory_xact_lock(subject)))


def delete_row(database: Database, table: str, field: Any, value: Any) -> None:
    """Take the first row away whose ``field`` is ``value``.

    Raises:
        ScriptError: "notfound", or the database refuses.
    """
    stored = database.stored(table)
    column, wanted = _sought(database, stored, field, value)
    deleted = wanted is not MISSING and database.write(
        lambda connection: _run(connection, stored, row_statements.delete, column, wanted)
    )
    if not deleted:
        raise _missed(stored, column, value)


def _edited(
    connection: Connection, stored: StoredTable, column: str, wanted: Any, row: Mapping[str, Any]
) -> Row | None:
    if wanted is MISSING:
        return None
    about = (
        (row_statements.update, column, wanted is None, tuple(row))
        if row
        else (row_statements.get, column, wanted is None, False)
    )
    statement = prepared(connection, stored, *about)
    return statement.first(connection, {**row_statements.parameters(stored, row), stored.wanted: wanted})


def _missed(stored: StoredTable, column: str, value: Any) -> ScriptError:
    shown = MASK if stored.table.columns[column].is_secret else show(value)
    return ScriptError(f"table `{stored.table.name}` has no row whose `{column}` is {shown}", kind="notfound")


def _run(
    connection: Connection, stored: StoredTable, make: Callable[..., Any], column: str, wanted: Any
) -> list[Any]:
    statement = prepared(connection, stored, make, column, wanted is None)
    return statement.run(connection, {stored.wanted: wanted})
