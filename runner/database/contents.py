"""All rows of a table, as a job would see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

if TYPE_CHECKING:
    from runner.database.database import Database


def all_rows(database: Database, name: str) -> list[dict[str, Any]]:
    """The rows of a table, in the order of their ids; those it starts with where nobody has asked for it.

    Raises:
        ScriptError: no document declares it, or the database refuses.
    """
    stored = database.stored(name)
    question = select(stored.sql).order_by(stored.key)
    return database.read(lambda connection: stored.rows(connection.execute(question)))
