"""A plain interpreter of XanoScript: slow, small, and right at first sight.

It walks the syntax tree and copies every value whole wherever one is stored or passed on, so
nothing can be shared. It knows neither the compiler nor the runner's own rules, filters and statements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runner.syntax.nodes import Block, Expression, FunctionDocument, Statement
from tests.reference import rules
from tests.reference.changes import CHANGES, MATH, left_of, place
from tests.reference.expressions import Budget, Expressions
from tests.reference.rules import Failure, truth


class Leave(Exception):
    """The end of a loop, a round of it, or the function."""

    def __init__(self, how: str, value: Any = None) -> None:
        super().__init__(how)
        self.how, self.value = how, value


class Future:
    """What `async = true` gives: a result, or the failure that `await` raises."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.value: Any = None
        self.failure: Failure | None = None
        try:
            self.value = work()
        except Failure as failure:
            self.failure = failure

    def result(self) -> Any:
        if self.failure is not None:
            raise self.failure
        return self.value


class Program:
    """Functions by name, and how much all of them together may do."""

    def __init__(self, functions: Mapping[str, FunctionDocument], budget: int = 30_000) -> None:
        self.functions = functions
        self.budget = Budget(budget)

    def call(self, name: str, inputs: dict[str, Any]) -> Any:
        """The response of a function.

        Raises:
            Failure: the program failed.
            TooMuch: the budget is spent.
        """
        self.budget.spend(1)
        document = self.functions[name]
        given = {one.name: declared(one.type_name, inputs.get(one.name)) for one in document.inputs}
        frame = Frame(self, self.budget.copy(given))
        try:
            frame.block(document.stack)
        except Leave as leave:
            return leave.value
        return self.budget.copy(frame.value(document.response)) if document.response else None


def declared(type_name: str, value: Any) -> Any:
    """An input of a type that its caller has met already."""
    return float(value) if type_name == "decimal" and value is not None else value


class Walk:
    """A `foreach`: the number of its element, and those that `remove` dropped."""

    def __init__(self) -> None:
        self.number = 0
        self.removed: set[int] = set()


