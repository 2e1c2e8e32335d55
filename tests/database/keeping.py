"""Databases that outlive a run, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from runner.database.database import Database
from runner.database.target import database_target
from runner.source import Source
from runner.syntax import parse_source
from runner.tables import Table
from runner.tables.reading import read_table
from tests.database.servers import postgres_url


class Desk:
    """The run that a database belongs to; ``lines`` is its log."""

    def __init__(self) -> None:
        self.random = Random(1)
        self.lines: list[str] = []

    def now(self) -> int:
        return 1_700_000_000_000

    def remaining(self, wanted: float) -> float:
        return wanted

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        self.lines.append(message)

    def hide(self, secrets: Iterable[str]) -> None:
        pass


def tables_of(text: str) -> dict[str, Table]:
    """The tables of documents that are parted by lines of ---."""
    found = [read_table(document) for document in parse_source(Source(text, "tables.xs"))]
    assert [problem for _, problems in found for problem in problems] == []
    return {table.name: table for table, _ in found}


@contextmanager
def opened(
    text: str, place: str | None, rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
) -> Iterator[Database]:
    """A database with the tables that ``text`` declares."""
    database = Database(tables_of(text), database_target(place), Desk(), rows)
    try:
        yield database
    finally:
        database.close()


def lines(database: Database) -> list[str]:
    """What the log tells."""
    assert isinstance(database.world, Desk)
    return database.world.lines


def rows_of(database: Database, name: str) -> list[dict[str, Any]]:
    """All rows of a table, in order of their keys."""
    stored = database.stored(name)
    question = select(stored.sql).order_by(stored.key)
    return stored.rows(database.read(lambda connection: connection.execute(question).all()))


@contextmanager
def place(kind: str, folder: Path) -> Iterator[str]:
    """Where a database of that kind is kept."""
    if kind == "file":
        yield str(folder / "data.db")
    else:
        with postgres_url() as url:
            yield url
