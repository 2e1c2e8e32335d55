"""The statement `expect.to_throw` of tests: fails unless its stack fails."""

from __future__ import annotations

import ast

from runner.check.live import live_statements
from runner.compile.python import assign, call, constant, load, run
from runner.compile.statements import StatementWriter
from runner.specs import StatementFamily
from runner.syntax.nodes import Statement

family = StatementFamily("expect")


@family.control("expect.to_throw", properties=("exception", "value"), blocks=("stack",))
def emit_to_throw(writer: StatementWriter, statement: Statement) -> list[ast.stmt]:
    """Fails unless its stack fails; `exception`, or `value`, is a part of the message, in any case.

    In the `test` of a function it has no stack: there it is about the function.
    """
    key = "exception" if statement.property("exception") is not None else "value"
    failure, caught = writer.expressions.temporary(), writer.expressions.temporary()
    stack: list[ast.stmt] = [
        node for part in live_statements(statement.block) for node in writer.block(part.block)
    ]
    handler = ast.ExceptHandler(load("run.Exception"), caught, [assign(failure, load(caught))])
    return [
        assign(failure, constant(None)),
        ast.Try(stack or [ast.Pass()], [handler], [], []),
        run(call("run.expect_failure", load(failure), writer.property(statement, key))),
    ]
