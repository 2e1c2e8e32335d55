"""The half of the plain interpreter that evaluates expressions."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from runner.syntax.nodes import Binary, Expression, Group, Index, Literal, Logical, Member, Pipe, Variable
from tests.reference import rules
from tests.reference.changes import holds, written
from tests.reference.filters import FILTERS, LAZY
from tests.reference.rules import Failure, truth

NEGATED = {"!=": "==", "!==": "===", "not in": "in", "not contains": "contains"}
GUARDS = frozenset({"is_null", "is_empty", "first_notnull", "first_notempty"})


class TooMuch(Exception):
    """The program runs too long, or its values grow too large, to be of use as an example."""


class Budget:
    """How much a program may still do and hold."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuch

    def copy(self, value: Any) -> Any:
        """The value whole, so that nothing of it is shared."""
        self.spend(weight(value))
        return deepcopy(value)


def weight(value: Any) -> int:
    if type(value) is str:
        return 1 + len(value) // 20
    if type(value) is dict:
        value = list(value.values())
    return 1 + sum(map(weight, value)) if type(value) is list else 1


class Expressions:
    """What expressions see: variables, inputs, and the elements that filters look at."""

    def __init__(self, budget: Budget, inputs: dict[str, Any]) -> None:
        self.budget = budget
        self.inputs = inputs
        self.variables: dict[str, Any] = {}
        # `$this`, `$index` ... of the filters around the place that is evaluated, innermost last.
        self.elements: list[dict[str, Any]] = []

    def value(self, node: Expression) -> Any:
        self.budget.spend(1)
        return getattr(self, f"_{type(node).__name__.lower()}")(node)

    def _literal(self, node: Any) -> Any:
        return rules.fit(node.value) if type(node.value) is int else node.value

    def _word(self, node: Any) -> Any:
        return node.text

    def _group(self, node: Any) -> Any:
        return self.value(node.inner)

    def _listliteral(self, node: Any) -> Any:
        return [self.value(item) for item in node.items]

    def _objectliteral(self, node: Any) -> Any:
        found = {}
        for entry in node.entries:
            key = (
                str(entry.key.value) if type(entry.key) is Literal else rules.key_text(self.value(entry.key))
            )
            found[key] = self.value(entry.value)
        return found

    def _variable(self, node: Any) -> Any:
        name = "this" if node.name == "$" else node.name
        if self.elements and name in self.elements[-1]:
            return self.elements[-1][name]
        return self._read(name)

    def _read(self, name: str) -> Any:
        if name in ("input", "var"):
            return dict(self.inputs if name == "input" else self.variables)
        if name not in self.variables:
            raise Failure(f"Unable to locate var: {name}")
        return self.variables[name]

    def _member(self, node: Any) -> Any:
        if type(node.base) is Variable and node.base.name == "var":
            return self._read(node.key)
        found = rules.step(self.value(node.base), node.key)
        if found is rules.MISSING:
            what = "input: " + node.key if written(node.base) == "input" else "var: " + written(node)
            raise Failure(f"Unable to locate {what}")
        return found

    def _index(self, node: Any) -> Any:
        return rules.index(self.value(node.base), self.value(node.key))

    def _unary(self, node: Any) -> Any:
        value = self.value(node.operand)
        if node.operator == "!":
            return not truth(value)
        found = rules.number(value, "unary `-`")
        return rules.fit(-found) if type(found) is int else -found

    def _binary(self, node: Any) -> Any:
        left, right = self._side(node, node.left, node.right), self._side(node, node.right, node.left)
        if node.operator in NEGATED:
            return not self._operate(NEGATED[node.operator], left, right)
        return self._operate(node.operator, left, right)

    def _operate(self, operator: str, left: Any, right: Any) -> Any:
        if operator in ("==", "==="):
            return rules.equal(left, right) if operator == "==" else rules.identical(left, right)
        if operator in ("<", "<="):
            return rules.order(left, right) < (operator == "<=")
        if operator in (">", ">="):
            return rules.order(right, left) < (operator == ">=")
        if operator == "~":
            both_lists = type(left) is list and type(right) is list
            return left + right if both_lists else rules.text(left) + rules.text(right)
        if operator == "..":
            return self._range(rules.integer(left, "`..`"), rules.integer(right, "`..`"))
        if operator in ("in", "contains"):
            return holds(*((right, left) if operator == "in" else (left, right)))
        return rules.arithmetic(operator, left, right)

    def _range(self, start: int, stop: int) -> list[int]:
        self.budget.spend(abs(stop - start))
        return list(range(start, stop + 1) if start <= stop else range(start, stop - 1, -1))

    def _side(self, node: Binary, side: Expression, other: Expression) -> Any:
        asked = node.operator.strip("!=") == "" and type(other) is Literal and other.value is None
        return self._or_null(side) if asked else self.value(side)

    def _or_null(self, node: Expression) -> Any:
        """A read under a null guard: what is missing on the way is null."""
        if type(node) is Group:
            return self._or_null(node.inner)
        if type(node) is Variable or (type(node) is Member and written(node.base) == "var"):
            try:
                return self.value(node)
            except Failure:
                return None
        if type(node) is Member:
            found = rules.step(self._or_null(node.base), node.key)
            return None if found is rules.MISSING else found
        if type(node) is Index:
            return rules.index(self._or_null(node.base), self.value(node.key))
        return self.value(node)

    def _logical(self, node: Logical) -> Any:
        if node.operator == "??":
            left = self._or_null(node.left)
            return self.value(node.right) if left is None else left
        left = self.value(node.left)
        if node.operator == "||":
            return left if truth(left) else self.value(node.right)
        return truth(left) and truth(self.value(node.right))

    def _ternary(self, node: Any) -> Any:
        return self.value(node.yes if truth(self.value(node.condition)) else node.no)

    def _pipe(self, node: Pipe) -> Any:
        guarded = node.value is not None and node.filters[0].name in GUARDS
        value = None
        if node.value is not None:
            value = self._or_null(node.value) if guarded else self.value(node.value)
        for item in node.filters:
            arguments = [self.value(node) for node in item.arguments[item.name in LAZY :]]
            if item.name in LAZY:
                arguments.insert(0, self._lazy(item.arguments[0], item.name == "reduce"))
            value = FILTERS[item.name](value, *arguments)
            self.budget.spend(weight(value))
        return value

    def _lazy(self, node: Expression, accumulates: bool) -> Callable[[Any, Any, Any, Any], Any]:
        def evaluate(this: Any, index: Any, parent: Any, result: Any) -> Any:
            names = {"this": this, "index": index, "parent": parent}
            self.elements.append({**names, "result": result} if accumulates else names)
            try:
                return self.value(node)
            finally:
                self.elements.pop()

        return evaluate
