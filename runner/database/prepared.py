"""Statements that run often: SQL as SQLAlchemy writes it, made once and then given to the driver itself.

To find what it has written for a statement, and to wrap the answer, SQLAlchemy takes five times as long as
SQLite takes to store a row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect

from runner.database.stored import StoredTable

Row = dict[str, Any]
# What PostgreSQL calls the type of decimals in tables that others made. Ours are read in the same way.
NUMERIC = 1700
# A job that builds ever new sets of columns must not fill the memory.
MOST = 500


class Prepared:
    """A statement about a table in the SQL of one database.

    Args:
        statement: the statement of SQLAlchemy's.
        stored: the table.
        dialect: the database.
    """

    def __init__(self, statement: Any, stored: StoredTable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self._sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        # The drivers take parameters in the order of the `?` in the SQL, or by their names.
        self._order = compiled.positiontup
        kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        writers = {name: kind.bind_processor(dialect) for name, kind in kinds.items()}
        self._writers = [(name, writer) for name, writer in writers.items() if writer is not None]
        self._names = stored.names
        self._readers = [*_readers(stored, dialect), *stored.readers]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows that come of it, as the driver has them; ``values`` are by names of parameters."""
        given = {**self._fixed, **values}
        for name, write in self._writers:
            given[name] = write(given[name])
        parameters = given if self._order is None else [given[name] for name in self._order]
        found: list[tuple[Any, ...]] = _driver(connection).execute(self._sql, parameters).fetchall()
        return found

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Row | None:
        """The first of the rows as a job sees it; None where there is none."""
        found = self.run(connection, values)
        if not found:
            return None
        row = dict(zip(self._names, found[0], strict=True))
        for name, read in self._readers:
            row[name] = read(row[name])
        return row


def prepared(connection: Connection, stored: StoredTable, make: Callable[..., Any], *about: Any) -> Prepared:
    """What ``make(stored, *about)`` makes for a table; made once."""
    key = (make, *about)
    found: Prepared | None = stored.statements.get(key)
    if found is None:
        if len(stored.statements) >= MOST:
            stored.statements.clear()
        found = stored.statements[key] = Prepared(make(stored, *about), stored, connection.dialect)
    return found


def _readers(stored: StoredTable, dialect: Dialect) -> list[tuple[str, Callable[[Any], Any]]]:
    """What SQLAlchemy does with the values of columns: most are taken as they come."""
    kinds = {name: column.type.dialect_impl(dialect) for name, column in stored.columns.items()}
    readers = {name: kind.result_processor(dialect, NUMERIC) for name, kind in kinds.items()}
    return [(name, reader) for name, reader in readers.items() if reader is not None]


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
