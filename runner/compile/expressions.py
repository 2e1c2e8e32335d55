"""Expressions -> Python expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from runner.compile.guards import guarded_operands, is_null
from runner.compile.names import (
    ALL_VARIABLES,
    ELEMENT,
    PARENT,
    POSITION,
    RESULT,
    UNUSED,
    Element,
    NameWriter,
)
from runner.compile.python import CONTEXT, call, constant, function, load, locate, store
from runner.compile.scopes import Scope
from runner.source import Source
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Call,
    Expression,
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
    Ternary,
    Unary,
    Variable,
    Word,
)

BINARY = {
    "+": "values.add",
    "-": "values.subtract",
    "*": "values.multiply",
    "/": "values.divide",
    "%": "values.modulo",
    "~": "values.concat",
    "..": "values.inclusive_range",
    "==": "values.equals",
    "===": "values.identical",
    "<": "values.less",
    "<=": "values.less_or_equal",
    "in": "run.is_in",
    "contains": "run.holds",
}
# Written the other way round, or with the answer turned round.
SWAPPED = {">": "<", ">=": "<="}
NEGATED = {"!=": "==", "!==": "===", "not in": "in", "not contains": "contains"}
# Operators whose result is a bool already, so that a condition need not ask for its truth.
BOOLEAN = frozenset({*BINARY, *SWAPPED, *NEGATED}) - {"+", "-", "*", "/", "%", "~", ".."}


class ExpressionWriter(NameWriter):
    """Writes the expressions of one function; it may rely on what `check_function` checks."""

    def __init__(self, source: Source, language: Language, scope: Scope, inputs: frozenset[str]) -> None:
        super().__init__(source, scope, inputs)
        self.language = language
        self._temporaries = 0
        self._writers: dict[type, Callable[[Any], ast.expr]] = {
            Literal: self._literal,
            Word: self._word,
            Variable: self._variable,
            Member: self._member,
            Index: self._index,
            Unary: self._unary,
            Binary: self._binary,
            Logical: self._logical,
            Ternary: self._ternary,
            ListLiteral: self._list,
            ObjectLiteral: self._object,
            Pipe: self._pipe,
            Call: self._call,
        }

    # -- the ways to read an expression, beside `guarded` --------------------------------------------

    def value(self, node: Expression) -> ast.expr:
        """The code that gives the value of an expression."""
        if type(node) is Group:
            return self.value(node.inner)
        return locate(self._writers[type(node)](node), self.source, node.span)

    def optional(self, node: Expression | None) -> ast.expr:
        """The value of an expression that may be left out; null where it is."""
        return self.value(node) if node is not None else constant(None)

    def condition(self, node: Expression) -> ast.expr:
        """The code that gives the truth of an expression as a Python bool."""
        if type(node) is Group:
            return self.condition(node.inner)
        if type(node) is Logical and node.operator in ("&&", "||"):
            operator: ast.boolop = ast.And() if node.operator == "&&" else ast.Or()
            both = ast.BoolOp(operator, [self.condition(node.left), self.condition(node.right)])
            return locate(both, self.source, node.span)
        if type(node) is Unary and node.operator == "!":
            return locate(ast.UnaryOp(ast.Not(), self.condition(node.operand)), self.source, node.span)
        if type(node) is Binary and node.operator.rstrip("?") in BOOLEAN:
            return self.value(node)  # a Python bool as it is
        return locate(call("values.is_truthy", self.value(node)), self.source, node.span)

    def lazy(self, node: Expression, accumulates: bool = False) -> ast.expr:
        """An expression that is evaluated once an element, as a callable of four arguments."""
        # Always four parameters, whatever the expression reads, so that filters need not ask.
        element = Element(accumulates)
        with self._inside(element):
            body = self.value(node)
        outside = {ALL_VARIABLES: self._all_variables()} if element.reads_variables else {}
        parameters = (ELEMENT, POSITION, PARENT, RESULT if accumulates else UNUSED)
        return locate(function(parameters, body, outside), self.source, node.span)

    def temporary(self) -> str:
        """A new name for a value in passing."""
        self._temporaries += 1
        return f"${self._temporaries}"

    # -- literals ------------------------------------------------------------------------------------

    def _literal(self, node: Literal) -> ast.expr:
        return constant(node.value)

    def _word(self, node: Word) -> ast.expr:
        if node.text == "now":
            return ast.Call(ast.Attribute(load(CONTEXT), "now", ast.Load()), [], [])
        return constant(node.text)

    def _list(self, node: ListLiteral) -> ast.expr:
        return ast.List([self.value(item) for item in node.items], ast.Load())

    def _object(self, node: ObjectLiteral) -> ast.expr:
        keys: list[ast.expr | None] = [self._key(entry) for entry in node.entries]
        return ast.Dict(keys, [self.value(entry.value) for entry in node.entries])

    def _key(self, entry: ObjectEntry) -> ast.expr:
        if type(entry.key) is Literal:
            return constant(str(entry.key.value))
        return call("values.key_text", self.value(entry.key))

    # -- operators -----------------------------------------------------------------------------------

    def _unary(self, node: Unary) -> ast.expr:
        if node.operator == "!":
            return self.condition(node)
        return call("values.negate", self.value(node.operand))

    def _binary(self, node: Binary) -> ast.expr:
        # `==?` and its like skip a null in a database query, and compare as `==` elsewhere.
        operator = node.operator.rstrip("?")
        left, right = self._operands(node)
        # The most common comparison of all, and one that needs no call.
        if is_null(node.right) and operator in ("==", "===", "!=", "!=="):
            test: ast.cmpop = ast.Is() if operator in ("==", "===") else ast.IsNot()
            return ast.Compare(left, [test], [constant(None)])
        if operator in NEGATED:
            return ast.UnaryOp(ast.Not(), call(BINARY[NEGATED[operator]], left, right))
        if operator in SWAPPED:
            return self._swapped(SWAPPED[operator], left, right)
        if operator in BINARY:
            return call(BINARY[operator], left, right)
        return call("run.query_only", constant(node.operator))

    def _swapped(self, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
        """``a > b`` as ``b < a``, with ``a`` evaluated first all the same."""
        if isinstance(right, (ast.Constant, ast.Name)):  # evaluating these first does no harm
            return call(BINARY[operator], right, left)
        name = self.temporary()
        both = ast.Tuple(
            [ast.NamedExpr(store(name), left), call(BINARY[operator], right, load(name))], ast.Load()
        )
        return ast.Subscript(both, constant(1), ast.Load())

    def _operands(self, node: Binary) -> tuple[ast.expr, ast.expr]:
        guarded = guarded_operands(node)
        sides = (node.left, node.right)
        left, right = (self.guarded(side) if side in guarded else self.value(side) for side in sides)
        return left, right

    def _logical(self, node: Logical) -> ast.expr:
        if node.operator == "&&":
            return self.condition(node)
        # The left side is evaluated once, and is itself the result where it decides.
        name = self.temporary()
        if node.operator == "??":
            taken = ast.NamedExpr(store(name), self.guarded(node.left))
            present = ast.Compare(taken, [ast.IsNot()], [constant(None)])
            return ast.IfExp(present, load(name), self.value(node.right))
        taken = ast.NamedExpr(store(name), self.value(node.left))
        return ast.IfExp(call("values.is_truthy", taken), load(name), self.value(node.right))

    def _ternary(self, node: Ternary) -> ast.expr:
        return ast.IfExp(self.condition(node.condition), self.value(node.yes), self.value(node.no))

    # -- filters and the function form of statements ---------------------------------------------------

    def _pipe(self, node: Pipe) -> ast.expr:
        if node.value is None:
            return self.filtered(constant(None), node.filters)
        guard = bool(guarded_operands(node))
        return self.filtered(self.guarded(node.value) if guard else self.value(node.value), node.filters)

    def filtered(self, value: ast.expr, filters: Sequence[FilterCall]) -> ast.expr:
        """``value`` after its filters."""
        for item in filters:
            if not item.disabled:
                # The place is the filter's own: in a pipe over lines the caret shows which one failed.
                value = locate(self._filter(value, item), self.source, item.span)
        return value

    def _filter(self, value: ast.expr, item: FilterCall) -> ast.expr:
        spec = self.language.filters.get(item.name)
        if spec is None:
            return call("run.unsupported", constant(f"the filter `{item.name}`"))
        arguments = [
            self.lazy(argument, spec.accumulates) if position in spec.lazy else self._argument(argument)
            for position, argument in enumerate(item.arguments)
        ]
        context = [load(CONTEXT)] if spec.context else []
        return call(f"filter.{item.name}", *context, value, *arguments)

    def _argument(self, node: Expression) -> ast.expr:
        """An argument; `$this` where there is no element is the path of the element itself."""
        if type(node) is Variable and node.name in ("$", "this") and not self._elements:
            return locate(constant("$this"), self.source, node.span)
        return self.value(node)

    def _call(self, node: Call) -> ast.expr:
        """``math.add(1, 2)``: the subject first, then the properties in the order of the statement."""
        spec = self.language.statements.get(node.name)
        if spec is None:
            return call("run.unsupported", constant(f"`{node.name}(...)`"))
        arguments = [self.value(argument) for argument in node.arguments]
        positional: list[ast.expr] = [load(CONTEXT)] if spec.context else []
        if spec.subject is not None and arguments:
            positional.append(arguments.pop(0))
        keywords = dict(zip(spec.properties.values(), arguments, strict=False))
        result = call(f"statement.{node.name}", *positional, **keywords)
        return ast.Subscript(result, constant(1), ast.Load()) if spec.yields else result
