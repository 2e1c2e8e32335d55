"""Prints nodes as s-expressions, so that a test reads a tree at a glance.

$x|get:"k" + 1        (+ (| $x (get "k")) 1)
($a.b[0] ?? now)      (paren (?? ([] (. $a "b") 0) now))
var $x { value = 1 }  (var $x {value=1})
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from runner.syntax.nodes import (
    Alias,
    Attribute,
    Binary,
    Block,
    Call,
    Condition,
    Declaration,
    FilterCall,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    ObjectEntry,
    ObjectLiteral,
    Pipe,
    Property,
    Statement,
    Ternary,
    Unary,
    Variable,
    Word,
)

GROUPS = {"(": "paren", "`": "tick", "```": "ticks"}


def show(node: Any) -> str:
    """The s-expression of a node; raises KeyError for what is not a node."""
    return PRINTERS[type(node)](node)


def _form(head: str, *parts: Any) -> str:
    return "(" + " ".join([head, *(show(part) for part in parts)]) + ")"


def _pipe(node: Pipe) -> str:
    value = "_" if node.value is None else show(node.value)
    return f"(| {value} {' '.join(map(show, node.filters))})"


def _alias(node: Alias) -> str:
    return " ".join(["as", show(node.target), *map(show, node.filters)])


def _block(node: Block) -> str:
    return "{" + " ".join(map(show, node.entries)) + "}"


def _statement(node: Statement) -> str:
    parts = [("!" if node.disabled else "") + node.name, *map(show, node.head)]
    parts += [show(part) for part in (node.block, node.alias) if part is not None]
    return "(" + " ".join([*parts, "break"] if node.ends_in_break else parts) + ")"


def _declaration(node: Declaration) -> str:
    parts = [node.type_name, node.name]
    if node.list_size is not None:
        low, high = ("" if bound is None else str(bound) for bound in node.list_size)
        parts[0] += f"[{low}:{high}]" * node.list_depth
    parts[0] += "?" if node.nullable else ""
    if node.optional and node.default is None:
        parts.append("optional")
    if node.default is not None:
        parts.append(f"default={show(node.default)}")
    if node.filters:
        parts.append(f"filters={node.filters}")
    if node.block is not None:
        parts.append(show(node.block))
    return "(input " + " ".join(filter(None, parts)) + ")"


PRINTERS: dict[type, Callable[[Any], str]] = {
    Literal: lambda node: json.dumps(node.value, ensure_ascii=False),
    Word: lambda node: node.text,
    Variable: lambda node: f"${node.name}",
    Member: lambda node: _form(".?" if node.optional else ".", node.base, Literal(node.span, node.key)),
    Index: lambda node: _form("[]", node.base, node.key),
    Group: lambda node: _form(GROUPS[node.style], node.inner),
    Unary: lambda node: _form(node.operator, node.operand),
    Binary: lambda node: _form(node.operator, node.left, node.right),
    Logical: lambda node: _form(node.operator, node.left, node.right),
    Ternary: lambda node: _form("?", node.condition, node.yes, node.no),
    ListLiteral: lambda node: "[" + " ".join(map(show, node.items)) + "]",
    ObjectEntry: lambda node: f"{show(node.key)}: {show(node.value)}",
    ObjectLiteral: lambda node: "{" + ", ".join(map(show, [*node.entries, *node.blocks])) + "}",
    FilterCall: lambda node: _form(("!" if node.disabled else "") + node.name, *node.arguments),
    Pipe: _pipe,
    Call: lambda node: _form(f"call {node.name}", *node.arguments),
    Attribute: lambda node: f"{node.key}={show(node.value)}",
    Condition: lambda node: _form("if", node.expression),
    Alias: _alias,
    Property: lambda node: f"{node.key}={show(node.value)}",
    Declaration: _declaration,
    Block: _block,
    Statement: _statement,
}
