"""JSON in columns -> values, for all drivers alike."""

from __future__ import annotations

from json import JSONDecoder
from typing import Any

from runner.database.errors import not_json
from runner.values.json_reading import refuse_constant
from runner.values.numbers import number_of

DECODER = JSONDecoder(parse_int=number_of, parse_constant=refuse_constant)


def decode_json(text: str | bytes) -> Any:
    """The value of a column; ints beyond 64 bits are decimals, as in all JSON that a job meets.

    Raises:
        ScriptError: it is no JSON, which SQLite takes in every column.
    """
    try:
        return DECODER.decode(text.decode() if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        raise not_json(text) from None
