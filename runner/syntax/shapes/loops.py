"""Shapes of loops: `for`, `foreach` and `while` hold an `each`, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source
from runner.syntax.brackets import indentation
from runner.syntax.nodes import Binary, Group, Statement, Variable, Word
from runner.syntax.shapes.wrapping import head_text

EACH = {"foreach": "each as $item", "for": "each as $index", "while": "each"}


def check_loop(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """The body of a loop stands in `each`."""
    block = statement.block
    if block is None or any(child.name == "each" for child in block.statements):
        return
    each = EACH[statement.name]
    if statement.alias is not None and type(statement.alias.target) is Variable:
        each = f"each as ${statement.alias.target.name}"
    margin = " " * indentation(source, statement.span.start)
    inner = source.text[block.span.start : block.span.end]
    fix = None
    # An alias behind the parentheses would have to move into `each`: the hint says so, no fix does.
    if statement.alias is None and _is_simple(statement):
        fix = Fix(block.span, f"{{\n{margin}{each} {inner}\n{margin}}}")
    yield Problem(
        "loop-without-each",
        f"the body of `{statement.name}` stands in `each`",
        source,
        statement.name_span,
        hint=f"{statement.name} ({head_text(source, statement) or '...'}) {{ {each} {{ ... }} }}",
        fix=fix,
    )


def check_foreach(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """The parentheses of `foreach` hold the list alone, not `$item in $list`."""
    if _is_simple(statement) or not statement.head:
        return
    group = statement.head[0]
    inner = group.inner if type(group) is Group else group
    if type(inner) is not Binary:
        return
    name = inner.left.name if type(inner.left) is Variable else "item"
    items = source.text[inner.right.span.start : inner.right.span.end]
    yield Problem(
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
        source,
        inner.span,
        hint=f"foreach ({items}) {{ each as ${name} {{ ... }} }}",
        fix=Fix(inner.span, items),
    )


def _is_simple(statement: Statement) -> bool:
    """Whether the head is not of the form ``($item in $list)``."""
    group = statement.head[0] if statement.head else None
    inner = group.inner if type(group) is Group else None
    if type(inner) is not Binary or inner.operator != "in":
        return True
    return type(inner.left) not in (Variable, Word)
