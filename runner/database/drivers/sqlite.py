"""SQLite: one connection to a database in memory, or one for each thread to a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool, StaticPool

from runner.database.drivers.decoding import decode_json
from runner.database.drivers.driver import Driver, isolation_level
from runner.database.functions import register
from runner.errors import ScriptError
from runner.values import dump_json

if TYPE_CHECKING:
    from runner.database.world import World

# How long SQLite itself waits for a lock: short, since nothing can stop it meanwhile. Sessions ask again.
BUSY_SECONDS = 0.1
# Steps of SQLite's machine between two looks whether the run is over, some milliseconds.
STEPS = 100_000
# The write-ahead log lets others read while one writes; with it, NORMAL keeps all that was committed when a
# process is killed, and a power cut takes the last commits at most.
SETTINGS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL")


class SqliteDriver(Driver):
    """A database in memory, or in a file, which is made with the folders around it."""

    def __init__(self, file: Path | None, world: World) -> None:
        self.shared = file is None
        self._file = file
        self._world = world

    def take(self) -> Engine:
        pool: dict[str, Any] = {"poolclass": StaticPool}
        if not self.shared:
            pool = {"poolclass": QueuePool, "max_overflow": -1}
        # Nothing has to be undone when a connection comes back: sessions end their transactions.
        return create_engine(
            "sqlite://",
            creator=self._connect,
            isolation_level="AUTOCOMMIT",
            json_serializer=dump_json,
            json_deserializer=decode_json,
            pool_reset_on_return=None,
            **pool,
        )

    def begin(self, isolation: str | None) -> str:
        if isolation is not None:
            isolation_level(isolation)  # all of them are what SQLite does anyway: one writer at a time
        # A transaction that reads first and writes then could find that others have written meanwhile.
        return "BEGIN IMMEDIATE"

    def in_transaction(self, raw: Any) -> bool:
        return bool(raw.in_transaction)

    def interrupt(self, raw: Any) -> None:
        """Nothing to do: SQLite asks by itself whether the run is over."""

    def _connect(self) -> sqlite3.Connection:
        name = ":memory:" if self._file is None else str(self._made(self._file))
        raw = sqlite3.connect(
            name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        if self._file is not None:
            try:
                _settle(raw)
            except BaseException:
                raw.close()
                raise
        register(raw, self._world)
        raw.set_progress_handler(self._is_over, STEPS)
        return raw

    def _made(self, file: Path) -> Path:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"the folder of the database {file} cannot be made: {error.strerror}"
            raise ScriptError(message, name="database") from None
        if file.is_dir():
            raise ScriptError(f"the database {file} is a folder; name a file", name="database")
        return file

    def _is_over(self) -> bool:
        """Whether SQLite has to stop. That this is Python lets an interrupt in, too."""
        return self._world.remaining(1) <= 0


def _settle(raw: sqlite3.Connection) -> None:
    for setting in SETTINGS:
        try:
            raw.execute(setting)
        except sqlite3.OperationalError as error:
            # A file that cannot be written can still be read.
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
