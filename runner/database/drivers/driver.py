"""What `runner.database.sessions` asks of a database."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from sqlalchemy import Engine

from runner.errors import ScriptError

# How Xano's documentation spells them, and SQL.
ISOLATION = {
    "read_committed": "READ COMMITTED",
    "repeatable_read": "REPEATABLE READ",
    "serializable": "SERIALIZABLE",
}


class Driver(ABC):
    """How connections of one kind are opened, and how their transactions begin.

    A connection commits every statement by itself. ``raw`` is the driver's own connection, which lies
    below that of SQLAlchemy.
    """

    # Whether all threads of a run share one connection.
    shared = False
    # Whether a statement that fails takes the transaction around it with it, unless it stands in a savepoint.
    aborts = False
    # The SQL that begins a transaction which reads alone, all of one moment.
    snapshot = "BEGIN"

    @abstractmethod
    def take(self) -> Engine:
        """An engine that nobody else uses meanwhile."""

    def give(self, engine: Engine) -> None:
        """Give an engine back, with all of its connections."""
        engine.dispose()

    @abstractmethod
    def begin(self, isolation: str | None) -> str:
        """The SQL that begins a transaction.

        Raises:
            ScriptError: there is no such isolation.
        """

    @abstractmethod
    def in_transaction(self, raw: Any) -> bool:
        """Whether a transaction is open: some errors end it."""

    def is_lost(self, raw: Any) -> bool:
        """Whether the server is gone."""
        return False

    @abstractmethod
    def interrupt(self, raw: Any) -> None:
        """End what a connection is doing, from another thread."""


def isolation_level(isolation: str) -> str:
    """An isolation as SQL spells it.

    Raises:
        ScriptError: there is none of that name.
    """
    level = ISOLATION.get(isolation.strip().lower().replace(" ", "_"))
    if level is None:
        known = ", ".join(ISOLATION)
        message = f'there is no isolation "{isolation}"; a transaction takes one of {known}'
        raise ScriptError(message, kind="inputerror")
    return level
