"""What is known of a loop: whether it has a first round, and what the flag that ends it goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.check.live import LOOPS, live_filters, live_statements, walk_live
from runner.check.variables import root_variable, subject, targets, ungrouped
from runner.lint.bodies import Body, contains, variable_name
from runner.source import Span
from runner.syntax.nodes import (
    Binary,
    Block,
    Expression,
    ListLiteral,
    Literal,
    Logical,
    Pipe,
    Statement,
    Unary,
    Variable,
)
from runner.values import compare, equals, is_truthy

UNKNOWN = object()
BRANCHING = LOOPS | {"conditional", "switch", "try_catch"}
# What `compare` has to give, of -1, 0 and 1.
ORDER = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


def has_a_round(body: Body, loop: Statement) -> bool:
    """Whether a loop surely runs at least once."""
    head = subject(loop)
    value = _value(body, head, loop.span) if head is not None else UNKNOWN
    if loop.name == "for":
        return type(value) is int and value > 0
    if loop.name == "foreach":
        return type(value) is list and bool(value)
    return value is not UNKNOWN and is_truthy(value)


def set_with_flag(body: Body, loop: Statement) -> frozenset[str]:
    """What is set when a `while` with a first round ends: all that is set beside the flag that ends it."""
    flags = body.named(subject(loop)) if loop.name == "while" else ()
    if len(flags) != 1:
        return frozenset()
    (flag,) = flags
    before = _variable(body, flag, loop.span)
    ending = {
        id(one)
        for one in body.assignments.get(flag, ())
        if contains(loop.span, one.span) and not _gives(one, before)
    }
    beside = [_set_in(body, block) for block in _blocks(loop) if ending & set(map(id, block.statements))]
    return frozenset.intersection(*beside) if beside else frozenset()


def flags_of(body: Body, loop: Statement) -> frozenset[str]:
    """What only branches in a loop set: not its counters, which each round sets."""
    each_round = (_set_in(body, each.block) for each in live_statements(loop.block))
    found = (_set_in(body, block) for block in _blocks(loop))
    return frozenset[str]().union(*found).difference(*each_round)


def _blocks(loop: Statement) -> Iterator[Block]:
    return (node for node in walk_live(loop) if type(node) is Block)


def _gives(statement: Statement, value: Any) -> bool:
    """Whether a statement sets a variable to the literal that it was before."""
    given = statement.property("value")
    return type(given) is Literal and type(given.value) is type(value) and given.value == value


def _set_in(body: Body, block: Block | None) -> frozenset[str]:
    found = (target for one in live_statements(block) for target in targets(one, body.language))
    return frozenset(filter(None, map(root_variable, found)))


def _value(body: Body, node: Expression, at: Span) -> Any:
    """What an expression gives when ``at`` begins; of a list no more than its length is known."""
    node = ungrouped(node)
    if type(node) is Literal:
        return node.value
    if type(node) is ListLiteral:
        return [UNKNOWN] * len(node.items)
    if type(node) is Binary:
        return _compared(node.operator, _value(body, node.left, at), _value(body, node.right, at))
    if type(node) is Logical:
        return _joined(node.operator, _value(body, node.left, at), _value(body, node.right, at))
    if type(node) is Unary and node.operator == "!":
        inner = _value(body, node.operand, at)
        return UNKNOWN if inner is UNKNOWN else not is_truthy(inner)
    if type(node) is Pipe and node.value is not None:
        value = _value(body, node.value, at)
        counts = [call.name for call in live_filters(node.filters)] == ["count"]
        return len(value) if counts and type(value) is list else UNKNOWN
    return _variable(body, variable_name(node), at)


def _compared(operator: str, left: Any, right: Any) -> Any:
    if operator == "..":
        return [UNKNOWN]  # whichever its bounds are, it holds one number
    if UNKNOWN in (left, right) or list in (type(left), type(right)):
        return UNKNOWN
    if operator in ORDER:
        return compare(left, right) in ORDER[operator]
    return equals(left, right) is (operator == "==") if operator in ("==", "!=") else UNKNOWN


def _joined(operator: str, left: Any, right: Any) -> Any:
    if UNKNOWN in (left, right) or operator not in ("&&", "||"):
        return UNKNOWN
    both = (is_truthy(left), is_truthy(right))
    return all(both) if operator == "&&" else any(both)


def _variable(body: Body, name: str | None, at: Span) -> Any:
    """The value of a variable that the last statement before ``at`` surely gives it."""
    setters = [one for one in body.assignments.get(name or "", ()) if one.span.end <= at.start]
    last = setters[-1] if setters else None
    if last is None or last.name not in ("var", "var.update") or type(subject(last)) is not Variable:
        return UNKNOWN
    around = (one.span for one in body.statements(*BRANCHING) if contains(one.span, last.span))
    value = last.property("value")
    if value is None or not all(contains(span, at) for span in around):
        return UNKNOWN
    return _value(body, value, last.span)
