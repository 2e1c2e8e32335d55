"""The part of the tree that runs: everything but what is disabled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from runner.syntax.constants import is_constant
from runner.syntax.nodes import Block, FilterCall, Node, Statement

# The types of fields, as they are written, that hold no nodes.
PLAIN = frozenset({"Span", "str", "bool"})
# Statements that may run what they hold more than once.
LOOPS = frozenset({"for", "foreach", "while"})


def is_disabled(statement: Statement) -> bool:
    """Whether a statement never runs: ``!statement``, or ``disabled = true`` in its block."""
    # Only the constant counts: whether code runs must not depend on the run.
    flag = statement.property("disabled")
    return statement.disabled or (flag is not None and is_constant(flag, True))


def live_statements(block: Block | None) -> list[Statement]:
    """The statements of a block that are not disabled; none where there is no block."""
    return [item for item in block.statements if not is_disabled(item)] if block is not None else []


def live_filters(filters: Sequence[FilterCall]) -> list[FilterCall]:
    """The filters of a pipe, or of an alias, that are not disabled."""
    return [item for item in filters if not item.disabled]


def walk_live(node: Any) -> Iterator[Node]:
    """``node`` and every node below it, parents first, without disabled statements and filters."""
    # A stack of one's own, since a long chain of operators is a tree that is deeper than Python recurses.
    pending: list[Any] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(item[::-1])
        elif isinstance(item, Node) and not is_off(item):
            yield item
            kind: Any = type(item)
            pending.extend(below(kind)(item))


# Worked out once for each kind: all code is walked through several times.
@cache
def below(kind: Any) -> Callable[[Node], Iterable[Any]]:
    """What takes from a node of ``kind`` the fields that may hold nodes, the last one first."""
    names = [part.name for part in reversed(fields(kind)) if part.type not in PLAIN]
    # It gives a tuple where it has several names.
    return attrgetter(*names) if len(names) > 1 else lambda node: [getattr(node, name) for name in names]


def is_off(node: Node) -> bool:
    """Whether a statement or a filter is disabled."""
    if type(node) is Statement:
        return is_disabled(node)
    return type(node) is FilterCall and node.disabled
