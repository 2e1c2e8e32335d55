"""A seam for tests: requests to one host go to a local server, or fail as a network does.

XanoScript has its addresses written in it, so a job that asks api.openai.com can only be led
elsewhere below the HTTP seam.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

import httpx

from runner.execution.network import HttpxSender


class Rerouting(httpx.BaseTransport):
    """Sends what is meant for ``host`` to the server at ``url``, and everything else nowhere."""

    def __init__(self, host: str, url: str) -> None:
        self._host = host
        self._url = httpx.URL(url)
        self._network = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == self._host, f"a test may not ask {request.url}"
        target = {"scheme": self._url.scheme, "host": self._url.host, "port": self._url.port}
        request.url = request.url.copy_with(**target)
        return self._network.handle_request(request)

    def close(self) -> None:
        self._network.close()


class Failing(httpx.BaseTransport):
    """A network on which every request ends in ``error``."""

    def __init__(self, error: httpx.TransportError) -> None:
        self._error = error

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise self._error


@contextmanager
def over(transport: httpx.BaseTransport) -> Iterator[None]:
    """Let every run inside of the ``with`` block use ``transport`` as its network."""
    with patch("runner.execution.network.HttpxSender", partial(HttpxSender, transport)):
        yield
