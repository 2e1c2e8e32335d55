"""The SQL of the statements for single rows; each is made once for a table and the columns it names.

What is looked for is the parameter ``stored.wanted``, unless it is null; new values are numbered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sql

from runner.database.stored import StoredTable
from runner.tables import KEY


def get(stored: StoredTable, column: str, is_null: bool, lock: bool) -> Any:
    """The first row with a value, in order of keys."""
    found = _first(stored, sql.select(stored.sql), column, is_null)
    return found.with_for_update() if lock else found


def has(stored: StoredTable, column: str, is_null: bool) -> Any:
    """A row, if there is one."""
    return (
        sql.select(sql.literal_column("1"))
        .select_from(stored.sql)
        .where(_match(stored, column, is_null))
        .limit(1)
    )


def insert(stored: StoredTable, columns: tuple[str, ...]) -> Any:
    """A new row."""
    return sql.insert(stored.sql).values(_assigned(stored, columns)).returning(*stored.sql.columns)


def update(stored: StoredTable, column: str, is_null: bool, columns: tuple[str, ...]) -> Any:
    """New values in the first row with a value."""
    statement = sql.update(stored.sql).where(_only(stored, column, is_null))
    return statement.values(_assigned(stored, columns)).returning(*stored.sql.columns)


def delete(stored: StoredTable, column: str, is_null: bool) -> Any:
    """No first row with a value any more."""
    return sql.delete(stored.sql).where(_only(stored, column, is_null)).returning(stored.key)


def _only(stored: StoredTable, column: str, is_null: bool) -> Any:
    """The condition that holds for the first row alone."""
    if column == KEY:
        return _match(stored, column, is_null)
    # Under another name, so that the inner question is one of its own.
    inner = stored.sql.alias("sought")
    key = inner.c[KEY]
    found = sql.select(key).where(_match(stored, column, is_null, inner)).order_by(key).limit(1)
    return stored.key == found.scalar_subquery()


def _first(stored: StoredTable, question: Any, column: str, is_null: bool) -> Any:
    found = question.where(_match(stored, column, is_null))
    # More than one row can have the value; of the key there is only one.
    return found if column == KEY else found.order_by(stored.key).limit(1)


def _match(stored: StoredTable, column: str, is_null: bool, rows: Any = None) -> Any:
    found = (stored.sql if rows is None else rows).columns[column]
    if is_null:
        return found.is_(None)
    wanted = sql.bindparam(stored.wanted, type_=found.type)
    return found == wanted if column not in stored.json_names else _same_json(stored, found, wanted)


def _same_json(stored: StoredTable, left: Any, right: Any) -> Any:
    """Whether two values of JSON are the same, in whatever order the keys of objects stand."""
    from runner.database.conditions import DOCUMENTS

    return DOCUMENTS[stored.dialect].same(left, (), right, ())


def _assigned(stored: StoredTable, columns: tuple[str, ...]) -> dict[Any, Any]:
    return {
        stored.columns[name]: sql.bindparam(f"{stored.prefix}{at}", type_=stored.columns[name].type)
        for at, name in enumerate(columns)
    }


def parameters(stored: StoredTable, row: Mapping[str, Any]) -> dict[str, Any]:
    """The new values under the names of their parameters."""
    prefix = stored.prefix
    return {f"{prefix}{at}": value for at, value in enumerate(row.values())}
