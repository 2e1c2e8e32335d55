"""Streams: rows that are made while a loop walks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from runner.errors import ScriptError


class Stream:
    """Rows that are made while a loop walks them, once: the one value of a job that is no plain data."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[Any]) -> None:
        self._items: Iterator[Any] | None = iter(items)

    def __iter__(self) -> Iterator[Any]:
        """All rows.

        Raises:
            ScriptError: they were walked before, if only in part.
        """
        items, self._items = self._items, None
        if items is None:
            raise ScriptError("a stream can be walked once; gather its rows in a list to walk them again")
        return items
