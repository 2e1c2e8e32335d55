"""`eval`: the fields that a query works out for its rows, however they are nested."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Label

from runner.database.conditions import Conditions
from runner.database.operands import Asked
from runner.errors import ScriptError
from runner.values import to_text
from runner.values.queries import Query

Reader = Callable[[Sequence[Any]], Any]


class Evals:
    """Columns behind those of a row, and how the fields of an `eval` are read from them.

    Args:
        conditions: reads what speaks of the database.
        start: how many columns stand before them.
    """

    def __init__(self, conditions: Conditions, start: int = 0) -> None:
        self.columns: list[Label[Any]] = []
        self.names: list[str] = []
        self._conditions = conditions
        self._start = start
        self._readers: list[tuple[str, Reader]] = []

    def add(self, name: str, value: Any) -> Asked | None:
        """One more field; what the database works out can be sorted by.

        Raises:
            ScriptError: it asks what cannot be asked.
        """
        self.names.append(name)
        if isinstance(value, Query):
            asked = self._conditions.value(value)
            self._readers.append((name, self._column(asked)))
            return asked
        self._readers.append((name, self._reader(value)))
        return None

    def fill(self, row: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
        """A row with these fields."""
        for name, read in self._readers:
            row[name] = read(values)
        return row

    def _reader(self, value: Any) -> Reader:
        if isinstance(value, Query):
            return self._column(self._conditions.value(value))
        if isinstance(value, Mapping):
            members = {key: self._reader(member) for key, member in value.items()}
            return lambda values: {key: read(values) for key, read in members.items()}
        if isinstance(value, list):
            items = [self._reader(item) for item in value]
            return lambda values: [read(values) for read in items]
        if callable(value):
            raise ScriptError("`$output` cannot stand in `eval`, which has `$db.table.column`")
        return lambda values: value

    def _column(self, asked: Asked) -> Reader:
        at = self._start + len(self.columns)
        # Names of the job's would meet those of its columns.
        self.columns.append(asked.sql.label(f"eval {at}"))
        choices = {to_text(value): value for value in asked.field.values if type(value) is not str}
        if choices and asked.kind == "text":
            return lambda values: choices.get(values[at], values[at])
        return lambda values: values[at]


def entries(value: Any, called: str) -> list[tuple[str, Any]]:
    """The fields of an `eval` or a `group`, in order.

    Raises:
        ScriptError: it is no object.
    """
    if not value:
        return []
    if not isinstance(value, Mapping):
        raise ScriptError(f"`{called}` is an object of fields: {{total: $db.order.price}}")
    return [(to_text(name), field) for name, field in value.items()]


def labelled(columns: Sequence[ColumnElement[Any]], prefix: str) -> list[Label[Any]]:
    """Columns under names that tell nothing of their own."""
    return [column.label(f"{prefix} {at}") for at, column in enumerate(columns)]
