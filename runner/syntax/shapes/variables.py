"""Shapes of the small statements: values without a block, names without their `$`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.nodes import Attribute, Group, Statement, Word
from runner.syntax.shapes.wrapping import head_span, head_text


def check_alias(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """The name behind `as` starts with `$`: `} as result` reads as a statement called `as`."""
    words = [item for item in statement.head if type(item) is Word]
    if statement.name == "as" and words:
        yield _without_dollar(source, words[0], f"as ${words[0].text}")
    for word, name in pairwise(statement.head):
        if type(word) is Word and word.text == "as" and word.span.end + 1 == name.span.start:
            if type(name) is Word:
                yield _without_dollar(source, name, f"as ${name.text}")
            elif type(name) is Group:
                yield _in_parentheses(source, name)


def _in_parentheses(source: Source, group: Group) -> Problem:
    name = source.text[group.inner.span.start : group.inner.span.end]
    message = "the name behind `as` stands without parentheses"
    return Problem("variable-name", message, source, group.span, hint=f"as {name}", fix=Fix(group.span, name))


def _without_dollar(source: Source, word: Word, hint: str) -> Problem:
    message = f"the name of a variable starts with `$`, but got `{word.text}`"
    fix = Fix(Span(word.span.start, word.span.start), "$")
    return Problem("variable-name", message, source, word.span, hint=hint, fix=fix)


def check_value(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`return $x` and the like: the value stands in a block."""
    span = head_span(statement)
    if span is None or statement.block is not None:
        return
    name = 'name = "error" ' if statement.name == "throw" else ""
    text = head_text(source, statement)
    form = f"{{ {name}{text if type(statement.head[0]) is Attribute else f'value = {text}'} }}"
    glued = span.start == statement.name_span.end
    yield Problem(
        "value-form",
        f"`{statement.name}` takes its value in a block",
        source,
        span,
        hint=f"{statement.name} {form}",
        fix=Fix(span, " " + form if glued else form),
    )


def check_keyword(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`let x = 5` reads as a statement of its own."""
    form = "var $name { value = ... }"
    if statement.head and type(statement.head[0]) is Attribute:
        item = statement.head[0]
        value = source.text[item.value.span.start : statement.head[-1].span.end]
        form = f"var ${item.key} {{ value = {value} }}"
    yield Problem(
        "declaration-keyword",
        f"`{statement.name}` does not exist; a variable is made with `var`",
        source,
        statement.name_span,
        hint=form,
        fix=Fix(statement.span, form) if "..." not in form else None,
    )
