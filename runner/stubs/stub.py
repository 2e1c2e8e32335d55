"""A stub: a request that is expected, and what answers it."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from runner.errors import UsageError
from runner.execution.messages import (
    HttpFailure,
    HttpRequest,
    HttpResponse,
    broken_off,
    no_answer,
    no_connection,
)
from runner.lookup.folders import display_path
from runner.records import Record
from runner.values import to_text

# What comes of a request that a stub does not answer, in the words of the network.
FAILURES: Mapping[str, Callable[[HttpRequest], HttpFailure]] = {
    "timeout": no_answer,
    "reset": lambda request: broken_off(request, "connection reset"),
    "connect": lambda request: no_connection(request, "connection refused"),
}
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"


class Stub(Record):
    """One request that is expected, and what answers it, a response or a failure.

    Attributes:
        request: what it must be, by the names of the schema (method, url, query, headers, json ...); each
            value may hold matchers, and what is not named may be anything.
        response: the answer, or None where none comes.
        failure: why none comes: "timeout", "reset" or "connect".
        delay: seconds until something comes.
        place: where the stub stands, as ``file:line``.
    """

    request: Mapping[str, Any]
    response: HttpResponse | None = None
    failure: str | None = None
    delay: float = 0.0
    place: str = ""


def stub_from(data: Mapping[str, Any], folder: Path, place: str) -> Stub:
    """A stub as a file describes it.

    Args:
        data: one of ``http``, which fits the schema.
        folder: where the file stands, and so where the files of its answers are.
        place: where in the file the stub stands.

    Raises:
        UsageError: the file of its answer is not there, lies outside of the folder, or cannot be read.
    """
    response = _response(data["response"], folder) if "response" in data else None
    return Stub(data["request"], response, data.get("failure"), float(data.get("delay", 0)), place)


def _response(data: Mapping[str, Any], folder: Path) -> HttpResponse:
    body, content_type = _body(data, folder)
    headers = [(name, value) for name, values in data.get("headers", {}).items() for value in _texts(values)]
    declared = any(name.lower() == "content-type" for name, _ in headers)
    if content_type is not None and not declared:
        headers.append(("Content-Type", content_type))
    return HttpResponse(data.get("status", 200), tuple(headers), body)


def _texts(values: Any) -> Iterator[str]:
    """One header, or a list of those that come under one name."""
    yield from map(to_text, values if isinstance(values, list) else [values])


def _body(data: Mapping[str, Any], folder: Path) -> tuple[bytes, str | None]:
    """The bytes of a body, and its content type where that is plain."""
    if "json" in data:
        return json.dumps(data["json"], ensure_ascii=False).encode(), JSON
    if "base64" in data:
        return b64decode(data["base64"]), None
    if "file" in data:
        return _file(folder, data["file"]), None
    return data.get("text", "").encode(), TEXT


def _file(folder: Path, name: str) -> bytes:
    path = folder / name
    # What answers a stub comes into responses and reports, so nothing else of the machine may be named.
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"the answer of a stub, {name}, lies outside of the folder of this file"
        raise UsageError(message, hint="put it beside this file")
    # Of a pipe no end would come.
    if not path.is_file():
        raise UsageError(f"there is no file {display_path(path)}, the answer of a stub")
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"the answer of a stub, {display_path(path)}, cannot be read: {error.strerror or error}"
        raise UsageError(message) from None
