"""Expressions: literals, variables and paths, operators, filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from runner.source import Span


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """The root of all nodes. What they have in common is written once, as each is quicker to import so."""

    span: Span

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{part.name}={value!r}" for part, value in zip(fields(self), self._values(), strict=True)
        )
        return f"{type(self).__name__}({shown})"

    def _values(self) -> list[Any]:
        return [getattr(self, part.name) for part in fields(self)]


@dataclass(slots=True, eq=False, repr=False)
class Expression(Node):
    """The root of all expressions."""


@dataclass(slots=True, eq=False, repr=False)
class Literal(Expression):
    """A number, a text, true, false, null; ``value`` is the Python value."""

    value: Any


@dataclass(slots=True, eq=False, repr=False)
class Word(Expression):
    """A bare word: a text, or one of the language's own words such as ``now``."""

    text: str


@dataclass(slots=True, eq=False, repr=False)
class Variable(Expression):
    """``$name``; ``name`` is without the dollar sign, and ``$`` for ``$$``."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class Member(Expression):
    """``base.key``; ``computed`` where the key is itself a variable, as in ``$env.$remote_ip``."""

    base: Expression
    key: str
    optional: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Index(Expression):
    """``base[key]``."""

    base: Expression
    key: Expression


@dataclass(slots=True, eq=False, repr=False)
class Group(Expression):
    """An expression in parentheses or backticks; ``style`` is "(", "`" or "```"."""

    inner: Expression
    style: str


@dataclass(slots=True, eq=False, repr=False)
class Unary(Expression):
    """``!operand`` or ``-operand``."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class Binary(Expression):
    """Arithmetic, ``~``, ``..``, comparisons and the operators of database queries."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False, repr=False)
class Logical(Expression):
    """``&&``, ``||``, ``??``: the right side is evaluated only when it decides."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False, repr=False)
class Ternary(Expression):
    """``condition ? yes : no``."""

    condition: Expression
    yes: Expression
    no: Expression


@dataclass(slots=True, eq=False, repr=False)
class ListLiteral(Expression):
    """``[a, b]``."""

    items: list[Expression]


@dataclass(slots=True, eq=False, repr=False)
class ObjectEntry(Node):
    """One entry of an object; ``key`` is a Literal or, for ``$var: value``, an expression."""

    key: Expression
    value: Expression


@dataclass(slots=True, eq=False, repr=False)
class ObjectLiteral(Expression):
    """``{key: value}``; ``blocks`` are statements such as the `output { text a }` of an agent's `llm`."""

    entries: list[ObjectEntry]
    blocks: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False, repr=False)
class FilterCall(Node):
    """``|name:argument:argument``; ``disabled`` for ``|!name``."""

    name: str
    name_span: Span
    arguments: list[Expression]
    disabled: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Pipe(Expression):
    """A value and the filters that it goes through; ``value`` is None for ``|uuid``."""

    value: Expression | None
    filters: list[FilterCall]


@dataclass(slots=True, eq=False, repr=False)
class Call(Expression):
    """``name(arguments)``, the function form of some statements: ``math.add(1, 2)``."""

    name: str
    arguments: list[Expression]


def walk(node: Any) -> Iterator[Node]:
    """``node`` and every node below it, parents first."""
    pending: list[Any] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, Node):
            yield item
            pending.extend(getattr(item, part.name) for part in reversed(fields(item)))
        elif isinstance(item, list):
            pending.extend(reversed(item))
