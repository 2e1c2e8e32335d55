"""An `httpx.Client` for Python functions whose every request goes through the run's HTTP seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from runner.execution.messages import HttpFailure, HttpRequest
from runner.execution.network import USER_AGENT

if TYPE_CHECKING:
    from runner.execution.context import Context

# Models answer slowly, and httpx's own 5 seconds are few for them.
TIMEOUT = 60.0
# Longer than any request takes; without a limit of its own a request still ends with the run.
UNLIMITED = 3600.0
# The seam has its own connections; these headers are theirs.
OWN_HEADERS = frozenset({"host", "connection", "content-length", "accept-encoding", "transfer-encoding"})
DECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class SeamTransport(httpx.BaseTransport):
    """Hands requests of httpx to the context and its answers back.

    So they are logged, recorded and mocked like those of `api.request`, and end with the run.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        timeouts = request.extensions.get("timeout", {})
        seconds = timeouts.get("read") or timeouts.get("connect") or UNLIMITED
        message = HttpRequest(
            method=request.method,
            url=str(request.url),
            headers=tuple((k, v) for k, v in request.headers.multi_items() if k.lower() not in OWN_HEADERS),
            body=request.read(),
            timeout=self._context.remaining(float(seconds)),
            # httpx follows them itself, so each one is a request that is logged.
            follow_redirects=False,
        )
        try:
            answer = self._context.send(message)
        except HttpFailure as failure:
            raise _exception(failure, request) from failure
        # As bytes: httpx would encode texts as ASCII, and servers send what they like.
        headers = [
            (key.encode(), value.encode("utf-8", "replace"))
            for key, value in answer.headers
            if key.lower() not in DECODED
        ]
        return httpx.Response(answer.status, headers=headers, content=answer.body, request=request)


def _exception(failure: HttpFailure, request: httpx.Request) -> httpx.TransportError:
    kinds: dict[str, type[httpx.TransportError]] = {
        "timeout": httpx.ReadTimeout,
        "connect": httpx.ConnectError,
        "url": httpx.UnsupportedProtocol,
    }
    return kinds.get(failure.reason, httpx.RemoteProtocolError)(str(failure), request=request)


def make_client(context: Context) -> httpx.Client:
    """A client for one run; its defaults can be changed request by request."""
    headers = {"User-Agent": USER_AGENT}
    return httpx.Client(
        transport=SeamTransport(context), headers=headers, timeout=TIMEOUT, follow_redirects=True
    )
