"""Points of a run through a function: what is set there, what was asked on the way, where ways meet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from runner.check.live import live_statements
from runner.check.variables import ungrouped
from runner.source import Span
from runner.syntax.nodes import Expression, Literal, Node, Statement, Unary
from runner.values import is_truthy


class State(NamedTuple):
    """One point of a run: the variables that are surely set, and the names that conditions have asked for."""

    bound: frozenset[str]
    asked: frozenset[str] = frozenset()

    def sets(self, names: Iterable[str]) -> State:
        """The point after these variables were set."""
        return self._replace(bound=self.bound.union(names))

    def asks(self, names: Iterable[str]) -> State:
        """The point after a condition on these names."""
        return self._replace(asked=self.asked.union(names))


class Loop(NamedTuple):
    """A loop around a point: the point before it, and those that its `break` and `continue` leave from."""

    statement: Statement
    before: State
    breaks: list[State]
    continues: list[State]


class Read(NamedTuple):
    """A variable that is read where it may be unset; ``loops`` stand around it."""

    name: str
    span: Span
    asked: frozenset[str]
    loops: tuple[Loop, ...]


class Dead(NamedTuple):
    """A statement, or a branch, that no run reaches; ``cause`` is what keeps all runs from it."""

    statement: Statement
    cause: Node


# None is the point that no run reaches.
Point = State | None


def joined(points: Iterable[Point]) -> Point:
    """The point where several ways meet; None where none of them gets there."""
    met: Point = None
    for point in points:
        if met is None:
            met = point
        elif point is not None:
            met = State(met.bound & point.bound, met.asked & point.asked)
    return met


def truth(condition: Expression | None) -> bool | None:
    """Whether a condition always holds, or never does; None where that depends on the run."""
    node = ungrouped(condition) if condition is not None else None
    if type(node) is Unary and node.operator == "!":
        inner = truth(node.operand)
        return None if inner is None else not inner
    return is_truthy(node.value) if type(node) is Literal else None


def of_case(case: Statement) -> list[Statement]:
    """The statements of a `case` or `default`, without the `break` that ends it and leaves no loop."""
    inner = live_statements(case.block)
    return inner[:-1] if inner and inner[-1].name == "break" else inner


def asking(point: Point, before: State) -> Point:
    """A point as it is, but for what was asked on the way since ``before``."""
    return point._replace(asked=before.asked) if point is not None else None
