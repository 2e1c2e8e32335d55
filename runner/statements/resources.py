"""What statements take as a file: its object, binary text, a data URI, a URL, the path of a stored file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.execution.encoding import encode_url, media_type
from runner.execution.messages import HttpFailure, HttpRequest
from runner.statements.arguments import refuse
from runner.types.faults import Fault
from runner.types.files import DATA_URI, URLS, from_data_uri
from runner.values.binary import to_bytes
from runner.values.files import base_name, file_value
from runner.values.text import shown

if TYPE_CHECKING:
    from runner.execution.context import Context

DOWNLOAD_TIMEOUT = 60.0  # seconds


def is_file(value: Any) -> bool:
    """Whether a value is the object of a file, and not some other object that has a name or a path."""
    if type(value) is not dict or type(value.get("name")) is not str:
        return False
    return type(value.get("data")) is str or (type(value.get("path")) is str and "mime" in value)


def file_of(context: Context, value: Any, name: str) -> dict[str, Any]:
    """The object of a file with its bytes in `data`, wherever they are now.

    Raises:
        ScriptError: ``value`` of the statement ``name`` is no file, or its bytes cannot be had.
    """
    if type(value) is str and value.startswith(DATA_URI):
        return _of_data_uri(value, name)
    if type(value) is str:
        value = {"path": value}
    if type(value) is not dict:
        raise refuse(name, "a file", value)
    if type(value.get("data")) is str:
        return file_value(str(value.get("name") or "file"), to_bytes(value["data"]), _mime(value))
    path = value.get("path")
    if type(path) is not str or not path:
        raise ScriptError(f"`{name}` needs a file, an object with `data` or `path`, but got another object")
    data, mime = _fetched(context, path, name)
    return file_value(str(value.get("name") or base_name(path)), data, _mime(value) or mime)


def bytes_of(context: Context, value: Any, name: str) -> bytes:
    """The bytes of a file's object, or of a text as it is.

    Raises:
        ScriptError: ``value`` of the statement ``name`` is neither, or its bytes cannot be had.
    """
    text = value.get("data") if type(value) is dict else value
    return to_bytes(text if type(text) is str else file_of(context, value, name)["data"])


def with_bytes(context: Context, value: Any, name: str) -> Any:
    """``value`` with all files in it read whose bytes are elsewhere: by a URL, or in the storage.

    Raises:
        ScriptError: the bytes of one cannot be had.
    """
    if type(value) is list:
        return [with_bytes(context, item, name) for item in value]
    if type(value) is not dict or "data" in value:
        return value
    if is_file(value):
        return file_of(context, value, name)
    return {key: with_bytes(context, item, name) for key, item in value.items()}


def _of_data_uri(uri: str, name: str) -> dict[str, Any]:
    try:
        return from_data_uri(uri)
    except Fault as fault:
        raise ScriptError(f"`{name}` cannot read the file: {fault}") from None


def _mime(value: dict[str, Any]) -> str:
    return str(value.get("mime") or "")


def _fetched(context: Context, path: str, name: str) -> tuple[bytes, str]:
    if path.startswith(URLS):
        return _downloaded(context, path, name)
    # A word that an official job holds in place of a file is no mistake in the name of one.
    if not path.startswith("/") and not context.storage.exists(path):
        raise ScriptError(
            f"`{name}` needs a file, but got {shown(path)}: give an object with `name` and `data`,"
            " a data URI, a URL or the path of a stored file"
        )
    return context.storage.get(path), ""


def _downloaded(context: Context, url: str, name: str) -> tuple[bytes, str]:
    seconds = context.remaining(DOWNLOAD_TIMEOUT)
    try:
        response = context.send(HttpRequest("GET", encode_url(url), timeout=seconds))
    except HttpFailure as failure:
        raise ScriptError(f"`{name}` cannot read the file: {failure}") from failure
    # The page of an error is not the file that was asked for.
    if response.status >= 400:
        raise ScriptError(f"`{name}` cannot read the file: its server answered {response.status}")
    return response.body, media_type(response.header("content-type"))
