"""Null guards: reads that ask whether something is there, and so read null where it is missing.

An author who writes `$a.b ?? 1`, `$a.b == null` or `$a.b|is_null` means "if it is there". Xano
raises; here such reads give null (the decision stands in docs/language.md).
"""

from __future__ import annotations

from runner.syntax.nodes import Binary, Expression, Literal, Logical, Node, Pipe

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
