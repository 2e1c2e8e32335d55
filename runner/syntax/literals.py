"""What literals mean: the escapes of texts, numbers, the bare words of defaults."""

from __future__ import annotations

import re
from typing import Any

from runner.values.numbers import number_of, parse_number

ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[\s\S])")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\", "/": "/", "`": "`"}
CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None}
TEXT_QUOTES = ('"""', "'''")


def decode_text(raw: str) -> str:
    """The text that a quoted literal stands for.

    An unknown escape keeps its backslash, so that `"\\d+"` is a pattern; text in triple quotes is
    taken as it is.
    """
    if raw.startswith(TEXT_QUOTES):
        return raw[3:-3]
    inner = raw[1:-1]
    if "\\" not in inner:
        return inner
    decoded = ESCAPE.sub(_escape, inner)
    # Two escapes may be the halves of one character; half of one alone is no text.
    if any("\ud800" <= character <= "\udfff" for character in decoded):
        decoded = decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return decoded


def _escape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) == 5:
        return chr(int(code[1:], 16))
    return ESCAPES.get(code, "\\" + code)


def decode_number(raw: str) -> int | float:
    """An int, or a decimal where it has a fraction, an exponent or more than 64 bits."""
    return number_of(raw)


def bare_value(raw: str) -> tuple[bool, Any]:
    """A bare word after ``?=``: (True, its constant), or (False, the word itself)."""
    if raw in CONSTANTS:
        return True, CONSTANTS[raw]
    number = parse_number(raw)
    return (True, number) if number is not None else (False, raw)
