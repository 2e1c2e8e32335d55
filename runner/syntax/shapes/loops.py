"""Shapes of loops: `for`, `foreach` and `while` hold an `each`, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import indentation
from runner.syntax.nodes import Block, Group, Statement, Variable
from runner.syntax.shapes.wrapping import head_span, head_text

WALK = re.compile(r"\$?(?P<name>\w+)\s+in\s+(?P<items>\S.*)", re.DOTALL)
EACH = {"foreach": "each as $item", "for": "each as $index", "while": "each"}


def check_loop(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """The body of a loop stands in `each`."""
    block = statement.block
    if block is None or not lacks_each(statement) or walked(source, statement) is not None:
        return
    each, span = EACH[statement.name], block.span
    alias = statement.alias
    if alias is not None and type(alias.target) is Variable:
        # The name behind the parentheses goes along.
        each = f"each as ${alias.target.name}"
        span = Span(min(span.start, alias.span.start), max(span.end, alias.span.end))
    yield Problem(
        "loop-without-each",
        f"the body of `{statement.name}` stands in `each`",
        source,
        statement.name_span,
        hint=f"{statement.name} ({head_text(source, statement) or '...'}) {{ {each} {{ ... }} }}",
        fix=Fix(span, _wrapped(source, block, each, statement)),
    )


def lacks_each(statement: Statement) -> bool:
    """Whether a statement is a loop whose body stands directly in its braces."""
    children = statement.block.statements if statement.block is not None else []
    return statement.name in EACH and all(child.name != "each" for child in children)


def _wrapped(source: Source, block: Block, each: str, statement: Statement) -> str:
    """A block as the `each` of a block around it."""
    margin = " " * indentation(source, statement.span.start)
    return f"{{\n{margin}{each} {source.text[block.span.start : block.span.end]}\n{margin}}}"


def check_walk(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """The parentheses of a loop hold the list alone, not `$item in $list`."""
    found, span = walked(source, statement), head_span(statement)
    if found is None or span is None:
        return
    name, items = found
    items = items if items.startswith("(") else f"({items})"
    fix = Fix(Span(statement.name_span.start, span.end), f"foreach {items}")
    if statement.block is not None and lacks_each(statement):
        body = _wrapped(source, statement.block, f"each as ${name}", statement)
        fix = Fix(Span(fix.span.start, statement.block.span.end), f"foreach {items} {body}")
    yield Problem(
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
        source,
        _inner(statement) or span,
        hint=f"foreach {items} {{ each as ${name} {{ ... }} }}",
        fix=fix,
    )


def _inner(statement: Statement) -> Span | None:
    """The span of what stands in the parentheses of a head, where it has them."""
    head = statement.head[0] if len(statement.head) == 1 else None
    return head.inner.span if type(head) is Group else None


def walked(source: Source, statement: Statement) -> tuple[str, str] | None:
    """The name and the list of a head such as ``($item in $list)``, with parentheses or without."""
    match = WALK.fullmatch(head_text(source, statement)) if statement.name in ("for", "foreach") else None
    return (match["name"], match["items"]) if match is not None else None


def check_each(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`each` names its element behind `as`."""
    span = head_span(statement)
    head = head_text(source, statement)
    if span is None or not head.startswith("$"):
        return
    yield Problem(
        "each-form",
        "`each` names its element with `as`",
        source,
        span,
        hint=f"each as {head} {{ ... }}",
        fix=Fix(span, head if source.text[: span.start].rstrip().endswith(" as") else f"as {head}"),
    )
