"""Files put behind those of a ZIP archive without a look at these, so that adding many takes no ages.

An archive is its files, a directory of them, and a record of 22 bytes that says where the directory is.
Each of these parts begins with the letters PK, so binary text may be cut in front of one.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from runner.statements.zip_bytes import EMPTY, Lock, Packed, packed, require_few
from runner.values.binary import from_bytes, to_bytes

RECORD = struct.Struct("<4s4xHHIIH")
RECORD_MARK, ENTRY_MARK = "PK\x05\x06", "PK\x01\x02"
# An entry of the directory: its fixed part, where the lengths of the rest and the file's place stand in it.
ENTRY_SIZE, LENGTHS_AT, PLACE_AT = 46, 28, 42
# From here on numbers stand elsewhere (ZIP64).
LARGEST = 0xFFFFFFFF


class Parts(NamedTuple):
    """An archive as binary text, cut: its files, its directory; and the bytes of the directory."""

    files: str
    directory: str
    entries: bytes
    files_held: int
    place: int


def spliced(
    archive: dict[str, Any], files: Collection[Packed], lock: Lock, name: str
) -> tuple[str, int] | None:
    """The archive's binary text with more files in it, and its size in bytes.

    None where that needs a look at what it holds: a file of the same name, a comment, damage.

    Raises:
        ScriptError: as :func:`runner.statements.zip_bytes.packed`.
    """
    cut = _cut(archive)
    if cut is None or any(
        not file.path.isascii() or _holds(cut.entries, file.path.encode()) for file in files
    ):
        return None
    require_few(cut.files_held + len(files), name)
    more = packed(EMPTY, files, lock, name)
    _, count, _, size, place, _ = RECORD.unpack(more[-RECORD.size :])
    added, entries = more[:place], bytearray(more[place : place + size])
    total = cut.place + place + len(cut.entries) + size
    if total > LARGEST:
        return None
    for at in _entries(entries):
        (stood,) = struct.unpack_from("<I", entries, at + PLACE_AT)
        struct.pack_into("<I", entries, at + PLACE_AT, cut.place + stood)
    numbers = (cut.files_held + count,) * 2
    record = RECORD.pack(RECORD_MARK.encode(), *numbers, len(cut.entries) + size, cut.place + place, 0)
    parts = cut.files, from_bytes(added), cut.directory, from_bytes(bytes(entries) + record)
    return "".join(parts), total + RECORD.size


def _cut(archive: dict[str, Any]) -> Parts | None:
    text = archive.get("data")
    if type(text) is not str:
        return None
    end = text.rfind(RECORD_MARK)
    record = to_bytes(text[end:]) if end >= 0 else b""
    if len(record) != RECORD.size:
        return None
    _, count, _, size, place, _ = RECORD.unpack(record)
    if archive.get("size") != place + size + RECORD.size:
        return None
    # A character stands for one byte or more, so the directory begins here or further behind.
    start = text.find(ENTRY_MARK, max(0, end - size), end) if size else end
    directory = text[start:end] if start >= 0 else ""
    entries = to_bytes(directory)
    return Parts(text[:start], directory, entries, count, place) if len(entries) == size else None


def _holds(entries: bytes, path: bytes) -> bool:
    """Whether a file is in the directory; other text in there may look like its name."""
    at = entries.find(path)
    while at >= 0:
        entry = at - ENTRY_SIZE
        marked = entry >= 0 and entries.startswith(ENTRY_MARK.encode(), entry)
        if marked and struct.unpack_from("<H", entries, entry + LENGTHS_AT)[0] == len(path):
            return True
        at = entries.find(path, at + 1)
    return False


def _entries(entries: bytearray) -> Iterator[int]:
    at = 0
    while at < len(entries):
        yield at
        at += ENTRY_SIZE + sum(struct.unpack_from("<HHH", entries, at + LENGTHS_AT))
