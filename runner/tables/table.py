"""What a `table` document says: its columns, its indexes, the rows that it starts with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from runner.records import Record
from runner.types.field import Field

# The primary key, which the database gives.
KEY = "id"


class Index(Record):
    """An index: its ``kind`` ("primary", "btree", "unique", "gin", "search", "vector" ...) and its columns.

    ``columns`` are pairs of a name and what stands as its ``op``, such as "desc" or "jsonb_path_op"; a name
    may be a path into a json column (``meta.color``). ``name`` and ``language`` are "" where none is given.
    """

    kind: str
    columns: tuple[tuple[str, str], ...]
    name: str = ""
    language: str = ""


class Table(Record):
    """One table.

    Args:
        name: as statements name it.
        fields: its columns; the primary key is among them, whether it was declared or not.
        indexes: its indexes.
        items: the rows that it starts with.
        auth: whether its rows are users who can sign in.
        where: ``file:line`` of the declaration, for messages.
    """

    name: str
    fields: tuple[Field, ...] = ()
    indexes: tuple[Index, ...] = ()
    items: tuple[Mapping[str, Any], ...] = ()
    auth: bool = False
    description: str = ""
    where: str = ""

    @cached_property
    def columns(self) -> dict[str, Field]:
        """Its fields by their names."""
        return {field.name: field for field in self.fields}

    @property
    def key(self) -> Field:
        """The primary key."""
        return self.columns[KEY]
