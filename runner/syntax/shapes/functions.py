"""Shapes of functions: their blocks, and the one place of `response`."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source
from runner.syntax.nodes import CONSTRUCTS, Group, Property, Statement
from runner.syntax.nodes.statements import Entry, name_of
from runner.syntax.shapes.wrapping import enclose, extended

BLOCKS = ("input", "stack")
# What people call the parts of a function.
PARTS = {
    **dict.fromkeys(("inputs", "params", "parameters", "args", "arguments"), "input"),
    **dict.fromkeys(("steps", "body", "code", "statements", "logic"), "stack"),
    **dict.fromkeys(("return", "output", "outputs", "result", "returns"), "response"),
}
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
        name, span = name_of(entry)
        if type(entry) is Property and name in BLOCKS:
            message = f"`{name}` is a block: no `=` stands before its brace"
            yield Problem("block-form", message, source, span, hint=f"{name} {{ ... }}")
        elif type(entry) is Statement and PARTS.get(name, name) == "response":
            yield _response_block(source, entry)
        elif name in PARTS and (type(entry) is Statement or PARTS[name] == "response"):
            message = f"a function has `input`, `stack` and `response`, but got `{name}`"
            hint = f"did you mean `{PARTS[name]}`?"
            yield Problem("function-part", message, source, span, hint=hint, fix=Fix(span, PARTS[name]))
    yield from _strays(source, entries)


def _response_block(source: Source, entry: Statement) -> Problem:
    message = "`response` is a property: `=` stands behind it, and then one value"
    inner = entry.block.entries if entry.block is not None else []
    fix, hint = None, "response = ..."
    if len(inner) == 1 and type(inner[0]) is Property and inner[0].key == "value":
        value = inner[0].value.span
        fix = Fix(entry.span, f"response = {source.text[value.start : value.end]}")
    return Problem("response-form", message, source, entry.name_span, hint=hint, fix=fix)


def _parameters(source: Source, statement: Statement) -> Iterator[Problem]:
    for item in statement.head:
        if type(item) is Group:
            message = "a function takes its inputs in a block, not in parentheses"
            hint = f"input {{ text {source.text[item.inner.span.start : item.inner.span.end].lstrip('$')} }}"
            yield Problem("function-parameters", message, source, item.span, hint=hint)


def _strays(source: Source, entries: list[Entry]) -> Iterator[Problem]:
    children = [entry for entry in entries if type(entry) is Statement]
    seen: set[str] = set()
    for child in children:
        if child.name in seen and child.name in BLOCKS:
            message = f"a function has one `{child.name}`"
            yield Problem("second-block", message, source, child.name_span, hint="join the two")
        seen.add(child.name)
    strays = [child for child in children if child.name not in MEMBERS and child.name not in PARTS]
    if strays:
        first = strays[0]
        message = f"`{first.name}` stands in the `stack` of a function, not beside it"
        hint, fix = f"stack {{ {first.name} ... }}", _into_stack(source, entries, strays)
        yield Problem("outside-stack", message, source, first.name_span, hint=hint, fix=fix)


def _into_stack(source: Source, entries: list[Entry], strays: list[Statement]) -> Fix | None:
    """A `stack` around statements that stand side by side, or the one before them made longer."""
    at = next(index for index, entry in enumerate(entries) if entry is strays[0])
    if any(entry is not stray for entry, stray in zip(entries[at:], strays, strict=False)):
        return None
    before = entries[at - 1] if at else None
    if type(before) is Statement and before.name == "stack" and before.block is not None:
        return extended(source, before.block, strays[-1].span.end)
    if any(type(entry) is Statement and entry.name == "stack" for entry in entries):
        return None
    span = strays[0].span.to(strays[-1].span)
    return Fix(span, enclose(source, span, "stack"))


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
