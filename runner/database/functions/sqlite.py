"""What every new connection to SQLite has to learn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol


class Connection(Protocol):
    """What is asked of a connection of `sqlite3`."""

    def create_function(self, name: str, count: int, function: Callable[..., Any], /) -> None:
        """Teach it a function."""

    def create_aggregate(self, name: str, count: int, kind: Any, /) -> None:
        """Teach it an aggregate."""


def register(connection: Connection, world: Any = None) -> None:
    """Teach a new connection what queries call.

    Args:
        connection: of `sqlite3`.
        world: the run, which filters that look at the clock or draw random numbers need.
    """
    # Neither is deterministic to SQLite: it may work out such a one once for all rows, and `|uuid` is none.
    connection.create_function("xanoscript", -1, partial(_call, world))
    connection.create_aggregate("xanoscript_median", 1, _median)
    connection.create_aggregate("xanoscript_list", 3, _listing)


# A job whose queries have no filters imports nothing of them.
def _call(world: Any, *values: Any) -> Any:
    from runner.database.functions.calling import call

    return call(world, *values)


def _median() -> Any:
    from runner.database.functions.aggregates import Median

    return Median()


def _listing() -> Any:
    from runner.database.functions.aggregates import Listing

    return Listing()
