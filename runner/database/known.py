"""Which tables a run knows to be there, so that it looks for each of them once."""

from __future__ import annotations

import threading

from runner.database.stored import StoredTable

# A data source and the name of a table.
Key = tuple[str, str]


class Own(threading.local):
    """The tables that this thread has found or made in a transaction that is still open."""

    def __init__(self) -> None:
        self.tables: dict[Key, StoredTable] = {}


class KnownTables:
    """Tables by data source and name.

    What a transaction has made is there for its own thread alone until it commits: others have to wait
    for it, and after a rollback nobody finds it.
    """

    def __init__(self) -> None:
        self._all: dict[Key, StoredTable] = {}
        self._own = Own()

    def find(self, key: Key) -> StoredTable | None:
        """A table that this thread may use."""
        return self._all.get(key) or self._own.tables.get(key)

    def add(self, key: Key, stored: StoredTable, *, inside: bool) -> StoredTable:
        """Know a table from now on, ``inside`` of a transaction or for all; gives the one to use."""
        return (self._own.tables if inside else self._all).setdefault(key, stored)

    def commit(self) -> None:
        """The transaction of this thread counts: what it has made is there for all."""
        if self._own.tables:
            self._all.update(self._own.tables)
            self._own.tables = {}

    def forget(self) -> None:
        """A transaction, or a part of one, is rolled back: what it has used is looked for anew."""
        self._own.tables = {}
