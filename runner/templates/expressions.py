"""The nodes of expressions: each gives its value in a state.

``find`` gives ``MISSING`` where there is nothing, which the test `defined` tells from null.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from runner.errors import ScriptError
from runner.templates.builtins import Builtin
from runner.templates.operators import Operator
from runner.templates.state import ELEMENT, State
from runner.templates.values import Arrow, Moment, array_of, pairs_of, text_of
from runner.values import is_truthy
from runner.values.numbers import to_int
from runner.values.paths import MISSING, step


class Expression:
    """One node of an expression."""

    __slots__ = ()

    def find(self, state: State) -> Any:
        """The value, or ``MISSING``."""
        raise NotImplementedError

    def value(self, state: State) -> Any:
        """The value; null where there is none."""
        found = self.find(state)
        return None if found is MISSING else found

    def is_defined(self, state: State) -> bool:
        """Whether there is anything, if only null."""
        return self.find(state) is not MISSING


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number, a text, true, false, null."""

    constant: Any

    def find(self, state: State) -> Any:
        return self.constant


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A variable. `$x` is `$input` and the like, else the same as `x`."""

    name: str

    def find(self, state: State) -> Any:
        found = state.variables.get(self.name, MISSING)
        if found is MISSING and self.name[0] == "$":
            return state.variables.get(self.name[1:], MISSING)
        if found is MISSING and self.name == "_context":
            return state.variables
        return found


@dataclass(frozen=True, slots=True)
class Attribute(Expression):
    """`a.b` and `a[b]`: of lists and objects alone, whatever else a value may have in Python."""

    base: Expression
    key: Expression

    def find(self, state: State) -> Any:
        base, key = self.base.value(state), self.key.value(state)
        if type(base) is Moment and key == "timestamp":
            return base.milliseconds // 1000
        return step(base, _array_key(key))


@dataclass(frozen=True, slots=True)
class EnvValue(Expression):
    """`$env.name`, found as everywhere in a job: exactly, then without regard to case."""

    name: str

    def find(self, state: State) -> Any:
        found = state.context.env_value(self.name)
        return MISSING if found is None else found


@dataclass(frozen=True, slots=True)
class Spread(Expression):
    """`...list` in a list or among arguments."""

    inner: Expression

    def find(self, state: State) -> Any:
        return self.inner.find(state)


@dataclass(frozen=True, slots=True)
class Items(Expression):
    """`[a, b]`."""

    items: tuple[Expression, ...]

    def find(self, state: State) -> Any:
        state.spend(len(self.items) * ELEMENT)
        return spread_values(self.items, state)


@dataclass(frozen=True, slots=True)
class Hash(Expression):
    """`{a: 1}`; a pair without a key is a spread."""

    pairs: tuple[tuple[Expression | None, Expression], ...]

    def find(self, state: State) -> Any:
        state.spend(len(self.pairs) * ELEMENT)
        found: list[tuple[Any, Any]] = []
        for key, node in self.pairs:
            item = node.value(state)
            found.extend(pairs_of(item, "...") if key is None else [(_hash_key(key.value(state)), item)])
        return array_of(found) if found else {}


@dataclass(frozen=True, slots=True)
class Binary(Expression):
    """An operator between two values."""

    operator: Operator
    left: Expression
    right: Expression

    def find(self, state: State) -> Any:
        left = self.left.value(state)
        if self.operator.lazy:
            return self.operator.function(state, left, lambda: self.right.value(state))
        return self.operator.function(state, left, self.right.value(state))


@dataclass(frozen=True, slots=True)
class Unary(Expression):
    """`not`, `-` and `+`."""

    function: Callable[[Any], Any]
    operand: Expression

    def find(self, state: State) -> Any:
        return self.function(self.operand.value(state))


@dataclass(frozen=True, slots=True)
class Ternary(Expression):
    """`a ? b : c`; `a ?: c` has no middle."""

    condition: Expression
    positive: Expression | None
    negative: Expression

    def find(self, state: State) -> Any:
        condition = self.condition.value(state)
        if not is_truthy(condition):
            return self.negative.value(state)
        return condition if self.positive is None else self.positive.value(state)


@dataclass(frozen=True, slots=True)
class Lambda(Expression):
    """`(a, b) => ...`; it sees the variables of the place where it stands."""

    names: tuple[str, ...]
    body: Expression

    def find(self, state: State) -> Any:
        outside = state.variables

        def call(*arguments: Any) -> Any:
            state.spend(ELEMENT)
            with state.scope({**outside, **dict(zip(self.names, arguments, strict=False))}):
                return self.body.value(state)

        return Arrow(call)


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A filter, a function or a test with its arguments; ``spread`` says that one of them is a spread."""

    builtin: Builtin
    arguments: tuple[Expression, ...]
    named: tuple[tuple[str, Expression], ...]
    what: str
    spread: bool = False

    def find(self, state: State) -> Any:
        arguments = spread_values(self.arguments, state)
        named = {name: node.value(state) for name, node in self.named}
        # Only a spread can bring a number of arguments that the parser has not seen.
        if self.spread and (misfit := self.builtin.misfit(len(arguments), tuple(named))):
            raise ScriptError(f"the {self.what} `{self.builtin.name}` {misfit}")
        before = (state,) if self.builtin.state else ()
        found = self.builtin.function(*before, *arguments, **self.builtin.keywords(named))
        state.spend(len(found) if isinstance(found, str) else ELEMENT)
        if isinstance(found, (list, dict)):
            state.spend(len(found) * ELEMENT)
        return found


@dataclass(frozen=True, slots=True)
class MacroCall(Expression):
    """A macro of the template; its result is what it writes."""

    name: str
    arguments: tuple[Expression, ...]
    named: tuple[tuple[str, Expression], ...]

    def find(self, state: State) -> Any:
        macro = state.macros.get(self.name)
        if macro is None:
            raise ScriptError(f"there is no macro `{self.name}` in the template")
        named = {name: node.value(state) for name, node in self.named}
        return macro.call(state, spread_values(self.arguments, state), named)

    def is_defined(self, state: State) -> bool:
        return self.name in state.macros


@dataclass(frozen=True, slots=True)
class BlockCall(Expression):
    """`block("name")`."""

    name: Expression

    def find(self, state: State) -> Any:
        name = text_of(self.name.value(state))
        if name not in state.blocks:
            raise ScriptError(f"there is no block `{name}` in the template")
        with state.call(name), state.scope(dict(state.variables)):
            return state.blocks[name].text(state)

    def is_defined(self, state: State) -> bool:
        return text_of(self.name.value(state)) in state.blocks


@dataclass(frozen=True, slots=True)
class Defined(Expression):
    """`x is defined`."""

    inner: Expression

    def find(self, state: State) -> Any:
        return self.inner.is_defined(state)


def spread_values(nodes: tuple[Expression, ...], state: State) -> list[Any]:
    """The values of some nodes; a spread gives all of its elements."""
    found: list[Any] = []
    for node in nodes:
        if type(node) is Spread:
            found.extend(item for _, item in pairs_of(node.value(state), "..."))
        else:
            found.append(node.value(state))
    return found


def _array_key(key: Any) -> Any:
    """A key as PHP's arrays take it: decimals are cut off, null is ""."""
    if type(key) is float:
        return to_int(key)
    return "" if key is None else key


def _hash_key(key: Any) -> Any:
    if isinstance(key, (list, dict)):
        raise ScriptError("a list or an object cannot be the key of an object")
    return _array_key(key)
