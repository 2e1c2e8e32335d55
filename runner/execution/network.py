"""The live network: HTTP requests by way of httpx."""

from __future__ import annotations

import re
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from threading import Lock

import httpx

from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.version import __version__

USER_AGENT = f"xsrun/{__version__}"
END_OF_HOST = re.compile("[/?#]")


class HttpxSender:
    """Sends requests over the network; threads may share one.

    Args:
        transport: takes the place of the network, for tests and recordings.
    """

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = transport
        self._clients: dict[bool, httpx.Client] = {}
        self._lock = Lock()

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request and read its whole response, decompressed.

        Raises:
            HttpFailure: no response came, or not all of it within the time.
        """
        try:
            return self._exchange(request)
        # The standard library refuses some host names with an error that httpx lets through.
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise _failure(request, error) from error

    def close(self) -> None:
        """Give connections back."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()

    def _exchange(self, request: HttpRequest) -> HttpResponse:
        deadline = time.monotonic() + request.timeout
        client = self._client(request.verify)
        outgoing = httpx.Request(
            request.method,
            request.url,
            headers=_encoded_headers(request),
            # b"" would make httpx declare a length for methods that have no body.
            content=request.body or None,
            extensions={"timeout": httpx.Timeout(request.timeout).as_dict()},
        )
        # send(), not request(): the client's default headers would go out with the author's.
        response = client.send(outgoing, stream=True, follow_redirects=request.follow_redirects)
        try:
            body = _read(response, deadline)
        finally:
            response.close()
        return HttpResponse(response.status_code, _decoded_headers(response), body, str(response.url))

    def _client(self, verify: bool) -> httpx.Client:
        with self._lock:
            if verify not in self._clients:
                # One request must not see what another one was given: no cookies are kept.
                cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
                self._clients[verify] = httpx.Client(
                    transport=self._transport, verify=verify, trust_env=True, cookies=cookies
                )
            return self._clients[verify]


def _encoded_headers(request: HttpRequest) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode("ascii"), value.encode("utf-8", "replace")) for name, value in request.headers]
    # Some APIs refuse requests without one.
    if not any(name.lower() == b"user-agent" for name, _ in headers):
        headers.append((b"User-Agent", USER_AGENT.encode("ascii")))
    return headers


def _decoded_headers(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    # The raw list keeps the case of the names, which `headers` of httpx lowers.
    encoding = response.headers.encoding
    raw = response.headers.raw
    return tuple((name.decode(encoding), value.decode(encoding, "replace")) for name, value in raw)


def _read(response: httpx.Response, deadline: float) -> bytes:
    """The whole body. httpx limits each read alone: a trickle would go on for ever without this."""
    chunks = []
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("The whole response takes too long")
    return b"".join(chunks)


def _failure(request: HttpRequest, error: Exception) -> HttpFailure:
    host = END_OF_HOST.split(request.url.partition("://")[2])[0].rpartition("@")[2]
    # Host and cause alone: path and query may hold keys.
    cause = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return HttpFailure(f"No answer from {host} within {_shown(request.timeout)}", "timeout")
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)):
        return HttpFailure(f"The URL of the request to {host} is not valid: {cause}", "url")
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return HttpFailure(f"Cannot connect to {host}: {cause}", "connect")
    return HttpFailure(f"No complete answer from {host}: {cause}", "protocol")


def _shown(seconds: float) -> str:
    # What is left of a run's time has many digits; 0.04 must not become 0.
    number = f"{round(seconds, 1) or seconds:g}"
    return f"{number} second" if number == "1" else f"{number} seconds"
