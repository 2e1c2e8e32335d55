"""Statements -> Python statements: the frame that all of them share, and targets of assignments."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from runner.check.guards import guarded_operands
from runner.check.live import is_disabled, live_statements
from runner.check.variables import path_of, root_variable, subject
from runner.compile.expressions import ExpressionWriter
from runner.compile.inplace import InPlace
from runner.compile.names import local_name
from runner.compile.ownership import Ownership
from runner.compile.python import (
    CONTEXT,
    INPUT,
    assign,
    call,
    constant,
    is_simple,
    load,
    locate,
    run,
    store,
)
from runner.compile.queries import QueryWriter
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.nodes import (
    Alias,
    Attribute,
    Block,
    Expression,
    Index,
    Statement,
    Variable,
    Word,
)


class StatementWriter:
    """Writes the statements of one function; the emitters of the control family are given one."""

    def __init__(
        self,
        source: Source,
        language: Language,
        expressions: ExpressionWriter,
        ownership: Ownership | None = None,
        trace: bool = False,
    ) -> None:
        self.source = source
        self.language = language
        self.expressions = expressions
        self.changes = InPlace(expressions, ownership)
        self.queries = QueryWriter(expressions)
        self.trace = trace
        # The loops around the place that is written, each with the name of what it notes as removed.
        self.loops: list[str | None] = []
        # How many `finally` blocks stand around the place that is written.
        self.finals = 0

    # -- blocks ----------------------------------------------------------------------------------

    @contextmanager
    def detached(self) -> Iterator[None]:
        """What is written meanwhile is a function of its own: no loop and no `finally` stands around it."""
        around = self.loops, self.finals
        self.loops, self.finals = [], 0
        try:
            yield
        finally:
            self.loops, self.finals = around

    def block(self, block: Block | None) -> list[ast.stmt]:
        """The code of a block's statements; `pass` where there is none."""
        body = [node for statement in block.statements for node in self.statement(statement)] if block else []
        return body or [ast.Pass()]

    def round(self, block: Block | None) -> list[ast.stmt]:
        """The code of a loop's body; a round without statements counts as one, or nothing would end it."""
        if not self.trace or live_statements(block):
            return self.block(block)
        return [run(ast.Call(ast.Attribute(load(CONTEXT), "step", ast.Load()), [], []))]

    def statement(self, statement: Statement) -> list[ast.stmt]:
        """The code of one statement, each node at its place in the file."""
        if is_disabled(statement):
            return []
        spec = self.language.statements.get(statement.name)
        if spec is None:
            nodes = [run(call("run.unsupported", constant(f"`{statement.name}`")))]
        elif spec.emit is not None:
            nodes = list(spec.emit(self, statement))
        else:
            nodes = self._call(statement, spec)
        for node in nodes:
            # Emitters place what fails elsewhere than at the statement as a whole.
            if not hasattr(node, "lineno"):
                locate(node, self.source, statement.span)
        return [self._trace(statement), *nodes] if self.trace else nodes

    def _trace(self, statement: Statement) -> ast.stmt:
        line, _ = self.source.position(statement.span.start)
        text = self.source.line(line).strip()
        node = run(
            call("run.trace", load(CONTEXT), constant(self.source.name), constant(line), constant(text))
        )
        return locate(node, self.source, statement.span)

    # -- statements that are a call at run time ----------------------------------------------------

    def _call(self, statement: Statement, spec: StatementSpec) -> list[ast.stmt]:
        operator, changed = spec.operator, subject(statement)
        if operator is not None and changed is not None and statement.alias is None:
            return self.attempt(lambda: self._calculation(statement, operator, changed))
        alias = statement.alias
        # What an alias evaluates comes after the change, which must not be made again when that misses.
        simple = alias is None or (type(alias.target) is Variable and not alias.filters)
        if not spec.method or not simple:
            return self._plain_call(statement, spec)
        plain = partial(self._plain_call, statement, spec)
        return self.attempt(lambda: self.changes.statement(statement, spec, plain))

    def _calculation(self, statement: Statement, operator: str, changed: Expression) -> list[ast.stmt]:
        """``math.add $x { value = 1 }`` as ``$x + 1``."""
        expressions = self.expressions
        value = statement.property("value")
        right = expressions.operand(value) if value is not None else (constant(None), expressions.kind(None))
        code = expressions.operation(operator, expressions.operand(changed), right)
        return self.assign(changed, locate(code, self.source, statement.span))

    def _plain_call(self, statement: Statement, spec: StatementSpec) -> list[ast.stmt]:
        positional = self._positional(statement, spec)
        changed = subject(statement) if spec.subject == "changes" else None
        keywords = self._keywords(statement, spec)
        if spec.owned and changed is not None:
            keywords |= self._owned(changed)
        code = call(f"statement.{spec.name}", *positional, **keywords)
        locate(code, self.source, statement.span)
        if changed is None:
            return self.bind(statement.alias, code)
        if not spec.yields:
            alias = self.bind(statement.alias, self.expressions.value(changed))
            return [*self.assign(changed, code), *alias]
        # The function gives the new value and a result: `array.pop $list as $last`.
        pair = self.expressions.temporary()
        return [
            assign(pair, code),
            *self.assign(changed, ast.Subscript(load(pair), constant(0), ast.Load())),
            *self.bind(statement.alias, ast.Subscript(load(pair), constant(1), ast.Load())),
            assign(pair, constant(None)),  # or it would hold the value, and the next change copy it
        ]

    def _owned(self, target: Expression) -> dict[str, ast.expr]:
        """The keyword ``owned`` for a change of ``target``; none where it is not a local's to give."""
        # It has to be the last argument: what the others hold counts as held.
        root, steps = self._split(target)
        name = root_variable(root) or ""
        owned = self.expressions.owned(name)
        if owned is None:
            return {}
        if steps:
            owned = call("values.owns", load(local_name(name)), ast.List(steps, ast.Load()), owned)
        return {"owned": owned}

    def _positional(self, statement: Statement, spec: StatementSpec) -> Iterable[ast.expr]:
        yield from self.expressions.outside(spec)
        if spec.named:
            yield self.name(statement)
        if spec.subject is not None:
            head = subject(statement)
            guard = bool(guarded_operands(statement, self.language))
            yield self.expressions.guarded(head) if guard and head else self.expressions.optional(head)

    def _keywords(self, statement: Statement, spec: StatementSpec) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        if statement.condition is not None:
            found["condition"] = self.expressions.lazy(statement.condition)
        for item in statement.head:
            if type(item) is Attribute and item.key in spec.attributes:
                found[spec.properties[item.key]] = self.expressions.value(item.value)
        for key, values in _values(statement).items():
            parameter = spec.properties.get(key)
            if parameter is not None:
                write = self._written(key, spec)
                several = key in spec.repeated and len(values) > 1
                found[parameter] = (
                    ast.List([write(value) for value in values], ast.Load()) if several else write(values[-1])
                )
        return found

    def _written(self, key: str, spec: StatementSpec) -> Callable[[Expression], ast.expr]:
        """What writes the value of a property."""
        if key in spec.queries:
            return self.queries.value
        return self.expressions.lazy if key in spec.lazy else self.expressions.value

    # -- parts of a statement ----------------------------------------------------------------------

    def name(self, statement: Statement) -> ast.expr:
        """The name in a head, `function.run "f"`: a constant, or an expression in parentheses."""
        node = subject(statement)
        # A function may be called `now`, which elsewhere is a word of the language.
        return constant(node.text) if type(node) is Word else self.expressions.optional(node)

    def property(self, statement: Statement, key: str) -> ast.expr:
        """The value of a property; null where there is none."""
        return self.expressions.optional(statement.property(key))

    def leaving(self, leave: ast.stmt) -> list[ast.stmt]:
        """``leave`` (a return, a break), which in a `finally` must not stop the end of the run.

        Python drops the exception that is under way when a `finally` is left, and with it the time
        limit and `debug.stop`.
        """
        return [run(call("run.pass_signals")), leave] if self.finals else [leave]

    # -- targets -----------------------------------------------------------------------------------

    def bind(self, alias: Alias | None, value: ast.expr) -> list[ast.stmt]:
        """``as $x|filter``; without one the value is computed and dropped."""
        if alias is None:
            return [run(value)] if not is_simple(value) else []
        return self.assign(alias.target, self.expressions.filtered(value, alias.filters))

    def assign(self, target: Expression, value: ast.expr) -> list[ast.stmt]:
        """Set a variable, or one element below it without touching any other name of the same value."""
        root, steps = self._split(target)
        name = root_variable(root) or ""
        if steps:
            # The new value first, since Python evaluates the arguments of a call from left to right.
            arguments = [value, self.expressions.value(root), ast.List(steps, ast.Load())]
            owned = self.expressions.owned(name)
            value = call("run.set_element", *arguments, *([owned] if owned is not None else []))
        node = ast.Assign([store(INPUT if name == "input" else local_name(name))], value)
        return [locate(node, self.source, target.span)]

    def set(self, statement: Statement, target: Expression) -> list[ast.stmt]:
        """``var $x { value = ... }``, or one element below a variable."""
        plain = partial(self._set, statement, target)
        return self.attempt(lambda: self.changes.element(statement, target, plain))

    def _set(self, statement: Statement, target: Expression, value: ast.expr | None) -> list[ast.stmt]:
        if value is None:
            # Only a whole variable may take what a filter has changed in place: an element is held twice.
            name = target.name if type(target) is Variable else ""
            value = self.expressions.updated(statement.property("value"), name)
        return self.assign(target, self.changes.own(statement, value))

    def attempt(self, write: Callable[[], list[ast.stmt]]) -> list[ast.stmt]:
        """The code of one step: with eager forms, and behind them, for when one misses, without."""
        if not self.expressions.optimises:
            return write()
        with self.expressions.attempt() as attempt:
            eager = write()
        if not attempt.may_miss:
            return eager
        sure = write()
        if not attempt.repeatable:
            return sure
        return [ast.Try(eager, [ast.ExceptHandler(load("run.MISSES"), None, sure)], [], [])]

    def give(self, node: Expression | None) -> list[ast.stmt]:
        """Leave the function with the value of an expression."""
        code, value = self._evaluated(lambda: self.expressions.optional(node))
        return [*code, *self.leaving(ast.Return(value))]

    def unless(self, node: Expression, leave: ast.stmt) -> list[ast.stmt]:
        """``leave`` where a condition does not hold."""
        condition = self.expressions.condition

        def write() -> list[ast.stmt]:
            return [
                locate(ast.If(ast.UnaryOp(ast.Not(), condition(node)), [leave], []), self.source, node.span)
            ]

        return [locate(line, self.source, node.span) for line in self.attempt(write)]

    def tested(self, node: Expression) -> tuple[list[ast.stmt], ast.expr]:
        """A condition: the code that has to run before it, and the test itself."""
        code, test = self._evaluated(lambda: self.expressions.condition(node))
        return [locate(line, self.source, node.span) for line in code], test

    def _evaluated(self, write: Callable[[], ast.expr]) -> tuple[list[ast.stmt], ast.expr]:
        """A value: the code that has to run before it, none where nothing misses, and the value itself."""
        name = self.expressions.temporary()
        code = self.attempt(lambda: [assign(name, write())])
        if isinstance(code[0], ast.Assign):
            return [], code[0].value
        return code, load(name)

    def _split(self, target: Expression) -> tuple[Expression, list[ast.expr]]:
        """The variable at the root of a path, and the keys below it, outermost first."""
        root, steps = path_of(target)
        value = self.expressions.value
        return root, [value(step.key) if isinstance(step, Index) else constant(step.key) for step in steps]


def _values(statement: Statement) -> dict[str, list[Expression]]:
    """The values of each property, by its key."""
    found: dict[str, list[Expression]] = {}
    for entry in statement.block.properties if statement.block else []:
        found.setdefault(entry.key, []).append(entry.value)
    return found
