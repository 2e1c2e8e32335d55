"""The types of files: everything that stands for a file becomes the object of one."""

from __future__ import annotations

from typing import Any

from runner.types.faults import Fault
from runner.values.files import MIME_TYPES, base_name, completed, file_value

EXPECTED = (
    "a file is expected: an object with `name` and `data`, a data URI, a URL or the path of a stored file"
)
DATA_URI = "data:"
URLS = ("http://", "https://")


def coerce_file(value: Any) -> dict[str, Any]:
    """The object of a file, from one, from a data URI, from a URL or from the path of a stored file.

    What a URL or a path leads to is read when a statement asks for it, not before.

    Raises:
        Fault: anything else.
    """
    if type(value) is dict:
        return _object(value)
    if type(value) is not str:
        raise Fault
    if value.startswith(DATA_URI):
        return from_data_uri(value)
    # Official jobs hold words such as "(attach image file)" where a file is to be given.
    if value.startswith((*URLS, "/")):
        return completed({"name": base_name(value), "path": value})
    raise Fault(EXPECTED)


def _object(value: dict[str, Any]) -> dict[str, Any]:
    if "data" in value and type(value["data"]) is not str:
        raise Fault("its `data` has to be a text")
    if ("name" in value and "data" in value) or type(value.get("path")) is str:
        return completed(value)
    raise Fault(EXPECTED)


def from_data_uri(uri: str) -> dict[str, Any]:
    """The file of ``data:image/png;base64,...``, or percent-encoded without ``base64``.

    Raises:
        Fault: its data is missing, or no base64.
    """
    head, comma, body = uri[len(DATA_URI) :].partition(",")
    if not comma:
        raise Fault("a data URI has a comma in front of its data")
    mime, *parameters = head.split(";")
    mime = mime.strip().lower() or "text/plain"
    ending = next((ending for ending, known in MIME_TYPES.items() if known == mime), "")
    return file_value(f"file.{ending}" if ending else "file", _decoded(body, "base64" in parameters), mime)


def _decoded(body: str, is_base64: bool) -> bytes:
    from urllib.parse import unquote_to_bytes

    data = unquote_to_bytes(body)
    if not is_base64:
        return data
    import binascii

    try:
        return binascii.a2b_base64(data, strict_mode=True)
    except ValueError:
        raise Fault("the data of a data URI has to be base64") from None
