"""The live network: HTTP requests by way of httpx."""

from __future__ import annotations

import os
import time
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ssl import SSLContext
from threading import Lock

import httpx

from runner.execution.encoding import ABSOLUTE_URL, not_absolute
from runner.execution.messages import (
    HttpFailure,
    HttpRequest,
    HttpResponse,
    broken_off,
    host_of,
    no_answer,
    no_connection,
)
from runner.version import __version__

USER_AGENT = f"xsrun/{__version__}"
# What httpx takes from the environment: proxies, and whom to trust.
SETTINGS = """
HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE
""".split()
LIMITS = httpx.Limits(max_connections=None)
# Clients, and so connections, that wait for the next run; there are as many as ran at the same time.
KEPT = 32
# The standard library refuses some host names with an error that httpx lets through.
EXPECTED = (httpx.HTTPError, httpx.InvalidURL, UnicodeError)

# Whether certificates count, the process, and the values of SETTINGS: runs that agree in these may have
# the same client, one after the other.
Way = tuple[object, ...]


class IdleClients:
    """Clients whose run is over, with the connections that they have still open.

    A run has its client for itself: one that is stopped in the middle of anything, the books of its
    connections included, must not harm another.
    """

    def __init__(self) -> None:
        self._idle: dict[Way, list[httpx.Client]] = {}
        self._contexts: dict[Way, SSLContext] = {}
        self._lock = Lock()

    def take(self, verify: bool) -> tuple[Way, httpx.Client]:
        """A client for the environment as it is now."""
        # A process that was forked must not write to the connections of its parent.
        way = (verify, os.getpid(), *map(os.environ.get, SETTINGS))
        with self._lock:
            idle = self._idle.setdefault(way, [])
            if idle:
                return way, idle.pop()
            # Reading the certificates takes longer than most requests, so that is done once.
            if way not in self._contexts:
                self._contexts[way] = httpx.create_ssl_context(verify=verify, trust_env=True)
        return way, new_client(self._contexts[way])

    def give(self, way: Way, client: httpx.Client) -> None:
        """Keep a client that nobody uses any more."""
        with self._lock:
            idle = self._idle.setdefault(way, [])
            if len(idle) < KEPT:
                idle.append(client)
                return
        client.close()


def new_client(verify: SSLContext | bool, transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """A client that remembers nothing of an answer."""
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(transport=transport, verify=verify, limits=LIMITS, trust_env=True, cookies=cookies)


# Of the process and not of a run.
IDLE = IdleClients()


class HttpxSender:
    """Sends requests over the network; threads may share one.

    Args:
        transport: takes the place of the network, for tests and recordings.
    """

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = transport
        self._clients: dict[bool, tuple[Way, httpx.Client]] = {}
        self._lock = Lock()
        # Exchanges that have not come to a regular end: they are under way, or were stopped.
        self._unfinished = 0

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request and read its whole response, decompressed.

        Raises:
            HttpFailure: no response came, or not all of it within the time.
        """
        with self._lock:
            self._unfinished += 1
        try:
            response = self._exchange(request)
        except EXPECTED as error:
            self._finish()
            raise _failure(request, error) from error
        self._finish()
        return response

    def close(self) -> None:
        """Give connections back."""
        with self._lock:
            clients, self._clients = self._clients, {}
            usable = self._transport is None and self._unfinished == 0
        for way, client in clients.values():
            if usable:
                IDLE.give(way, client)
            else:
                client.close()

    def _finish(self) -> None:
        with self._lock:
            self._unfinished -= 1

    def _client(self, verify: bool) -> httpx.Client:
        with self._lock:
            if verify not in self._clients:
                own = self._transport
                self._clients[verify] = IDLE.take(verify) if own is None else ((), new_client(verify, own))
            return self._clients[verify][1]

    def _exchange(self, request: HttpRequest) -> HttpResponse:
        deadline = time.monotonic() + request.timeout
        outgoing = httpx.Request(
            request.method,
            request.url,
            headers=_encoded_headers(request),
            # b"" would make httpx declare a length for methods that have no body.
            content=request.body or None,
            extensions={"timeout": httpx.Timeout(request.timeout).as_dict()},
        )
        # send(), not request(): the client's default headers would go out with the author's.
        client = self._client(request.verify)
        response = client.send(outgoing, stream=True, follow_redirects=request.follow_redirects)
        try:
            body = _read(response, deadline)
        finally:
            response.close()
        return HttpResponse(response.status_code, _decoded_headers(response), body, str(response.url))


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
    if ABSOLUTE_URL.match(request.url) is None:
        return HttpFailure(not_absolute(request.url), "url")
    # Host and cause alone: path and query may hold keys.
    cause = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return no_answer(request)
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)):
        return HttpFailure(f"The URL of the request to {host_of(request.url)} is not valid: {cause}", "url")
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return no_connection(request, cause)
    return broken_off(request, cause)
