"""Control flow: statements whose code is written, not called.

The emitters rely on what `check_function` has checked: heads, parts and targets are there and in
their places.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from runner.check.live import live_statements
from runner.check.variables import RESERVED, root_variable, subject
from runner.compile.names import local_name
from runner.compile.python import assign, call, constant, load, locate, raise_, run, store
from runner.compile.statements import StatementWriter
from runner.errors import ERROR_TYPES, ScriptError
from runner.specs import StatementFamily
from runner.syntax.nodes import Block, Expression, Statement, Variable
from runner.values import dump_json, iterate, to_text

family = StatementFamily("control")

Code = list[ast.stmt]


# -- variables -----------------------------------------------------------------------------------


@family.control("var", properties=("value",), required=("value",), subject="changes")
def emit_var(writer: StatementWriter, statement: Statement) -> Code:
    """``var $x { value = ... }``"""
    return writer.assign(_subject(statement), writer.property(statement, "value"))


@family.control("var.update", properties=("value",), required=("value",), subject="changes")
def emit_var_update(writer: StatementWriter, statement: Statement) -> Code:
    """``var.update $x.path { value = ... }``: the same as `var`, elements of a value too."""
    return emit_var(writer, statement)


# -- branches ------------------------------------------------------------------------------------


@family.control("conditional", blocks=("if", "elseif", "else"))
def emit_conditional(writer: StatementWriter, statement: Statement) -> Code:
    """``conditional { if (...) { } elseif (...) { } else { } }``"""
    code: Code = []
    for branch in reversed(live_statements(statement.block)):
        block = writer.block(branch.block)
        if branch.name == "else":
            code = block
        else:
            test = writer.expressions.condition(_subject(branch))
            code = [locate(ast.If(test, block, code), writer.source, branch.span)]
    return code


@family.control("switch", subject="reads", blocks=("case", "default"))
def emit_switch(writer: StatementWriter, statement: Statement) -> Code:
    """``switch (x) { case (1) { } break default { } }``; a case without `break` runs into the next."""
    value, start = writer.expressions.temporary(), writer.expressions.temporary()
    cases = live_statements(statement.block)
    return [
        assign(value, writer.expressions.value(_subject(statement))),
        assign(start, _first_case(writer, cases, value)),
        *_case_code(writer, cases, start),
    ]


def _first_case(writer: StatementWriter, cases: list[Statement], value: str) -> ast.expr:
    """The number of the case to start at: the first that is equal, else `default`, else behind all."""
    names = [case.name for case in cases]
    number: ast.expr = constant(names.index("default") if "default" in names else len(cases))
    for at, case in reversed(list(enumerate(cases))):
        if case.name == "case":
            test = call("values.equals", load(value), writer.expressions.value(_subject(case)))
            number = ast.IfExp(locate(test, writer.source, _subject(case).span), constant(at), number)
    return number


def _case_code(writer: StatementWriter, cases: list[Statement], start: str) -> Code:
    """The code of all cases; those that no `break` parts run one after the other."""
    runs: list[tuple[int, Code]] = []
    body: Code = []
    for at, case in enumerate(cases):
        block, ends = _without_break(case)
        inner = writer.block(block)
        # Who is in a run of cases at all has passed its last one, so that needs no test.
        if ends or at == len(cases) - 1:
            runs.append((at, [*body, *inner]))
            body = []
        else:
            body.append(ast.If(_at_most(start, at), inner, []))
    code: Code = []
    for last, body in reversed(runs):
        code = [ast.If(_at_most(start, last), body, code)]
    return code


def _at_most(name: str, number: int) -> ast.expr:
    return ast.Compare(load(name), [ast.LtE()], [constant(number)])


def _without_break(case: Statement) -> tuple[Block | None, bool]:
    """A case's block and whether the case ends there: `} break`, or `break` as its last statement."""
    block = case.block
    inner = block.statements if block is not None else []
    if block is None or not inner or inner[-1].name != "break":
        return block, case.ends_in_break
    return Block(block.span, [entry for entry in block.entries if entry is not inner[-1]]), True


