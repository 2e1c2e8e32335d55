"""Shapes: mistakes that the grammar lets through, because every statement looks alike to it."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.nodes import CONSTRUCTS, Block, Property, Statement

LOOPS = {
    "foreach": "each as $item { ... }",
    "for": "each as $index { ... }",
    "while": "each { ... }",
}
BRANCHES = ("if", "elseif", "else")
DECORATIONS = ("description", "disabled", "tags", "mock", "docs", "guid")


def check_shapes(source: Source, statements: list[Statement]) -> Iterator[Problem]:
    """The problems of shape in all statements of a text, in no particular order."""
    pending: list[tuple[Statement, Statement | None]] = [(item, None) for item in statements]
    while pending:
        statement, parent = pending.pop()
        yield from _branches(source, statement, parent)
        yield from _loops(source, statement)
        yield from _responses(source, statement, parent)
        for block in _blocks(statement):
            pending.extend((child, statement) for child in block.statements)


def _blocks(statement: Statement) -> Iterator[Block]:
    if statement.block is not None:
        yield statement.block


def _branches(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    if statement.name == "else" and (statement.condition is not None or statement.head):
        span = Span(statement.name_span.start, statement.head[0].span.start + 2)
        fix = Fix(span, "elseif") if source.text[span.end - 2 : span.end] == "if" else None
        message = "a second condition is `elseif`, one word"
        yield Problem("else-if", message, source, span, hint="elseif (...) { ... }", fix=fix)
    if statement.name in BRANCHES and (parent is None or parent.name != "conditional"):
        yield Problem(
            "bare-if",
            f"`{statement.name}` stands inside of `conditional`",
            source,
            statement.name_span,
            hint="conditional { if (...) { ... } elseif (...) { ... } else { ... } }",
        )
    if statement.name == "conditional" and statement.block is not None:
        for second in [child for child in statement.block.statements if child.name == "if"][1:]:
            yield Problem(
                "second-if",
                "a `conditional` has one `if`",
                source,
                second.name_span,
                hint="write `elseif`, or a `conditional` of its own",
            )


def _loops(source: Source, statement: Statement) -> Iterator[Problem]:
    form = LOOPS.get(statement.name)
    if form is None or statement.block is None:
        return
    inner = statement.block.statements
    if not any(child.name == "each" for child in inner):
        yield Problem(
            "loop-without-each",
            f"the body of `{statement.name}` stands in `each`",
            source,
            statement.name_span,
            hint=f"{statement.name} (...) {{ {form} }}",
        )


def _responses(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    if parent is None or statement.name in CONSTRUCTS or statement.block is None:
        return
    for entry in statement.block.entries:
        if type(entry) is Property and entry.key == "response" and statement.name == "stack":
            yield Problem(
                "inner-response",
                "`response` stands after `stack`, at the end of the function",
                source,
                entry.key_span,
                hint="to leave early: return { value = ... }",
            )
        elif type(entry) is Property and entry.key == "response" and statement.name in (*BRANCHES, "each"):
            yield Problem(
                "inner-response",
                "`response` cannot stand inside of a block",
                source,
                entry.key_span,
                hint="to leave early: return { value = ... }",
            )
