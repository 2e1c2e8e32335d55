"""Null guards: reads that ask whether something is there, and so read null where it is missing.

An author who writes `$a.b ?? 1`, `$a.b == null` or `$a.b|is_null` means "if it is there", and so does
one who writes `expect.to_be_null ($a.b)`. Xano raises; here such reads give null (the decision stands in
docs/language.md).
"""

from __future__ import annotations

from runner.check.live import live_filters
from runner.check.variables import subject
from runner.specs import FilterSpec, Language, StatementSpec
from runner.syntax.nodes import Binary, Expression, Literal, Logical, Node, Pipe, Statement

EQUALITY = frozenset({"==", "!=", "===", "!=="})


def guarded_operands(node: Node, language: Language) -> list[Expression]:
    """The operands of ``node`` that are read under a null guard; the head of a statement is one, too."""
    if type(node) is Logical and node.operator == "??":
        return [node.left]
    if type(node) is Binary and node.operator in EQUALITY:
        if is_null(node.right):
            return [node.left]
        if is_null(node.left):
            return [node.right]
    # `==? $input.x` asks nothing where there is no such value.
    if type(node) is Binary and node.operator.endswith("?"):
        return [node.left, node.right]
    if type(node) is Pipe and node.value is not None:
        active = live_filters(node.filters)
        return [node.value] if active and _guards(language.filters.get(active[0].name)) else []
    if type(node) is Statement and _guards(language.statements.get(node.name)):
        head = subject(node)
        return [head] if head is not None else []
    return []


def _guards(spec: FilterSpec | StatementSpec | None) -> bool:
    return spec is not None and spec.guards


def is_null(node: Expression) -> bool:
    """Whether an expression is the literal null."""
    return type(node) is Literal and node.value is None
