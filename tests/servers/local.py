"""What the local servers share: a thread that serves, an address, the requests that came in."""

from __future__ import annotations

import json
import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Received:
    """One request as it came in; ``path`` is the target exactly as it stood in the request line.

    ``port`` is that of the client, so requests of one connection have the same.
    """

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes
    port: int = 0

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class LocalServer:
    """A running server: its address, and every request that it got."""

    url: str
    requests: list[Received] = field(default_factory=list)
    closing: Event = field(default_factory=Event)


class Handler(BaseHTTPRequestHandler):
    """Reads a request, notes it, and lets ``answer`` do the rest."""

    protocol_version = "HTTP/1.1"
    # Headers and body are two writes; together with delayed acknowledgement each answer took 40 ms.
    disable_nagle_algorithm = True
    local: LocalServer

    def answer(self, request: Received) -> None:
        raise NotImplementedError

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers, body = list(self.headers.items()), self.rfile.read(length)
        request = Received(self.command, self.path, headers, body, self.client_address[1])
        self.local.requests.append(request)
        self.answer(request)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _handle  # noqa: N815

    def reply(self, status: int, body: bytes, content_type: str = "application/json", **headers: str) -> None:
        # A body after a 204 would be read as the start of the next answer.
        body = b"" if status in (204, 304) else body
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def reply_json(self, status: int, value: Any, **headers: str) -> None:
        self.reply(status, json.dumps(value, ensure_ascii=False).encode(), **headers)

    def reset(self) -> None:
        """Break the connection off with a TCP reset instead of an answer."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Not close(): the handler's files share the socket and would keep it open.
        os.close(self.connection.detach())
        self.close_connection = True

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the server lives."""
        self.local.closing.wait(seconds)

    def trickle(self, body: bytes, seconds: float) -> None:
        """Send a body byte by byte, with a pause before each."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(len(body)):
            time.sleep(seconds)
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests look at ``requests``."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    # The standard library's backlog of 5 makes a burst of requests wait for a second.
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what some tests are about."""


@contextmanager
def serving(handler: type[Handler]) -> Iterator[LocalServer]:
    """Serve on a free port of 127.0.0.1 for as long as the ``with`` block lasts."""
    bound = type("Bound", (handler,), {})
    with QuietServer(("127.0.0.1", 0), bound) as server:
        local = LocalServer(f"http://127.0.0.1:{server.server_address[1]}")
        bound.local = local
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield local
        finally:
            local.closing.set()
            server.shutdown()
            thread.join()
