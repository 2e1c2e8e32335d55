"""Expressions on one line: every token as its author spelled it, with blanks where the style has them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from runner.syntax.nodes import (
    Binary,
    Call,
    FilterCall,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    Node,
    ObjectEntry,
    ObjectLiteral,
    Pipe,
    Ternary,
    Unary,
    Variable,
    Word,
)

BLANKS = re.compile(r"\s+")
OPERATIONS = (Binary, Logical, Ternary)


class Operator(NamedTuple):
    """What stands between two operands; ``broken`` where its author began or ended a line there."""

    text: str
    broken: bool


class Inline:
    """Writes expressions, each on one line but for texts that hold line breaks.

    Args:
        code: what they were read from, without its comments.
    """

    def __init__(self, code: str) -> None:
        self._code = code
        self._writers: dict[type[Any], Callable[[Any], str]] = {
            Literal: self._literal,
            Word: self.spelled,
            Variable: self.spelled,
            Member: self._member,
            Index: self._index,
            Group: self._group,
            Unary: lambda node: node.operator + self.write(node.operand),
            ListLiteral: lambda node: f"[{', '.join(map(self.write, node.items))}]",
            ObjectLiteral: self._object,
            ObjectEntry: lambda node: f"{self.spelled(node.key)}: {self.write(node.value)}",
            Pipe: self._pipe,
            FilterCall: self.filter,
            Call: lambda node: f"{node.name}({', '.join(map(self.write, node.arguments))})",
        }

    def write(self, node: Node) -> str:
        """An expression, an entry of an object or a filter."""
        if isinstance(node, OPERATIONS):
            parts = self.operation(node)
            return "".join(part.text if isinstance(part, Operator) else self.write(part) for part in parts)
        return self._writers[type(node)](node)

    def spelled(self, node: Node) -> str:
        """A node as it stands in the text."""
        return self.between(*node.span)

    def between(self, start: int, end: int) -> str:
        """A part of the text."""
        return self._code[start:end]

    def filter(self, node: FilterCall) -> str:
        """``|name:argument``."""
        mark = "|!" if node.disabled else "|"
        return "".join([mark, node.name, *(f":{self.write(argument)}" for argument in node.arguments)])

    def operation(self, node: Node) -> list[Node | Operator]:
        """The operands of an expression and the operators between them, from left to right."""
        # A stack of one's own: a long chain of operators is a tree that is deeper than Python recurses.
        pending: list[Node | Operator] = [node]
        parts: list[Node | Operator] = []
        while pending:
            part = pending.pop()
            if isinstance(part, OPERATIONS):
                pending.extend(reversed(self._split(part)))
            else:
                parts.append(part)
        return parts

    def _split(self, node: Binary | Logical | Ternary) -> list[Node | Operator]:
        if isinstance(node, Ternary):
            asked = self._operator(node.condition, "?", node.yes)
            return [node.condition, asked, node.yes, self._operator(node.yes, ":", node.no), node.no]
        if "between" in node.operator and isinstance(node.right, ListLiteral):
            low, high = node.right.items
            return [node.left, Operator(f" {node.operator} ", False), low, Operator(":", False), high]
        if node.operator == "..":
            return [node.left, Operator("..", False), node.right]
        return [node.left, self._operator(node.left, node.operator, node.right), node.right]

    def _operator(self, left: Node, operator: str, right: Node) -> Operator:
        # A word would begin a statement where it begins a line.
        is_word = operator[-1].isalpha() or operator[0].isalpha()
        broken = not is_word and "\n" in self.between(left.span.end, right.span.start)
        return Operator(f" {operator} ", broken)

    # -- leaves and brackets -------------------------------------------------------------------

    def _literal(self, node: Literal) -> str:
        spelled = self.spelled(node)
        return BLANKS.sub("", spelled) if type(node.value) in (int, float) else spelled

    def _member(self, node: Member) -> str:
        return self.write(node.base) + self._behind(node.base, node)

    def _index(self, node: Index) -> str:
        opening = ".[" if self._behind(node.base, node).startswith(".") else "["
        return f"{self.write(node.base)}{opening}{self.write(node.key)}]"

    def _behind(self, base: Node, node: Node) -> str:
        return self.between(base.span.end, node.span.end).lstrip()

    def _group(self, node: Group) -> str:
        # What stands in backticks is a text to Xano: it is kept.
        return f"({self.write(node.inner)})" if node.style == "(" else self.spelled(node)

    def _object(self, node: ObjectLiteral) -> str:
        return f"{{{', '.join(map(self.write, node.entries))}}}"

    def _pipe(self, node: Pipe) -> str:
        value = self.write(node.value) if node.value is not None else ""
        return value + "".join(map(self.filter, node.filters))
