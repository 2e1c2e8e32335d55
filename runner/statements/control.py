"""Control flow: statements whose code is written, not called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from runner.compile.expressions import local_name
from runner.compile.python import CONTEXT, assign, call, constant, load, locate, raise_, run, store
from runner.compile.statements import StatementWriter
from runner.errors import ERROR_TYPES, ScriptError
from runner.specs import StatementFamily
from runner.syntax.nodes import Block, Statement, Variable
from runner.values import dump_json, to_text

family = StatementFamily("control")

Code = list[ast.stmt]


# -- variables -----------------------------------------------------------------------------------


@family.control("var", properties=("value",), required=("value",), subject="changes")
def emit_var(writer: StatementWriter, statement: Statement) -> Code:
    """``var $x { value = ... }``"""
    target = writer.subject(statement)
    if target is None:
        return [raise_(call("control.no_variable", constant(statement.name)))]
    return writer.assign(target, writer.property(statement, "value"))


@family.control("var.update", properties=("value",), required=("value",), subject="changes")
def emit_var_update(writer: StatementWriter, statement: Statement) -> Code:
    """``var.update $x.path { value = ... }``: the same as `var`, elements of a value too."""
    return emit_var(writer, statement)


# -- branches ------------------------------------------------------------------------------------


@family.control("conditional", blocks=("if", "elseif", "else"))
def emit_conditional(writer: StatementWriter, statement: Statement) -> Code:
    """``conditional { if (...) { } elseif (...) { } else { } }``"""
    branches = statement.block.statements if statement.block else []
    code: Code = []
    for branch in reversed(branches):
        if branch.name == "else":
            code = writer.block(branch.block)
        elif branch.name in ("if", "elseif"):
            test = writer.subject(branch)
            condition = writer.expressions.condition(test) if test is not None else constant(False)
            node = ast.If(condition, writer.block(branch.block), code)
            code = [locate(node, writer.source, branch.span)]
    return code


@family.control("switch", subject="reads", blocks=("case", "default"))
def emit_switch(writer: StatementWriter, statement: Statement) -> Code:
    """``switch (x) { case (1) { } break default { } }``; a case without `break` runs into the next."""
    subject = writer.subject(statement)
    value = writer.expressions.temporary()
    cases = (
        [child for child in statement.block.statements if child.name in ("case", "default")]
        if statement.block
        else []
    )
    bodies = _case_bodies(writer, cases)
    code: Code = next((body for case, body in bodies if case.name == "default"), [])
    for case, body in reversed(bodies):
        wanted = writer.subject(case)
        if case.name == "case" and wanted is not None:
            test = call("values.equals", load(value), writer.expressions.value(wanted))
            code = [locate(ast.If(test, body, code), writer.source, case.span)]
    head = writer.expressions.value(subject) if subject is not None else constant(None)
    return [assign(value, head), *code]


def _case_bodies(writer: StatementWriter, cases: list[Statement]) -> list[tuple[Statement, Code]]:
    """The code of each case, with that of the next ones behind it as long as no `break` parts them."""
    bodies: list[tuple[Statement, Code]] = []
    for at, case in enumerate(cases):
        code: Code = []
        for following in cases[at:]:
            block, ends = _without_break(following)
            code.extend(writer.block(block))
            if ends:
                break
        bodies.append((case, code))
    return bodies


def _without_break(case: Statement) -> tuple[Block | None, bool]:
    """A case's block and whether the case ends there: `} break`, or `break` as its last statement."""
    block = case.block
    if block is None or case.ends_in_break:
        return block, True
    if block.statements and block.statements[-1].name == "break":
        return Block(
            block.span, [entry for entry in block.entries if entry is not block.statements[-1]]
        ), True
    return block, case.name == "default"


# -- loops ---------------------------------------------------------------------------------------


