"""What belongs in front of the braces of an input: ``{ optional = true }``, ``text a required``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import Fix, Problem, ScriptError
from runner.source import Source, Span
from runner.types.field import Field
from runner.types.filter_text import split_filters

if TYPE_CHECKING:
    from runner.syntax.nodes import Declaration, Expression, Property

# Habits from other schema languages, where everything is a property.
DECORATIONS = ("optional", "required", "nullable", "default", "filters")
# Those that other languages write as a word beside the name.
WORDS = ("optional", "required", "nullable")
EMPTY = re.compile(r"\{\s*\}")


def misplaced(node: Declaration, field: Field, source: Source) -> Iterator[Problem]:
    """A problem for each decoration in the braces of ``node``, with the declaration as it should be."""
    entries = node.block.entries if node.block else []
    wrong = [entry for entry in (node.block.properties if node.block else []) if entry.key in DECORATIONS]
    if not wrong:
        return
    # All of them go into one corrected line, so that mending one does not hide the next.
    is_whole = node.type_name == field.type
    for entry in wrong:
        decorated = _decorated(field, entry, source)
        is_whole = is_whole and decorated is not None
        field = decorated or field
    rest = " { ... }" if len(entries) > len(wrong) else ""
    # What could not be understood would be lost.
    fix = Fix(node.span, field.signature() + _block_without(node, wrong, source)) if is_whole else None
    for entry in wrong:
        message = f"`{entry.key}` does not stand in the braces; write `{field.signature()}{rest}`"
        yield Problem("input-decoration", message, source, entry.key_span, fix=fix)


def _block_without(node: Declaration, wrong: Sequence[Property], source: Source) -> str:
    """The braces of a declaration without some of their lines; "" where nothing else stands in them."""
    if node.block is None:
        return ""
    text, start = source.text, node.block.span.start
    kept = ""
    for entry in wrong:
        kept += text[start : entry.span.start].rstrip(" \t").removesuffix("\n")
        start = entry.span.end + (text[entry.span.end] == ",")
    kept += text[start : node.block.span.end]
    return "" if EMPTY.fullmatch(kept) else f" {kept}"


def _decorated(field: Field, entry: Property, source: Source) -> Field | None:
    """``field`` with what ``entry`` wants of it; None where that cannot be understood."""
    try:
        if entry.key == "filters":
            return field.changed(filters=field.filters + _filters(entry.value, source))
        value = _constant(entry.value)
        if entry.key == "default":
            return field.changed(default=value)
        if entry.key == "nullable":
            return field.changed(nullable=value is True)
        return field.changed(optional=(value is True) is (entry.key == "optional"))
    except (ValueError, ScriptError):
        return None


def _filters(value: Expression, source: Source) -> tuple[tuple[str, str], ...]:
    from runner.syntax.nodes import Literal

    written = value.value if type(value) is Literal else source.text[value.span.start : value.span.end]
    return split_filters(str(written))


def _constant(value: Expression) -> Any:
    from runner.syntax.constants import NotConstant, constant

    try:
        return constant(value)
    except NotConstant:
        raise ValueError("not a constant") from None


# -- words beside the name -------------------------------------------------------------------------


def stray_word(before: Declaration | None, node: Declaration, source: Source) -> Problem | None:
    """The problem of a word behind an input, which reads as a type without a name.

    ``before`` is the declaration in front of it.
    """
    if before is None or "\n" in source.text[before.span.start : node.span.start]:
        return None
    if before.type_name in WORDS:
        # `optional text a` reads as an input `text` of the type `optional`.
        line = _with_word(before.type_name, before.name, node.type_name)
        return _word_problem(before.type_name, line, source, before.span.to(node.span))
    if node.type_name in WORDS:
        line = _with_word(node.type_name, before.type_name, before.name)
        return _word_problem(node.type_name, line, source, before.span.to(node.span))
    if before.default is not None and not before.filters:
        span = before.default.span.to(node.span)
        quoted = f'"{source.text[span.start : span.end]}"'
        message = "a default of several words stands in quotes"
        return Problem("input-default", message, source, span, f"{before.name}?={quoted}", Fix(span, quoted))
    return None


def _with_word(word: str, type_name: str, name: str) -> str:
    return f"{type_name}{'?' * (word == 'nullable')} {name}{'?' * (word == 'optional')}"


def _word_problem(word: str, line: str, source: Source, span: Span) -> Problem:
    message = f"`{word}` is no word of a declaration; write `{line}`"
    return Problem("input-decoration", message, source, span, fix=Fix(span, line))