# -- loops ---------------------------------------------------------------------------------------


@family.control("foreach", subject="reads", blocks=("each",))
def emit_foreach(writer: StatementWriter, statement: Statement) -> Code:
    """``foreach ($list) { each as $item { } }``"""
    walked = _subject(statement)
    items = writer.expressions.value(walked)
    if not _removes(statement):
        return [_loop(writer, statement, call("values.iterate", items), None)]
    # The loop goes on over the list as it was, and notes what `remove` drops. The variable gets
    # what is left when the loop is over: dropping one by one would take quadratic time.
    removed = writer.expressions.temporary()
    code = [
        assign(removed, ast.List([], ast.Load())),
        _loop(writer, statement, call("control.numbered", items, load(removed)), removed),
    ]
    # What is no variable (`foreach ($list|unique)`) has no place to keep what is left.
    if root_variable(walked) in (None, *RESERVED):
        return code
    left = call("control.without", writer.expressions.value(walked), load(removed))
    return [*code, *writer.assign(walked, left)]


@family.control("for", subject="reads", blocks=("each",))
def emit_for(writer: StatementWriter, statement: Statement) -> Code:
    """``for (3) { each as $i { } }`` counts from 0."""
    # The count is read once, so changing it in the loop changes nothing.
    count = writer.expressions.value(_subject(statement))
    return [_loop(writer, statement, call("values.repeat", count), None)]


@family.control("while", subject="reads", blocks=("each",))
def emit_while(writer: StatementWriter, statement: Statement) -> Code:
    """``while (condition) { each { } }``"""
    condition = writer.expressions.condition(_subject(statement))
    return [ast.While(condition, _body(writer, _each(statement), None), [])]


def _loop(writer: StatementWriter, statement: Statement, items: ast.expr, removed: str | None) -> ast.stmt:
    each = _each(statement)
    locate(items, writer.source, _subject(statement).span)
    alias = each.alias if each is not None else None
    # A plain `each as $item` is what Python's own loop does; paths and filters need a statement more.
    if alias is not None and type(alias.target) is Variable and not alias.filters:
        return ast.For(store(local_name(alias.target.name)), items, _body(writer, each, removed), [])
    name = writer.expressions.temporary()
    bound = writer.bind(alias, load(name)) if alias is not None else []
    return ast.For(store(name), items, [*bound, *_body(writer, each, removed)], [])


def _body(writer: StatementWriter, each: Statement | None, removed: str | None) -> Code:
    writer.loops.append(removed)
    try:
        return writer.block(each.block if each is not None else None)
    finally:
        writer.loops.pop()


def _each(statement: Statement) -> Statement | None:
    return next((part for part in live_statements(statement.block) if part.name == "each"), None)


def _removes(statement: Statement) -> bool:
    """Whether `remove` stands in the body, not counting loops of its own in there."""
    pending = live_statements(statement.block)
    while pending:
        child = pending.pop()
        if child.name == "remove":
            return True
        if child.name != "foreach":
            pending.extend(live_statements(child.block))
    return False


@family.control("break")
def emit_break(writer: StatementWriter, statement: Statement) -> Code:
    """Leaves the innermost loop."""
    return writer.leaving(ast.Break())


@family.control("continue")
def emit_continue(writer: StatementWriter, statement: Statement) -> Code:
    """Goes on with the next round of the innermost loop."""
    return writer.leaving(ast.Continue())


@family.control("remove")
def emit_remove(writer: StatementWriter, statement: Statement) -> Code:
    """Drops the current element of the list that the innermost `foreach` walks."""
    removed = next(name for name in reversed(writer.loops) if name is not None)
    return [run(call("control.drop", load(removed)))]


# -- leaving and failing ---------------------------------------------------------------------------


@family.control("return", properties=("value",))
def emit_return(writer: StatementWriter, statement: Statement) -> Code:
    """Leaves the function at once; its `response` is not evaluated."""
    return writer.leaving(ast.Return(writer.property(statement, "value")))


