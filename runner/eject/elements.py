"""What an expression means that is evaluated once an element, and its code."""

from __future__ import annotations

from runner.eject.pieces import Code
from runner.records import Record


class Element(Record):
    """What the names of an expression mean that is evaluated once an element."""

    item: str
    index: str
    parent: Code | None = None
    result: str | None = None


class Lazy(Record):
    """An expression that is evaluated once an element: its code, its truth, the names that it uses."""

    value: Code
    truth: Code
    element: Element
    uses_index: bool
