"""Where the tables of a run are: in memory, in a file, or on a server. Imports nothing of SQLAlchemy."""

from __future__ import annotations

import re
from pathlib import Path

from runner.errors import UsageError
from runner.records import Record

SERVERS = frozenset({"postgres", "postgresql"})
URL = re.compile(r"([a-z][a-z0-9+.]*)://(.*)", re.DOTALL | re.IGNORECASE)
# How other tools write a file of SQLite: Prisma `file:./dev.db`, some `sqlite:dev.db`.
FILE_URL = re.compile(r"(?:file|sqlite):(?://)?(.*)", re.DOTALL | re.IGNORECASE)
MEMORY = ("", ":memory:")
# The env name of the database where nothing else names one.
DATABASE_URL = "DATABASE_URL"


class DatabaseTarget(Record):
    """A database: ``file`` for SQLite, None in memory; or the ``url`` of a PostgreSQL server.

    ``schema`` is the one of a data source of its own; None is that of the URL.
    """

    file: Path | None = None
    url: str | None = None
    schema: str | None = None

    @property
    def dialect(self) -> str:
        """What SQLAlchemy calls it: "sqlite" or "postgresql"."""
        return "sqlite" if self.url is None else "postgresql"

    def named(self, datasource: str) -> DatabaseTarget:
        """That of another data source: a file beside, a schema beside, another memory."""
        if self.url is not None:
            return self.changed(schema=datasource)
        if self.file is None:
            return self
        return self.changed(file=self.file.with_name(f"{self.file.stem}.{datasource}{self.file.suffix}"))


def database_target(text: str | None) -> DatabaseTarget:
    """The database that ``--database`` or DATABASE_URL names; in memory where nothing does.

    Raises:
        UsageError: it is a URL of a kind that is not spoken here.
    """
    if text is None or text in MEMORY:
        return DatabaseTarget()
    found = URL.fullmatch(text)
    # `postgresql+psycopg` names a driver of SQLAlchemy's as well.
    scheme = found[1].lower().partition("+")[0] if found is not None else ""
    if found is not None and scheme in SERVERS:
        return DatabaseTarget(url=f"postgresql://{found[2]}")
    if found is not None and scheme == "sqlite":
        return _file(found[2].removeprefix("/"))
    if (short := FILE_URL.fullmatch(text)) is not None:
        return _file(short[1])
    if found is not None:
        raise UsageError(
            f"a database at {found[1]}:// cannot be used",
            hint="name a file, for SQLite, or postgresql://user:password@host/name",
        )
    return DatabaseTarget(file=Path(text))


def inside_folder(folder: Path, text: str) -> str:
    """What ``text`` names where it stands in a file in ``folder``."""
    try:
        file = database_target(text).file
    except UsageError:
        return text  # that of another program; told when a job asks for its tables
    return text if file is None else str(folder / file)


def _file(path: str) -> DatabaseTarget:
    """The file of a URL.

    Raises:
        UsageError: the URL has settings, which would be no part of a file's name.
    """
    name, mark, _ = path.partition("?")
    if mark:
        raise UsageError(
            "the URL of a file of SQLite takes no settings behind `?` here",
            hint=f"leave them out: {name}",
        )
    return DatabaseTarget(file=None if name in MEMORY else Path(name))
