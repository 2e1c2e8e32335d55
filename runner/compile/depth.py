"""Finds the place of a function that is nested most deeply, for the error where that is too much."""

from __future__ import annotations

from typing import Any

from runner.check.live import below, is_off
from runner.syntax.nodes import Expression, FunctionDocument, Node


def deepest(document: FunctionDocument) -> Node:
    """The whole expression in which the deepest node stands, or the innermost of many statements."""
    best: tuple[int, Node] = (0, document.statement)
    # A stack of one's own, for the reason that calls for this: Python does not recurse so deeply.
    pending: list[tuple[Any, int, Node]] = [(document.stack, 0, document.statement)]
    pending.append((document.response, 0, document.statement))
    while pending:
        item, depth, place = pending.pop()
        if isinstance(item, list):
            pending.extend((one, depth, place) for one in item)
        elif isinstance(item, Node) and not is_off(item):
            place = place if isinstance(place, Expression) else item
            best = max(best, (depth, place), key=lambda one: one[0])
            kind: Any = type(item)
            pending.extend((one, depth + 1, place) for one in below(kind)(item))
    return best[1]
