"""Whether two texts say the same: their trees, but for where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from runner.source import Span
from runner.syntax.nodes import Document, Node


def same_meaning(first: Sequence[Document], second: Sequence[Document]) -> bool:
    """Whether documents are the same, but for their places in the text."""
    pending: list[tuple[Any, Any]] = [
        ([one.statement for one in first], [one.statement for one in second]),
    ]
    while pending:
        left, right = pending.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, Node):
            kind: Any = type(left)
            pending += [(getattr(left, name), getattr(right, name)) for name in _parts(kind)]
        elif isinstance(left, list) and len(left) == len(right):
            pending += zip(left, right, strict=True)
        elif left != right and not isinstance(left, Span):
            return False
    return True


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))
