"""The databases that are spoken to: what each needs to be opened, and what its transactions are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runner.database.drivers.driver import Driver
from runner.database.errors import passwords_of
from runner.database.target import DatabaseTarget
from runner.errors import ScriptError, missing_extra

if TYPE_CHECKING:
    from runner.database.world import World

__all__ = ["Driver", "driver_for", "external_driver"]

SCHEMES = {"postgres": "postgresql", "postgresql": "postgresql", "mysql": "mysql", "mariadb": "mysql"}


# What libpq has a shorter word for.
SSL_MODES = {"disabled": "disable", "preferred": "prefer", "required": "require"}
SSL_MODE = re.compile(r"(?<=[?&]sslmode=)\w+")


def driver_for(target: DatabaseTarget, world: World) -> Driver:
    """The driver of a database; what another one needs is not imported.

    Raises:
        ScriptError: the URL is none, or the libraries are not installed.
    """
    if target.url is not None:
        world.hide(passwords_of(target.url))
        return _postgresql(target.url, target.schema, world)
    from runner.database.drivers.sqlite import SqliteDriver

    return SqliteDriver(target.file, world)


def external_driver(kind: str, url: str, world: World) -> Driver:
    """The driver of another server, a "postgresql" or a "mysql" one.

    Raises:
        ScriptError: the URL is none of such a server, or the libraries are not installed.
    """
    world.hide(passwords_of(url))
    scheme = url.partition("://")[0].partition("+")[0]
    if SCHEMES.get(scheme) != kind:
        message = f"`connection_string` is a URL of the form {kind}://user:password@host/name"
        raise ScriptError(message, kind="inputerror")
    if kind == "postgresql":
        modes = SSL_MODE.sub(lambda found: SSL_MODES.get(found[0], found[0]), url)
        return _postgresql(modes, None, world)
    try:
        from runner.database.drivers.mysql import MysqlDriver
    except ImportError:
        raise missing_extra("a MySQL database", "db") from None
    return MysqlDriver(url, world)


def _postgresql(url: str, schema: str | None, world: World) -> Driver:
    try:
        from runner.database.drivers.postgresql import PostgresDriver
    except ImportError:
        raise missing_extra("a PostgreSQL database", "db") from None
    return PostgresDriver(url, schema, world)
