"""Branches, loops and groups."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.live import live_statements, walk_live
from runner.check.variables import root_variable, ungrouped
from runner.eject import pieces
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, call, chain, name
from runner.eject.statements import Statements, Writer, subject_of
from runner.eject.variables import int_of
from runner.syntax.nodes import (
    Binary,
    Block,
    Expression,
    Literal,
    Statement,
    Variable,
)
from runner.values.kinds import LIST


def _conditional(writer: Statements, statement: Statement) -> None:
    for at, branch in enumerate(live_statements(statement.block)):
        if branch.name == "else":
            writer.out.add("else:")
        else:
            condition = writer.expressions.condition(subject_of(branch))
            writer.out.add("elif " if at else "if ", condition, ":")
        writer.block(branch.block)


def _switch(writer: Statements, statement: Statement) -> None:
    value = writer.expressions.operand(subject_of(statement))
    if not value.code.is_name:
        chosen = writer.expressions.names.fresh("chosen", "choice")
        writer.out.assign(chosen, value.code)
        value = Operand(name(chosen), value.kind)
    cases = list(_cases(writer, live_statements(statement.block)))
    cases.sort(key=lambda case: not case[0])  # `default` goes last
    word = "if"
    for tests, blocks in cases:
        codes = [_is_case(writer, value, test) for test in tests]
        if codes:
            first, *others = codes
            either = chain(pieces.OR, first, *(("or", one) for one in others)) if others else first
            writer.out.add(f"{word} ", either, ":")
        else:
            writer.out.add("else:" if word == "elif" else "if True:")
        with writer.out.block():
            for block in blocks:
                writer.inline(block)
        word = "elif"


def _is_case(writer: Statements, value: Operand, test: Expression) -> Code:
    code = writer.expressions.operators.binary("==", value, writer.expressions.operand(test))
    assert code is not None
    return code


def _cases(writer: Statements, cases: list[Statement]) -> Iterator[tuple[list[Expression], list[Block]]]:
    """The tests of each case and the blocks it runs: those of the next ones too, without a `break`."""
    tests: list[Expression] = []
    default = False
    for at, case in enumerate(cases):
        tests += [subject_of(case)] if case.name == "case" else []
        default = default or case.name == "default"
        inner, ends = _without_break(case)
        if not inner and not ends and at + 1 < len(cases):
            continue
        blocks = []
        for one in cases[at:]:
            entries, ends = _without_break(one)
            blocks.append(Block(one.span, list(entries)))
            if ends:
                break
        yield ([] if default else tests), blocks
        tests, default = [], False


def _foreach(writer: Statements, statement: Statement) -> None:
    if any(type(node) is Statement and node.name == "remove" for node in walk_live(statement)):
        raise Refusal("`remove`", statement.name_span)
    walked = subject_of(statement)
    operand, root = writer.expressions.operand(walked), root_variable(walked)
    items = operand.code if operand.only(LIST) else writer.expressions.helper("each", operand.code)
    own = type(ungrouped(walked)) is Variable and root is not None
    if own and root is not None and writer.mutation.changes(statement.block, root):
        items = call("list", items)
    node = ungrouped(walked)
    if type(node) is Binary and node.operator == "..":
        items = _counted(writer, node) or items
    _loop(writer, statement, items)


def _counted(writer: Statements, node: Binary) -> Code | None:
    low, high = ungrouped(node.left), ungrouped(node.right)
    if type(low) is not Literal or type(high) is not Literal:
        return None
    if type(low.value) is not int or type(high.value) is not int or low.value > high.value:
        return None
    bounds = [name(str(low.value))] if low.value else []
    return call("range", *bounds, name(str(high.value + 1)))


def _for(writer: Statements, statement: Statement) -> None:
    count = int_of(writer, writer.expressions.operand(subject_of(statement)))
    _loop(writer, statement, call("range", count))


def _loop(writer: Statements, statement: Statement, items: Code) -> None:
    each = next((part for part in live_statements(statement.block) if part.name == "each"), None)
    alias = each.alias if each is not None else None
    if alias is not None and (type(alias.target) is not Variable or alias.filters):
        raise Refusal("`each as` with a path or a filter", alias.span)
    word = writer.target(alias.target) if alias is not None else "_"
    if alias is not None:
        variable = root_variable(alias.target) or ""
        writer.declared.add(variable)
        word = word if variable in writer.read else "_"
    writer.out.add(f"for {word} in ", items, ":")
    writer.block(each.block if each is not None else None)


def _while(writer: Statements, statement: Statement) -> None:
    each = next((part for part in live_statements(statement.block) if part.name == "each"), None)
    writer.out.add("while ", writer.expressions.condition(subject_of(statement)), ":")
    writer.block(each.block if each is not None else None)


def _group(writer: Statements, statement: Statement) -> None:
    if statement.name == "stack":
        writer.inline(statement.block)
    for part in live_statements(statement.block) if statement.name == "group" else []:
        writer.inline(part.block)
    if statement.block is not None:
        writer.out.comments_before(statement.block.span.end)


def _without_break(case: Statement) -> tuple[list[Statement], bool]:
    inner = live_statements(case.block)
    if inner and inner[-1].name == "break":
        return inner[:-1], True
    return inner, case.ends_in_break


CONTROL: dict[str, Writer] = {
    "conditional": _conditional,
    "switch": _switch,
    "foreach": _foreach,
    "for": _for,
    "while": _while,
    "group": _group,
    "stack": _group,
}
