"""Connections and transactions: one connection for each thread that asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from runner.database.target import DatabaseTarget

if TYPE_CHECKING:
    from runner.database.database import World

Result = TypeVar("Result")


class Session(threading.local):
    """What one thread has: its connection, and how many transactions stand around it."""

    connection: Connection | None = None
    depth: int = 0


class Sessions:
    """The connections of one run. They commit by themselves; transactions are begun and ended in SQL."""

    def __init__(self, target: DatabaseTarget, world: World) -> None:
        self._target = target
        self._world = world
        self._session = Session()
        self._lock = threading.RLock()
        self._engine: Engine | None = None

    def read(self, work: Callable[[Connection], Result]) -> Result:
        with self._lock:
            return work(self._connection())

    def write(self, work: Callable[[Connection], Result]) -> Result:
        with self.transaction():
            return work(self._connection())

    @contextmanager
    def transaction(self, isolation: str | None = None) -> Iterator[None]:
        with self._lock:
            connection, session = self._connection(), self._session
            if session.depth:
                yield
                return
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            session.depth += 1
            try:
                yield
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            else:
                connection.exec_driver_sql("COMMIT")
            finally:
                session.depth -= 1

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    def _connection(self) -> Connection:
        if self._session.connection is None:
            if self._engine is None:
                self._engine = create_engine(
                    "sqlite://",
                    poolclass=StaticPool,
                    isolation_level="AUTOCOMMIT",
                    connect_args={"check_same_thread": False},
                )
            self._session.connection = self._engine.connect()
        return self._session.connection
