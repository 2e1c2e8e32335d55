"""A table as its document declares it beside the one that the database has: what differs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Enum,
    Float,
    Index,
    Integer,
    Numeric,
    String,
    inspect,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.types import TypeEngine

from runner.database.stored import MARK, StoredTable
from runner.records import Record
from runner.tables import KEY

# How `index_name` ends names.
OURS = re.compile(MARK + r"[0-9a-f]{8}\Z")
# What the columns of a database hold, in the words of the types of XanoScript; the first that fits counts.
HELD: tuple[tuple[type[TypeEngine[Any]], str | None], ...] = (
    (Boolean, "bool"),
    (Integer, "int"),
    (Float, "decimal"),
    (Numeric, "decimal"),
    # Types of PostgreSQL that look like those of ours and do not compare like them.
    (Enum, None),
    (postgresql.JSONB, "json"),
    (postgresql.JSON, None),
    (String, "text"),
    (JSON, "json"),
)


class Difference(Record):
    """What a table of the database lacks, has beyond its document, or has otherwise.

    Attributes:
        is_missing: the database has no such table.
        columns: declared columns that it lacks.
        indexes: declared indexes that it lacks.
        outdated: the names of indexes of ours that no document declares any more.
        kept: columns that no document declares; their values stay where they are.
        faults: a sentence for each difference that cannot be made away with.
    """

    is_missing: bool = False
    columns: tuple[Column[Any], ...] = ()
    indexes: tuple[Index, ...] = ()
    outdated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether the table cannot be used as it is."""
        return bool(self.is_missing or self.columns or self.indexes or self.outdated or self.faults)


def compare(connection: Connection, stored: StoredTable) -> Difference:
    """How the table of the database differs from the declared one; which rows it has does not matter."""
    inspector = inspect(connection)
    name = stored.table.name
    if not inspector.has_table(name):
        return Difference(is_missing=True)
    other = other_case(connection, name)
    if other is not None:
        return Difference(faults=(f"the database calls it `{other}`, and takes the two names for one",))
    there = {column["name"]: column for column in inspector.get_columns(name)}
    missing = tuple(column for key, column in stored.columns.items() if key not in there)
    indexes, outdated = _indexes(connection, inspector, stored)
    faults = [*_key_faults(inspector, stored), *_column_faults(stored, there)]
    kept = tuple(key for key in there if key not in stored.columns)
    return Difference(False, missing, indexes, outdated, kept, tuple(faults))


def other_case(connection: Connection, name: str) -> str | None:
    """The name of a table of SQLite that differs from ``name`` in case alone."""
    if connection.dialect.name != "sqlite":
        return None
    question = "SELECT name FROM sqlite_master WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')"
    found: str | None = connection.exec_driver_sql(question, (name,)).scalar()
    return None if found == name else found


def _indexes(
    connection: Connection, inspector: Inspector, stored: StoredTable
) -> tuple[tuple[Index, ...], tuple[str, ...]]:
    """The indexes that are missing, and the names of those that are not declared any more.

    Names tell them apart: that of an index of ours ends in a digest of what it is of. Other names are
    those of whoever made them.
    """
    there = _index_names(connection, inspector, stored.table.name)
    declared = {str(index.name): index for index in stored.sql.indexes}
    missing = [declared[name] for name in sorted(declared.keys() - there)]
    outdated = [name for name in sorted(there - declared.keys()) if OURS.search(name)]
    return tuple(missing), tuple(outdated)


def _index_names(connection: Connection, inspector: Inspector, table: str) -> set[str]:
    if connection.dialect.name == "sqlite":
        # SQLAlchemy leaves out those of paths into JSON, with a warning.
        found = connection.exec_driver_sql("SELECT name FROM pragma_index_list(?)", (table,))
        return set(found.scalars())
    return {str(index["name"]) for index in inspector.get_indexes(table)}


def _key_faults(inspector: Inspector, stored: StoredTable) -> Iterator[str]:
    columns = inspector.get_pk_constraint(stored.table.name)["constrained_columns"]
    if columns != [KEY]:
        found = f"its primary key is {', '.join(columns)}" if columns else "it has no primary key"
        yield f"{found}, and rows are told apart by `{KEY}`"


def _column_faults(stored: StoredTable, there: Mapping[str, Any]) -> Iterator[str]:
    lowered = {name.lower(): name for name in stored.names if name not in there}
    for name, found in there.items():
        declared = stored.columns.get(name)
        if declared is None and name.lower() in lowered:
            # SQLite takes them for one, and nobody means two.
            yield f"the column `{name}` of the database is declared as `{lowered[name.lower()]}`"
        elif declared is None:
            # A row of the job's would have no value for it.
            if not found["nullable"] and found["default"] is None and not found.get("identity"):
                yield f"the column `{name}` needs a value, and no document declares it"
        elif held(found["type"]) != held(declared.type):
            written, kept = stored.table.columns[name].written_type, held(declared.type)
            way = "" if written == kept else f", which is kept as {kept}"
            there_is = f"the column `{name}` holds {held(found['type'])} in the database"
            yield f"{there_is}, but is declared as `{written}`{way}"


def held(kind: TypeEngine[Any]) -> str:
    """What a column of the database holds: "int", "decimal", "bool", "text", "json", else its name of SQL."""
    word = next((word for family, word in HELD if isinstance(kind, family)), None)
    return word or str(kind).lower()
