"""A filter of a query -> the expression that the database works out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, literal, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import NullType

from runner.database.functions.calling import spelled
from runner.database.functions.family import RESULTS, Expression
from runner.database.functions.operands import are_alike, constant, expression_of, is_constant, kind_of
from runner.errors import ScriptError


def apply(name: str, dialect: str, value: Any, arguments: Sequence[Any], world: Any = None) -> Expression:
    """What ``value|name:arguments`` is in the SQL of ``dialect``.

    Args:
        name: the filter, as XanoScript names it.
        dialect: "sqlite" or "postgresql".
        value: an expression, or a value that becomes a parameter.
        arguments: likewise.
        world: the run, whose clock tells what "now" is in the place of a timestamp.

    Raises:
        ScriptError: there is no such filter, it takes other arguments, or this database does not have it.
    """
    # Few queries have filters: the families are imported by the first that has one.
    from runner.database.functions.table import FILTERS, filter_named

    found = filter_named(name)
    if not found.takes(len(arguments)):
        raise ScriptError(f"`|{name}` in a query takes {found.arity} arguments, but got {len(arguments)}")
    if name.startswith("timestamp_"):
        value = _timestamp(name, value, world)
    operands = [expression_of(operand, dialect) for operand in (value, *arguments)]
    kinds = [kind_of(operand) for operand in operands]
    if dialect == "postgresql" or (found.plain and are_alike(kinds)):
        return _typed(found.build(*operands), found.result, dialect)
    if name in FILTERS and arguments and all(map(is_constant, operands[1:])):
        found.build(*operands)  # refuses an argument that no row could take, as on PostgreSQL
    return func.xanoscript(literal(spelled(name, kinds)), *operands, type_=RESULTS[found.result]())


def _timestamp(name: str, value: Any, world: Any) -> Any:
    """A text that is given in the place of a timestamp, such as "now", as one."""
    given = constant(value, name, "timestamp") if is_constant(value) else value
    if type(given) is not str or world is None:
        return value
    from runner.filters.timestamps import milliseconds_of

    return milliseconds_of(world, given, name)


def _typed(sql: Expression, result: str, dialect: str) -> Expression:
    """An expression that says what it gives, as few functions of SQL do to SQLAlchemy."""
    if not isinstance(sql.type, NullType):
        return sql
    kind = JSONB if result == "json" and dialect == "postgresql" else RESULTS[result]
    return type_coerce(sql, kind())
