"""Shapes of `catch`: the failure has one name, which no `catch` chooses."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.nodes import Group, Node, Statement, Variable, Word, walk

FAILURE = "$error"


def check_catch(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`catch (err)`, `catch ($e)`, `catch as $e`: the name goes, and `$error` stands where it is used."""
    name = _name(statement)
    if name is not None:
        message = f"`catch` takes no name; the failure is `{FAILURE}`"
        hint = "catch { ... $error.message ... }"
        fix = _without_name(source, statement, name)
        yield Problem("catch-name", message, source, name.span, hint=hint, fix=fix)


def _name(statement: Statement) -> Variable | Word | None:
    items: list[Node] = [*statement.head]
    if statement.alias is not None:
        items.append(statement.alias.target)
    if len(items) != 1:
        return None
    item = items[0].inner if type(items[0]) is Group else items[0]
    return item if isinstance(item, (Variable, Word)) else None


def _without_name(source: Source, statement: Statement, name: Variable | Word) -> Fix | None:
    if statement.block is None:
        return None
    at, text = statement.block.span.start, " "
    for use in _uses(statement, name):
        text += source.text[at : use.start] + FAILURE
        at = use.end
    return Fix(Span(statement.name_span.end, at), text)


def _uses(statement: Statement, name: Variable | Word) -> list[Span]:
    """Where the failure is used under another name: `$err`, and the word `err` of `err.message`."""
    written = name.name if isinstance(name, Variable) else name.text
    spans = []
    for node in walk(statement.block):
        if type(node) is Variable and node.name == written:
            spans.append(node.span)
        elif type(node) is Word and type(name) is Word and node.text.split(".")[0] == written:
            spans.append(Span(node.span.start, node.span.start + len(written)))
    return sorted(spans)
