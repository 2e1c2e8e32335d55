"""What texts of cases and cassettes have to be: times, regular expressions, base64."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import regex


def milliseconds(text: str) -> int:
    """A time in ISO 8601 as milliseconds since the epoch; without a zone it is in UTC.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return round(aware.timestamp() * 1000)


def iso_time(moment: int) -> str:
    """Milliseconds since the epoch in ISO 8601, in UTC."""
    return (
        datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def _time(text: str) -> str | None:
    try:
        milliseconds(text)
    except ValueError:
        return "expected a time such as 2026-01-15T12:00:00Z"
    return None


def _pattern(text: str) -> str | None:
    try:
        regex.compile(text)
    except regex.error as error:
        return f"this is no regular expression: {error}"
    return None


def _base64(text: str) -> str | None:
    try:
        b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return "this is not base64"
    return None


# The formats of our schemas: each says what is wrong with a text, or None.
FORMATS: Mapping[str, Callable[[str], str | None]] = {
    "date-time": _time,
    "regex": _pattern,
    "base64": _base64,
}
