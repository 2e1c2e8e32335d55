"""Operators that Xano's validator reads more strictly: filters beside them, and signs of variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.check.live import below
from runner.errors import Fix, Problem
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import Binary, Group, ListLiteral, Logical, Node, Pipe, Ternary, Unary

family = RuleFamily("portability")

OPERATIONS = (Binary, Logical, Ternary, Unary)


@family.rule("filter-parentheses", "unary-minus")
def tell_operands(view: FileView) -> Iterator[Problem]:
    """`$x|count == 0` and `-$x`; in backticks Xano takes the filters and the sign."""
    for node in _outside_of_backticks(view):
        if isinstance(node, OPERATIONS):
            filtered = [operand for operand in _operands(node) if type(operand) is Pipe]
            yield from (_parentheses(view, operand) for operand in filtered)
            if isinstance(node, Unary) and node.operator == "-" and not filtered:
                yield _sign(view, node)


def _parentheses(view: FileView, operand: Node) -> Problem:
    message = "Xano wants parentheses around a value with filters beside an operator"
    fix = Fix(operand.span, f"({view.source.text[slice(*operand.span)]})")
    return view.warning("filter-parentheses", message, operand.span, fix=fix)


def _sign(view: FileView, node: Unary) -> Problem:
    written = f"(0 - {view.source.text[slice(*node.operand.span)]})"
    message = "Xano takes a minus sign before numbers alone"
    return view.warning("unary-minus", message, node.span, fix=Fix(node.span, written))


def _operands(node: Node) -> list[Node]:
    if isinstance(node, Binary | Logical):
        bounds = node.right.items if isinstance(node.right, ListLiteral) and _is_between(node) else []
        return [node.left, node.right, *bounds]
    if isinstance(node, Ternary):
        return [node.condition, node.yes, node.no]
    return [node.operand] if isinstance(node, Unary) else []


def _is_between(node: Binary | Logical) -> bool:
    return "between" in node.operator


def _outside_of_backticks(view: FileView) -> Iterator[Node]:
    """All nodes of a file, those of disabled code too: the validator reads it."""
    pending: list[Any] = [document.statement for document in reversed(view.documents)]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item[::-1])
        elif isinstance(item, Node) and not (type(item) is Group and item.style != "("):
            yield item
            kind: Any = type(item)
            pending.extend(below(kind)(item))
