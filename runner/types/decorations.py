"""Properties in the braces of an input that belong in front of them: ``optional = true``, ``default = 5``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runner.errors import Problem, ScriptError
from runner.source import Source
from runner.types.field import Field
from runner.types.filter_text import split_filters

if TYPE_CHECKING:
    from runner.syntax.nodes import Declaration, Expression, Property

# Habits from other schema languages, where everything is a property.
DECORATIONS = ("optional", "required", "nullable", "default", "filters")


def misplaced(node: Declaration, field: Field, source: Source) -> Iterator[Problem]:
    """A problem for each decoration in the braces of ``node``, with the declaration as it should be."""
    entries = node.block.entries if node.block else []
    wrong = [entry for entry in (node.block.properties if node.block else []) if entry.key in DECORATIONS]
    if not wrong:
        return
    # All of them go into one corrected line, so that mending one does not hide the next.
    for entry in wrong:
        field = _decorated(field, entry, source)
    rest = " { ... }" if len(entries) > len(wrong) else ""
    for entry in wrong:
        message = f"`{entry.key}` does not stand in the braces; write `{field.signature()}{rest}`"
        yield Problem("input-decoration", message, source, entry.key_span)


def _decorated(field: Field, entry: Property, source: Source) -> Field:
    """``field`` with what ``entry`` wants of it."""
    try:
        if entry.key == "filters":
            return field.changed(filters=field.filters + _filters(entry.value, source))
        value = _constant(entry.value)
        if entry.key == "default":
            return field.changed(default=value)
        if entry.key == "nullable":
            return field.changed(nullable=value is True)
        return field.changed(optional=(value is True) is (entry.key == "optional"))
    # What cannot be understood is left out of the corrected line; the problem stands anyway.
    except (ValueError, ScriptError):
        return field


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
