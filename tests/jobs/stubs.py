"""What takes the place of clock and network in the runs of cases."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from tests.jobs.cases_file import Stub

# 2026-01-15 12:00 UTC, for cases that do not care.
DEFAULT_NOW = 1_768_478_400_000
FAILURES = {
    "timeout": HttpFailure("No answer from the stub in time", "timeout"),
    "reset": HttpFailure("The stub broke the connection off", "protocol"),
}


class FakeClock:
    """A clock that stands still but for what the job waits; ``slept`` lists that."""

    def __init__(self, now: str | None) -> None:
        self._now = DEFAULT_NOW if now is None else _milliseconds(now)
        self.slept: list[float] = []

    def now(self) -> int:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now += round(seconds * 1000)


class StubbedSender:
    """Answers requests from stubs, each used once; ``complaints`` says what did not fit."""

    def __init__(self, stubs: Sequence[Stub], *, any_order: bool) -> None:
        self._unused = list(stubs)
        self._any_order = any_order
        self._unexpected: list[str] = []
        # Requests with `async` come from several threads.
        self._lock = threading.Lock()

    def send(self, request: HttpRequest) -> HttpResponse:
        with self._lock:
            stub = self._take(request)
        # Not an AssertionError: the job could catch that, and the case would pass.
        if stub is None:
            raise HttpFailure("No stub fits this request", "connect")
        if stub.failure is not None:
            raise FAILURES[stub.failure]
        return _response(stub.response or {})

    def close(self) -> None:
        """Nothing to give back."""

    @property
    def complaints(self) -> list[str]:
        unused = [f"never requested: {stub.request}" for stub in self._unused]
        return [*self._unexpected, *unused]

    def _take(self, request: HttpRequest) -> Stub | None:
        candidates = self._unused if self._any_order else self._unused[:1]
        for stub in candidates:
            if not _differences(stub.request, request):
                self._unused.remove(stub)
                return stub
        differences = _differences(candidates[0].request, request) if candidates else ["no stub is left"]
        self._unexpected.append(f"{request.method} {request.url}: {'; '.join(differences)}")
        return None


def _milliseconds(text: str) -> int:
    moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return round(aware.timestamp() * 1000)


def _response(described: Any) -> HttpResponse:
    headers = [(name, str(value)) for name, value in described.get("headers", {}).items()]
    declared = any(name.lower() == "content-type" for name, _ in headers)
    if "json" in described:
        body = json.dumps(described["json"], ensure_ascii=False).encode()
        headers += [] if declared else [("Content-Type", "application/json")]
    else:
        body = described.get("text", "").encode()
        headers += [] if declared else [("Content-Type", "text/plain; charset=utf-8")]
    return HttpResponse(described["status"], tuple(headers), body)


def _differences(wanted: Any, request: HttpRequest) -> list[str]:
    """What of ``request`` is not as the stub says; what the stub does not name may be anything."""
    url, _, query = request.url.partition("?")
    seen = {
        "method": lambda: request.method,
        "url": lambda: url if "query" in wanted else request.url,
        "query": lambda: dict(parse_qsl(query, keep_blank_values=True)),
        "headers": lambda: _named_headers(request, wanted["headers"]),
        "json": lambda: json.loads(request.body),
        "form": lambda: dict(parse_qsl(request.body.decode(), keep_blank_values=True)),
        "text": lambda: request.body.decode(),
        "parts": lambda: _parts(request),
    }
    found = []
    for key, value in wanted.items():
        try:
            actual = seen[key]()
        except ValueError as error:
            actual = f"{request.body[:200]!r} ({error})"
        if json.dumps(actual) != json.dumps(value):
            found.append(f"{key}: wanted {value!r}, but got {actual!r}")
    return found


def _named_headers(request: HttpRequest, names: Any) -> dict[str, str | None]:
    sent = {name.lower(): value for name, value in request.headers}
    return {name: sent.get(name.lower()) for name in names}


def _parts(request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of a multipart body: `{name, text}`, of files `{name, filename, type, text}`."""
    content_type = _named_headers(request, ["Content-Type"])["Content-Type"]
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + request.body)
    parts: list[dict[str, Any]] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        about = {"name": part.get_param("name", header="content-disposition")}
        if part.get_filename() is not None:
            about |= {"filename": part.get_filename(), "type": part.get_content_type()}
        parts.append({**about, "text": part.get_payload(decode=True).decode()})
    return parts
