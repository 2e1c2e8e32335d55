"""An `httpx.Client` for Python functions whose every request goes through the run's HTTP seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from runner.execution.messages import HttpFailure, HttpRequest

if TYPE_CHECKING:
    from runner.execution.context import Context

# The seam has its own connections; these headers are theirs.
OWN_HEADERS = frozenset({"host", "connection", "content-length", "accept-encoding", "transfer-encoding"})
DECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class SeamTransport(httpx.BaseTransport):
    """Hands requests of httpx to the context and its answers back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        timeouts = request.extensions.get("timeout", {})
        seconds = timeouts.get("read") or timeouts.get("connect") or 3600.0
        message = HttpRequest(
            method=request.method,
            url=str(request.url),
            headers=tuple((k, v) for k, v in request.headers.multi_items() if k.lower() not in OWN_HEADERS),
            body=request.read(),
            timeout=self._context.remaining(float(seconds)),
            follow_redirects=False,
        )
        try:
            answer = self._context.send(message)
        except HttpFailure as failure:
            raise _exception(failure, request) from failure
        headers = [(key, value) for key, value in answer.headers if key.lower() not in DECODED]
        return httpx.Response(answer.status, headers=headers, content=answer.body, request=request)


def _exception(failure: HttpFailure, request: httpx.Request) -> httpx.TransportError:
    kinds: dict[str, type[httpx.TransportError]] = {
        "timeout": httpx.ReadTimeout,
        "connect": httpx.ConnectError,
        "url": httpx.UnsupportedProtocol,
    }
    return kinds.get(failure.reason, httpx.RemoteProtocolError)(str(failure), request=request)


def make_client(context: Context) -> httpx.Client:
    """A client for one run."""
    return httpx.Client(transport=SeamTransport(context), timeout=60.0, follow_redirects=True)
