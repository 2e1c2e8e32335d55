"""Where the tables of a run are: in memory, in a file, or on a server. Imports nothing of SQLAlchemy."""

from __future__ import annotations

import re
from pathlib import Path

from runner.errors import UsageError
from runner.records import Record

SCHEMES = {"postgres": "postgresql", "postgresql": "postgresql", "sqlite": "sqlite"}
URL = re.compile(r"([a-z][a-z0-9+.]*)://(.*)", re.DOTALL)


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
    if not text or text == ":memory:":
        return DatabaseTarget()
    found = URL.fullmatch(text)
    if found is None:
        return DatabaseTarget(file=Path(text))
    # `postgresql+psycopg` names a driver of SQLAlchemy's as well.
    scheme = SCHEMES.get(found[1].partition("+")[0])
    if scheme is None:
        raise UsageError(
            f"a database at {found[1]}:// cannot be used",
            hint="name a file, for SQLite, or postgresql://user:password@host/name",
        )
    if scheme == "sqlite":
        return DatabaseTarget(file=Path(found[2].removeprefix("/")) if found[2].strip("/") else None)
    return DatabaseTarget(url=f"postgresql://{found[2]}")
