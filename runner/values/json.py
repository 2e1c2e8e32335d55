"""JSON as Xano writes it: a decimal without a fraction prints as an int, other decimals in full."""

from __future__ import annotations

import json
import math
from typing import Any

from runner.errors import ScriptError
from runner.values.streams import Stream

# From here on PHP writes an exponent.
WHOLE_BELOW = 1e17


def plain(value: Any) -> Any:
    """``value`` as plain JSON data: whole decimals become ints, what JSON lacks becomes null or text.

    Raises:
        ScriptError: it is a stream, or holds one.
    """
    kind = type(value)
    if kind is str or kind is int or value is None or kind is bool:
        return value
    if kind is float:
        return _plain_decimal(value)
    if kind is list or kind is tuple:
        return [plain(item) for item in value]
    if kind is dict:
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if kind is Stream:
        raise ScriptError(
            "a stream is no value that could be written: walk it with `foreach`, or send it with `api.stream`"
        )
    return f"({type(value).__name__})"  # a future that nobody awaited; its address would differ each run


def _plain_decimal(value: float) -> Any:
    if math.isnan(value) or math.isinf(value):
        return None  # json_encode of PHP refuses these; null keeps the rest of the answer
    if value.is_integer() and abs(value) < WHOLE_BELOW:
        return int(value)
    return value


def dump_json(value: Any, indent: int | None = None) -> str:
    """The JSON text of ``value``, compact unless ``indent`` is given; characters stay as they are.

    Raises:
        ScriptError: as :func:`plain`.
    """
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(plain(value), indent=indent, separators=separators, ensure_ascii=False)
