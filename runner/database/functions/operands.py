"""Values of one kind as values of another in SQL of PostgreSQL, and the values of parameters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    ColumnElement,
    Float,
    Integer,
    Numeric,
    Text,
    case,
    cast,
    func,
    literal,
    literal_column,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

from runner.database.functions.family import Expression
from runner.errors import ScriptError
from runner.values.numbers import INT_MAX, INT_MIN

# PostgreSQL's spelling of what XanoScript takes for a number.
NUMBER = r"[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?"
NUMERIC = rf"^{NUMBER}[ \t\n\r\v\f]*$"
# Of these nothing is a text.
HOLDERS = ("array", "object")
BLANKS = " \t\n\r\v\f"


def expression_of(value: Any, dialect: str) -> Expression:
    """An expression as it is; any other value as a parameter."""
    if hasattr(value, "__clause_element__"):
        value = value.__clause_element__()
    if isinstance(value, ColumnElement):
        return value
    if isinstance(value, (list, dict)):
        return literal(value, JSONB() if dialect == "postgresql" else JSON())
    return literal(value)


def kind_of(value: Expression) -> str:
    """The kind of an expression: "json", "bool", "int", "decimal", "text", or "null" where it has no type."""
    kind: TypeEngine[Any] = value.type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    for found, name in (
        (JSON, "json"),
        (Boolean, "bool"),
        (Integer, "int"),
        (Numeric, "decimal"),
        (Float, "decimal"),
        (NullType, "null"),
    ):
        if isinstance(kind, found):
            return name
    return "text"


def are_alike(kinds: list[str]) -> bool:
    """Whether values of these kinds compare as they are in every database."""
    found = {"number" if kind in ("int", "decimal") else kind for kind in kinds} - {"null"}
    return len(found) <= 1 and "json" not in found


def is_constant(value: Expression) -> bool:
    """Whether a value is known before the database is asked."""
    return isinstance(value, BindParameter)


def constant(value: Expression, name: str, role: str) -> Any:
    """The value of a parameter.

    Raises:
        ScriptError: it is not known before the database is asked.
    """
    if isinstance(value, BindParameter):
        return value.effective_value
    message = f"`|{name}` in a query needs a value as {role}, but got a column or an expression of columns"
    raise ScriptError(message)


class ByCharacters(FunctionElement[str]):
    """A text that compares by its characters, as everywhere in XanoScript, not by the rules of a language."""

    type = Text()
    inherit_cache = True


@compiles(ByCharacters)
def _as_it_is(element: ByCharacters, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(ByCharacters, "postgresql")
def _collated(element: ByCharacters, compiler: SQLCompiler, **options: Any) -> str:
    return f'({compiler.process(element.clauses, **options)} COLLATE "C")'


def as_text(value: Expression) -> Expression:
    """The value as text, as `to_text` makes it; null stays null."""
    kind = kind_of(value)
    if kind == "text":
        return value
    if kind == "json":
        return value.op("#>>", return_type=Text())(cast(literal_column("'{}'"), ARRAY(Text)))
    if kind == "decimal":
        # As a double it would show 17 digits, 0.30000000000000004.
        value = cast(value, Numeric)
    return cast(value, Text)


def text_of(value: Expression) -> Expression:
    """The value as text; null is "", and only a list or an object gives null."""
    text = func.coalesce(as_text(value), "", type_=Text())
    if kind_of(value) != "json":
        return text
    return case((func.coalesce(func.jsonb_typeof(value), "null").not_in(HOLDERS), text))


def as_number(value: Expression) -> Expression:
    """The value as a number; null where it is null, or a text that is none."""
    kind = kind_of(value)
    if kind in ("int", "decimal"):
        return value
    if kind == "bool":
        return cast(value, Integer)
    text = as_text(value)
    number = (text.regexp_match(NUMERIC), cast(func.btrim(text, BLANKS), Float))
    if kind == "json":
        return case((func.jsonb_typeof(value) == "boolean", case((text == "true", 1.0), else_=0.0)), number)
    return case(number)


def number_of(value: Expression) -> Expression:
    """The value as a number; null is 0, and only a text that is no number gives null."""
    kind = kind_of(value)
    if kind in ("int", "decimal", "bool"):
        return func.coalesce(as_number(value), literal(0, BigInteger), type_=as_number(value).type)
    return case((as_text(value).is_(None), literal(0.0, Float)), else_=as_number(value))


def decimal_of(value: Expression) -> Expression:
    """As :func:`number_of`, a decimal."""
    return cast(number_of(value), Float)


def int_of(value: Expression) -> Expression:
    """As :func:`number_of`, cut off to an int."""
    return whole(number_of(value))


def leading_number(value: Expression) -> Expression:
    """The number that a text begins with, 0 where it begins with none; a number as it is."""
    if kind_of(value) in ("int", "decimal", "bool"):
        return number_of(value)
    leading = func.substring(as_text(value), f"^({NUMBER})")
    number = func.coalesce(cast(func.btrim(leading, BLANKS), Float), 0.0, type_=Float())
    if kind_of(value) != "json":
        return number
    kind = func.coalesce(func.jsonb_typeof(value), "null")
    return case((kind == "boolean", as_number(value)), (kind.not_in(HOLDERS), number))


def whole(value: Expression) -> Expression:
    """A number cut off to an int; null where it does not fit 64 bits."""
    if kind_of(value) == "int":
        return cast(value, BigInteger)
    return case((func.abs(value) < 2.0**63, cast(func.trunc(value), BigInteger)))


def fitting(value: Expression) -> Expression:
    """A numeric without a fraction as an int; null where it does not fit 64 bits."""
    return case((value.between(INT_MIN, INT_MAX), cast(value, BigInteger)))
