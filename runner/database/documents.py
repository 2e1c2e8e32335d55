"""JSON inside of queries - what lies at a path, and lists - in the words of each database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ColumnElement, bindparam

from runner.values import to_text
from runner.values.numbers import parse_number

Path: TypeAlias = Sequence[Any]
Sql: TypeAlias = ColumnElement[Any]
# What counts as false when it is JSON; null does, too.
EMPTY: Sequence[Any] = (False, 0, "", "0", [], {})
ORDERED: dict[str, Callable[[Sql, Sql], Sql]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class Documents(Protocol):
    """Everything that operators ask of JSON. A value lies at ``path`` below ``sql``."""

    def given(self, value: Any) -> Sql:
        """A value as a parameter."""

    def element(self, sql: Sql, path: Path) -> Sql:
        """What lies there, as JSON."""

    def text(self, sql: Sql, path: Path) -> Sql:
        """What lies there as a text."""

    def number(self, sql: Sql, path: Path) -> Sql:
        """The number that lies there; null where it is none."""

    def decimal_text(self, sql: Sql) -> Sql:
        """A decimal as a text, which shows no fraction that is zero."""

    def is_text(self, sql: Sql, path: Path) -> Sql:
        """Whether a text lies there."""

    def truth(self, sql: Sql, path: Path) -> Sql:
        """Whether it counts as true."""

    def missing(self, sql: Sql, path: Path) -> Sql:
        """Whether it is null, or nothing is there at all."""

    def among(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        """Whether it is one of ``values``."""

    def compared(self, sign: str, sql: Sql, path: Path, value: float | str) -> Sql:
        """Whether a number or a text that lies there is ``<`` (or the like) than one that was given."""

    def same(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        """Whether two values are equal."""

    def overlaps(self, sql: Sql, path: Path, values: Sequence[Any]) -> Sql:
        """Whether a list has one of ``values``; what is no list has none."""

    def shares(self, left: Sql, left_path: Path, right: Sql, right_path: Path) -> Sql:
        """Whether two lists have an element in common."""

    def holds(self, sql: Sql, path: Path, element: Sql) -> Sql:
        """Whether a list has an element that the database works out, one that is no JSON."""

    def one_of(self, sql: Sql, values: Sequence[Any]) -> Sql:
        """Whether a number or a text is one of ``values``, all of that type, however many there are."""

    def glob(self, sql: Sql, pattern: str) -> Sql:
        """Whether a text is like ``pattern``, with the wildcards % and _."""


def candidates(value: Any) -> list[Any]:
    """A value, and what equals it in JSON: the text of a number, the number of a text."""
    if type(value) in (int, float):
        return [value, to_text(value)]
    number = parse_number(value) if type(value) is str else None
    return [value] if number is None else [value, number]


def parameter(value: Any, kind: Any) -> Sql:
    """A value as a parameter of a type of its own, not that of what it meets."""
    return bindparam(None, value, kind)
