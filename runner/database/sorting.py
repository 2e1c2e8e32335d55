"""`sort`: what an author writes, and the ORDER BY that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement

from runner.database.joins import Names
from runner.database.operands import Asked, Operands
from runner.errors import ScriptError
from runner.records import Record
from runner.values import to_text

DIRECTIONS = ("asc", "desc", "rand")
# The list form has been written in all of these ways.
FIELD_KEYS = ("sortBy", "field", "name")
DIRECTION_KEYS = ("orderBy", "order", "direction", "dir")

Keys = list[tuple[str, str]]


def read_sort(sort: Any) -> Keys:
    """Pairs of what is sorted by and a direction, in order.

    Raises:
        ScriptError: it is written otherwise.
    """
    if not sort:
        return []
    if isinstance(sort, Mapping) and not _is_entry(sort):
        return [(to_text(name), _direction(direction)) for name, direction in sort.items()]
    entries = sort if isinstance(sort, list) else [sort]
    if not all(isinstance(entry, Mapping) for entry in entries):
        raise ScriptError('`sort` is an object of columns, {created_at: "desc"}, or a list of such')
    return [pair for entry in entries for pair in _entry(entry)]


def _is_entry(sort: Mapping[str, Any]) -> bool:
    """Whether an object is one entry of the list form."""
    return _field(sort) is not None and any(key in sort for key in DIRECTION_KEYS)


def _field(entry: Mapping[str, Any]) -> Any:
    """What an entry sorts by. `name` may be a column as well, which then has a direction."""
    fields = (entry[key] for key in FIELD_KEYS if key in entry)
    return next((field for field in fields if to_text(field).strip().lower() not in DIRECTIONS), None)


def _entry(entry: Mapping[str, Any]) -> Keys:
    field = _field(entry)
    if field is None:
        return read_sort(entry)
    direction = next((entry[key] for key in DIRECTION_KEYS if key in entry), "asc")
    return [(to_text(field), _direction(direction))]


def _direction(value: Any) -> str:
    direction = to_text(value).strip().lower() or "asc"
    if direction not in DIRECTIONS:
        raise ScriptError(f'the order of a `sort` is "asc", "desc" or "rand", but got "{direction}"')
    return direction


def is_random(keys: Keys) -> bool:
    """Whether rows come in a random order, whatever else they are sorted by."""
    return any(direction == "rand" for _, direction in keys)


class Ordered(Record):
    """One thing that rows are ordered by."""

    sql: ColumnElement[Any]
    descends: bool = False
    may_be_null: bool = True

    def clause(self, dialect: str) -> ColumnElement[Any]:
        """It as a part of ORDER BY: null is greater than all else, as it is in Xano."""
        # A server has nulls there by itself.
        if dialect == "postgresql" or not self.may_be_null:
            return self.sql.desc() if self.descends else self.sql.asc()
        return self.sql.desc().nulls_first() if self.descends else self.sql.asc().nulls_last()


def order_by(scope: Names, keys: Keys, operands: Operands, dialect: str) -> list[Ordered]:
    """What rows are ordered by; nothing where the order is random, which somebody else has to make.

    Raises:
        ScriptError: there is no such column.
    """
    if is_random(keys):
        return []
    return [
        Ordered(sql, direction == "desc")
        for name, direction in keys
        for sql in _compared(_named(scope, name), operands, dialect)
    ]


def _named(scope: Names, name: str) -> Asked:
    return scope.evals.get(name) or scope.column(tuple(name.removeprefix("$db.").split(".")))


def _compared(asked: Asked, operands: Operands, dialect: str) -> list[ColumnElement[Any]]:
    """What the order of values is that of: of JSON the numbers come first, then all else as texts."""
    if asked.kind in ("json", "list"):
        documents = operands.documents
        values = [documents.number(asked.sql, asked.path), documents.text(asked.sql, asked.path)]
    else:
        values = [asked.sql]
    if dialect == "postgresql" and asked.kind in ("text", "json", "list"):
        # By characters, as SQLite and XanoScript have it; the server may know an alphabet.
        values[-1] = values[-1].collate("C")
    return values
