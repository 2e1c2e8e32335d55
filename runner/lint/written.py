"""What is written out in an expression: texts, constants, the keys of an object."""

from __future__ import annotations

from typing import Any

from runner.check.live import walk_live
from runner.check.variables import ungrouped
from runner.lint.facts import Given
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import Expression, Literal, ObjectEntry, ObjectLiteral, Word


def text_of(node: Expression) -> str:
    """The name that a text or a word is; "" for what only a run knows."""
    node = ungrouped(node)
    if type(node) is Literal:
        return str(node.value)
    return node.text if type(node) is Word else ""


def object_of(node: Expression | None) -> list[ObjectEntry]:
    """The entries of an object that is written out; none of anything else."""
    node = ungrouped(node) if node is not None else None
    return node.entries if type(node) is ObjectLiteral else []


def keys_written(node: Expression | None) -> tuple[tuple[Given, ...], bool]:
    """The keys of an object as far as they are written out, and whether a run may add others."""
    node = ungrouped(node) if node is not None else None
    if type(node) is not ObjectLiteral:
        return (), node is not None and not (type(node) is Literal and node.value is None)
    named = [entry for entry in node.entries if text_of(entry.key)]
    # Of a key that stands twice the last one counts.
    given = [Given(text_of(entry.key), entry.span, _constant(entry.value)) for entry in named]
    is_open = len(named) < len(node.entries) or bool(node.blocks)
    return tuple({one.name: one for one in given}.values()), is_open


def _constant(node: Expression) -> tuple[Any, ...]:
    # `now` and its like are words, too, and no texts.
    if any(type(part) is Word for part in walk_live(node)):
        return ()
    try:
        return (constant(node),)
    except NotConstant:
        return ()
