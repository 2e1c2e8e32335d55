"""Files as values: the object of a file, and what its name and its first bytes tell of its kind.

A file is an object with ``name``, ``type`` ("image", "pdf" ...), ``mime`` and ``size`` in bytes. Its
bytes stand in ``data`` as binary text, or are found at its ``path``: a URL, or a place in the storage.
"""

from __future__ import annotations

from typing import Any

from runner.records import Record
from runner.values.binary import from_bytes, to_bytes
from runner.values.streams import Stream

OCTETS = "application/octet-stream"

# A table of our own: Python's reads files of the machine, so the same job would differ elsewhere.
MIME_TYPES = {
    "7z": "application/x-7z-compressed",
    "aac": "audio/aac",
    "aiff": "audio/aiff",
    "amr": "audio/amr",
    "avi": "video/x-msvideo",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "css": "text/css",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "gz": "application/gzip",
    "heic": "image/heic",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/x-icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "m4a": "audio/mp4",
    "m4v": "video/x-m4v",
    "md": "text/markdown",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/opus",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "svg": "image/svg+xml",
    "tar": "application/x-tar",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "webm": "video/webm",
    "webp": "image/webp",
    "wmv": "video/x-ms-wmv",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "zip": "application/zip",
}

# How the files begin that are passed around without a name.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
)

# What a part of a name must not hold: the colon starts a drive, or a stream, on Windows.
FORBIDDEN = frozenset('\\:*?"<>|\x7f') | {chr(code) for code in range(32)}
LONGEST_PART = 200


class GivenFile(Record):
    """A file that a caller gives for an input, whose type decides: its text, or the file itself."""

    path: str
    data: bytes


def file_value(name: str, data: bytes, mime: str = "") -> dict[str, Any]:
    """The object of a file that carries its bytes; ``mime`` outweighs what the name tells."""
    described = describe(name, mime or mime_of(name, data))
    return {**described, "size": len(data), "data": from_bytes(data)}


def describe(name: str, mime: str) -> dict[str, Any]:
    """The ``name``, ``type`` and ``mime`` of a file whose bytes are elsewhere."""
    return {"name": name, "type": type_of(mime, name), "mime": mime}


def completed(value: dict[str, Any]) -> dict[str, Any]:
    """A file's object with all that can be told of it; what it has stays as it is."""
    if "data" in value:
        if "size" in value and "mime" in value:
            return value  # made here before; its text may be long
        data = to_bytes(value["data"])
        return {**file_value(str(value["name"]), data, str(value.get("mime") or "")), **value}
    name = str(value.get("name") or base_name(str(value["path"])))
    return {**describe(name, str(value.get("mime") or mime_of(name))), **value}


def without_bytes(value: Any) -> Any:
    """``value`` as people want to read it: of each file in it all but its bytes, of a stream no rows."""
    if type(value) is list:
        return [without_bytes(item) for item in value]
    if type(value) is Stream:
        return "(stream)"
    if type(value) is not dict:
        return value
    # A file of an archive carries its bytes under both names.
    hidden = ("data", "content") if value.keys() >= {"name", "mime", "size", "data"} else ()
    return {key: without_bytes(item) for key, item in value.items() if key not in hidden}


def mime_of(name: str, data: bytes = b"") -> str:
    """The MIME type that a name's extension tells, else the first bytes, else octets."""
    known = MIME_TYPES.get(extension(name))
    if known is not None:
        return known
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for start, mime in SIGNATURES if data.startswith(start)), OCTETS)


def type_of(mime: str, name: str = "") -> str:
    """What Xano calls ``type``: image, video, audio or text; else the extension, such as "pdf"."""
    group, _, kind = mime.partition("/")
    if group in ("image", "video", "audio", "text"):
        return group
    return extension(name) or kind.rpartition("-")[2]


def extension(name: str) -> str:
    """What follows the last dot of a name, in lower case; "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem and "/" not in ending else ""


def base_name(path: str) -> str:
    """The last part of a path or a URL, "file" where there is none."""
    # A query is no part of the name: .../photo.png?width=100
    bare = path.partition("?")[0].partition("#")[0].replace("\\", "/") if "://" in path else path
    _, _, address = bare.rpartition("://")
    return _last_part(address) or "file"


def safe_name(name: str) -> str:
    """The name that a file can be stored under: the last part of ``name``, made of harmless characters."""
    clean = "".join("_" if one in FORBIDDEN else one for one in _last_part(name)).strip(" .")
    stem, dot, ending = clean[-LONGEST_PART:].rpartition(".")
    # The end is what tells its kind; a name of many bytes a character has to fit a disk, too.
    while len(f"{stem}{dot}{ending}".encode("utf-8", "replace")) > LONGEST_PART:
        stem, ending = (stem[:-1], ending) if stem else ("", ending[:-1])
    return f"{stem}{dot}{ending}".encode("utf-8", "replace").decode("utf-8") or "file"


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