@family.control("precondition", properties=("error_type", "error", "payload"), subject="reads")
def emit_precondition(writer: StatementWriter, statement: Statement) -> Code:
    """Fails unless its condition holds; the place of the failure is the condition."""
    condition = _subject(statement)
    error = call(
        "control.precondition",
        writer.property(statement, "error_type"),
        writer.property(statement, "error"),
        writer.property(statement, "payload"),
    )
    failure = locate(raise_(error), writer.source, condition.span)
    return [ast.If(ast.UnaryOp(ast.Not(), writer.expressions.condition(condition)), [failure], [])]


@family.control("throw", properties=("name", "value"))
def emit_throw(writer: StatementWriter, statement: Statement) -> Code:
    """Fails with a name and a value of its own."""
    error = call("control.throw", writer.property(statement, "name"), writer.property(statement, "value"))
    return [raise_(error)]


@family.control("try_catch", blocks=("try", "catch", "finally"))
def emit_try(writer: StatementWriter, statement: Statement) -> Code:
    """``try_catch { try { } catch { } finally { } }``; `$error` is set in `catch`.

    Without a `catch` the error is dropped, as by one that is empty.
    """
    # `catch` sees every Exception; the signals that end a run are none, and pass.
    parts = {part.name: part.block for part in live_statements(statement.block)}
    caught = writer.expressions.temporary()
    handling: Code = writer.block(parts.get("catch"))
    if "catch" in parts:
        handling.insert(0, assign("error", call("run.error_value", load(caught))))
    handler = ast.ExceptHandler(load("run.Exception"), caught, handling)
    code = ast.Try(writer.block(parts.get("try")), [handler], [], [])
    if "finally" in parts:
        writer.finals += 1
        code.finalbody = writer.block(parts["finally"])
        writer.finals -= 1
    return [code]


@family.control("group", blocks=("stack",))
def emit_group(writer: StatementWriter, statement: Statement) -> Code:
    """Only groups: what it holds runs in place."""
    return [node for part in live_statements(statement.block) for node in writer.block(part.block)]


@family.control("stack")
def emit_stack(writer: StatementWriter, statement: Statement) -> Code:
    """A stack inside of a stack: what it holds runs in place."""
    return writer.block(statement.block)


def _subject(statement: Statement) -> Expression:
    found = subject(statement)
    assert found is not None  # the checker has seen it
    return found


# -- what the written code calls ---------------------------------------------------------------------


def precondition(error_type: Any, error: Any, payload: Any) -> ScriptError:
    """The error of a failed precondition; an unknown type counts as "standard", and is its name."""
    kind = to_text(error_type) or "standard"
    message = to_text(error) if error is not None else "Precondition failed"
    return ScriptError(message, kind=kind if kind in ERROR_TYPES else "standard", name=kind, payload=payload)


def throw(name: Any, value: Any) -> ScriptError:
    """The error of `throw`; a value that is no text is its payload, too."""
    message = value if isinstance(value, str) else dump_json(value)
    payload = None if isinstance(value, str) else value
    return ScriptError(message, name=to_text(name) or None, payload=payload)


def numbered(value: Any, removed: list[list[Any]]) -> Iterator[Any]:
    """The elements of a list or an object; ``removed`` gets a number and a mark for each.

    Raises:
        ScriptError: ``value`` cannot be walked.
    """
    for number, item in enumerate(iterate(value)):
        removed.append([number, False])
        yield item


def drop(removed: list[list[Any]]) -> None:
    """Mark the current element."""
    removed[-1][1] = True


def without(value: Any, removed: list[list[Any]]) -> Any:
    """The list or the object without what was marked; what the loop has added behind stays."""
    gone = {number for number, marked in removed if marked}
    if isinstance(value, dict):
        return {key: item for number, (key, item) in enumerate(value.items()) if number not in gone}
    if isinstance(value, list):
        return [item for number, item in enumerate(value) if number not in gone]
    return value


RUNTIME = {
    f"control.{function.__name__}": function for function in (precondition, throw, numbered, drop, without)
}
