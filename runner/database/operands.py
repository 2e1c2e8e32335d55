"""What a query reckons with: values that were given, and what the database works out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Double,
    Float,
    Integer,
    Numeric,
    Text,
    case,
    cast,
    false,
    func,
    null,
)

from runner.database.documents import Documents, parameter
from runner.errors import ScriptError
from runner.types import Field
from runner.types.faults import Fault
from runner.types.scalars import BOOLEANS
from runner.values import is_truthy, to_text
from runner.values.numbers import INT_MAX, INT_MIN, Number, parse_number, to_number

# What the values of a column are to an operator; those of every other type are JSON.
KINDS = {
    **dict.fromkeys(("int", "decimal", "timestamp"), "number"),
    **dict.fromkeys(("text", "email", "password", "uuid", "date", "enum"), "text"),
    "bool": "bool",
}
WHOLE = frozenset({"int", "timestamp", "bool"})
# What the database works out has no declaration, but a type.
INT, DECIMAL, TEXT, BOOL, ANYTHING, TIMESTAMP = (
    Field("", name) for name in ("int", "decimal", "text", "bool", "json", "timestamp")
)
FAMILIES: tuple[tuple[type, Field], ...] = (
    (Boolean, BOOL),
    (Integer, INT),
    (Float, DECIMAL),
    (Numeric, DECIMAL),
    (JSON, ANYTHING),
)
TYPES: dict[type, Any] = {bool: Boolean(), int: BigInteger(), float: Double(), str: Text()}


class Given(NamedTuple):
    """A value that was there before the database was asked."""

    value: Any


class Asked(NamedTuple):
    """What the database works out for each row.

    ``field`` says what its values are like. What is JSON lies at ``path`` below ``sql``.
    """

    sql: ColumnElement[Any]
    field: Field
    path: tuple[Any, ...] = ()

    @property
    def kind(self) -> str:
        """What an operator takes it for: "number", "text", "bool", "list", or "json", which is anything."""
        if self.path:
            return "json"
        return "list" if self.field.list else KINDS.get(self.field.type, "json")

    def below(self, path: tuple[Any, ...]) -> Asked:
        """What lies at a path below it.

        Raises:
            ScriptError: it is no JSON.
        """
        if path and self.kind not in ("json", "list"):
            raise ScriptError(f"{self.called} is a {self.kind}, so there is no `{to_text(path[0])}` in it")
        return Asked(self.sql, self.field, (*self.path, *path))

    @property
    def called(self) -> str:
        """Its name in messages."""
        return f"`{self.field.name}`" if self.field.name else "what stands there"


class Listed(NamedTuple):
    """A list of parts some of which the database works out: ``[$db.a.x, 5]``."""

    parts: tuple[Any, ...]


Part: TypeAlias = Given | Asked | Listed


def computed(sql: ColumnElement[Any]) -> Asked:
    """What an expression of SQL gives, by its type."""
    found = next((field for family, field in FAMILIES if isinstance(sql.type, family)), TEXT)
    return Asked(sql, found)


def bound(value: bool | int | float | str) -> ColumnElement[Any]:
    """A single value as a parameter."""
    if type(value) is int and not INT_MIN <= value <= INT_MAX:
        value = float(value)
    return parameter(value, TYPES[type(value)])


def certain(condition: ColumnElement[Any]) -> ColumnElement[bool]:
    """A condition that is never null: what cannot be told is false, as everywhere in XanoScript."""
    return func.coalesce(condition, false(), type_=Boolean())


def truth_like(value: Any) -> bool:
    """A value that a bool is compared with; the texts of inputs count as what they say."""
    return BOOLEANS.get(value, True) if type(value) is str and value else is_truthy(value)


class Operands:
    """Turns operands into what an operator needs of them.

    Args:
        documents: JSON as the database speaks it.
        now: the time, for the word of that name.
    """

    def __init__(self, documents: Documents, now: Callable[[], int]) -> None:
        self.documents = documents
        self._now = now

    # -- values that were given --------------------------------------------------------------------

    def like(self, operand: Asked, value: Any) -> Any:
        """``value`` as a number or a text, whichever ``operand`` is; None where it cannot be one."""
        if operand.kind == "number":
            return self._number_like(operand.field, value)
        if operand.field.type == "date":
            try:
                return operand.field.convert(value, self._now)
            except Fault:
                pass
        return None if value is None or isinstance(value, (list, dict)) else to_text(value)

    def _number_like(self, field: Field, value: Any) -> Number | None:
        if type(value) in (int, float):
            return value  # type: ignore[no-any-return]
        if type(value) is bool:
            return int(value)
        number = parse_number(value) if type(value) is str else None
        if number is not None or type(value) is not str or field.type not in WHOLE:
            return number
        # "now" and ISO texts, of everything that may be a time: a filter of one gives an int.
        try:
            return int(TIMESTAMP.convert(value, self._now))
        except Fault:
            return None

    def asked(self, part: Part) -> Asked:
        """What was given as a parameter; the rest as it is.

        Raises:
            ScriptError: it is a list with columns in it.
        """
        if isinstance(part, Asked):
            return part
        if isinstance(part, Listed):
            raise ScriptError("a list with columns in it can stand behind `in` and `overlaps` only")
        if type(part.value) in TYPES:
            return computed(bound(part.value))
        return Asked(self.documents.given(part.value), ANYTHING)

    # -- what the database works out ---------------------------------------------------------------

    def value(self, part: Part) -> ColumnElement[Any]:
        """The value itself, as a filter takes it and a row shows it."""
        operand = self.asked(part)
        return self.documents.element(operand.sql, operand.path)

    def number(self, part: Part, operation: str) -> ColumnElement[Any]:
        """A number; null counts as 0.

        Raises:
            ScriptError: it is a text or a list.
        """
        if isinstance(part, Given):
            return bound(to_number(part.value, operation))
        number = self.number_or_null(self.asked(part))
        if number is None:
            operand = self.asked(part)
            message = f"`{operation}` needs numbers, but {operand.called} is a {operand.kind}"
            raise ScriptError(f"{message}; put `|to_decimal` behind it to take the number in it")
        zero = 0 if self.is_whole(part) else 0.0
        return func.coalesce(number, bound(zero), type_=number.type)

    def number_or_null(self, operand: Asked) -> ColumnElement[Any] | None:
        """A number; None where there cannot be one, null where JSON holds none."""
        if operand.kind == "number":
            return operand.sql
        if operand.kind == "bool":
            return cast(operand.sql, Integer)
        return self.documents.number(operand.sql, operand.path) if operand.kind == "json" else None

    def is_whole(self, part: Part) -> bool:
        """Whether a number surely has no fraction."""
        if isinstance(part, Given):
            return type(to_number(part.value, "+")) is int
        return isinstance(part, Asked) and not part.path and part.field.type in WHOLE

    def text(self, part: Part) -> ColumnElement[Any]:
        """A text, as `to_text` makes it, but of null, which stays null."""
        if isinstance(part, Given):
            return bound(to_text(part.value))
        operand = self.asked(part)
        if operand.kind == "text":
            return operand.sql
        if operand.kind == "bool":
            return case((operand.sql.is_(None), null()), (operand.sql, bound("true")), else_=bound("false"))
        if operand.kind == "number":
            whole = operand.field.type in WHOLE
            return cast(operand.sql, Text) if whole else self.documents.decimal_text(operand.sql)
        return self.documents.text(operand.sql, operand.path)

    def truth(self, part: Part) -> ColumnElement[Any]:
        """Whether it counts as true; of null that is false, or null."""
        if isinstance(part, Given):
            return bound(is_truthy(part.value))
        operand = self.asked(part)
        if operand.kind == "bool":
            return operand.sql
        if operand.kind == "number":
            return operand.sql != bound(0)
        if operand.kind == "text":
            return operand.sql.not_in([bound(""), bound("0")])
        return self.documents.truth(operand.sql, operand.path)

    def missing(self, operand: Asked) -> ColumnElement[bool]:
        """Whether it is null."""
        if operand.kind in ("json", "list"):
            return self.documents.missing(operand.sql, operand.path)
        return operand.sql.is_(None)
