"""Shapes of functions: their blocks, and the one place of `response`."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source
from runner.syntax.nodes import CONSTRUCTS, Group, Property, Statement

BLOCKS = ("input", "stack")
# What may stand directly in a function; everything else is a statement that missed the stack.
MEMBERS = frozenset((*BLOCKS, "test", "middleware", "history", "docs", "cache", "schema", "response"))
CODE_BLOCKS = frozenset("if elseif else each try catch finally case default group stack".split())


def check_function(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """A function holds an `input`, a `stack` and a `response`, each once, and no statements."""
    if parent is not None:
        return
    yield from _parameters(source, statement)
    block = statement.block
    entries = block.entries if block is not None else []
    for entry in entries:
        if type(entry) is Property and entry.key in BLOCKS:
            message = f"`{entry.key}` is a block: no `=` stands before its brace"
            hint = f"{entry.key} {{ ... }}"
            yield Problem("block-form", message, source, entry.key_span, hint=hint)
        elif type(entry) is Statement and entry.name == "response":
            message = "`response` is a property: `=` stands behind it, and then one value"
            yield Problem("response-form", message, source, entry.name_span, hint="response = ...")
    yield from _strays(source, [entry for entry in entries if type(entry) is Statement])


def _parameters(source: Source, statement: Statement) -> Iterator[Problem]:
    for item in statement.head:
        if type(item) is Group:
            message = "a function takes its inputs in a block, not in parentheses"
            hint = f"input {{ text {source.text[item.inner.span.start : item.inner.span.end].lstrip('$')} }}"
            yield Problem("function-parameters", message, source, item.span, hint=hint)


def _strays(source: Source, children: list[Statement]) -> Iterator[Problem]:
    seen: set[str] = set()
    for child in children:
        if child.name in seen and child.name in BLOCKS:
            message = f"a function has one `{child.name}`"
            yield Problem("second-block", message, source, child.name_span, hint="join the two")
        seen.add(child.name)
    stray = next((child for child in children if child.name not in MEMBERS), None)
    if stray is not None:
        message = f"`{stray.name}` stands in the `stack` of a function, not beside it"
        hint = f"stack {{ {stray.name} ... }}"
        yield Problem("outside-stack", message, source, stray.name_span, hint=hint)


def check_response(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """`response` stands once, after the stack: an early end is `return`."""
    if parent is None or statement.name not in CODE_BLOCKS or statement.block is None:
        return
    if statement.name in CONSTRUCTS:
        return
    for entry in statement.block.entries:
        if type(entry) is Property and entry.key == "response":
            value = source.text[entry.value.span.start : entry.value.span.end]
            yield Problem(
                "inner-response",
                "`response` stands after `stack`, at the end of the function; `return` leaves it early",
                source,
                entry.key_span,
                hint=f"return {{ value = {value if len(value) < 40 else '...'} }}",
                fix=Fix(entry.span, f"return {{ value = {value} }}"),
            )
