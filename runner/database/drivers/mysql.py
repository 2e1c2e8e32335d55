"""MySQL and MariaDB, by PyMySQL, for `db.external.mysql`: no table of a job is kept there."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pymysql
from pymysql.constants.SERVER_STATUS import SERVER_STATUS_IN_TRANS
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import QueuePool

from runner.database.drivers.driver import Driver
from runner.errors import ScriptError

if TYPE_CHECKING:
    from runner.database.world import World

CONNECT_SECONDS = 10
# For the second connection, which ends what the first one is doing.
KILL_SECONDS = 1
PORT = 3306
# What of these is not here goes without encryption, as PyMySQL does by itself.
ENCRYPTED = frozenset({"require", "required", "verify-ca", "verify_ca", "verify-full", "verify_identity"})
UNVERIFIED = frozenset({"require", "required"})


class MysqlDriver(Driver):
    """A server at a URL: ``mysql://user:password@host:3306/name?sslmode=require``.

    Raises:
        ScriptError: the URL is none.
    """

    def __init__(self, url: str, world: World) -> None:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or PORT
        except ValueError:
            host, port = None, PORT
        if not host:
            message = "the URL of the MySQL database cannot be read; it has the form"
            raise ScriptError(f"{message} mysql://user:password@host:3306/name", name="database")
        self._world = world
        self._settings: dict[str, Any] = {
            "host": host,
            "port": port,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "database": unquote(parts.path.strip("/")) or None,
            "ssl": _encryption(parse_qs(parts.query).get("sslmode", [""])[-1].lower()),
        }

        world.hide([self._settings["password"]])

    def take(self) -> Engine:
        return create_engine(
            "mysql+pymysql://",
            creator=self._connect,
            isolation_level="AUTOCOMMIT",
            poolclass=QueuePool,
            max_overflow=-1,
            pool_reset_on_return=None,
        )

    def begin(self, isolation: str | None) -> str:
        return "BEGIN"  # of one query, which needs no isolation of its own

    def in_transaction(self, raw: Any) -> bool:
        return bool(raw.server_status & SERVER_STATUS_IN_TRANS)

    def is_lost(self, raw: Any) -> bool:
        return not raw.open

    def interrupt(self, raw: Any) -> None:
        if not raw.open:
            return
        # The protocol has no way to cancel on the same connection, and the server would work on.
        with suppress(Exception), self._opened(KILL_SECONDS) as other:
            other.kill(raw.thread_id())
        # Closing alone does not wake a thread that waits for the answer.
        with suppress(Exception):
            raw._sock.shutdown(socket.SHUT_RDWR)
        with suppress(Exception):
            raw._force_close()

    def _connect(self) -> Any:
        return self._opened(max(1, round(self._world.remaining(CONNECT_SECONDS))))

    def _opened(self, seconds: int) -> Any:
        return pymysql.connect(**self._settings, autocommit=True, charset="utf8mb4", connect_timeout=seconds)


def _encryption(mode: str) -> ssl.SSLContext | None:
    if mode not in ENCRYPTED:
        return None
    context = ssl.create_default_context()
    # Of these only the last asks that the certificate names the host, and "require" asks for none.
    context.check_hostname = mode in ("verify-full", "verify_identity")
    if mode in UNVERIFIED:
        context.verify_mode = ssl.CERT_NONE
    return context
