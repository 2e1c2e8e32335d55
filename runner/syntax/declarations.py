"""Declarations of inputs and columns: `text[1:10]? name?="x" filters=trim|min:3 { ... }`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from runner.source import Span
from runner.syntax.automaton import Token
from runner.syntax.literals import bare_value, decode_text
from runner.syntax.nodes import Declaration, Expression, Literal, Variable, Word

if TYPE_CHECKING:
    from runner.syntax.builder import Builder

TYPE = re.compile(r"(\w+)((?:\[[^\]]*\])*)[ \t]*(\??)")
SIZE = re.compile(r"\[\s*(\d*)\s*(?::\s*(\d*)\s*)?\]")


def build_declaration(builder: Builder, children: list[Any], span: Span) -> Declaration:
    """The node of one declaration."""
    type_token, *rest = children
    match = TYPE.match(type_token)
    assert match is not None
    node = Declaration(span, match[1], type_token.span, "", type_token.span)
    node.nullable = bool(match[3])
    sizes = SIZE.findall(match[2])
    node.list_depth = match[2].count("[")
    if node.list_depth:
        node.list_size = _bounds(*sizes[0]) if sizes else (None, None)
    for child in rest:
        _attach(builder, node, child)
    return node


def _attach(builder: Builder, node: Declaration, child: Any) -> None:
    if not isinstance(child, Token):
        if child.data == "details":
            node.block = builder.build(child)
        else:
            node.optional = True
            node.default = _default(builder.build(child))
    elif child.type == "DECL_NAME":
        node.name = decode_text(child) if child.startswith('"') else str(child)
        node.name_span = child.span
    elif child.type == "OPTIONAL":
        node.optional = True
    else:
        node.filters = child.split("=", 1)[1].strip()
        node.filters_span = child.span


def _default(found: Any) -> Expression:
    """What stands after ``?=``: a constant, a bare word such as ``now``, or a variable."""
    if not isinstance(found, Token):
        return cast(Expression, found)
    span = found.span
    if found.startswith("$"):
        return Variable(span, found[1:])
    is_constant, value = bare_value(str(found))
    return Literal(span, value) if is_constant else Word(span, value)


def _bounds(low: str, high: str) -> tuple[int | None, int | None]:
    return (int(low) if low else None, int(high) if high else None)
