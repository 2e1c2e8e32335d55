"""The database of one run: its tables, its connections, its transactions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Executable, Row

from runner.database.drivers import driver_for, external_driver
from runner.database.known import KnownTables
from runner.database.making import make
from runner.database.sessions import Sessions
from runner.database.stored import StoredTable
from runner.database.target import DatabaseTarget
from runner.errors import ScriptError
from runner.tables import Table
from runner.types.faults import nearest

if TYPE_CHECKING:
    from runner.database.world import World

Result = TypeVar("Result")

# The data source that a run begins with, and what else it is called.
LIVE = "live"
LIVE_NAMES = frozenset({LIVE, "default", ""})
# What is a file name and the name of a schema as well.
DATASOURCE = re.compile(r"[A-Za-z0-9_-]{1,40}")


class Database:
    """The tables of one run. Nothing is opened before it is asked for the first time.

    Args:
        tables: the tables that its documents declare, by their names.
        target: where they are.
        world: the run.
        rows: the rows that tables start with in the place of their `items`; None are the items.

    Attributes:
        datasource: the data source in use: one is apart from the other, with the same tables.
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
        self.datasource = LIVE
        self._sources: dict[str, Sessions] = {}
        self._externals: dict[str, Sessions] = {}
        self._known = KnownTables()

    @property
    def sessions(self) -> Sessions:
        """The connections to the data source in use."""
        found = self._sources.get(self.datasource)
        if found is None:
            target = self.target if self.datasource == LIVE else self.target.named(self.datasource)
            made = Sessions(driver_for(target, self.world), self.world)
            found = self._sources.setdefault(self.datasource, made)  # another thread may have come first
        return found

    def stored(self, name: str) -> StoredTable:
        """A table that is there, with its columns; made, and filled with its first rows, where it is not.

        Raises:
            ScriptError: no document declares it, or the database refuses.
        """
        key = (self.datasource, name)
        found = self._known.find(key)
        # No lock: who holds one here could wait for a transaction that waits for it. What two threads make
        # at once is made once, as that of two processes.
        return found or self._known.add(key, self._make(name), inside=self.sessions.depth > 0)

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` reads; asked again where the connection was lost on the way.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        return self.sessions.read(work)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """What ``work`` writes, all of it or nothing; inside of a transaction as a part of that.

        It is done again where the connection was lost or others came before it, unless it may count
        already. So ``work`` does nothing but speak to the database.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        try:
            result = self.sessions.write(work)
        except BaseException:
            self._known.forget()
            raise
        if not self.sessions.depth:
            self._known.commit()
        return result

    def stream(self, question: Executable) -> Iterator[Row[Any]]:
        """The rows of a question, fetched in pieces as they are asked for.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        return self.sessions.stream(question)

    @contextmanager
    def transaction(self, isolation: str | None = None) -> Iterator[None]:
        """Everything that this thread writes inside counts as a whole, or not at all.

        One within another is a part of that, and can be undone alone.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        try:
            with self.sessions.transaction(isolation):
                yield
        except BaseException:
            # With the rows go the tables that were made inside.
            self._known.forget()
            raise
        if not self.sessions.depth:
            self._known.commit()

    def snapshot(self) -> AbstractContextManager[None]:
        """What this thread reads inside is of one moment; it may not write, and nobody waits for it.

        Raises:
            ScriptError: the database refuses, or cannot be reached.
        """
        return self.sessions.snapshot()

    def begin(self, isolation: str | None = None) -> None:
        """Begin a transaction that lasts until `settle`; inside of another one it is that.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        self.sessions.begin(isolation, lasting=True)

    def settle(self, commit: bool) -> None:
        """End the transaction that this thread has begun, if it has.

        Raises:
            ScriptError: the database refused, or cannot be reached.
        """
        if not commit:
            self._known.forget()
        for sessions in tuple(self._sources.values()):
            sessions.settle(commit)
        self._known.commit()

    def use(self, datasource: str) -> None:
        """Work with another data source from now on; "live" or "default" is the usual one.

        Raises:
            ScriptError: it cannot be called so, or a transaction is open.
        """
        name = LIVE if datasource in LIVE_NAMES else datasource
        if not DATASOURCE.fullmatch(name):
            message = f'a data source cannot be called "{datasource}"; its name has letters, digits, - and _'
            raise ScriptError(message, kind="inputerror")
        if name == self.datasource:
            return
        if self.sessions.depth:
            raise ScriptError("a transaction has one data source; set another one before or after it")
        self.datasource = name

    def external(self, kind: str, url: str) -> Sessions:
        """The connections to another server, which are the run's as well.

        Raises:
            ScriptError: it is no URL of a ``kind`` server.
        """
        key = f"{kind} {url}"
        found = self._externals.get(key)
        return found or self._externals.setdefault(
            key, Sessions(external_driver(kind, url, self.world), self.world)
        )

    def close(self) -> None:
        """Give all connections back; transactions that are still open count for nothing."""
        for sessions in (*self._sources.values(), *self._externals.values()):
            sessions.close()

    def _make(self, name: str) -> StoredTable:
        table = self.tables.get(name)
        if table is None:
            near = nearest(name, self.tables)
            hint = f'did you mean "{near}"?' if near else "a table is what a `table` document declares"
            raise ScriptError(f'no table "{name}" is declared; {hint}', kind="notfound")
        return make(self, table)
