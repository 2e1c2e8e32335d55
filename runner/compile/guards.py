"""Null guards: reads that ask whether something is there, and so read null where it is missing.

An author who writes `$a.b ?? 1`, `$a.b == null` or `$a.b|is_null` means "if it is there". Xano
raises; here such reads give null (the decision stands in docs/language.md).
"""

from __future__ import annotations

from runner.syntax.nodes import (
    Binary,
    Expression,
    Group,
    Index,
    Literal,
    Logical,
    Member,
    Node,
    Pipe,
    Variable,
)

GUARD_FILTERS = frozenset({"is_null", "is_empty", "first_notnull", "first_notempty"})
EQUALITY = frozenset({"==", "!=", "===", "!=="})


def guarded_operands(node: Node) -> list[Expression]:
    """The operands of ``node`` that are read under a null guard."""
    if type(node) is Logical and node.operator == "??":
        return [node.left]
    if type(node) is Binary and node.operator in EQUALITY:
        if is_null(node.right):
            return [node.left]
        if is_null(node.left):
            return [node.right]
    if type(node) is Pipe and node.value is not None:
        first = next((item for item in node.filters if not item.disabled), None)
        if first is not None and first.name in GUARD_FILTERS:
            return [node.value]
    return []


def is_null(node: Expression) -> bool:
    """Whether an expression is the literal null."""
    return type(node) is Literal and node.value is None


def root_variable(node: Expression) -> str | None:
    """The variable that a path starts from, with ``$var.x`` read as ``$x``; None for other values."""
    while type(node) is Group:
        node = node.inner
    if type(node) is Variable:
        return node.name
    if type(node) is Member:
        if type(node.base) is Variable and node.base.name == "var":
            return node.key
        return root_variable(node.base)
    return root_variable(node.base) if type(node) is Index else None
