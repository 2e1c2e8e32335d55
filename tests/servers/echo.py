"""A server that echoes what it got, and that misbehaves where the path asks for it.

/status/404           that status with a JSON body
/redirect?to=URL      302 to URL; /redirect-keep?to=URL 307; /loop 302 to itself
/slow?seconds=2       an answer after a while; /trickle sends a byte every 50 ms
/reset                the connection is reset; /short the body ends before its length
/gzip /invalid-json /text /latin1 /binary /empty   bodies of that kind
/cookie               sets a cookie
anything else         {"method", "path", "headers", "body"} of the request
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from tests.servers.local import Handler, LocalServer, Received, serving


class EchoHandler(Handler):
    """Picks the behaviour by the first step of the path."""

    def answer(self, request: Received) -> None:
        step = urlsplit(request.path).path.split("/")[1]
        behaviour: Callable[[Received], None] | None = getattr(self, f"on_{step.replace('-', '_')}", None)
        (behaviour or self.echo)(request)

    def echo(self, request: Received) -> None:
        self.reply_json(
            200,
            {
                "method": request.method,
                "path": request.path,
                "headers": dict(request.headers),
                "body": request.body.decode("utf-8", "replace"),
            },
        )

    def query(self, request: Received, name: str, default: str) -> str:
        return parse_qs(urlsplit(request.path).query).get(name, [default])[0]

    def on_status(self, request: Received) -> None:
        status = int(urlsplit(request.path).path.split("/")[2])
        self.reply_json(status, {"status": status})

    def on_redirect(self, request: Received) -> None:
        self.reply(302, b"", "", Location=self.query(request, "to", "/"))

    def on_redirect_keep(self, request: Received) -> None:
        self.reply(307, b"", "", Location=self.query(request, "to", "/"))

    def on_loop(self, request: Received) -> None:
        self.reply(302, b"", "", Location="/loop")

    def on_slow(self, request: Received) -> None:
        self.pause(float(self.query(request, "seconds", "2")))
        self.reply_json(200, {"slow": True})

    def on_trickle(self, request: Received) -> None:
        self.trickle(b"x" * 100, 0.05)

    def on_reset(self, request: Received) -> None:
        self.reset()

    def on_short(self, request: Received) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"too short")
        self.close_connection = True

    def on_gzip(self, request: Received) -> None:
        self.reply(200, gzip.compress(b'{"zipped": true}'), Content_Encoding="gzip")

    def on_invalid_json(self, request: Received) -> None:
        self.reply(200, b'{"broken": ')

    def on_text(self, request: Received) -> None:
        self.reply(200, b'{"a": 1}', "text/plain")

    def on_latin1(self, request: Received) -> None:
        self.reply(200, b"caf\xe9", "text/plain; charset=iso-8859-1")

    def on_binary(self, request: Received) -> None:
        self.reply(200, b"\x89PNG\xff\x00", "image/png")

    def on_empty(self, request: Received) -> None:
        self.reply(200, b"")

    def on_cookie(self, request: Received) -> None:
        self.reply(200, b"{}", Set_Cookie="session=1; Path=/")


@contextmanager
def echo_server() -> Iterator[LocalServer]:
    """An echo server on 127.0.0.1: ``server.url``, ``server.requests``."""
    with serving(EchoHandler) as server:
        yield server
