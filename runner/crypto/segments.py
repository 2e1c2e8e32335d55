"""Base64 as tokens, keys and ids have it: for URLs, without padding."""

from __future__ import annotations


def write_segment(data: bytes) -> str:
    """Bytes as base64 for URLs, without padding."""
    import base64

    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def read_segment(text: str) -> bytes:
    """The bytes that such a text stands for.

    Raises:
        ValueError: ``text`` holds characters that are not base64.
    """
    import base64

    # `urlsafe_b64decode` would skip them: then one token would have many forms
    padded = text.translate(str.maketrans("-_", "+/")) + "=" * (-len(text) % 4)
    return base64.b64decode(padded, validate=True)
