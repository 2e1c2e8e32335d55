"""Pieces of source text that the fixes of shapes are made of."""

from __future__ import annotations

from runner.errors import Fix
from runner.source import Source, Span
from runner.syntax.brackets import indentation
from runner.syntax.nodes import Block, Group, Statement


def head_span(statement: Statement) -> Span | None:
    """The span of all that stands between a statement's name and its block, if there is something."""
    return statement.head[0].span.to(statement.head[-1].span) if statement.head else None


def head_text(source: Source, statement: Statement) -> str:
    """The text of a statement's head, without parentheses around all of it; "" where it has none."""
    span = head_span(statement)
    if span is None:
        return ""
    if len(statement.head) == 1 and type(statement.head[0]) is Group:
        span = statement.head[0].inner.span
    return source.text[span.start : span.end]


def enclose(source: Source, span: Span, head: str) -> str:
    """The text of ``span`` in a block of its own: ``head { ... }``.

    The lines keep their indentation: they may hold texts over several lines.
    """
    # The lines of the block are not indented anew: a formatter does that, and knows its texts.
    margin = " " * indentation(source, span.start)
    return f"{head} {{\n{margin}{source.text[span.start : span.end]}\n{margin}}}"


def extended(source: Source, block: Block, end: int) -> Fix:
    """The closing brace of ``block`` moved to ``end``, behind what follows it."""
    brace = block.span.end - 1
    margin = " " * indentation(source, brace)
    # What stood behind the brace goes on where the brace was.
    return Fix(Span(brace, end), f"{source.text[brace + 1 : end].lstrip()}\n{margin}}}")
