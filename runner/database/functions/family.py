"""What a family of query filters holds, and the decorator that fills it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import JSON, BigInteger, Boolean, ColumnElement, Float, Text
from sqlalchemy.types import TypeEngine

from runner.records import Record
from runner.specs import VAR_POSITIONAL

Expression: TypeAlias = ColumnElement[Any]
Builder = TypeVar("Builder", bound=Callable[..., Expression])

# What filters give.
RESULTS: dict[str, type[TypeEngine[Any]]] = {
    "text": Text,
    "int": BigInteger,
    "decimal": Float,
    "bool": Boolean,
    "json": JSON,
}


class QueryFilter(Record):
    """One filter of queries.

    ``build`` writes it for PostgreSQL, and where ``plain`` says so for SQLite, too, as long as its
    operands are of one kind. Else SQLite calls ``python``; with ``context`` it takes the run first.
    ``result`` is a key of RESULTS. ``strict`` says that it gives null where one of its operands is null.
    """

    name: str
    build: Callable[..., Expression]
    python: Callable[..., Any]
    result: str
    plain: bool = False
    strict: bool = False
    context: bool = False

    def takes(self, count: int) -> bool:
        """Whether it can have so many arguments."""
        least, most = self._counts
        return least <= count and (most is None or count <= most)

    @property
    def arity(self) -> str:
        """The number of arguments in words, for messages."""
        least, most = self._counts
        if most is None:
            return f"at least {least}"
        return str(least) if least == most else f"{least} to {most}"

    @property
    def _counts(self) -> tuple[int, int | None]:
        function = self.python.__code__
        most = function.co_argcount - 1 - self.context
        least = most - len(self.python.__defaults__ or ())
        return least, None if function.co_flags & VAR_POSITIONAL else most


class QueryFamily:
    """A family of query filters; a module fills one, called `family`."""

    def __init__(self) -> None:
        self.specs: list[QueryFilter] = []

    def filter(
        self,
        *names: str,
        python: Callable[..., Any],
        result: str,
        plain: bool = False,
        strict: bool = False,
    ) -> Callable[[Builder], Builder]:
        """Add a function of expressions under one or more names."""

        def add(build: Builder) -> Builder:
            for name in names:
                self.specs.append(QueryFilter(name, build, python, result, plain, strict))
            return build

        return add
