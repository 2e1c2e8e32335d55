"""The values of constant expressions: inputs of a `run.job`, defaults, properties such as `disabled`."""

from __future__ import annotations

from typing import Any

from runner.errors import ScriptError
from runner.source import Span
from runner.syntax.nodes import (
    Expression,
    Group,
    ListLiteral,
    Literal,
    Node,
    ObjectLiteral,
    Pipe,
    Unary,
    Word,
)
from runner.values import negate


class NotConstant(Exception):
    """An expression that depends on a run; ``span`` is the part that does."""

    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


def constant(node: Expression) -> Any:
    """The value of a constant expression; a bare word is a text.

    Raises:
        NotConstant: a variable, a filter or an operator stands in it, or a minus before what is no number.
    """
    if type(node) is Literal:
        return node.value
    if type(node) is Word:
        return node.text
    if type(node) is ListLiteral:
        return [constant(item) for item in node.items]
    if type(node) is ObjectLiteral and not node.blocks:
        return {_key(entry.key): constant(entry.value) for entry in node.entries}
    if type(node) is Group:
        return constant(node.inner)
    if type(node) is Unary and node.operator == "-":
        try:
            return negate(constant(node.operand))
        except ScriptError:
            raise NotConstant(node.span) from None
    if type(node) is Pipe and node.value is not None and all(item.disabled for item in node.filters):
        return constant(node.value)
    raise NotConstant(node.span)


def is_constant(node: Node, value: Any) -> bool:
    """Whether ``node`` is the constant ``value``."""
    return type(node) is Literal and type(node.value) is type(value) and node.value == value


def _key(node: Expression) -> str:
    if type(node) is Literal:
        return str(node.value)
    raise NotConstant(node.span)
