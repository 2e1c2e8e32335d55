"""HTTP requests and responses as plain data: what statements see of the HTTP seam."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from runner.records import Record

END_OF_HOST = re.compile("[/?#]")


class HttpRequest(Record):
    """One request as it goes out: the body is bytes, the query already part of ``url``."""

    method: str
    url: str
    # Pairs, since a name may come twice, and their order may matter to a signature.
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    timeout: float = 10.0
    verify: bool = True
    follow_redirects: bool = True


class HttpResponse(Record):
    """One response as it came in, headers in order."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str = ""

    def header(self, name: str) -> str:
        """The first header of that name, without regard to case; "" where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def text(self) -> str:
        """The body as text, by the charset of the content type, else UTF-8."""
        charset = "utf-8"
        for part in self.header("content-type").split(";")[1:]:
            key, _, value = part.strip().partition("=")
            if key.lower() == "charset":
                charset = value.strip("\"' ")
        # A server may name a charset that nobody knows; most of it is UTF-8 all the same.
        try:
            return self.body.decode(charset, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


class HttpFailure(Exception):
    """No response came: ``reason`` is "timeout", "connect", "protocol" or "url"."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


def host_of(url: str) -> str:
    """The host of a URL with its port, for messages: path and query may hold keys, a user part a password."""
    return END_OF_HOST.split(url.partition("://")[2])[0].rpartition("@")[2]


def no_answer(request: HttpRequest) -> HttpFailure:
    """The failure of a request that took too long."""
    # What is left of a run's time has many digits; 0.04 must not become 0.
    number = f"{round(request.timeout, 1) or request.timeout:g}"
    seconds = f"{number} second" if number == "1" else f"{number} seconds"
    return HttpFailure(f"No answer from {host_of(request.url)} within {seconds}", "timeout")


def no_connection(request: HttpRequest, cause: str) -> HttpFailure:
    """The failure of a request whose server cannot be reached."""
    return HttpFailure(f"Cannot connect to {host_of(request.url)}: {cause}", "connect")


def broken_off(request: HttpRequest, cause: str) -> HttpFailure:
    """The failure of a request whose answer did not come to its end."""
    return HttpFailure(f"No complete answer from {host_of(request.url)}: {cause}", "protocol")


class HttpSender(Protocol):
    """The seam: the live network, a recording, a stub."""

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request.

        Raises:
            HttpFailure: no response came.
        """

    def close(self) -> None:
        """Give connections back."""


class LogEntry(Record):
    """One line of the run's log; ``level`` is "log", "warning", "file", "request" or "trace"."""

    level: str
    message: str
    data: Mapping[str, Any] = {}
