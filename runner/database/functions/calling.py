"""What SQLite calls for filters: any filter of XanoScript that takes plain values."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from runner.errors import ScriptError
from runner.values import dump_json
from runner.values.numbers import INT_MAX, INT_MIN, parse_number

# Texts of JSON that were read last; those of parameters come again with each row.
REMEMBERED = 64
BRACKETS = ("[", "{")
SURROGATES = re.compile("[\ud800-\udfff]")


def call(world: Any, written: str, *values: Any) -> Any:
    """What a filter gives for the values of one row; null where it cannot take them.

    ``written`` is what :func:`spelled` makes.
    """
    from runner.database.functions.table import filter_named

    name, kinds = read_spelling(written)
    filter = filter_named(name)
    decoded = [decode(kind, value) for kind, value in zip(kinds, values, strict=True)]
    if filter.strict and any(value is None for value in decoded):
        return None
    try:
        found = filter.python(world, *decoded) if filter.context else filter.python(*decoded)
    except (ScriptError, ArithmeticError):
        return None
    return encode(filter.result, found)


def spelled(name: str, kinds: list[str]) -> str:
    """A filter with the kinds of its operands, as one text."""
    return f"{name} {','.join(kinds)}"


@lru_cache(maxsize=REMEMBERED)
def read_spelling(written: str) -> tuple[str, list[str]]:
    """What :func:`spelled` was given."""
    name, kinds = written.split(" ")
    return name, kinds.split(",")


def decode(kind: str, value: Any) -> Any:
    """A value of SQLite's as one of XanoScript's."""
    if value is None or type(value) is not str:
        return bool(value) if kind == "bool" and value is not None else value
    if kind == "json":
        return read_json(value)
    # What lies at a path of a document has no type to SQLite.
    if kind == "null" and value.startswith(BRACKETS):
        try:
            return read_json(value)
        except ValueError:
            return value
    return value


def encode(result: str, value: Any) -> Any:
    """A value of XanoScript's as one of SQLite's."""
    if result == "json" or isinstance(value, (list, dict)):
        value = None if value is None else dump_json(value)
    if type(value) is str and not value.isascii():
        return None if SURROGATES.search(value) else value  # bytes, which no text of SQLite's holds
    if type(value) is int and not INT_MIN <= value <= INT_MAX:
        return None
    return value


@lru_cache(maxsize=REMEMBERED)
def read_json(text: str) -> Any:
    """What a text of JSON stands for; nobody changes it."""
    return json.loads(text)


def number(kind: str, value: Any) -> float | None:
    """The number that a value is or that its text says; null of all else."""
    found = decode(kind, value)
    if type(found) is str:
        found = parse_number(found)
    return float(found) if isinstance(found, (int, float)) else None


def in_order(text: str | None) -> str | None:
    """JSON with the keys of all objects in order: what is the same has the same text."""
    if text is None:
        return None
    return json.dumps(read_json(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
