"""The one way to a database from the rooms above, which imports SQLAlchemy when it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import missing_extra

if TYPE_CHECKING:
    from runner.database.database import Database
    from runner.database.target import DatabaseTarget
    from runner.database.world import World
    from runner.tables import Table


def open_database(
    tables: Mapping[str, Table],
    target: DatabaseTarget,
    world: World,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Database:
    """A database with these tables; ``rows`` take the place of those that they start with.

    Raises:
        ScriptError: the extra `db` is not installed.
    """
    try:
        from runner.database.database import Database
    except ImportError:
        raise missing_extra("a job with tables", "db") from None
    return Database(tables, target, world, rows)
