"""Statements that send SQL of the author's own: to the database of the job, and to other servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.statements.arguments import text_of
from runner.statements.templates import rendered

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("external databases")

TEMPLATE = "template_engine"
PARSERS = ("", "prepared", TEMPLATE)
RESPONSE_TYPES = ("list", "single")


@family.statement("db.direct_query", context=True, variables=True, repeated=("arg",))
def direct_query(
    context: Context,
    variables: dict[str, Any],
    *,
    sql: Any,
    arg: Any = None,
    response_type: Any = "list",
    parser: Any = None,
) -> Any:
    """What SQL gives: a list of rows, or with `response_type = "single"` the first row or null.

    Each `?` takes the next value of ``arg``: a list, or one value, or several lines `arg = ...`. With the
    parser "template_engine" the SQL is made by a template first, in which nothing is escaped.

    Raises:
        ScriptError: the statement is none, or the database refuses it.
    """
    from runner.database.direct import direct_query

    single = _is_single(response_type)
    how = text_of(parser, "db.direct_query")
    if how not in PARSERS:
        message = f'`parser` is "{TEMPLATE}" or is left out, but got "{how}"'
        raise ScriptError(message, kind="inputerror")
    text = text_of(sql, "db.direct_query")
    if how == TEMPLATE:
        text = rendered(context, variables, text)
    return _answer(direct_query(context.database, text, arg), single)


@family.statement("db.external.postgres.direct_query", context=True, repeated=("arg",))
def postgres_query(
    context: Context, *, sql: Any, connection_string: Any, arg: Any = None, response_type: Any = "list"
) -> Any:
    """What SQL gives on another PostgreSQL server.

    Raises:
        ScriptError: the statement is none, or the server refuses it or cannot be reached.
    """
    return _external(context, "postgresql", sql, connection_string, arg, response_type)


@family.statement("db.external.mysql.direct_query", context=True, repeated=("arg",))
def mysql_query(
    context: Context, *, sql: Any, connection_string: Any, arg: Any = None, response_type: Any = "list"
) -> Any:
    """What SQL gives on a MySQL or MariaDB server.

    Raises:
        ScriptError: the statement is none, or the server refuses it or cannot be reached.
    """
    return _external(context, "mysql", sql, connection_string, arg, response_type)


def _external(
    context: Context, kind: str, sql: Any, connection_string: Any, arg: Any, response_type: Any
) -> Any:
    from runner.database.direct import external_query

    single = _is_single(response_type)
    text = text_of(sql, "direct_query")
    url = text_of(connection_string, "direct_query")
    return _answer(external_query(context.database, kind, url, text, arg), single)


def _is_single(response_type: Any) -> bool:
    wanted = text_of(response_type, "direct_query") or RESPONSE_TYPES[0]
    if wanted not in RESPONSE_TYPES:
        message = f'`response_type` is "list" or "single", but got "{wanted}"'
        raise ScriptError(message, kind="inputerror")
    return wanted == "single"


def _answer(rows: list[dict[str, Any]], single: bool) -> Any:
    return (rows[0] if rows else None) if single else rows
