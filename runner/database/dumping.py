"""The rows of a database as they are, whatever the documents say by now, so that they can come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    MetaData,
    Numeric,
    Text,
    cast,
    inspect,
    select,
)
from sqlalchemy import Table as SqlTable

from runner.database.comparing import held, other_case
from runner.database.stored import StoredTable, stored_table
from runner.errors import ScriptError
from runner.tables import KEY
from runner.values import plain

if TYPE_CHECKING:
    from runner.database.database import Database

# Rows that are asked for at once: the memory that a dump takes does not grow with the table.
PAGE = 500
# What our columns hold.
OURS = frozenset({"int", "decimal", "bool", "text", "json"})

Row = dict[str, Any]


@contextmanager
def dumping(database: Database, names: Sequence[str]) -> Iterator[Iterator[tuple[str, Row]]]:
    """The rows of declared tables, table by table, in order of their keys; passwords are hashes.

    A table that was not made yet has none. Columns that no document declares are there, too.

    Raises:
        ScriptError: a table has no key, or the database refuses.
    """
    with database.snapshot():
        every = (stored_table(database.tables[name], database.target.dialect) for name in names)
        yield ((stored.table.name, row) for stored in every for row in _rows(database, stored))


def _rows(database: Database, stored: StoredTable) -> Iterator[Row]:
    table = database.read(lambda connection: as_it_is(connection, stored))
    if table is None:
        return
    names = list(map(str, table.columns.keys()))
    for page in _pages(database, table, names.index(KEY)):
        for row in page:
            yield {name: plain(value) for name, value in zip(names, row, strict=True)}


def _pages(database: Database, table: SqlTable, at: int) -> Iterator[Sequence[Any]]:
    """The rows of a table in pieces, whose key is the column ``at``."""
    key = table.columns[KEY]
    every = select(*map(_readable, table.columns)).order_by(key)
    if not key.primary_key or not _is_ours(key):
        # A table of others, whose rows may share an id or have none: no piece could begin behind another.
        yield _page(database, every)
        return
    page = first = every.limit(PAGE)
    while rows := _page(database, page):
        yield rows
        page = first.where(key > rows[-1][at])


def _page(database: Database, page: Executable) -> Sequence[Any]:
    return database.read(lambda connection: connection.execute(page).all())


def as_it_is(connection: Connection, stored: StoredTable) -> SqlTable | None:
    """A table with the columns that it has in the database, declared ones first; None where it is missing.

    Raises:
        ScriptError: it has no key that its rows could be told apart by.
    """
    inspector, name = inspect(connection), other_case(connection, stored.table.name) or stored.table.name
    if not inspector.has_table(name):
        return None
    there = {column["name"]: column["type"] for column in inspector.get_columns(name)}
    if KEY not in there:
        raise ScriptError(f'the table "{name}" of the database has no column `{KEY}`')
    names = [key for key in stored.columns if key in there]
    names += [key for key in there if key not in stored.columns]
    keys = inspector.get_pk_constraint(name)["constrained_columns"]
    columns = [_column(stored, key, there[key], keys == [key]) for key in names]
    return SqlTable(name, MetaData(), *columns, quote=True)


def _is_ours(column: Column[Any]) -> bool:
    return held(column.type) in OURS and not isinstance(column.type, Numeric)


def _readable(column: Column[Any]) -> ColumnElement[Any]:
    """A column as JSON can hold it: what is none of our types as the text that the database makes of it."""
    return column if _is_ours(column) else cast(column, Text).label(column.name)


def _column(stored: StoredTable, name: str, found: Any, is_key: bool) -> Column[Any]:
    """A column with the type that was declared, unless the database holds something else in it."""
    declared = stored.columns.get(name)
    fits = declared is not None and held(declared.type) == held(found)
    kind = declared.type if declared is not None and fits else found
    return Column(name, kind, primary_key=is_key, quote=True)
