"""A request as stubs see it: its parts as plain data, and where they are not as a stub expects them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

from runner.execution.messages import HttpRequest
from runner.stubs.differences import Difference, differences
from runner.stubs.matchers import shown
from runner.values import to_text

Expected = Mapping[str, Any]


def request_differences(expected: Expected, request: HttpRequest) -> list[Difference]:
    """Where a request is not as a stub expects it; what the stub does not name may be anything."""
    return [found for name in expected for found in _part_differences(name, expected, request)]


def _part_differences(name: str, expected: Expected, request: HttpRequest) -> list[Difference]:
    wanted = _textual(expected[name]) if name in TEXTUAL else expected[name]
    if name == "url" and isinstance(wanted, str) and "*" in wanted:
        wanted = {"$like": wanted}
    try:
        actual = PARTS[name](expected, request)
    except ValueError:
        return [Difference(name, f"a body in {name.partition('_')[0]}", _shown_body(request))]
    return differences(wanted, actual, name.partition("_")[0], part=name in PARTIAL)


def _url(expected: Expected, request: HttpRequest) -> str:
    return request.url.partition("?")[0] if "query" in expected else request.url


def _query(expected: Expected, request: HttpRequest) -> dict[str, Any]:
    return fields(request.url.partition("?")[2])


def fields(text: str) -> dict[str, Any]:
    """The parameters of a query or a form, of a repeated one a list."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _headers(expected: Expected, request: HttpRequest) -> dict[str, str]:
    """The headers that the stub names, as it writes them."""
    sent = {name.lower(): value for name, value in reversed(request.headers)}
    return {name: sent[name.lower()] for name in expected["headers"] if name.lower() in sent}


def parts(request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of a multipart body: `{name, text}`, of files `{name, filename, type, text}`."""
    head = f"Content-Type: {content_type(request.headers)}\r\n\r\n"
    message = message_from_bytes(head.encode() + request.body)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    return [{**_about_part(part), "text": _part_text(part)} for part in leaves]


def content_type(headers: Iterable[tuple[str, str]]) -> str:
    """The type of a body, "" where nothing says it."""
    return next((value for name, value in headers if name.lower() == "content-type"), "")


def _about_part(part: Any) -> dict[str, Any]:
    about = {"name": part.get_param("name", header="content-disposition")}
    if part.get_filename() is not None:
        about |= {"filename": part.get_filename(), "type": part.get_content_type()}
    return about


def _part_text(part: Any) -> str:
    data: bytes = part.get_payload(decode=True) or b""
    return data.decode("utf-8", "replace")


def _textual(expected: Any) -> Any:
    """Numbers as the texts that they are in a URL: YAML reads `page: 2` as one."""
    if isinstance(expected, dict):
        return {key: value if key.startswith("$") else _textual(value) for key, value in expected.items()}
    if isinstance(expected, list):
        return [_textual(item) for item in expected]
    return to_text(expected) if isinstance(expected, (int, float)) else expected


def _shown_body(request: HttpRequest) -> str:
    return shown(request.body.decode("utf-8", "replace"))


# What the name of an expectation stands for in a request; a ValueError where the body is no such thing.
PARTS: Mapping[str, Callable[[Expected, HttpRequest], Any]] = {
    "method": lambda expected, request: request.method,
    "url": _url,
    "query": _query,
    "headers": _headers,
    "json": lambda expected, request: json.loads(request.body),
    "json_has": lambda expected, request: json.loads(request.body),
    "form": lambda expected, request: fields(request.body.decode()),
    "text": lambda expected, request: request.body.decode(),
    "base64": lambda expected, request: b64encode(request.body).decode(),
    "parts": lambda expected, request: parts(request),
}
# Of these more may be there than is expected.
PARTIAL = frozenset({"headers", "json_has"})
# Of these all values are texts.
TEXTUAL = frozenset({"query", "headers", "form"})
