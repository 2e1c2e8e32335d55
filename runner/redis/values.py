"""Values of a job <-> texts in Redis, such that other programs read and write them as well."""

from __future__ import annotations

from typing import Any

from runner.values import dump_json
from runner.values.binary import from_bytes, to_bytes
from runner.values.json_reading import load_json


def encode(value: Any) -> bytes:
    """What Redis holds of a value: a text as it is, all else as JSON.

    A text that reads as JSON, such as "5" or "true", is written as a text of JSON, since
    :func:`decode` would take it for something else.

    Raises:
        ScriptError: the value is a stream.
    """
    if isinstance(value, (str, bytes)):
        data = to_bytes(value)
        if not _is_json(from_bytes(data)):
            return data
        value = from_bytes(data)
    return to_bytes(dump_json(value))


def decode(data: bytes) -> Any:
    """The value that Redis holds; what is not JSON was written as a text."""
    text = from_bytes(data)
    try:
        return load_json(text)
    except ValueError:
        return text


def _is_json(text: str) -> bool:
    try:
        load_json(text)
    except ValueError:
        return False
    return True
