"""Properties that speak of the database -> Python expressions that give templates and parameters.

`where = $db.user.age > $input.age` becomes a constant, the template, and one parameter: the value of
`$input.age`, computed as it would be anywhere else. `runner.values.queries` describes templates.
What reads `$output`, the row that an addon is for, becomes a callable, which takes a row first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from runner.check.guards import guarded_operands
from runner.check.live import live_filters
from runner.check.queries import ROW, asks_database
from runner.compile.expressions import ExpressionWriter
from runner.compile.python import call, constant, locate
from runner.syntax.nodes import (
    Binary,
    Call,
    Expression,
    Group,
    Index,
    ListLiteral,
    Literal,
    Logical,
    Member,
    ObjectEntry,
    ObjectLiteral,
    Pipe,
    Ternary,
    Unary,
    Variable,
    walk,
)
from runner.values.queries import Template

LOGICAL = {"&&": "and", "||": "or", "??": "??"}
UNARY = {"!": "not", "-": "negate"}


class QueryWriter:
    """Writes the values of properties in which `$db` or `$output` may stand."""

    def __init__(self, expressions: ExpressionWriter) -> None:
        self._expressions = expressions

    def value(self, node: Expression) -> ast.expr:
        """A value whose parts that ask the database are queries; objects and lists stay what they are."""
        asks = self.asks(node)
        if not asks and not _reads_row(node):
            return self._expressions.value(node)
        if type(node) is Group:
            return self.value(node.inner)
        if type(node) is ObjectLiteral:
            return self._expressions.object(node, self.value)
        if type(node) is ListLiteral:
            return ast.List([self.value(item) for item in node.items], ast.Load())
        if not asks:
            return self._expressions.lazy(node, row=True)
        parameters: list[ast.expr] = []
        template = _Template(self, parameters).of(node)
        code = call("run.query", constant(template), ast.List(parameters, ast.Load()))
        return locate(code, self._expressions.source, node.span)

    def parameter(self, node: Expression, guarded: bool) -> ast.expr:
        """The code of a value that the database is given."""
        return self._expressions.guarded(node) if guarded else self._expressions.value(node)

    def guarded(self, node: Expression) -> list[Expression]:
        """The operands of an expression in which what is missing counts as null."""
        return guarded_operands(node, self._expressions.language)

    def asks(self, node: Expression) -> bool:
        """Whether the database has to work out an expression, or a part of it."""
        return asks_database(node, self._expressions.language)


def _reads_row(node: Expression) -> bool:
    return any(type(part) is Variable and part.name == ROW for part in walk(node))


class _Template:
    """Makes the template of one expression, and the code of its parameters on the way."""

    def __init__(self, writer: QueryWriter, parameters: list[ast.expr]) -> None:
        self._writer = writer
        self._parameters = parameters
        self._makers: dict[type, Callable[[Any], Template]] = {
            Group: lambda node: self.of(node.inner),
            Member: self._path,
            Index: self._path,
            Binary: self._binary,
            Logical: lambda node: (LOGICAL[node.operator], self.of(node.left), self.of(node.right)),
            Unary: lambda node: (UNARY[node.operator], self.of(node.operand)),
            Ternary: lambda node: ("if", *map(self.of, (node.condition, node.yes, node.no))),
            Pipe: self._pipe,
            Call: lambda node: ("call", node.name, tuple(map(self.of, node.arguments))),
            ListLiteral: lambda node: ("list", tuple(map(self.of, node.items))),
            ObjectLiteral: lambda node: ("object", tuple(map(self._entry, node.entries))),
            Variable: lambda node: ("column", ()),
        }

    def of(self, node: Expression, guarded: bool = False) -> Template:
        """The template of an expression."""
        if not self._writer.asks(node):
            self._parameters.append(self._writer.parameter(node, guarded))
            return ("param", len(self._parameters) - 1)
        return self._makers[type(node)](node)

    def _path(self, node: Member | Index) -> Template:
        keys: list[Any] = []
        base: Expression = node
        while isinstance(base, (Member, Index)):
            key = base.key
            if isinstance(key, Literal):
                keys.append(key.value)
            elif isinstance(key, str):
                keys.append(key)
            else:
                # `$db.post.tags[$i]`: what is computed is a parameter like any other.
                keys.append(self.of(key))
            base = base.base
        if type(base) is Variable and base.name == "db":
            return ("column", tuple(reversed(keys)))
        # A path below something that the database works out, such as `($db.a.b|filter).c`.
        return ("path", self.of(base), tuple(reversed(keys)))

    def _binary(self, node: Binary) -> Template:
        guarded = self._writer.guarded(node)
        left, right = (self.of(side, side in guarded) for side in (node.left, node.right))
        return ("operator", " ".join(node.operator.split()), left, right)

    def _pipe(self, node: Pipe) -> Template:
        template = self.of(node.value) if node.value is not None else ("list", ())
        for item in live_filters(node.filters):
            template = ("filter", item.name, template, tuple(map(self.of, item.arguments)))
        return template

    def _entry(self, entry: ObjectEntry) -> tuple[Any, Template]:
        key = entry.key.value if type(entry.key) is Literal else self.of(entry.key)
        return key, self.of(entry.value)
