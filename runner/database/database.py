"""The database of one run: its tables, its connections, its transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from runner.database.sessions import Sessions
from runner.database.stored import StoredTable, stored_table
from runner.database.target import DatabaseTarget
from runner.errors import ScriptError
from runner.tables import Table

Result = TypeVar("Result")


class World(Protocol):
    """What the database asks of the run: a `runner.execution.context.Context` has it."""

    @property
    def random(self) -> Random:
        """Random numbers, for ids and salts."""

    def now(self) -> int:
        """Milliseconds since the epoch."""

    def remaining(self, wanted: float) -> float:
        """``wanted`` seconds, or what is left of the run."""

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        """Add an entry to the log of the run."""


class Database:
    """The tables of one run. Nothing is opened before it is asked for the first time.

    Args:
        tables: the tables that its documents declare, by their names.
        target: where they are.
        world: the run.
        rows: the rows that tables start with in the place of their `items`; None are the items.
    """

    def __init__(
        self,
        tables: Mapping[str, Table],
        target: DatabaseTarget,
        world: World,
        rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    ) -> None:
        self.tables = tables
        self.target = target
        self.world = world
        self.rows = rows
        self.sessions = Sessions(target, world)
        self._stored: dict[str, StoredTable] = {}
        self._lock = threading.RLock()

    def stored(self, name: str) -> StoredTable:
        """A table that is there, with its columns; made, and filled with its first rows, where it is not.

        Raises:
            ScriptError: no document declares it, or the database refuses.
        """
        found = self._stored.get(name)
        if found is None:
            with self._lock:
                found = self._stored.get(name) or self._make(name)
                self._stored[name] = found
        return found

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` reads; asked again where the connection was lost on the way.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        return self.sessions.read(work)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` writes, all of it or nothing; inside of a transaction as a part of that.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        return self.sessions.write(work)

    @contextmanager
    def transaction(self, isolation: str | None = None) -> Iterator[None]:
        """Everything that this thread writes inside counts as a whole, or not at all.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        with self.sessions.transaction(isolation):
            yield

    def close(self) -> None:
        """Give all connections back; transactions that are still open count for nothing."""
        self.sessions.close()

    def _make(self, name: str) -> StoredTable:
        table = self.tables.get(name)
        if table is None:
            raise ScriptError(f'no table "{name}" is declared', kind="notfound")
        stored = stored_table(table, self.target.dialect)
        self.write(lambda connection: stored.sql.create(connection, checkfirst=True))
        return stored
