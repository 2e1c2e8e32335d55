"""Statements -> Python statements: the frame that all of them share, and targets of assignments."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from runner.check.live import is_disabled
from runner.check.variables import is_var, root_variable, subject
from runner.compile.expressions import ExpressionWriter
from runner.compile.names import local_name
from runner.compile.python import CONTEXT, INPUT, assign, call, constant, load, locate, run, store
from runner.source import Source
from runner.specs import Language, StatementSpec
from runner.syntax.nodes import Alias, Block, Expression, Group, Index, Member, Statement, Word


class StatementWriter:
    """Writes the statements of one function; the emitters of the control family are given one."""

    def __init__(
        self, source: Source, language: Language, expressions: ExpressionWriter, trace: bool = False
    ) -> None:
        self.source = source
        self.language = language
        self.expressions = expressions
        self.trace = trace
        # The loops around the place that is written, each with the name of what it notes as removed.
        self.loops: list[str | None] = []
        # How many `finally` blocks stand around the place that is written.
        self.finals = 0

    # -- blocks ----------------------------------------------------------------------------------

    def block(self, block: Block | None) -> list[ast.stmt]:
        """The code of a block's statements; `pass` where there is none."""
        body = [node for statement in block.statements for node in self.statement(statement)] if block else []
        return body or [ast.Pass()]

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
        positional = self._positional(statement, spec)
        code = call(f"statement.{spec.name}", *positional, **self._keywords(statement, spec))
        locate(code, self.source, statement.span)
        changed = subject(statement) if spec.subject == "changes" else None
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
        ]

    def _positional(self, statement: Statement, spec: StatementSpec) -> Iterable[ast.expr]:
        if spec.context:
            yield load(CONTEXT)
        if spec.named:
            yield self.name(statement)
        if spec.subject is not None:
            yield self.expressions.optional(subject(statement))

    def _keywords(self, statement: Statement, spec: StatementSpec) -> dict[str, ast.expr]:
        found: dict[str, ast.expr] = {}
        if statement.condition is not None:
            found["condition"] = self.expressions.lazy(statement.condition)
        for entry in statement.block.properties if statement.block else []:
            parameter = spec.properties.get(entry.key)
            if parameter is not None:
                lazy = entry.key in spec.lazy
                found[parameter] = (self.expressions.lazy if lazy else self.expressions.value)(entry.value)
        return found

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
            return [run(value)] if not isinstance(value, (ast.Name, ast.Constant)) else []
        return self.assign(alias.target, self.expressions.filtered(value, alias.filters))

    def assign(self, target: Expression, value: ast.expr) -> list[ast.stmt]:
        """Set a variable, or one element below it without touching any other name of the same value."""
        root, steps = self._split(target)
        name = root_variable(root) or ""
        if steps:
            # The new value first, since Python evaluates the arguments of a call from left to right.
            value = call("run.set_element", value, self.expressions.value(root), ast.List(steps, ast.Load()))
        node = ast.Assign([store(INPUT if name == "input" else local_name(name))], value)
        return [locate(node, self.source, target.span)]

    def _split(self, target: Expression) -> tuple[Expression, list[ast.expr]]:
        """The variable at the root of a path, and the keys below it, outermost first."""
        steps: list[ast.expr] = []
        while True:
            if type(target) is Group:
                target = target.inner
            elif type(target) is Index:
                steps.append(self.expressions.value(target.key))
                target = target.base
            elif type(target) is Member and not is_var(target.base):
                steps.append(constant(target.key))
                target = target.base
            else:
                return target, steps[::-1]
