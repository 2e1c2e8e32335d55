"""What one file tells the rules across files: what its documents declare, call, read and write.

Facts are plain data, so they stand in the cache beside the problems of the file. `gathering.py` makes them.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from runner.records import Record
from runner.source import Span
from runner.types import Schema
from runner.units.packing import Packed, unpack_field

# What uses of a table are called that are no statements: `$db.table.column`; `$db.name`, which is a column
# of a query's own table, or a name that the query gives; and the table of a join.
COLUMN = "$db"
PLACE = "$db."
JOIN = "join"


class Given(Record):
    """One name that is written out; ``constant`` holds its value, and nothing where only a run knows it."""

    name: str
    span: Span
    constant: tuple[Any, ...] = ()


class Call(Record):
    """A function that is named: by a statement, or as the ``part`` ("pre", "main", "post") of a job.

    ``is_open`` says that a run may give more inputs than ``given``; ``result`` is the name under which the
    later parts of a job get the result of this one.
    """

    name: str
    span: Span
    given: tuple[Given, ...]
    is_open: bool = False
    part: str = ""
    result: str = ""


class TableUse(Record):
    """A table that is named by ``statement``, with the columns of `data` that are written out.

    ``is_open`` says that a run may give more columns than those; ``keys`` holds the one that is looked for,
    with the constant that it is compared with. Of a PLACE ``columns`` are the names that the query gives.
    """

    statement: str
    table: str
    span: Span
    columns: tuple[Given, ...] = ()
    is_open: bool = True
    keys: tuple[Given, ...] = ()


class DocumentFacts(Record):
    """One document.

    Args:
        construct: what it is.
        name: its name.
        span: where that stands.
        is_whole: whether all of it could be read, so that what it does not declare is not there.
        fields: the inputs of a function, the columns of a table, as :func:`pack_field` gives them.
        calls: the functions that it names.
        tables: the tables that it names.
        addons: the addons that it names.
        env: what a job or a workspace declares, with the places.
        reads: the env names that a function reads.
        any_function: whether it calls functions whose names only a run knows.
        any_env: whether it reads env names that only a run knows.
    """

    construct: str
    name: str
    span: Span
    is_whole: bool = True
    fields: tuple[Packed, ...] = ()
    calls: tuple[Call, ...] = ()
    tables: tuple[TableUse, ...] = ()
    addons: tuple[Call, ...] = ()
    env: tuple[Given, ...] = ()
    reads: tuple[Given, ...] = ()
    any_function: bool = False
    any_env: bool = False

    # Worked out when something calls it: most functions of a folder are called once, many never.
    @cached_property
    def schema(self) -> Schema:
        """The inputs of a function, the columns of a table."""
        return Schema(tuple(map(unpack_field, self.fields)))


class Facts(Record):
    """What one file tells."""

    documents: tuple[DocumentFacts, ...] = ()

    def of(self, construct: str) -> list[DocumentFacts]:
        """Its documents of one construct."""
        return [document for document in self.documents if document.construct == construct]


# -- facts <-> plain data ------------------------------------------------------------------------------


def pack_facts(facts: Facts) -> Packed:
    """Facts as plain data."""
    return tuple(map(_plain, facts.documents))


def unpack_facts(packed: Packed) -> Facts:
    """The facts that :func:`pack_facts` has made plain."""
    return Facts(tuple(_unpack(*row) for row in packed))


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return tuple(map(_plain, value.as_tuple()))
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _unpack(
    construct: str,
    name: str,
    span: Packed,
    is_whole: bool,
    fields: Packed,
    calls: Packed,
    tables: Packed,
    addons: Packed,
    env: Packed,
    reads: Packed,
    *flags: bool,
) -> DocumentFacts:
    return DocumentFacts(
        construct,
        name,
        Span(*span),
        is_whole,
        fields,
        _unpack_calls(calls),
        tuple(
            TableUse(statement, table, Span(*at), _unpack_given(columns), is_open, _unpack_given(keys))
            for statement, table, at, columns, is_open, keys in tables
        ),
        _unpack_calls(addons),
        _unpack_given(env),
        _unpack_given(reads),
        *flags,
    )


def _unpack_calls(rows: Packed) -> tuple[Call, ...]:
    return tuple(Call(name, Span(*at), _unpack_given(given), *rest) for name, at, given, *rest in rows)


def _unpack_given(rows: Packed) -> tuple[Given, ...]:
    return tuple(Given(name, Span(*span), constant) for name, span, constant in rows)
