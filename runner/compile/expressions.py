"""Expressions -> Python expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from runner.check.guards import EQUALITY, guarded_operands, is_null
from runner.check.live import live_filters
from runner.check.variables import ungrouped
from runner.compile import inline
from runner.compile.fast import Attempt, FastForms, Operand
from runner.compile.inference import COMPARING, Inference
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
from runner.compile.python import CONTEXT, call, constant, function, is_simple, load, locate, store
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
from runner.values.kinds import ANY, BOOL, INT, PLAIN_TRUTH, TEXT, Kind

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


class ExpressionWriter(NameWriter):
    """Writes the expressions of one function; it may rely on what `check_function` checks."""

    def __init__(
        self,
        source: Source,
        language: Language,
        scope: Scope,
        inputs: frozenset[str],
        kinds: Inference | None = None,
    ) -> None:
        super().__init__(source, scope, inputs)
        self.language = language
        self.optimises = kinds is not None
        self._kinds = kinds
        self._attempt: Attempt | None = None
        self._fast = FastForms(self.temporary)
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
        if type(node) is Binary and node.operator.rstrip("?") in COMPARING:
            return self.value(node)  # a Python bool as it is
        value = self.value(node)
        # Of these Python's own truth is PHP's.
        if self.kind(node).only(PLAIN_TRUTH):
            return value
        return locate(call("values.is_truthy", value), self.source, node.span)

    def lazy(self, node: Expression, accumulates: bool = False, row: bool = False) -> ast.expr:
        """An expression that is evaluated once an element, as a callable of four arguments."""
        # Always four parameters, whatever the expression reads, so that filters need not ask.
        element = Element(accumulates, row)
        with self._inside(element):
            body = self.value(node)
        outside = {ALL_VARIABLES: self._all_variables()} if element.reads_variables else {}
        parameters = (ELEMENT, POSITION, PARENT, RESULT if accumulates else UNUSED)
        return locate(function(parameters, body, outside), self.source, node.span)

    @contextmanager
    def attempt(self) -> Iterator[Attempt]:
        """Write eager forms meanwhile."""
        self._attempt = Attempt()
        try:
            yield self._attempt
        finally:
            self._attempt = None

    @property
    def under_way(self) -> Attempt | None:
        """The attempt to write eager forms; none in a lambda, which runs inside of filters."""
        return self._attempt if not self._elements else None

    def kind(self, node: Expression | None) -> Kind:
        """What kind of value an expression surely has."""
        # In an expression that is evaluated once an element names mean other things.
        if self._kinds is None or self._elements:
            return ANY
        return self._kinds.of(node)

    def operand(self, node: Expression, guarded: bool = False) -> Operand:
        """The code of an expression and its kind; an eager read of what is not there misses."""
        if guarded:
            return self.guarded(node), self.kind(node).or_null()
        code = self.value(node)
        node = ungrouped(node)
        if type(node) is Index and isinstance(code, ast.Subscript):
            return code, self.kind(node.base).elements
        return code, self.kind(node)

    def operation(self, operator: str, left: Operand, right: Operand) -> ast.expr:
        """An operator with two operands."""
        return self._fast.binary(operator, left, right, partial(self._called, operator), self.under_way)

    def key(self, node: Expression) -> ast.expr | None:
        """An index that may stand in `a[key]` of Python's in eager code; None where that is not known."""
        return self._fast.key(self.operand(node))

    def _index(self, node: Index) -> ast.expr:
        """``$list[$i]``."""
        slow = partial(call, "values.index")
        return self._fast.element(self.operand(node.base), self.operand(node.key), slow, self.under_way)

    def _member(self, node: Member) -> ast.expr:
        attempt = self.under_way
        if attempt is not None and not node.optional and self._special(node, or_null=False) is None:
            attempt.may_miss = True
            return ast.Subscript(self.value(node.base), constant(node.key), ast.Load())
        return super()._member(node)

    def temporary(self) -> str:
        """A new name for a value in passing."""
        self._temporaries += 1
        return f"${self._temporaries}"

    # -- literals ------------------------------------------------------------------------------------

    def _literal(self, node: Literal) -> ast.expr:
        return constant(node.value)

    def _word(self, node: Word) -> ast.expr:
        if node.text == "now":
            self._once()
            return ast.Call(ast.Attribute(load(CONTEXT), "now", ast.Load()), [], [])
        return constant(node.text)

    def _list(self, node: ListLiteral) -> ast.expr:
        return ast.List([self.value(item) for item in node.items], ast.Load())

    def _object(self, node: ObjectLiteral) -> ast.expr:
        return self.object(node, self.value)

    def object(self, node: ObjectLiteral, value: Callable[[Expression], ast.expr]) -> ast.expr:
        """An object whose values ``value`` writes."""
        keys: list[ast.expr | None] = [self._key(entry) for entry in node.entries]
        return ast.Dict(keys, [value(entry.value) for entry in node.entries])

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
        guarded = guarded_operands(node, self.language)
        left, right = (self.operand(side, side in guarded) for side in (node.left, node.right))
        # The most common comparison of all, and one that needs no call.
        if is_null(node.right) and operator in EQUALITY:
            test: ast.cmpop = ast.Is() if operator in ("==", "===") else ast.IsNot()
            return ast.Compare(left[0], [test], [constant(None)])
        if operator in BINARY or operator in SWAPPED or operator in NEGATED:
            return self.operation(operator, left, right)
        return call("run.query_only", constant(node.operator))

    def _called(self, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
        """An operator as a call."""
        if operator in NEGATED:
            return ast.UnaryOp(ast.Not(), call(BINARY[NEGATED[operator]], left, right))
        if operator in SWAPPED:
            return self._swapped(SWAPPED[operator], left, right)
        return call(BINARY[operator], left, right)

    def _swapped(self, operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
        """``a > b`` as ``b < a``, with ``a`` evaluated first all the same."""
        if is_simple(right):
            return call(BINARY[operator], right, left)
        name = self.temporary()
        both = ast.Tuple(
            [ast.NamedExpr(store(name), left), call(BINARY[operator], right, load(name))], ast.Load()
        )
        return ast.Subscript(both, constant(1), ast.Load())

    def _logical(self, node: Logical) -> ast.expr:
        if node.operator == "&&":
            both = self.condition(node)
            # The truth of an int is Python's, so a condition may be that int; a value has to be a bool.
            if self.kind(node.left).only(BOOL) and self.kind(node.right).only(BOOL):
                return both
            return ast.UnaryOp(ast.Not(), ast.UnaryOp(ast.Not(), both))
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
        if guarded_operands(node, self.language):
            return self.filtered(self.guarded(node.value), node.filters)
        quotient = self._kinds.floored_quotient(node) if self._kinds and not self._elements else None
        if quotient is not None:
            operands = self.operand(quotient.left), self.operand(quotient.right)
            slow = partial(self._floored, node.filters[0].name, quotient)
            return locate(inline.floored_quotient(self._fast, *operands, slow), self.source, node.span)
        value, kind = self.operand(node.value)
        return self.filtered(value, node.filters, kind)

    def _floored(self, name: str, quotient: Binary, left: ast.expr, right: ast.expr) -> ast.expr:
        divided = locate(call("values.divide", left, right), self.source, quotient.span)
        return call(f"filter.{name}", divided)

    def updated(self, node: Expression | None, name: str) -> ast.expr:
        """The value that the variable ``name`` is about to get; `$list|push:1` may change its own."""
        node = ungrouped(node) if node is not None else None
        if type(node) is Binary:
            appended = self._appended(node, name)
            return self.value(node) if appended is None else locate(appended, self.source, node.span)
        if type(node) is Pipe and type(node.value) is Variable and node.value.name == name:
            active = live_filters(node.filters)
            spec = self.language.filters.get(active[0].name) if len(active) == 1 else None
            owned = self.owned(name)
            # Of several filters the last might fail, when the first had changed the variable already.
            if spec is not None and spec.owned and owned is not None:
                code = self._filter(self.value(node.value), active[0])
                assert isinstance(code, ast.Call)
                code.keywords.append(ast.keyword("owned", owned))
                return locate(code, self.source, active[0].span)
        return self.optional(node)

    def _appended(self, node: Binary, name: str) -> ast.expr | None:
        """``$s ~ a ~ b`` for `$s` itself as ``$s ~ (a ~ b)``, which copies `$s` once, or not at all."""
        added: list[Expression] = []
        left: Expression = node
        while type(left) is Binary and left.operator == "~":
            added.append(left.right)
            left = left.left
        if len(added) < 2 or type(left) is not Variable or left.name != name:
            return None
        # Only of texts and ints: the texts of other values are made by the call, one by one.
        if not all(self.kind(part).only(TEXT | INT) for part in (left, *added)):
            return None
        whole = self.operand(added.pop())
        while added:
            whole = self.operation("~", whole, self.operand(added.pop())), Kind(TEXT)
        return self.operation("~", self.operand(left), whole)

    def filtered(self, value: ast.expr, filters: Sequence[FilterCall], kind: Kind = ANY) -> ast.expr:
        """``value`` after its filters; ``kind`` is what is known of it."""
        for item in live_filters(filters):
            # The place is the filter's own: in a pipe over lines the caret shows which one failed.
            value = locate(self._filter(value, item, kind), self.source, item.span)
            kind = ANY
        return value

    def _filter(self, value: ast.expr, item: FilterCall, kind: Kind = ANY) -> ast.expr:
        spec = self.language.filters.get(item.name)
        if spec is None:
            return call("run.unsupported", constant(f"the filter `{item.name}`"))
        arguments = [
            (self.lazy(argument, spec.accumulates), ANY)
            if position in spec.lazy
            else self._argument(argument)
            for position, argument in enumerate(item.arguments)
        ]
        if spec.context:
            self._once()
        slow = partial(call, f"filter.{item.name}", *self.outside(spec))
        rule = inline.FILTERS.get(item.name) if self.optimises and not self._elements else None
        piped = inline.Piped(self._fast, (value, kind), arguments, slow, self.under_way)
        written = rule(piped) if rule is not None else None
        return slow(value, *(code for code, _ in arguments)) if written is None else written

    def _argument(self, node: Expression) -> Operand:
        """An argument; `$this` where there is no element is the path of the element itself."""
        if type(node) is Variable and node.name in ("$", "this") and not self._elements:
            return locate(constant("$this"), self.source, node.span), ANY
        return self.operand(node)

    def _once(self) -> None:
        """What is written now asks the world outside, and must not be asked again after a miss."""
        if self._attempt is not None:
            self._attempt.repeatable = False

    def _call(self, node: Call) -> ast.expr:
        """``math.add(1, 2)``: the subject first, then the properties in the order of the statement."""
        self._once()
        spec = self.language.statements.get(node.name)
        if spec is None:
            return call("run.unsupported", constant(f"`{node.name}(...)`"))
        arguments = [self.value(argument) for argument in node.arguments]
        positional = self.outside(spec)
        if spec.subject is not None and arguments:
            positional.append(arguments.pop(0))
        keywords = dict(zip(spec.properties.values(), arguments, strict=False))
        result = call(f"statement.{node.name}", *positional, **keywords)
        return ast.Subscript(result, constant(1), ast.Load()) if spec.yields else result
