"""Columns that name rows of other tables: whether those rows are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, select

from runner.database.columns import comparable
from runner.database.prepared import prepared
from runner.database.stored import StoredTable
from runner.tables import KEY
from runner.types import MISSING, Field
from runner.types.faults import show
from runner.types.schema import faults_error
from runner.types.validation import InputFault
from runner.values import to_text

if TYPE_CHECKING:
    from runner.database.database import Database

# SQLite and PostgreSQL take some ten thousand parameters in one question.
MOST_KEYS = 5_000


def check_references(database: Database, stored: StoredTable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Look whether all rows that ``rows`` name in other tables are there; null, 0 and "" name none.

    A table that no document declares is not looked into. What is deleted later is not missed: deleting
    is free, as in Xano.

    Raises:
        ScriptError: "inputerror", with every row that is missing.
    """
    faults: list[InputFault] = []
    for field in stored.references:
        named = dict(_named(field, rows)) if field.table in database.tables else {}
        if named:
            faults += (_fault(stored, field, named[text]) for text in _missing(database, field.table, named))
    if faults:
        raise faults_error(faults, "column")


def _named(field: Field, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The keys in a column, by what they look like."""
    for row in rows:
        value = row.get(field.name)
        for item in value if type(value) is list else [value]:
            if item not in (None, 0, ""):
                yield to_text(item), item


def _missing(database: Database, table: str, named: Mapping[str, Any]) -> list[str]:
    """Those of the keys ``named`` that no row has."""
    stored = database.stored(table)
    wanted = {text: comparable(stored.table.key, item, database.world.now) for text, item in named.items()}
    keys = [item for item in wanted.values() if item is not MISSING]
    found = database.read(lambda connection: set(_found(connection, stored, keys)))
    return [text for text, item in wanted.items() if item not in found]


def _found(connection: Connection, stored: StoredTable, keys: Sequence[Any]) -> Iterator[Any]:
    """Those of ``keys`` that rows have."""
    if len(keys) == 1:
        yield from (
            key for (key,) in prepared(connection, stored, _one).run(connection, {stored.wanted: keys[0]})
        )
        return
    question = select(stored.key).where(stored.key.in_(bindparam(stored.wanted, expanding=True)))
    for start in range(0, len(keys), MOST_KEYS):
        yield from connection.scalars(question, {stored.wanted: keys[start : start + MOST_KEYS]})


def _one(stored: StoredTable) -> Any:
    return select(stored.key).where(stored.key == bindparam(stored.wanted, type_=stored.key.type))


def _fault(stored: StoredTable, field: Field, item: Any) -> InputFault:
    declared = f" (declared at {field.where})" if field.where else ""
    return InputFault(
        field.name,
        f"column `{field.name}` of table `{stored.table.name}` is {show(item)}, but table `{field.table}` "
        f"has no row with this {KEY}{declared}",
    )
