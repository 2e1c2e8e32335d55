"""Binary data in texts: bytes that are not UTF-8 live as lone surrogates (PEP 383).

So a binary result goes through further filters and statements and comes out as the same bytes.
"""

from __future__ import annotations

from typing import Any

from runner.values.text import to_text


def to_bytes(value: Any) -> bytes:
    """The bytes of a value's text, UTF-8 but for those that were never text."""
    if isinstance(value, bytes):
        return value
    text = to_text(value)
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a surrogate pair, from JSON
        return text.encode("utf-8", "replace")


def from_bytes(data: bytes) -> str:
    """Bytes as text, such that :func:`to_bytes` gives the same bytes back."""
    return data.decode("utf-8", "surrogateescape")
