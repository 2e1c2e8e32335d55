"""Expressions -> Python expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from runner.compile.guards import guarded_operands, is_null
from runner.compile.python import CONTEXT, INPUT, call, constant, function, load, locate, store
from runner.compile.scopes import Scope
from runner.source import Source
from runner.specs import FilterSpec, Language, StatementSpec
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

ELEMENT, POSITION, PARENT, RESULT, UNUSED = "$this", "$index", "$parent", "$result", "$unused"


class ExpressionWriter:
    """Writes the expressions of one function."""

    def __init__(self, source: Source, language: Language, scope: Scope, inputs: frozenset[str]) -> None:
        self.source = source
        self.language = language
        self.scope = scope
        self.inputs = inputs
        self._temporaries = 0
        self._elements: list[bool] = []
        self._writers: dict[type, Callable[[Any], ast.expr]] = {
            Literal: self._literal,
            Word: self._word,
            Variable: self._variable,
            Member: self._member,
            Index: self._index,
            Group: lambda node: self.value(node.inner),
            Unary: self._unary,
            Binary: self._binary,
            Logical: self._logical,
            Ternary: self._ternary,
            ListLiteral: self._list,
            ObjectLiteral: self._object,
            Pipe: self._pipe,
            Call: self._call,
        }

    # -- the three ways to read an expression ----------------------------------------------------

    def value(self, node: Expression) -> ast.expr:
        """The code that gives the value of an expression."""
        return locate(self._writers[type(node)](node), self.source, node.span)

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
            return self.value(node)
        return locate(call("values.is_truthy", self.value(node)), self.source, node.span)

    def guarded(self, node: Expression) -> ast.expr:
        """The code that gives a value where what is missing on the way counts as null."""
        if type(node) is Group:
            return self.guarded(node.inner)
        if type(node) is Member and not self._is_special(node):
            inner = call("values.member_or_null", self.guarded(node.base), constant(node.key))
            return locate(inner, self.source, node.span)
        if type(node) is Index:
            inner = call("values.index", self.guarded(node.base), self.value(node.key))
            return locate(inner, self.source, node.span)
        name = self._stack_name(node)
        if name is not None and not self._is_bound_here(node):
            return locate(self._guarded_name(name), self.source, node.span)
        return self.value(node)

    def lazy(self, node: Expression, accumulates: bool = False) -> ast.expr:
        """An expression that is evaluated once an element, as a callable of four arguments."""
        self._elements.append(accumulates)
        try:
            body = self.value(node)
        finally:
            self._elements.pop()
        result = RESULT if accumulates else UNUSED
        return locate(function((ELEMENT, POSITION, PARENT, result), body), self.source, node.span)

    def temporary(self) -> str:
        """A new name for a value in passing."""
        self._temporaries += 1
        return f"${self._temporaries}"

    # -- names and paths ---------------------------------------------------------------------------

    def _literal(self, node: Literal) -> ast.expr:
        return constant(node.value)

    def _word(self, node: Word) -> ast.expr:
        if node.text == "now":
            return ast.Call(ast.Attribute(load(CONTEXT), "now", ast.Load()), [], [])
        return constant(node.text)

    def _variable(self, node: Variable) -> ast.expr:
        if self._elements and self._is_bound_here(node):
            return load(ELEMENT if node.name == "$" else f"${node.name}")
        if node.name == "input":
            return load(INPUT)
        if node.name == "env":
            return call("run.all_env", load(CONTEXT))
        if node.name == "auth":
            return constant(None)
        if node.name == "var":
            return call("run.variables", call("run.locals"))
        return self._local(node.name)

    def _local(self, name: str) -> ast.expr:
        if name not in self.scope.assigned:
            return call("run.missing", constant(name))
        if name in self.scope.maybe_unset:
            return call("run.bound", load(local_name(name)), constant(name))
        return load(local_name(name))

    def _guarded_name(self, name: str) -> ast.expr:
        if name not in self.scope.assigned:
            return constant(None)
        if name in self.scope.maybe_unset:
            return call("run.bound_or_null", load(local_name(name)))
        return load(local_name(name))

    def _member(self, node: Member) -> ast.expr:
        base = node.base
        if type(base) is Variable and not (self._elements and self._is_bound_here(base)):
            if base.name == "var":
                return self._local(node.key)
            if base.name == "env":
                return call("run.env", load(CONTEXT), constant(node.key))
            if base.name == "auth":
                return constant(None)
            if base.name == "input":
                return self._input(node)
        if node.optional:
            return call("values.member_or_null", self.guarded(base), constant(node.key))
        return call("values.member", self.value(base), constant(node.key), constant(path_text(node)))

    def _input(self, node: Member) -> ast.expr:
        if node.key in self.inputs:
            return ast.Subscript(load(INPUT), constant(node.key), ast.Load())
        if node.optional:
            return constant(None)
        return call("run.missing_input", constant(node.key))

    def _index(self, node: Index) -> ast.expr:
        return call("values.index", self.value(node.base), self.value(node.key))

    def _is_special(self, node: Member) -> bool:
        return type(node.base) is Variable and node.base.name in ("var", "env", "auth", "input")

    def _stack_name(self, node: Expression) -> str | None:
        if type(node) is Member and type(node.base) is Variable and node.base.name == "var":
            return node.key
        if type(node) is Variable and node.name not in ("input", "env", "auth", "var"):
            return node.name
        return None

    def _is_bound_here(self, node: Expression) -> bool:
        """Whether a variable belongs to the expression around it: the element, its index ..."""
        if type(node) is not Variable or not self._elements:
            return False
        if node.name == "result":
            return self._elements[-1]
        return node.name in ("$", "this", "index", "parent")

    # -- operators -----------------------------------------------------------------------------------

    def _unary(self, node: Unary) -> ast.expr:
        if node.operator == "!":
            return self.condition(node)
        return call("values.negate", self.value(node.operand))

    def _binary(self, node: Binary) -> ast.expr:
        operator = node.operator.rstrip("?") or node.operator
        left, right = self._operands(node)
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
        if isinstance(right, (ast.Constant, ast.Name)):
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
        name = self.temporary()
        if node.operator == "??":
            taken = ast.NamedExpr(store(name), self.guarded(node.left))
            present = ast.Compare(taken, [ast.IsNot()], [constant(None)])
            return ast.IfExp(present, load(name), self.value(node.right))
        taken = ast.NamedExpr(store(name), self.value(node.left))
        return ast.IfExp(call("values.is_truthy", taken), load(name), self.value(node.right))

    def _ternary(self, node: Ternary) -> ast.expr:
        return ast.IfExp(self.condition(node.condition), self.value(node.yes), self.value(node.no))

    # -- lists and objects ---------------------------------------------------------------------------

    def _list(self, node: ListLiteral) -> ast.expr:
        return ast.List([self.value(item) for item in node.items], ast.Load())

    def _object(self, node: ObjectLiteral) -> ast.expr:
        keys: list[ast.expr | None] = [self._key(entry) for entry in node.entries]
        return ast.Dict(keys, [self.value(entry.value) for entry in node.entries])

    def _key(self, entry: ObjectEntry) -> ast.expr:
        if type(entry.key) is Literal:
            return constant(str(entry.key.value))
        return call("values.key_text", self.value(entry.key))

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
                value = locate(self._filter(value, item), self.source, item.span)
        return value

    def _filter(self, value: ast.expr, item: FilterCall) -> ast.expr:
        spec: FilterSpec | None = self.language.filters.get(item.name)
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
        spec: StatementSpec | None = self.language.statements.get(node.name)
        if spec is None or spec.function is None:
            return call("run.unsupported", constant(f"`{node.name}(...)`"))
        arguments = [self.value(argument) for argument in node.arguments]
        positional: list[ast.expr] = [load(CONTEXT)] if spec.context else []
        if spec.subject is not None and arguments:
            positional.append(arguments.pop(0))
        keywords = dict(zip(spec.properties.values(), arguments, strict=False))
        return call(f"statement.{node.name}", *positional, **keywords)


def local_name(name: str) -> str:
    """The Python local of a variable; three names cannot be locals."""
    return f"{name}." if name in ("None", "True", "False") else name


def path_text(node: Expression) -> str:
    """A path as an author writes it, without the dollar sign: ``a.b``."""
    if type(node) is Member:
        base = path_text(node.base)
        return node.key if base == "var" else f"{base}.{node.key}"
    if type(node) is Index:
        key = node.key.value if type(node.key) is Literal else path_text(node.key)
        return f"{path_text(node.base)}[{key}]"
    if type(node) is Variable:
        return node.name
    return path_text(node.inner) if type(node) is Group else "..."