@family.control("foreach", subject="reads", blocks=("each",))
def emit_foreach(writer: StatementWriter, statement: Statement) -> Code:
    """``foreach ($list) { each as $item { } }``"""
    subject = writer.subject(statement)
    if subject is None:
        return [raise_(call("control.no_subject", constant("foreach")))]
    if not _removes(statement):
        return [_loop(writer, statement, call("values.iterate", writer.expressions.value(subject)), None)]
    # `remove` drops the current element of the list that is walked: the loop walks a copy and
    # notes what is dropped; the list is set anew when the loop is over.
    walked, dropped = writer.expressions.temporary(), writer.expressions.temporary()
    loop = _loop(writer, statement, call("control.numbered", load(walked), load(dropped)), dropped)
    kept = call("control.without", load(walked), load(dropped))
    return [
        assign(walked, writer.expressions.value(subject)),
        assign(dropped, ast.List([], ast.Load())),
        loop,
        *writer.assign(subject, kept),
    ]


@family.control("for", subject="reads", blocks=("each",))
def emit_for(writer: StatementWriter, statement: Statement) -> Code:
    """``for (3) { each as $i { } }`` counts from 0."""
    subject = writer.subject(statement)
    count = writer.expressions.value(subject) if subject is not None else constant(0)
    return [_loop(writer, statement, call("values.repeat", count), None)]


@family.control("while", subject="reads", blocks=("each",))
def emit_while(writer: StatementWriter, statement: Statement) -> Code:
    """``while (condition) { each { } }``"""
    subject = writer.subject(statement)
    condition = writer.expressions.condition(subject) if subject is not None else constant(False)
    return [ast.While(condition, _body(writer, _each(statement), None), [])]


def _loop(writer: StatementWriter, statement: Statement, items: ast.expr, dropped: str | None) -> ast.stmt:
    each = _each(statement)
    locate(items, writer.source, statement.head[0].span if statement.head else statement.span)
    alias = each.alias if each is not None else None
    body = _body(writer, each, dropped)
    if alias is not None and type(alias.target) is Variable and not alias.filters:
        return ast.For(store(local_name(alias.target.name)), items, body, [])
    name = writer.expressions.temporary()
    return ast.For(store(name), items, [*(writer.bind(alias, load(name)) if alias else []), *body], [])


def _body(writer: StatementWriter, each: Statement | None, dropped: str | None) -> Code:
    writer.loops.append(dropped)
    try:
        return writer.block(each.block if each is not None else None)
    finally:
        writer.loops.pop()


def _each(statement: Statement) -> Statement | None:
    block = statement.block
    return next((child for child in block.statements if child.name == "each"), None) if block else None


def _removes(statement: Statement) -> bool:
    """Whether `remove` stands in the body, not counting loops of its own in there."""
    each = _each(statement)
    pending = list(each.block.statements) if each is not None and each.block is not None else []
    while pending:
        child = pending.pop()
        if child.name == "remove":
            return True
        if child.name != "foreach" and child.block is not None:
            pending.extend(child.block.statements)
    return False


@family.control("break")
def emit_break(writer: StatementWriter, statement: Statement) -> Code:
    """Leaves the innermost loop."""
    return [ast.Break()] if writer.loops else [raise_(call("control.outside", constant("break")))]


@family.control("continue")
def emit_continue(writer: StatementWriter, statement: Statement) -> Code:
    """Goes on with the next round of the innermost loop."""
    return [ast.Continue()] if writer.loops else [raise_(call("control.outside", constant("continue")))]


@family.control("remove")
def emit_remove(writer: StatementWriter, statement: Statement) -> Code:
    """Drops the current element of the list that the innermost `foreach` walks."""
    dropped = next((name for name in reversed(writer.loops) if name is not None), None)
    if dropped is None:
        return [raise_(call("control.outside", constant("remove")))]
    return [run(call("control.drop", load(dropped)))]


# -- leaving and failing ---------------------------------------------------------------------------


@family.control("return", properties=("value",))
def emit_return(writer: StatementWriter, statement: Statement) -> Code:
    """Leaves the function at once; its `response` is not evaluated."""
    return [ast.Return(writer.property(statement, "value"))]


