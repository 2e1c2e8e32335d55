"""The nodes of a template's output: each writes itself in a state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from runner.errors import ScriptError
from runner.templates.expressions import Expression
from runner.templates.state import ELEMENT, State
from runner.templates.values import is_array, pairs_or_none, text_of
from runner.values import is_truthy
from runner.values.text import shown


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of output; ``line`` is where it stands in the template."""

    line: int

    def render(self, state: State) -> None:
        """Write it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Body:
    """Some nodes after each other."""

    nodes: tuple[Node, ...]

    def render(self, state: State) -> None:
        """Write them all."""
        for node in self.nodes:
            state.line = node.line
            node.render(state)

    def text(self, state: State) -> str:
        """What they write, which is not in the output."""
        line = state.line
        with state.capture() as written:
            self.render(state)
        # What comes after it stands where it was asked for.
        state.line = line
        return "".join(written)


@dataclass(frozen=True, slots=True)
class Text(Node):
    """What stands outside of all tags."""

    text: str

    def render(self, state: State) -> None:
        state.write(self.text)


@dataclass(frozen=True, slots=True)
class Print(Node):
    """`{{ ... }}`."""

    expression: Expression

    def render(self, state: State) -> None:
        state.write(text_of(self.expression.value(state)))


@dataclass(frozen=True, slots=True)
class Do(Node):
    """`{% do ... %}`: the value is computed and dropped."""

    expression: Expression

    def render(self, state: State) -> None:
        self.expression.value(state)


@dataclass(frozen=True, slots=True)
class If(Node):
    """`{% if %}`: the first of the branches whose condition holds, else the last."""

    branches: tuple[tuple[Expression, Body], ...]
    otherwise: Body

    def render(self, state: State) -> None:
        for condition, body in self.branches:
            if is_truthy(condition.value(state)):
                body.render(state)
                return
        self.otherwise.render(state)


@dataclass(frozen=True, slots=True)
class For(Node):
    """`{% for key, value in ... %}`."""

    key: str | None
    item: str
    sequence: Expression
    body: Body
    otherwise: Body

    def render(self, state: State) -> None:
        pairs = []
        for pair in pairs_or_none(self.sequence.value(state)):
            state.spend(ELEMENT)  # as they come: a stream may have any number of them
            pairs.append(pair)
        with state.scope(dict(state.variables)) as outside:
            for at, (key, item) in enumerate(pairs):
                self._round(state, outside, at, len(pairs), key, item)
            inside = state.variables
        self._keep(outside, inside)
        if not pairs:
            self.otherwise.render(state)

    def _round(
        self, state: State, outside: dict[str, Any], at: int, length: int, key: Any, item: Any
    ) -> None:
        # The value first, then the key, as Twig sets them: of one name the key counts.
        state.variables[self.item] = item
        if self.key is not None:
            state.variables[self.key] = key
        state.variables["loop"] = {
            "parent": outside,
            "index": at + 1,
            "index0": at,
            "revindex": length - at,
            "revindex0": length - at - 1,
            "first": at == 0,
            "last": at == length - 1,
            "length": length,
        }
        self.body.render(state)

    def _keep(self, outside: dict[str, Any], inside: dict[str, Any]) -> None:
        """Variables from before the loop keep what it has set, new ones end with it."""
        own = {"loop", self.key, self.item}
        for name in outside:
            if name not in own:
                outside[name] = inside[name]


@dataclass(frozen=True, slots=True)
class Set(Node):
    """`{% set a, b = 1, 2 %}`."""

    names: tuple[str, ...]
    values: tuple[Expression, ...]

    def render(self, state: State) -> None:
        # All values first: `{% set a, b = b, a %}` swaps the two.
        found = [node.value(state) for node in self.values]
        state.variables.update(zip(self.names, found, strict=True))


@dataclass(frozen=True, slots=True)
class Capture(Node):
    """`{% set a %}...{% endset %}`."""

    name: str
    body: Body

    def render(self, state: State) -> None:
        state.variables[self.name] = self.body.text(state)


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """`{% apply upper %}...{% endapply %}`; ``expression`` reads the text under the name ``APPLIED``."""

    expression: Expression
    body: Body

    def render(self, state: State) -> None:
        text = self.body.text(state)
        with state.scope({**state.variables, APPLIED: text}):
            state.write(text_of(self.expression.value(state)))


# No name of a template holds a blank.
APPLIED = "the text"


@dataclass(frozen=True, slots=True)
class With(Node):
    """`{% with {a: 1} only %}...{% endwith %}`."""

    variables: Expression | None
    only: bool
    body: Body

    def render(self, state: State) -> None:
        more = self.variables.value(state) if self.variables is not None else {}
        if not is_array(more):
            raise ScriptError(f"`{{% with %}}` needs an object, but got {shown(more)}")
        inside = {} if self.only else dict(state.variables)
        inside.update((str(key), item) for key, item in pairs_or_none(more))
        with state.scope(inside):
            self.body.render(state)


@dataclass(frozen=True, slots=True)
class Block(Node):
    """`{% block name %}`: its body, which `block("name")` writes once more."""

    name: str

    def render(self, state: State) -> None:
        with state.call(self.name), state.scope(dict(state.variables)):
            state.blocks[self.name].render(state)


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro; it sees its arguments alone. What has no parameter is in `varargs`."""

    name: str
    parameters: tuple[tuple[str, Expression], ...]
    body: Body

    def call(self, state: State, arguments: list[Any], named: dict[str, Any]) -> str:
        """What the macro writes.

        Raises:
            ScriptError: it has no parameter of a name, or calls itself too deeply.
        """
        names = [name for name, _ in self.parameters]
        self._check(names[len(arguments) :], named)
        inside: dict[str, Any] = {name: default.value(state) for name, default in self.parameters}
        inside.update(zip(names, arguments, strict=False))
        inside.update(named, varargs=arguments[len(names) :])
        with state.call(self.name), state.scope(inside):
            return self.body.text(state)

    def _check(self, free: Iterable[str], named: Iterable[str]) -> None:
        for name in named:
            if name not in free:
                raise ScriptError(f"the macro `{self.name}` has no parameter `{name}` to set")
