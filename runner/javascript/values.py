"""Values of XanoScript on their way into JavaScript and back: as JSON."""

from __future__ import annotations

import json
from typing import Any

from runner.errors import ScriptError
from runner.values import plain
from runner.values.numbers import number_of


def to_javascript(value: Any) -> str:
    """The JSON of ``value`` in ASCII, so that binary text survives as lone surrogates.

    Raises:
        ScriptError: ``value`` is nested too deeply.
    """
    try:
        return json.dumps(plain(value), separators=(",", ":"))
    except RecursionError:
        raise ScriptError("The values that the JavaScript code sees are nested too deeply") from None


def from_javascript(text: str) -> Any:
    """The value of a JSON text; ints beyond 64 bits become decimals, as everywhere.

    Raises:
        ScriptError: the value is nested too deeply.
    """
    try:
        return json.loads(text, parse_int=number_of)
    except RecursionError:
        raise ScriptError("The result of the JavaScript code is nested too deeply") from None
