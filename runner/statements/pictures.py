"""The width and the height of a picture, read from its first bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Size = dict[str, int]

# Markers of JPEG that a frame's size follows; C4, C8 and CC between them mean something else.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> Size:
    """``width`` and ``height`` in pixels of a PNG, GIF, JPEG or WebP; empty for all else."""
    for start, read in READERS.items():
        if data.startswith(start):
            return read(data)
    return {}


def _png(data: bytes) -> Size:
    return _size(data[16:20], data[20:24], "big")


def _gif(data: bytes) -> Size:
    return _size(data[6:8], data[8:10], "little")


def _webp(data: bytes) -> Size:
    form = data[8:16]
    if form == b"WEBPVP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return {"width": width, "height": height} if len(data) >= 30 else {}
    if form == b"WEBPVP8L" and len(data) >= 25:
        # 14 bits each, less one, behind a byte that is always the same.
        bits = int.from_bytes(data[21:25], "little")
        return {"width": (bits & 0x3FFF) + 1, "height": (bits >> 14 & 0x3FFF) + 1}
    if form == b"WEBPVP8 ":
        size = _size(data[26:28], data[28:30], "little")
        # The two highest bits tell how to scale it.
        return {name: number & 0x3FFF for name, number in size.items()}
    return {}


def _jpeg(data: bytes) -> Size:
    at = 2
    # One segment after the other: a marker, its length, its contents.
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in FRAMES:
            return _size(data[at + 7 : at + 9], data[at + 5 : at + 7], "big")
        # A marker may be filled up with FF in front of it.
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return {}


def _size(width: bytes, height: bytes, order: Literal["big", "little"]) -> Size:
    # A picture that was cut off has no size.
    if len(height) < len(width) or not height:
        return {}
    return {"width": int.from_bytes(width, order), "height": int.from_bytes(height, order)}


READERS: dict[bytes, Callable[[bytes], Size]] = {
    b"\x89PNG": _png,
    b"GIF8": _gif,
    b"\xff\xd8": _jpeg,
    b"RIFF": _webp,
}
