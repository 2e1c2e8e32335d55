"""Statements that change a list, or yield what they find in a value."""

from __future__ import annotations

from collections.abc import Callable

from runner.check.variables import root_variable, subject, ungrouped
from runner.eject import pieces
from runner.eject.filters import FILTERS
from runner.eject.needs import Refusal
from runner.eject.operators import Operand
from runner.eject.pieces import Code, call, name, text
from runner.eject.piped import Piped
from runner.eject.statements import Statements, Writer, subject_of
from runner.syntax.nodes import (
    Expression,
    Statement,
    Variable,
)
from runner.values.kinds import ANY, INT, LIST, Kind

# Statements that yield what a filter makes of their subject and one property.
READS = {
    "array.find": "find",
    "array.find_index": "findIndex",
    "array.has": "some",
    "array.every": "every",
    "array.filter": "filter",
    "array.map": "map",
    "text.contains": "contains",
    "text.starts_with": "starts_with",
    "text.ends_with": "ends_with",
    "object.keys": "keys",
    "object.values": "values",
    "object.entries": "entries",
}
LAZY = frozenset({"find", "findIndex", "some", "every", "filter", "map"})


def _push(writer: Statements, statement: Statement) -> None:
    _add(writer, statement, "append", lambda items, value: (items, value))


def _unshift(writer: Statements, statement: Statement) -> None:
    _add(writer, statement, "insert", lambda items, value: (value, items))


def _add(
    writer: Statements, statement: Statement, method: str, order: Callable[[Code, Code], tuple[Code, Code]]
) -> None:
    target, value = subject_of(statement), writer.property(statement, "value")
    operand = writer.expressions.operand(target)
    if type(ungrouped(target)) is Variable and operand.only(LIST) and writer.owns(statement, target):
        arguments = [value] if method == "append" else [name("0"), value]
        writer.out.add("", pieces.method(operand.code, method, *arguments))
    else:
        items = operand.code if operand.only(LIST) else writer.expressions.helper("listed", operand.code)
        writer.assign(target, pieces.listing(order(pieces.spread(items), value)), statement)
    _yield(writer, statement, target)


def _yield(writer: Statements, statement: Statement, target: Expression) -> None:
    """What a change of a list gives to its alias: the list."""
    if statement.alias is not None:
        writer.bind(statement.alias, writer.expressions.operand(target))


def _pop(writer: Statements, statement: Statement) -> None:
    _take(writer, statement, "last", "-1", ":-1")


def _shift(writer: Statements, statement: Statement) -> None:
    _take(writer, statement, "first", "0", "1:")


def _take(writer: Statements, statement: Statement, helper: str, index: str, rest: str) -> None:
    target = subject_of(statement)
    operand, alias = writer.expressions.operand(target), statement.alias
    owned = type(ungrouped(target)) is Variable and operand.only(LIST) and writer.owns(statement, target)
    if owned:
        arguments = [name("0")] if index == "0" else []
        taken = pieces.method(operand.code, "pop", *arguments)
        writer.bind(alias, Operand(pieces.choice(operand.code, taken, pieces.NONE), ANY))
        return
    items = operand.code if operand.only(LIST) else writer.expressions.helper("listed", operand.code)
    # What is no list has to fail before anything is set.
    if alias is not None:
        writer.bind(alias, Operand(writer.expressions.helper(helper, items), ANY))
    # The alias may be the variable of the list itself, and then it is what was taken.
    if alias is None or root_variable(alias.target) != root_variable(target):
        writer.assign(target, pieces.item(items, name(rest)), statement)


def _merge(writer: Statements, statement: Statement) -> None:
    target, value = subject_of(statement), writer.expressions.operand(statement.property("value"))
    operand = writer.expressions.operand(target)
    if not operand.only(LIST):
        writer.assign(target, writer.expressions.helper("merged", operand.code, value.code), statement)
        _yield(writer, statement, target)
        return
    added = value.code if value.only(LIST) else writer.expressions.helper("as_list", value.code)
    if type(ungrouped(target)) is Variable and writer.owns(statement, target):
        writer.out.add("", pieces.method(operand.code, "extend", added))
    else:
        both = pieces.listing((pieces.spread(operand.code), pieces.spread(added)))
        writer.assign(target, both, statement)
    _yield(writer, statement, target)


def _filter_count(writer: Statements, statement: Statement) -> None:
    condition, operand = statement.condition, writer.expressions.operand(subject_of(statement))
    if condition is None:
        raise Refusal("`array.filter_count` without a condition", statement.name_span)
    kept = FILTERS["filter"](Piped(writer.expressions, operand, [condition]))
    if kept is None:
        raise Refusal("`array.filter_count` with such a condition", statement.name_span)
    writer.bind(statement.alias, Operand(call("len", kept), Kind(INT)))


def _reads(writer: Statements, statement: Statement) -> None:
    """A statement that yields what a filter would."""
    filter_, head = READS[statement.name], subject(statement)
    argument = statement.condition or statement.property("by")
    if statement.name.startswith("text."):
        argument = statement.property("value")
    value = head if head is not None else statement.property("value")
    piped = Piped(
        writer.expressions, writer.expressions.operand(value), [argument] if argument is not None else []
    )
    written = FILTERS[filter_](piped)
    if written is None and argument is not None and filter_ in LAZY:
        function = writer.expressions.function(argument, accumulates=False)
        written = writer.expressions.context("filter", text(filter_), piped.code, function)
    elif written is None:
        written = writer.expressions.context("filter", text(filter_), piped.code)
    writer.bind(statement.alias, Operand(written, ANY))


def _grouped(writer: Statements, statement: Statement) -> None:
    """Statements that hand an expression over elements to a helper."""
    node = statement.condition or statement.property("by")
    if node is None:
        raise Refusal(f"`{statement.name}` without an expression", statement.name_span)
    subject_code = writer.expressions.value(subject_of(statement))
    lazy = writer.expressions.lazy(node, None)
    if lazy.uses_index:
        raise Refusal("`$index` in such an expression", node.span)
    body = lazy.truth if statement.condition is not None else lazy.value
    function = Code((f"lambda {lazy.element.item}: ", *pieces.held(body, pieces.LAMBDA)), pieces.LAMBDA)
    helper = "group_by" if statement.name == "array.group_by" else "partition"
    code = writer.expressions.helper(helper, subject_code, function)
    writer.bind(statement.alias, Operand(code, ANY))


ARRAYS: dict[str, Writer] = {
    "array.push": _push,
    "array.unshift": _unshift,
    "array.pop": _pop,
    "array.shift": _shift,
    "array.merge": _merge,
    "array.filter_count": _filter_count,
    "array.group_by": _grouped,
    "array.partition": _grouped,
    **dict.fromkeys(READS, _reads),
}