class Frame(Expressions):
    """One call of a function."""

    def __init__(self, program: Program, inputs: dict[str, Any]) -> None:
        super().__init__(program.budget, inputs)
        self.program = program
        # The `foreach` loops around the place that runs, innermost last.
        self.walks: list[Walk] = []

    def block(self, block: Block | None) -> None:
        for statement in block.statements if block else []:
            self.budget.spend(1)
            name = statement.name
            if name in MATH or name in CHANGES:
                self._change(statement)
            else:
                getattr(self, "do_" + name.replace(".", "_"))(statement)

    def _change(self, statement: Statement) -> None:
        """A statement that changes the variable in its head."""
        old = self.budget.copy(self.value(statement.head[0]))
        node = statement.property("value")
        new = self.budget.copy(self.value(node)) if node else None
        if statement.name in MATH:
            value, gives = rules.arithmetic(MATH[statement.name], old, new), rules.MISSING
        else:
            value, gives = CHANGES[statement.name](old, new)
        self.assign(statement.head[0], value)
        if statement.alias:
            self.assign(statement.alias.target, value if gives is rules.MISSING else gives)

    def assign(self, target: Expression, value: Any) -> None:
        """Set a variable, or an element at any depth below one."""
        name, keys = place(target)
        steps = [key if type(key) is str else self.value(key) for key in keys]
        if name == "input":
            self.inputs = self.budget.copy(rules.put_steps(self.inputs, steps, value))
        elif steps:
            self.variables[name] = self.budget.copy(rules.put_steps(self._read(name), steps, value))
        else:
            self.variables[name] = self.budget.copy(value)

    def do_var(self, statement: Statement) -> None:
        self.assign(statement.head[0], self.value(statement.property("value")))

    do_var_update = do_var

    def do_conditional(self, statement: Statement) -> None:
        for branch in statement.block.statements:
            if branch.name == "else" or truth(self.value(branch.head[0])):
                self.block(branch.block)
                break

    def do_switch(self, statement: Statement) -> None:
        value, cases = self.value(statement.head[0]), statement.block.statements
        chosen = [case for case in cases if case.name == "default"]
        for case in cases:
            if case.name == "case" and rules.equal(value, self.value(case.head[0])):
                chosen = [case]
                break
        for case in cases[cases.index(chosen[0]) :] if chosen else []:
            self.block(case.block)
            if case.ends_in_break:
                break

    def do_foreach(self, statement: Statement) -> None:
        walked = statement.head[0]
        value = self.budget.copy(self.value(walked))
        if value is not None and type(value) not in (list, dict):
            raise Failure(f"`foreach` needs a list or an object, but got {rules.shown(value)}")
        self.walks.append(Walk())
        try:
            for number, (_, item) in enumerate(rules.pairs(value)):
                self.walks[-1].number = number
                if self._round(statement, item):
                    break
        finally:
            removed = self.walks.pop().removed
        if removed and place(walked)[0] is not None:
            self.assign(walked, left_of(self.value(walked), removed))

    def do_for(self, statement: Statement) -> None:
        count = rules.integer(self.value(statement.head[0]), "`for`")
        self.budget.spend(max(count, 0))
        for number in range(count):
            if self._round(statement, number):
                break

    def do_while(self, statement: Statement) -> None:
        while truth(self.value(statement.head[0])):
            if self._round(statement):
                break

    def _round(self, statement: Statement, item: Any = None) -> bool:
        """Run the body of a loop once; whether the loop is over."""
        each = statement.block.statements[0]
        if each.alias:
            self.assign(each.alias.target, item)
        try:
            self.block(each.block)
        except Leave as leave:
            if leave.how == "return":
                raise
            return leave.how == "break"
        return False

    def do_break(self, statement: Statement) -> None:
        raise Leave("break")

    def do_continue(self, statement: Statement) -> None:
        raise Leave("continue")

    def do_remove(self, statement: Statement) -> None:
        self.walks[-1].removed.add(self.walks[-1].number)

    def do_return(self, statement: Statement) -> None:
        node = statement.property("value")
        raise Leave("return", self.budget.copy(self.value(node)) if node else None)

    def do_group(self, statement: Statement) -> None:
        self.block(statement.block.block("stack"))

    def do_throw(self, statement: Statement) -> None:
        name, value = (self.value(statement.property(key)) for key in ("name", "value"))
        message = value if type(value) is str else rules.text([value])[1:-1]
        raise Failure(message, rules.text(name) or "standard", "throw", self.budget.copy(value))

    def do_precondition(self, statement: Statement) -> None:
        if not truth(self.value(statement.head[0])):
            nodes = [statement.property(key) for key in ("error_type", "error", "payload")]
            kind, error, payload = (self.budget.copy(self.value(node)) if node else None for node in nodes)
            kind = rules.text(kind) or "standard"
            raise Failure("Precondition failed" if error is None else rules.text(error), kind, kind, payload)

    def do_try_catch(self, statement: Statement) -> None:
        parts = {part.name: part.block for part in statement.block.statements}
        try:
            try:
                self.block(parts["try"])
            except Failure as failure:
                if "catch" in parts:
                    self.variables["error"] = {
                        "code": failure.code,
                        "name": failure.name,
                        "message": failure.message,
                        "result": failure.payload,
                    }
                    self.block(parts["catch"])
        finally:
            self.block(parts.get("finally"))

    def do_function_run(self, statement: Statement) -> None:
        node, name = statement.property("input"), statement.head[0].value
        inputs = self.budget.copy(self.value(node)) if node else {}
        if inputs in (None, []):
            inputs = {}
        if type(inputs) is not dict:
            raise Failure(f'`function.run "{name}"` needs an object as `input`, but got {rules.kind(inputs)}')
        result = Future(lambda: self.program.call(name, inputs))
        later = statement.property("async")
        self._give(statement, result if later is not None and truth(self.value(later)) else result.result())

    def do_await(self, statement: Statement) -> None:
        value = self.value(statement.head[0])
        self._give(statement, value.result() if isinstance(value, Future) else value)

    def _give(self, statement: Statement, value: Any) -> None:
        if statement.alias:
            self.assign(statement.alias.target, value)
