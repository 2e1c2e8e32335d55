"""Changes of lists written out in place: `$a[$i] = ...`, `array.push`, `array.pop`.

They are eager forms: a change needs a list that nobody else holds, an element that is there, and else
misses - or leaves it to the plain code that copies.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from runner.check.variables import path_of, root_variable, subject
from runner.compile.expressions import ExpressionWriter
from runner.compile.names import local_name
from runner.compile.ownership import Ownership
from runner.compile.python import all_of, assign, call, constant, is_held, is_type, load, run
from runner.specs import StatementSpec
from runner.syntax.nodes import Expression, Index, Member, Statement, Variable
from runner.values.kinds import HOLDERS, LIST, TEXT, Kind
from runner.values.ownership import ONE_HELD, ONE_LOCAL

Code = list[ast.stmt]
Plain = Callable[[], Code]
PlainSet = Callable[[ast.expr | None], Code]


class InPlace:
    """Writes the changes of lists of one function."""

    def __init__(self, expressions: ExpressionWriter, ownership: Ownership | None) -> None:
        self._expressions = expressions
        self._ownership = ownership

    def statement(self, statement: Statement, spec: StatementSpec, plain: Plain) -> Code:
        """``array.push $a { value = ... }`` and the like, as the method of a list that ``spec`` names."""
        head = subject(statement)
        test = self._alone(statement, head)
        if type(head) is not Variable or test is None or self._expressions.under_way is None:
            return plain()
        kind = self._expressions.kind(head)
        if not kind.only(LIST):
            if not kind.has(LIST):
                return plain()
            test.append(is_type(self._expressions.value(head), "run.list"))
        code = self._method(statement, spec, head)
        return plain() if code is None else self._either(test, code, plain)

    def element(self, statement: Statement, target: Expression, plain: PlainSet) -> Code:
        """``var.update $a[$i] { value = ... }``; ``plain`` is given the code of the new value, or None."""
        root, steps = path_of(target)
        test = self._alone(statement, root) if steps else None
        if test is None or self._expressions.under_way is None:
            return plain(None)
        value = statement.property("value")
        scalar = not self._expressions.kind(value).has(HOLDERS)
        # What is read below the variable may be a part of the way to the element itself.
        if value is None or (len(steps) > 1 and not scalar):
            return plain(None)
        place = self._expressions.value(root)
        for step in steps:
            if step is not steps[0]:
                test.append(is_held(place, ONE_HELD))
            key = self._key(step) if self._keeps_type(step, place, test) else None
            if key is None:
                return plain(None)
            context = ast.Store() if step is steps[-1] else ast.Load()
            place = ast.Subscript(place, key, context)
        return self._set(place, value, test, plain)

    def _set(self, place: ast.expr, value: Expression, test: list[ast.expr], plain: PlainSet) -> Code:
        code = self._expressions.value(value)
        if not test:
            return self._either(test, [ast.Assign([place], code)], list)
        # The value comes before the test, as it comes before the keys in the plain code.
        name = self._expressions.temporary()
        change = self._either(test, [ast.Assign([place], load(name))], lambda: plain(load(name)))
        # The name lets go of a list, or that would count as held by two.
        holds = self._expressions.kind(value).has(HOLDERS)
        return [assign(name, code), *change, *([assign(name, constant(None))] if holds else [])]

    def own(self, statement: Statement, value: ast.expr) -> ast.expr:
        """The value that a `var` gives to its variable: a copy, where that spares many of them later."""
        if self._ownership is not None and self._ownership.copies(statement):
            return call("run.list", value)
        return value

    # -- the parts ---------------------------------------------------------------------------------

    def _method(self, statement: Statement, spec: StatementSpec, head: Variable) -> Code | None:
        """The call of the method; what takes an element of an empty list misses."""
        alias = statement.alias
        name = root_variable(alias.target) or "" if alias is not None else None
        # Without a result of its own the statement gives the list to the alias, too.
        if name is not None and (name == head.name or not spec.yields):
            return None
        method, *first = spec.method
        arguments: list[ast.expr] = [constant(one) for one in first]
        if "value" in spec.properties:
            value = statement.property("value")
            if value is None:
                return None
            arguments.append(self._expressions.value(value))
        done = ast.Call(ast.Attribute(self._expressions.value(head), method, ast.Load()), arguments, [])
        return [run(done) if name is None else assign(local_name(name), done)]

    def _key(self, step: Index | Member) -> ast.expr | None:
        return self._expressions.key(step.key) if isinstance(step, Index) else constant(step.key)

    def _keeps_type(self, step: Index | Member, place: ast.expr, test: list[ast.expr]) -> bool:
        """Whether setting what ``step`` names is what Python does with it; else ``test`` asks for more."""
        if isinstance(step, Member):
            return True
        kind: Kind = self._expressions.kind(step.key)
        base = self._expressions.kind(step.base)
        if kind.only(TEXT):
            return True  # only an object takes it
        # Of a list below another one the kind says what is there if it is there.
        if not base.has(LIST):
            return False
        if not base.only(LIST):
            test.append(is_type(place, "run.list"))
        return True

    def _alone(self, statement: Statement, root: Expression | None) -> list[ast.expr] | None:
        """The tests that nobody else holds the variable's value: none where that is known already."""
        expressions = self._expressions
        if self._ownership is None or type(root) is not Variable or expressions.owned(root.name) is None:
            return None
        value = statement.property("value")
        if value is not None and root.name in self._ownership.leaks(value):
            return None
        if self._ownership.owns(statement, root.name) and expressions.kind(root).only(LIST):
            return []
        return [is_held(expressions.value(root), ONE_LOCAL)]

    def _either(self, test: list[ast.expr], code: Code, plain: Plain) -> Code:
        attempt = self._expressions.under_way
        assert attempt is not None
        attempt.may_miss = True
        if not test:
            return code
        return [ast.If(all_of(test), code, plain())]
