"""The table of all input types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.records import Record
from runner.types import compounds, files, scalars


class TypeSpec(Record):
    """One input type.

    Args:
        name: as it is written in front of an input.
        coerce: gives the value as the function sees it, or raises a Fault.
        expected: what a value has to be, for messages.
        kind: the ``kind_of`` every value that ``coerce`` gives; "" where that varies.
        textual: a text, of which a required one must not be empty.
        clock: takes the word ``now``.
    """

    name: str
    coerce: Callable[[Any], Any]
    expected: str
    kind: str = ""
    textual: bool = False
    clock: bool = False


# What these take is only looked at as a whole: their parts are for the database to judge.
_GEOGRAPHIC = (
    "geo_point",
    "geo_multipoint",
    "geo_linestring",
    "geo_multilinestring",
    "geo_polygon",
    "geo_multipolygon",
)
FILE_TYPES = ("file", "image", "video", "audio", "attachment")

_SPECS = (
    TypeSpec("int", scalars.coerce_int, "a whole number", "int"),
    TypeSpec("decimal", scalars.coerce_decimal, "a number", "decimal"),
    TypeSpec("text", scalars.coerce_text, "a text", "text", textual=True),
    TypeSpec("bool", scalars.coerce_bool, "true or false", "bool"),
    TypeSpec("email", scalars.coerce_email, "an e-mail address", "text", textual=True),
    # A password is hashed where a column is written, never on its way into a function.
    TypeSpec("password", scalars.coerce_text, "a text", "text", textual=True),
    TypeSpec("uuid", scalars.coerce_uuid, "a UUID", "text", textual=True),
    TypeSpec(
        "timestamp", scalars.coerce_timestamp, "a time in epoch milliseconds or ISO 8601", "int", clock=True
    ),
    TypeSpec("date", scalars.coerce_date, "a date as YYYY-MM-DD", "text", clock=True),
    # null reaches a json input's function only where the declaration allows it; see validation.py.
    TypeSpec("json", compounds.coerce_json, "a value"),
    TypeSpec("vector", compounds.coerce_vector, "a list of numbers", "list"),
    TypeSpec("enum", compounds.coerce_choice, "one of its values"),
    TypeSpec("object", compounds.coerce_object, "an object", "object"),
    *(TypeSpec(name, files.coerce_file, "a file", "object") for name in FILE_TYPES),
    *(TypeSpec(name, compounds.coerce_geography, f"a {name}") for name in _GEOGRAPHIC),
)

# The order is the one in which hints list the types.
TYPES: dict[str, TypeSpec] = {spec.name: spec for spec in _SPECS}