@family.control("precondition", properties=("error_type", "error", "payload"), subject="reads")
def emit_precondition(writer: StatementWriter, statement: Statement) -> Code:
    """Fails unless its condition holds."""
    subject = writer.subject(statement)
    condition = writer.expressions.condition(subject) if subject is not None else constant(False)
    error = call(
        "control.precondition",
        writer.property(statement, "error_type"),
        writer.property(statement, "error"),
        writer.property(statement, "payload"),
    )
    failure = locate(raise_(error), writer.source, subject.span if subject is not None else statement.span)
    return [ast.If(ast.UnaryOp(ast.Not(), condition), [failure], [])]


@family.control("throw", properties=("name", "value"))
def emit_throw(writer: StatementWriter, statement: Statement) -> Code:
    """Fails with a name and a value of its own."""
    error = call("control.throw", writer.property(statement, "name"), writer.property(statement, "value"))
    return [raise_(error)]


@family.control("try_catch", blocks=("try", "catch", "finally"))
def emit_try(writer: StatementWriter, statement: Statement) -> Code:
    """``try_catch { try { } catch { } finally { } }``; `$error` is set in `catch`."""
    block = statement.block
    caught = writer.expressions.temporary()
    has_catch = block is not None and block.block("catch") is not None
    handler = ast.ExceptHandler(
        load("run.Exception"),
        caught,
        [
            *(
                [assign(local_name("error"), call("run.error_value", load(CONTEXT), load(caught)))]
                if has_catch
                else []
            ),
            *writer.block(block.block("catch") if block else None),
        ],
    )
    final = block.block("finally") if block else None
    return [
        ast.Try(
            writer.block(block.block("try") if block else None),
            [handler],
            [],
            writer.block(final) if final is not None else [],
        )
    ]


@family.control("group", blocks=("stack",))
def emit_group(writer: StatementWriter, statement: Statement) -> Code:
    """Only groups: what it holds runs in place."""
    block = statement.block.block("stack") if statement.block else None
    return writer.block(block)


@family.control("stack")
def emit_stack(writer: StatementWriter, statement: Statement) -> Code:
    """A stack inside of a stack: what it holds runs in place."""
    return writer.block(statement.block)


# -- what the written code calls ---------------------------------------------------------------------


def precondition(error_type: Any, error: Any, payload: Any) -> ScriptError:
    """The error of a failed precondition."""
    kind = to_text(error_type) or "standard"
    message = to_text(error) if error is not None else "Precondition failed"
    return ScriptError(message, kind=kind if kind in ERROR_TYPES else "standard", name=kind, payload=payload)


def throw(name: Any, value: Any) -> ScriptError:
    """The error of `throw`; a value that is no text is its payload, too."""
    message = value if isinstance(value, str) else dump_json(value)
    payload = None if isinstance(value, str) else value
    return ScriptError(message, name=to_text(name) or None, payload=payload)


def no_variable(statement: str) -> ScriptError:
    """The error of `var` without a variable."""
    return ScriptError(f"`{statement}` names no variable: {statement} $name {{ value = ... }}")


def no_subject(statement: str) -> ScriptError:
    """The error of a loop over nothing."""
    return ScriptError(
        f"`{statement}` has nothing to walk: {statement} ($list) {{ each as $item {{ ... }} }}"
    )


def outside(statement: str) -> ScriptError:
    """The error of a statement that only a loop can have."""
    return ScriptError(f"`{statement}` stands outside of a loop")


def numbered(value: Any, dropped: list[Any]) -> Iterator[Any]:
    """The elements of a list; ``dropped`` gets each one's number for `drop` to mark."""
    if value is not None and not isinstance(value, (list, dict)):
        raise ScriptError("`foreach` needs a list or an object")
    items = list(value.values()) if isinstance(value, dict) else value or []
    for number, item in enumerate(items):
        dropped.append([number, False])
        yield item


def drop(dropped: list[Any]) -> None:
    """Mark the current element."""
    dropped[-1][1] = True


def without(value: Any, dropped: list[Any]) -> Any:
    """The list or the object without what was marked."""
    gone = {number for number, marked in dropped if marked}
    if isinstance(value, dict):
        return {key: item for number, (key, item) in enumerate(value.items()) if number not in gone}
    return [item for number, item in enumerate(value or []) if number not in gone]


RUNTIME = {
    f"control.{function.__name__}": function
    for function in (precondition, throw, no_variable, no_subject, outside, numbered, drop, without)
}
