"""One row at a time: what `db.get`, `db.add` and their like do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from runner.database.database import Database


def get_row(database: Database, table: str, field: str, value: Any) -> dict[str, Any] | None:
    """The first row whose ``field`` is ``value``; None where there is none."""
    stored = database.stored(table)
    question = select(stored.sql).where(stored.columns[field] == value).limit(1)
    row = database.read(lambda connection: connection.execute(question).first())
    return None if row is None else stored.row(row)


def add_row(database: Database, table: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """A new row, as it was stored."""
    stored = database.stored(table)
    statement = insert(stored.sql).values(dict(data)).returning(stored.sql)
    row = database.write(lambda connection: connection.execute(statement).one())
    return stored.row(row)
