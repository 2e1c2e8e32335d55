"""The values of a row: what its columns make of what they are given, and of what they are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runner.crypto.passwords import is_hash
from runner.types.faults import Fault
from runner.types.field import Field
from runner.types.validation import Validator

# What a column holds that may not be null and was not given; all others hold null.
ZEROS: dict[str, Any] = {
    "int": 0,
    "decimal": 0.0,
    "bool": False,
    "text": "",
    "email": "",
    "password": "",
    "enum": "",
}
# In columns of the other types an empty text stands for nothing.
TAKE_EMPTY = frozenset({"text", "email", "password", "json"})


def empty_value(field: Field) -> Any:
    """What a column holds when it holds nothing: null where it may, else the zero of its type."""
    if field.nullable:
        return None
    return [] if field.list else ZEROS.get(field.type)


class RowValidator(Validator):
    """Gathers the faults of rows of one table.

    Args:
        table: its name, for messages.
        now: the time, for columns whose value is the word ``now``.
        hashed: makes of a password what is kept of it.
        editing: whether a row is changed; null empties a column then, and is its default in a new row.
    """

    def __init__(
        self, table: str, now: Callable[[], int], hashed: Callable[[str], str], editing: bool = False
    ) -> None:
        super().__init__(now)
        self._table = table
        self._hashed = hashed
        self._editing = editing

    def called(self, path: str) -> str:
        return f"column `{path}` of table `{self._table}`"

    def left_out(
        self, field: Field, fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str
    ) -> Any:
        try:
            default = field.default_value(self._now)
        except Fault:
            default = None  # a problem of the document
        if default is None:
            return empty_value(field)
        return self._hashed(default) if field.type == "password" and default else default

    def null(self, field: Field, path: str) -> Any:
        if field.nullable or self._editing:
            return empty_value(field)
        return self.left_out(field, (), {}, "")

    def single(self, field: Field, value: Any, path: str) -> Any:
        if value == "" and type(value) is str and field.type not in TAKE_EMPTY:
            return self.null(field, path)
        return super().single(field, value, path)

    def empty(self, field: Field, value: str, path: str) -> Any:
        return "" if field.type in TAKE_EMPTY else self.null(field, path)

    def item(self, field: Field, value: Any, path: str, at: int | None = None) -> Any:
        if field.type != "password":
            return super().item(field, value, path, at)
        # Rules are for passwords as people choose them, not for what was made of one.
        if type(value) is str and is_hash(value):
            return value
        password = super().item(field, value, path, at)
        return self._hashed(password) if password else password
