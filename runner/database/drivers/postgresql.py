"""PostgreSQL, by psycopg; connections are kept for the next run of the process."""

from __future__ import annotations

import atexit
import logging
import os
import re
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg.types.json import set_json_dumps, set_json_loads
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool

from runner.database.drivers.decoding import decode_json
from runner.database.drivers.driver import Driver, isolation_level
from runner.database.retrying import PATIENCE
from runner.errors import ScriptError
from runner.values import dump_json

if TYPE_CHECKING:
    from runner.database.world import World

CONNECT_SECONDS = 10
# A query ends when nobody waits for its answer any more: the process was stopped or killed.
GONE = "SET client_connection_check_interval = 1000"
SETTING = re.compile(r'invalid URI query parameter: "(\w+)"')
# Engines that wait for the next run, and the connections that each of them keeps.
KEPT = 4
KEPT_CONNECTIONS = 2

# The process, where the server is, and the schema: who agrees in these may have the same engine.
Way = tuple[object, ...]


class IdleEngines:
    """Engines whose run is over, with some connections that are still open.

    A run has its engine for itself, so that one that is stopped in the middle of anything harms no other.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[Way, Engine]] = []
        self._lock = Lock()
        atexit.register(self.close)

    def take(self, way: Way) -> Engine | None:
        """An engine for ``way``, if one waits."""
        with self._lock:
            for at, (kept, engine) in enumerate(self._idle):
                if kept == way:
                    del self._idle[at]
                    return engine
        return None

    def give(self, way: Way, engine: Engine) -> None:
        """Keep an engine; of too many the oldest goes."""
        with self._lock:
            self._idle.append((way, engine))
            dropped = [self._idle.pop(0)] if len(self._idle) > KEPT else []
        _dispose(dropped)

    def close(self) -> None:
        """Close all connections that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        _dispose(idle)


def _dispose(engines: list[tuple[Way, Engine]]) -> None:
    for way, engine in engines:
        # Those of the process that this one was forked from are not its to close.
        engine.dispose(close=way[0] == os.getpid())


# Of the process and not of a run.
IDLE = IdleEngines()

# What psycopg warns of comes with an error, which is told; without a handler Python prints it as well.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


def _unread(words: str) -> ScriptError:
    """The failure of a URL that psycopg does not read; most of its words would show the password."""
    message = "the URL of the database cannot be read; it has the form"
    message += " postgresql://user:password@host:5432/name, with %40 for an @ in the password"
    setting = SETTING.search(words)
    # Above all `?schema=`, as Prisma has it.
    if setting is not None:
        message = f"the URL of the database has a setting `{setting[1]}` that no server knows: leave it out"
        message += "; a schema is chosen by options=-csearch_path%3DNAME"
    return ScriptError(message, name="database")


class PostgresDriver(Driver):
    """A server at a URL; ``schema`` is the one of another data source, None that of the URL.

    Raises:
        ScriptError: the URL is none.
    """

    aborts = True
    snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, url: str, schema: str | None, world: World) -> None:
        try:
            settings = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise _unread(str(error)) from None
        # With an @ of its own, half of a password is taken for the host, which messages name.
        if "@" in str(settings.get("host")):
            raise _unread("")
        world.hide([str(settings.get("password") or "")])
        settings.setdefault("connect_timeout", CONNECT_SECONDS)
        settings.setdefault("application_name", "xsrun")
        self._settings = make_conninfo("", **settings)
        self._schema = schema
        self._way: Way = (os.getpid(), self._settings, schema)

    def take(self) -> Engine:
        return IDLE.take(self._way) or create_engine(
            "postgresql+psycopg://",
            creator=self._connect,
            isolation_level="AUTOCOMMIT",
            poolclass=QueuePool,
            pool_size=KEPT_CONNECTIONS,
            max_overflow=-1,
            pool_reset_on_return=None,
            use_native_hstore=False,
        )

    def give(self, engine: Engine) -> None:
        IDLE.give(self._way, engine)

    def begin(self, isolation: str | None) -> str:
        return "BEGIN" if isolation is None else f"BEGIN ISOLATION LEVEL {isolation_level(isolation)}"

    def in_transaction(self, raw: Any) -> bool:
        return raw.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def is_lost(self, raw: Any) -> bool:
        return bool(raw.closed)

    def interrupt(self, raw: Any) -> None:
        with suppress(psycopg.Error):
            raw.cancel_safe(timeout=1)

    def _connect(self) -> psycopg.Connection[Any]:
        # What the server has prepared is of no use any more once a table was made anew, or behind PgBouncer.
        raw = psycopg.connect(self._settings, autocommit=True, prepare_threshold=None)
        set_json_dumps(dump_json, raw)
        set_json_loads(decode_json, raw)
        try:
            raw.execute(f"SET lock_timeout = {int(PATIENCE * 1000)}")
            with suppress(psycopg.Error):  # some servers do not know it
                raw.execute(GONE)
            if self._schema is not None:
                self._enter(raw, self._schema)
        except BaseException:
            raw.close()
            raise
        return raw

    def _enter(self, raw: psycopg.Connection[Any], name: str) -> None:
        """Make the schema of a data source and work in that: ``test``, or ``mine_test`` beside ``mine``."""
        from psycopg.sql import SQL, Identifier

        (current,) = raw.execute("SELECT current_schema()").fetchone() or (None,)
        schema = Identifier(name if current in (None, "public") else f"{current}_{name}")
        # Another process may make it at the same time.
        with suppress(psycopg.errors.UniqueViolation, psycopg.errors.DuplicateSchema):
            raw.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(schema))
        raw.execute(SQL("SET search_path TO {}").format(schema))
