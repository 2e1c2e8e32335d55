"""JSON texts -> values, by the strict rules that Python's own reader does not keep."""

from __future__ import annotations

import json
from typing import Any

from runner.values.numbers import number_of


def load_json(text: str) -> Any:
    """What a JSON text stands for; ints beyond 64 bits are decimals.

    Raises:
        ValueError: the text is not JSON, as NaN and Infinity are not, or it is nested too deeply.
    """
    try:
        return json.loads(text, parse_int=number_of, parse_constant=refuse_constant)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def refuse_constant(name: str) -> Any:
    """Raise ValueError: Python takes NaN and Infinity for numbers, which no other reader of JSON does."""
    raise ValueError(f"{name} is not JSON")
