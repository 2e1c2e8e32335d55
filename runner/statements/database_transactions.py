"""Statements that say what counts as a whole, and which data they are about."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from runner.check.live import live_statements
from runner.compile.python import CONTEXT, load, locate, run
from runner.compile.statements import StatementWriter
from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.syntax.nodes import Statement
from runner.values import to_text

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database transactions")


@family.control("db.transaction", properties=("isolation",), blocks=("stack",))
def emit_transaction(writer: StatementWriter, statement: Statement) -> list[ast.stmt]:
    """Makes all that its stack writes count as a whole, or not at all.

    Without a stack it is the older form: from here to the end of the run.
    """
    parts = live_statements(statement.block)
    isolation = writer.property(statement, "isolation")
    database = ast.Attribute(load(CONTEXT), "database", ast.Load())
    method = ast.Attribute(database, "transaction" if parts else "begin", ast.Load())
    # Of a call over several lines Python tells the last one.
    code = locate(ast.Call(method, [isolation], []), writer.source, statement.name_span)
    if not parts:
        return [run(code)]
    body = [node for part in parts for node in writer.block(part.block)]
    return [ast.With([ast.withitem(code)], body)]


@family.statement("db.set_datasource", context=True)
def set_datasource(context: Context, *, value: Any = None, name: Any = None) -> None:
    """Work with the tables of another data source from here on: a database of its own, with the same tables.

    Raises:
        ScriptError: it cannot be called so, or a transaction is open.
    """
    if value is not None and name is not None:
        message = "db.set_datasource takes one name of a data source, `value` or `name`"
        raise ScriptError(message, kind="inputerror")
    context.use_datasource(to_text(value if value is not None else name))
