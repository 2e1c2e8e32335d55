"""Statements -> Python statements: the frame that all of them share, and targets of assignments."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from runner.compile.expressions import ExpressionWriter, local_name, path_text
from runner.compile.guards import root_variable
from runner.compile.python import CONTEXT, INPUT, assign, call, constant, load, locate, raise_, run, store
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.constants import is_constant
from runner.syntax.nodes import (
    Alias,
    Block,
    Expression,
    Group,
    Index,
    Literal,
    Member,
    Statement,
    Variable,
    Word,
)


class StatementWriter:
    """Writes the statements of one function; the emitters of the control family are given one."""

    def __init__(
        self, source: Source, language: Language, expressions: ExpressionWriter, trace: bool = False
    ) -> None:
        self.source = source
        self.language = language
        self.expressions = expressions
        self.trace = trace
        self.loops: list[str | None] = []

    # -- blocks ----------------------------------------------------------------------------------

    def block(self, block: Block | None) -> list[ast.stmt]:
        """The code of a block's statements; `pass` where there is none."""
        body = [node for statement in block.statements for node in self.statement(statement)] if block else []
        return body or [ast.Pass()]

    def statement(self, statement: Statement) -> list[ast.stmt]:
        """The code of one statement, each node at its place in the file."""
        disabled = statement.property("disabled")
        if statement.disabled or (disabled is not None and is_constant(disabled, True)):
            return []
        spec = self.language.statements.get(statement.name)
        if spec is None:
            nodes = [raise_(call("run.unsupported", constant(f"`{statement.name}`")))]
        elif spec.emit is not None:
            nodes = list(spec.emit(self, statement))
        else:
            nodes = self._call(statement, spec)
        for node in nodes:
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
        subject = self.subject(statement) if spec.subject is not None else None
        code = call(
            f"statement.{spec.name}",
            *self._positional(statement, spec, subject),
            **self._keywords(statement, spec),
        )
        locate(code, self.source, statement.span)
        if spec.subject != "changes" or subject is None:
            return self.bind(statement.alias, code)
        if not spec.yields:
            changed = self.assign(subject, code)
            return [*changed, *self.bind(statement.alias, self.expressions.value(subject))]
        pair = self.expressions.temporary()
        return [
            assign(pair, code),
            *self.assign(subject, ast.Subscript(load(pair), constant(0), ast.Load())),
            *self.bind(statement.alias, ast.Subscript(load(pair), constant(1), ast.Load())),
        ]

    def _positional(
        self, statement: Statement, spec: StatementSpec, subject: Expression | None
    ) -> Iterable[ast.expr]:
        if spec.context:
            yield load(CONTEXT)
        if spec.named:
            yield self.name(statement)
        if spec.subject is not None:
            yield self.expressions.value(subject) if subject is not None else constant(None)

    def _keywords(self, statement: Statement, spec: StatementSpec) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        if spec.condition:
            condition = statement.condition
            found["condition"] = self.expressions.lazy(
                condition if condition is not None else _true(statement)
            )
        for entry in statement.block.properties if statement.block else []:
            parameter = spec.properties.get(entry.key)
            if parameter is not None:
                lazy = entry.key in spec.lazy
                found[parameter] = (self.expressions.lazy if lazy else self.expressions.value)(entry.value)
        return found

    # -- parts of a head ---------------------------------------------------------------------------

    def name(self, statement: Statement) -> ast.expr:
        """The name in a head, `function.run "f"`: a constant, or an expression in parentheses."""
        for item in statement.head:
            if type(item) is Word:
                return constant(item.text)
            if isinstance(item, Expression):
                return self.expressions.value(item)
        return constant("")

    def subject(self, statement: Statement) -> Expression | None:
        """The value or the variable in a head, `array.push $list`."""
        return next((item for item in statement.head if isinstance(item, Expression)), None)

    def property(self, statement: Statement, key: str) -> ast.expr:
        """The value of a property; null where there is none."""
        value = statement.property(key)
        return self.expressions.value(value) if value is not None else constant(None)

    # -- targets -----------------------------------------------------------------------------------

    def bind(self, alias: Alias | None, value: ast.expr) -> list[ast.stmt]:
        """``as $x|filter``; without one the value is computed and dropped."""
        if alias is None:
            return [run(value)] if not isinstance(value, (ast.Name, ast.Constant)) else []
        return self.assign(alias.target, self.expressions.filtered(value, alias.filters))

    def assign(self, target: Expression, value: ast.expr) -> list[ast.stmt]:
        """Set a variable, or one element below it without touching any other name of the same value."""
        while type(target) is Group:
            target = target.inner
        name = root_variable(target)
        if name is None or name in ("env", "auth", "db"):
            return [raise_(call("run.not_assignable", constant(path_text(target))))]
        root: str = INPUT if name == "input" else local_name(name)
        steps = self._steps(target)
        if not steps:
            node: ast.stmt = ast.Assign([store(root)], value)
        else:
            path = ast.List(steps, ast.Load())
            # The expression first: Python evaluates a call's arguments from left to right.
            current = self._current(name)
            node = ast.Assign([store(root)], call("run.set_element", value, current, path))
        return [locate(node, self.source, target.span)]

    def _current(self, name: str) -> ast.expr:
        if name == "input":
            return load(INPUT)
        if name in self.expressions.scope.maybe_unset:
            return call("run.bound", load(local_name(name)), constant(name))
        return load(local_name(name))

    def _steps(self, target: Expression) -> list[ast.expr]:
        """The keys below the variable, outermost first."""
        steps: list[ast.expr] = []
        while type(target) in (Member, Index):
            if type(target) is Index:
                steps.append(self.expressions.value(target.key))
                target = target.base
                continue
            assert type(target) is Member
            if type(target.base) is Variable and target.base.name == "var":
                break
            steps.append(constant(target.key))
            target = target.base
        return steps[::-1]


def _true(statement: Statement) -> Expression:
    return Literal(statement.span, True)
