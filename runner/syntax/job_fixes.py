"""Fixes for a `run.job` that is written like a function, or names its function in another form."""

from __future__ import annotations

import re

from runner.errors import Fix
from runner.source import Source, Span
from runner.syntax.brackets import indentation
from runner.syntax.nodes import (
    Group,
    Literal,
    Member,
    ObjectLiteral,
    Property,
    Statement,
    Variable,
    Word,
)
from runner.syntax.nodes.statements import Entry, name_of

# What a job holds by itself; everything else of one that has a `stack` belongs to its function.
KEPT = frozenset(("main", "pre", "post", "env", "tags", "guid"))
# What people call the property that names the function.
MAIN_KEYS = ("function", "func", "run", "handler", "entry", "name")
NAME_KEYS = ("function", "func", "function_name", "handler")
NO_NAME = re.compile(r"\W+")


def naming(source: Source, statement: Statement, function: str | None) -> Fix | None:
    """A name for a job: what stands in parentheses, else that of its function."""
    head = statement.head[0] if statement.head else None
    if type(head) is Group and type(head.inner) is Literal:
        start, end = head.inner.span
        return Fix(Span(statement.name_span.end, head.span.end), f" {source.text[start:end]}")
    if head is not None or not function:
        return None
    at = statement.name_span.end
    return Fix(Span(at, at), f' "{function}"')


def reshaped(source: Source, statement: Statement, job: str, strays: list[Entry]) -> Fix | None:
    """The fix for what does not belong into a job, where one fits."""
    stack = next((entry for entry in strays if name_of(entry)[0] == "stack"), None)
    if stack is not None:
        return _with_function(source, statement, job)
    main = statement.property("main")
    for stray in strays:
        if type(stray) is not Property:
            continue
        if stray.key == "input" and type(main) is ObjectLiteral and type(stray.value) is ObjectLiteral:
            return _with_input(source, statement, main, stray)
        if main is None and stray.key in MAIN_KEYS and type(stray.value) in (Literal, Word):
            return Fix(stray.span, f'main = {{ name: "{_text(stray.value)}" }}')
    return None


def _with_function(source: Source, statement: Statement, job: str) -> Fix | None:
    """The code of a job moved into a function behind it, which its `main` names."""
    block, main = statement.block, statement.property("main")
    name = NO_NAME.sub("_", job.lower()).strip("_") or "main"
    if type(main) is ObjectLiteral:
        name = next((_text(item.value) for item in main.entries if _text(item.key) == "name"), name)
    if block is None or re.search(rf"\bfunction\s+[\"']?{re.escape(name)}\b", source.text):
        return None
    kept = [entry for entry in block.entries if name_of(entry)[0] in KEPT]
    moved, at = "", block.span.start + 1
    for entry in kept:
        moved += source.text[at : entry.span.start].rstrip()
        at = entry.span.end
    moved += source.text[at : block.span.end - 1]
    lines = [source.text[entry.span.start : entry.span.end] for entry in kept]
    if main is None:
        lines.insert(0, f'main = {{ name: "{name}", input: {{}} }}')
    head = source.text[statement.span.start : block.span.start]
    body = "\n  ".join(lines)
    function = f'function "{name}" {{\n{moved.strip(chr(10)).rstrip()}\n}}'
    return Fix(statement.span, f"{head}{{\n  {body}\n}}\n---\n{function}")


def _with_input(source: Source, statement: Statement, main: ObjectLiteral, stray: Property) -> Fix | None:
    """The inputs moved from beside `main` into it."""
    behind = stray.span.start > main.span.end
    if not behind or any(_text(entry.key) == "input" for entry in main.entries):
        return None
    text = source.text
    inputs = text[stray.value.span.start : stray.value.span.end]
    between = text[main.span.end : stray.span.start].rstrip()
    comma = "," if main.entries else ""
    margin = " " * indentation(source, main.span.start)
    inner = text[main.span.start : main.span.end - 1].rstrip()
    entry = f"\n{margin}  input: {inputs}\n{margin}}}" if "\n" in inner else f"{comma} input: {inputs} }}"
    return Fix(Span(main.span.start, stray.span.end), inner + entry + between)


def as_property(source: Source, statement: Statement) -> Fix | None:
    """``main = { name: "f" }`` for ``main { name = "f" }``, and ``env = ["A"]`` for ``env { A }``."""
    block = statement.block
    if block is None or "//" in source.text[block.span.start : block.span.end]:
        return None
    if statement.name == "env":
        names = ", ".join(f'"{name_of(entry)[0]}"' for entry in block.entries)
        return Fix(statement.span, f"env = [{names}]")
    if len(block.properties) != len(block.entries):
        return None
    values = ((entry.key, entry.value.span) for entry in block.properties)
    entries = ", ".join(f"{key}: {source.text[span.start : span.end]}" for key, span in values)
    return Fix(statement.span, f"{statement.name} = {{ {entries} }}")


def renamed_name(target: ObjectLiteral) -> Fix | None:
    """``name`` for what else people call it in a `main`."""
    keys = [entry.key for entry in target.entries if _text(entry.key) in NAME_KEYS]
    return Fix(keys[0].span, "name") if keys else None


def env_name(item: object) -> Fix | None:
    """The text for an env name that is written as a word or as ``$env.NAME``."""
    if type(item) is Word:
        return Fix(item.span, f'"{item.text}"')
    if type(item) is Member and type(item.base) is Variable and item.base.name == "env":
        return Fix(item.span, f'"{item.key}"')
    return None


def _text(node: object) -> str:
    if type(node) is Literal:
        return str(node.value)
    return node.text if type(node) is Word else ""
