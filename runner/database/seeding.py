"""Rows that come as a whole: those that a table starts with, and those of a dump."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, cast, func, insert, literal, select
from sqlalchemy.dialects.postgresql import REGCLASS

from runner.database.columns import new_rows
from runner.database.errors import fault_of
from runner.database.stored import StoredTable
from runner.errors import ScriptError
from runner.tables import KEY

if TYPE_CHECKING:
    from runner.database.world import World


def seed(connection: Connection, stored: StoredTable, rows: Iterable[Mapping[str, Any]], world: World) -> int:
    """Fill an empty table with the rows that it starts with; how many they are.

    Raises:
        ScriptError: they break what the table declares.
    """
    try:
        kept = new_rows(stored, list(map(dict, rows)), world)
        insert_rows(connection, stored, kept)
    except ScriptError as error:
        raise _wrong(stored, error) from None
    except Exception as error:
        fault = fault_of(error)
        # What may pass is tried again by those who know the connection.
        if fault is None or fault.locked or fault.passing:
            raise
        raise _wrong(stored, fault.error) from None
    return len(kept)


def _wrong(stored: StoredTable, error: ScriptError) -> ScriptError:
    message = f'the rows that the table "{stored.table.name}" starts with are wrong: {error.message}'
    return ScriptError(message, kind=error.kind, name=error.name)


def insert_rows(connection: Connection, stored: StoredTable, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows as they are kept; ids that they bring stay, and new ones go on behind them."""
    for has_key, group in groupby(rows, key=lambda row: KEY in row):
        connection.execute(insert(stored.sql), list(group))
        if has_key:
            continue_numbers(connection, stored)


def continue_numbers(connection: Connection, stored: StoredTable) -> None:
    """Let the numbers of new rows go on behind the highest id; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or stored.table.key.type != "int":
        return
    sequence = _numbers_of(stored)
    highest = select(func.max(stored.key)).scalar_subquery()
    # Never back: the ids of rows that were deleted are not given again.
    last = func.coalesce(func.pg_sequence_last_value(sequence), 0)
    connection.execute(select(func.setval(sequence, highest)).where(highest > last))


def _numbers_of(stored: StoredTable) -> ColumnElement[Any]:
    """What PostgreSQL draws the numbers of new rows from."""
    # The name is read as SQL would read it; SQLAlchemy's own quoting doubles each `%` for the driver.
    name = stored.sql.name.replace('"', '""')
    return cast(func.pg_get_serial_sequence(literal(f'"{name}"'), literal(KEY)), REGCLASS)
