"""Control flow: statements whose code is written, not called.

The emitters rely on what `check_function` has checked: heads, parts and targets are there and in
their places.
"""

from __future__ import annotations

import ast

from runner.check.live import live_statements
from runner.check.variables import RESERVED, root_variable, subject
from runner.compile.names import local_name
from runner.compile.python import (
    CONTEXT,
    INPUT,
    arguments,
    assign,
    call,
    constant,
    define,
    load,
    locate,
    raise_,
    run,
    store,
)
from runner.compile.statements import StatementWriter
from runner.specs import StatementFamily
from runner.syntax.nodes import Block, Expression, Statement, Variable

family = StatementFamily("control")

Code = list[ast.stmt]

# What a stack that runs later is given, and its own name.
FOUND, LATER = "$found", "$later"


# -- variables -----------------------------------------------------------------------------------


@family.control("var", properties=("value",), required=("value",), subject="changes")
def emit_var(writer: StatementWriter, statement: Statement) -> Code:
    """Sets a variable."""
    return writer.set(statement, _subject(statement))


@family.control("var.update", properties=("value",), required=("value",), subject="changes")
def emit_var_update(writer: StatementWriter, statement: Statement) -> Code:
    """Sets a variable, or with a path in its head (``$x.key``, ``$x[0]``) one element of its value."""
    return emit_var(writer, statement)


# -- branches ------------------------------------------------------------------------------------


@family.control("conditional", blocks=("if", "elseif", "else"))
def emit_conditional(writer: StatementWriter, statement: Statement) -> Code:
    """Runs the first branch whose condition holds, or `else` where none does."""
    code: Code = []
    for branch in reversed(live_statements(statement.block)):
        block = writer.block(branch.block)
        if branch.name == "else":
            code = block
        else:
            before, test = writer.tested(_subject(branch))
            code = [*before, locate(ast.If(test, block, code), writer.source, branch.span)]
    return code


@family.control("switch", subject="reads", blocks=("case", "default"))
def emit_switch(writer: StatementWriter, statement: Statement) -> Code:
    """Runs the first case that is equal, and those behind it up to a `break`; `default` where none is."""
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
    """Walks a list, the values of an object or a stream: ``foreach ($list) { each as $item { } }``."""
    walked = _subject(statement)
    items = writer.expressions.value(walked)
    if not _removes(statement):
        return [_loop(writer, statement, call("values.iterate", items), None)]
    # The loop goes on over the list as it was, and notes what `remove` drops. The variable gets
    # what is left when the loop is over: dropping one by one would take quadratic time.
    removed = writer.expressions.temporary()
    code = [
        assign(removed, ast.List([], ast.Load())),
        _loop(writer, statement, call("run.numbered", items, load(removed)), removed),
    ]
    # What is no variable (`foreach ($list|unique)`) has no place to keep what is left.
    if root_variable(walked) in (None, *RESERVED):
        return code
    left = call("run.without", writer.expressions.value(walked), load(removed))
    return [*code, *writer.assign(walked, left)]


@family.control("for", subject="reads", blocks=("each",))
def emit_for(writer: StatementWriter, statement: Statement) -> Code:
    """Runs its rounds so many times, counted from 0: ``for (3) { each as $i { } }``."""
    # The count is read once, so changing it in the loop changes nothing.
    count = writer.expressions.value(_subject(statement))
    return [_loop(writer, statement, call("values.repeat", count), None)]


@family.control("while", subject="reads", blocks=("each",))
def emit_while(writer: StatementWriter, statement: Statement) -> Code:
    """Goes on while the condition holds: ``while (condition) { each { } }``."""
    condition, body = _subject(statement), _body(writer, _each(statement), None)
    leave = writer.unless(condition, ast.Break())
    if isinstance(leave[0], ast.If):
        return [ast.While(writer.expressions.condition(condition), body, [])]
    return [ast.While(constant(True), [*leave, *body], [])]


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
        return writer.round(each.block if each is not None else None)
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
    return [run(call("run.drop", load(removed)))]


# -- leaving and failing ---------------------------------------------------------------------------


@family.control("return", properties=("value",))
def emit_return(writer: StatementWriter, statement: Statement) -> Code:
    """Leaves the function at once with `value`; its `response` is not evaluated."""
    return writer.give(statement.property("value"))


@family.control("precondition", properties=("error_type", "error", "payload"), subject="reads")
def emit_precondition(writer: StatementWriter, statement: Statement) -> Code:
    """Fails with `error`, of the kind `error_type`, unless the condition holds."""
    condition = _subject(statement)
    error = call(
        "run.precondition",
        writer.property(statement, "error_type"),
        writer.property(statement, "error"),
        writer.property(statement, "payload"),
    )
    failure = locate(raise_(error), writer.source, condition.span)
    return writer.unless(condition, failure)


@family.control("throw", properties=("name", "value"))
def emit_throw(writer: StatementWriter, statement: Statement) -> Code:
    """Fails with a name and a value that the author gives."""
    error = call("run.throw", writer.property(statement, "name"), writer.property(statement, "value"))
    return [raise_(error)]


@family.control("try_catch", blocks=("try", "catch", "finally"))
def emit_try(writer: StatementWriter, statement: Statement) -> Code:
    """Catches the failures of `try`: `catch` finds them in `$error`, and `finally` always runs.

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
    """Groups statements for people: what it holds runs in place."""
    return [node for part in live_statements(statement.block) for node in writer.block(part.block)]


@family.control("util.post_process", blocks=("stack",), detached=True)
def emit_post_process(writer: StatementWriter, statement: Statement) -> Code:
    """Runs its stack after the response was made, with the variables as they are now.

    Should it fail, that is a warning in the log.
    """
    scope = writer.expressions.scope
    body: Code = []
    for name in sorted(scope.assigned):
        taken = ast.Call(ast.Attribute(load(FOUND), "pop", ast.Load()), [constant(name)], [])
        is_set = ast.Compare(constant(name), [ast.In()], [load(FOUND)])
        unset = [assign(local_name(name), load("run.UNSET"))] if name in scope.maybe_unset else []
        body.append(ast.If(is_set, [assign(local_name(name), taken)], unset))
    with writer.detached():
        body += emit_group(writer, statement)
    found = call("run.copied", call("run.variables", call("run.locals")))
    # As defaults the values are those of now, which a closure's would not be.
    parameters = arguments((FOUND, CONTEXT, INPUT), [found, load(CONTEXT), load(INPUT)])
    later = ast.Call(ast.Attribute(load(CONTEXT), "later", ast.Load()), [load(LATER)], [])
    return [define(LATER, parameters, body or [ast.Pass()]), run(later)]


@family.control("stack")
def emit_stack(writer: StatementWriter, statement: Statement) -> Code:
    """A stack inside of a stack: what it holds runs in place."""
    return writer.block(statement.block)


def _subject(statement: Statement) -> Expression:
    found = subject(statement)
    assert found is not None  # the checker has seen it
    return found
