"""Rows of a dump -> the tables of a database: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from runner.database.columns import new_row
from runner.database.making import make
from runner.database.seeding import insert_rows
from runner.database.stored import StoredTable
from runner.errors import ScriptError
from runner.records import Record

if TYPE_CHECKING:
    from runner.database.database import Database

# Rows that are written at once.
BATCH = 500


class Loaded(Record):
    """A row of a dump: its table, what it holds, and ``where`` it stands, for messages."""

    table: str
    row: Mapping[str, Any]
    where: str


def load(database: Database, rows: Iterable[Loaded]) -> dict[str, int]:
    """Add rows to tables, as `db.add` would; how many came to each.

    Ids and the hashes of passwords stay what they are. References are not looked at: their rows may come
    later, or be gone, as a job may leave them. Tables that are missing are made, without their first rows.

    Raises:
        ScriptError: a row breaks what its table declares, or is there already; none was added.
    """
    counts: dict[str, int] = {}
    with database.transaction():
        for name, group in groupby(rows, key=lambda loaded: loaded.table):
            stored = _table(database, name)
            for batch in _batches(group):
                _add(database, stored, batch)
                counts[name] = counts.get(name, 0) + len(batch)
    return counts


def _table(database: Database, name: str) -> StoredTable:
    table = database.tables.get(name)
    if table is None:
        raise ScriptError(f'the dump has rows of a table "{name}", which no document declares')
    return make(database, table, seeded=False)


def _batches(rows: Iterable[Loaded]) -> Iterator[list[Loaded]]:
    batch: list[Loaded] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _add(database: Database, stored: StoredTable, batch: list[Loaded]) -> None:
    rows = [_kept(database, stored, loaded) for loaded in batch]
    try:
        _insert(database, stored, rows)
    except ScriptError:
        # Once more, one by one: so it is known which of them it was.
        for loaded, row in zip(batch, rows, strict=True):
            try:
                _insert(database, stored, [row])
            except ScriptError as error:
                raise _at(loaded, error) from None
        raise


def _insert(database: Database, stored: StoredTable, rows: list[dict[str, Any]]) -> None:
    database.write(lambda connection: insert_rows(connection, stored, rows))


def _kept(database: Database, stored: StoredTable, loaded: Loaded) -> dict[str, Any]:
    try:
        return new_row(stored, dict(loaded.row), database.world)
    except ScriptError as error:
        raise _at(loaded, error) from None


def _at(loaded: Loaded, error: ScriptError) -> ScriptError:
    return ScriptError(f"{loaded.where}: {error.message}", kind=error.kind, name=error.name)
