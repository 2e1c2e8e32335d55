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
    # Not deterministic to SQLite, which may work out such a one once for all rows: `|uuid` is none.
    connection.create_function("xanoscript", -1, partial(_call, world))
    connection.create_function("xanoscript_ordered", 1, _in_order)
    connection.create_function("xanoscript_number", 2, _number)
    connection.create_aggregate("xanoscript_median", 1, _median)
    connection.create_aggregate("xanoscript_list", 3, _listing)


# A job whose queries have no filters imports nothing of them.
def _call(world: Any, *values: Any) -> Any:
    from runner.database.functions.calling import call

    return call(world, *values)


def _number(kind: str, value: Any) -> Any:
    from runner.database.functions.calling import number

    return number(kind, value)


def _in_order(value: Any) -> Any:
    from runner.database.functions.calling import in_order

    return in_order(value)


def _median() -> Any:
    from runner.database.functions.aggregates import Median

    return Median()


def _listing() -> Any:
    from runner.database.functions.aggregates import Listing

    return Listing()
