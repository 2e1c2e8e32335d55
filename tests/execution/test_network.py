"""The live network: httpx with a mocked transport, and over a real socket."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import httpx
import pytest
import respx

from runner.errors import StoppedError
from runner.execution.messages import HttpFailure, HttpRequest
from runner.execution.network import KEPT, HttpxSender
from runner.version import __version__
from tests.servers.echo import echo_server


@pytest.fixture(scope="module")
def server():
    with echo_server() as running:
        yield running


@pytest.fixture
def sender(monkeypatch):
    # A proxy of the machine must not see what goes to 127.0.0.1.
    monkeypatch.setenv("NO_PROXY", "*")
    sender = HttpxSender()
    yield sender
    sender.close()


def json_of(response):
    return httpx.Response(200, content=response.body).json()


@pytest.mark.parametrize(
    "path",
    [
        "/v0/app/Table%201",
        "/v4/s/values/Sheet1!A1:Z:append?valueInputOption=RAW",
        "/projects/p/databases/(default)/documents?mask.fieldPaths=a&mask.fieldPaths=b",
        "/a?filter[name]=x&q=a+b%20c&e=",
        "/a//b/;c=1,2/@me/~x/$metadata?'*'",
        "/%C3%BC?x=%2F%3F",
        "/?",
    ],
)
def test_the_path_arrives_as_it_was_written(server, sender, path):
    assert json_of(sender.send(HttpRequest("GET", server.url + path)))["path"] == path


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_method_and_body_arrive(server, sender, method):
    request = HttpRequest(method, f"{server.url}/echo", (("Content-Type", "text/plain"),), "grüße".encode())
    echoed = json_of(sender.send(request))
    assert (echoed["method"], echoed["body"]) == (method, "grüße")


def test_no_headers_are_added_but_the_needed_ones(server, sender):
    echoed = json_of(sender.send(HttpRequest("GET", f"{server.url}/", (("X-Name", "1"),))))
    host = server.url.removeprefix("http://")
    assert echoed["headers"] == {"Host": host, "X-Name": "1", "User-Agent": f"xsrun/{__version__}"}


def test_an_empty_post_says_that_it_is_empty(server, sender):
    headers = json_of(sender.send(HttpRequest("POST", f"{server.url}/")))["headers"]
    assert headers["Content-Length"] == "0"
    assert "Content-Type" not in headers


def test_the_user_agent_of_the_author_wins(server, sender):
    echoed = json_of(sender.send(HttpRequest("GET", f"{server.url}/", (("user-agent", "mine"),))))
    assert [v for k, v in echoed["headers"].items() if k.lower() == "user-agent"] == ["mine"]


def test_header_values_go_out_as_utf8(server, sender):
    sender.send(HttpRequest("GET", f"{server.url}/", (("X-Name", "ü"),)))
    # The server reads header bytes as latin-1.
    assert server.requests[-1].header("X-Name") == "ü".encode().decode("latin-1")


def test_response_headers_keep_order_and_case(server, sender):
    response = sender.send(HttpRequest("GET", f"{server.url}/status/404"))
    names = [name for name, _ in response.headers]
    assert response.status == 404
    assert names == ["Server", "Date", "Content-Type", "Content-Length"]
    assert response.header("content-type") == "application/json"


def test_gzip_is_decoded(server, sender):
    assert sender.send(HttpRequest("GET", f"{server.url}/gzip")).body == b'{"zipped": true}'


def test_head_has_no_body(server, sender):
    assert sender.send(HttpRequest("HEAD", f"{server.url}/echo")).body == b""


def test_redirects_are_followed(server, sender):
    response = sender.send(HttpRequest("GET", f"{server.url}/redirect?to=/status/201"))
    assert (response.status, response.url) == (201, f"{server.url}/status/201")


def test_redirects_are_not_followed(server, sender):
    request = HttpRequest("GET", f"{server.url}/redirect?to=/status/201", follow_redirects=False)
    response = sender.send(request)
    assert (response.status, response.header("location")) == (302, "/status/201")


def test_a_redirect_that_keeps_the_method(server, sender):
    request = HttpRequest("POST", f"{server.url}/redirect-keep?to=/echo", body=b"again")
    echoed = json_of(sender.send(request))
    assert (echoed["method"], echoed["body"]) == ("POST", "again")


def test_cookies_do_not_go_from_one_request_to_the_next(server, sender):
    assert sender.send(HttpRequest("GET", f"{server.url}/cookie")).header("set-cookie") == "session=1; Path=/"
    sender.send(HttpRequest("GET", f"{server.url}/redirect?to=/echo"))
    assert server.requests[-1].path == "/echo"
    assert server.requests[-1].header("Cookie") is None


def test_a_slow_answer(server, sender):
    started = time.monotonic()
    with pytest.raises(HttpFailure, match=r"^No answer from 127\.0\.0\.1:\d+ within 0\.2 seconds$") as caught:
        sender.send(HttpRequest("GET", f"{server.url}/slow?seconds=5", timeout=0.2))
    assert caught.value.reason == "timeout"
    assert time.monotonic() - started < 2


def test_an_answer_that_trickles(server, sender):
    started = time.monotonic()
    with pytest.raises(HttpFailure, match=r"within 0\.3 seconds"):
        sender.send(HttpRequest("GET", f"{server.url}/trickle", timeout=0.3))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("path", ["/reset", "/short"])
def test_a_connection_that_breaks_off(server, sender, path):
    with pytest.raises(HttpFailure, match=r"^No complete answer from 127\.0\.0\.1:\d+: ") as caught:
        sender.send(HttpRequest("GET", server.url + path, timeout=5))
    assert caught.value.reason == "protocol"


def test_redirects_without_end(server, sender):
    with pytest.raises(HttpFailure, match="redirects") as caught:
        sender.send(HttpRequest("GET", f"{server.url}/loop"))
    assert caught.value.reason == "protocol"


def test_nobody_listens(sender):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(HttpFailure, match=rf"^Cannot connect to 127\.0\.0\.1:{port}: ") as caught:
            sender.send(HttpRequest("GET", f"http://user:pass@127.0.0.1:{port}/secret?key=1", timeout=5))
    assert caught.value.reason == "connect"
    assert "pass" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["http://a..b/", f"http://{'x' * 70}.test/", "http://127.0.0.1:x/", "http://[::1/"],
)
def test_hosts_that_cannot_be(sender, url):
    with pytest.raises(HttpFailure, match="is not valid") as caught:
        sender.send(HttpRequest("GET", url, timeout=5))
    assert caught.value.reason == "url"


@pytest.mark.parametrize("url", ["file:///x", "ftp://127.0.0.1/", "/relative", "http:///x", ""])
def test_a_url_that_is_not_absolute(sender, url):
    with pytest.raises(HttpFailure) as caught:
        sender.send(HttpRequest("GET", url, timeout=5))
    sentence = f'A request needs an absolute http:// or https:// URL, but got the text "{url}"'
    assert (str(caught.value), caught.value.reason) == (sentence, "url")


def test_https_is_verified(server, sender):
    # The echo server speaks plain HTTP, so the handshake fails.
    with pytest.raises(HttpFailure, match="Cannot connect to") as caught:
        sender.send(HttpRequest("GET", server.url.replace("http:", "https:"), timeout=5))
    assert caught.value.reason == "connect"


def test_many_threads_share_a_sender(server, sender):
    statuses = []

    def send(status):
        statuses.append(sender.send(HttpRequest("GET", f"{server.url}/status/{status}")).status)

    threads = [threading.Thread(target=send, args=(status,)) for status in range(200, 232)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == list(range(200, 232))


def test_a_closed_sender_opens_again(server, sender):
    sender.close()
    assert sender.send(HttpRequest("GET", f"{server.url}/status/200")).status == 200


# -- runs of one process share connections -----------------------------------------------------------


def ports(server, count):
    return [request.port for request in server.requests[-count:]]


def test_senders_share_connections(server, sender):
    for _ in range(3):
        other = HttpxSender()
        other.send(HttpRequest("GET", f"{server.url}/status/200"))
        other.close()
    assert len(set(ports(server, 3))) == 1


@pytest.mark.parametrize(
    "request_", [HttpRequest("GET", "/cookie"), HttpRequest("GET", "/echo", (("Authorization", "Bearer x"),))]
)
def test_nothing_of_a_request_goes_with_the_connection(server, sender, request_):
    url = server.url.replace("//", "//user:pass@")
    sender.send(request_.changed(url=url + request_.url))
    sender.close()
    HttpxSender().send(HttpRequest("GET", f"{server.url}/echo"))
    assert {"authorization", "cookie"}.isdisjoint(key.lower() for key, _ in server.requests[-1].headers)
    assert len(set(ports(server, 2))) == 1


def test_senders_at_the_same_time_have_connections_of_their_own(server, sender):
    other = HttpxSender()
    for one in (sender, other, sender, other):
        one.send(HttpRequest("GET", f"{server.url}/status/200"))
    first, second, *again = ports(server, 4)
    assert first != second
    assert again == [first, second]
    other.close()


def test_a_sender_that_waits_for_an_answer_keeps_its_connection_when_it_is_closed(server, sender):
    def wait() -> None:
        with suppress(HttpFailure):  # the connection is gone when the answer comes
            sender.send(HttpRequest("GET", f"{server.url}/slow?seconds=1"))

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not server.requests or not server.requests[-1].path.startswith("/slow"):
        time.sleep(0.01)
    sender.close()
    HttpxSender().send(HttpRequest("GET", f"{server.url}/status/200"))
    first, second = ports(server, 2)
    assert first != second
    waiting.join()


@pytest.mark.parametrize("error", [StoppedError(), KeyboardInterrupt(), MemoryError()])
def test_the_connections_of_a_run_that_was_stopped_are_not_used_again(server, sender, monkeypatch, error):
    def stop(*_, **__):
        raise error

    sender.send(HttpRequest("GET", f"{server.url}/status/200"))
    with monkeypatch.context() as patched:
        patched.setattr(httpx.Client, "send", stop)
        with pytest.raises(type(error)):
            sender.send(HttpRequest("GET", f"{server.url}/status/200"))
    sender.close()
    HttpxSender().send(HttpRequest("GET", f"{server.url}/status/200"))
    first, second = ports(server, 2)
    assert first != second


def test_those_of_a_run_whose_request_failed_are(server, sender):
    sender.send(HttpRequest("GET", f"{server.url}/status/200"))
    with pytest.raises(HttpFailure):
        sender.send(HttpRequest("GET", "http://127.0.0.1:x/"))
    sender.close()
    HttpxSender().send(HttpRequest("GET", f"{server.url}/status/200"))
    assert len(set(ports(server, 2))) == 1


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "all_proxy", "SSL_CERT_DIR"])
def test_another_environment_has_other_connections(server, sender, monkeypatch, tmp_path, name):
    value = str(tmp_path) if name == "SSL_CERT_DIR" else "http://127.0.0.1:1"
    for changed in (False, True, False):
        monkeypatch.delenv(name, raising=False)
        if changed:
            monkeypatch.setenv(name, value)
        one = HttpxSender()
        one.send(HttpRequest("GET", f"{server.url}/status/200"))
        one.close()
    first, second, third = ports(server, 3)
    assert first == third != second


def test_those_that_do_not_verify_are_apart(server, sender):
    for verify in (True, False, True):
        sender.send(HttpRequest("GET", f"{server.url}/status/200", verify=verify))
    first, second, third = ports(server, 3)
    assert first == third != second


def test_no_more_connections_are_kept_than_there_is_room_for(server, sender):
    senders = [HttpxSender() for _ in range(KEPT + 2)]
    for one in senders:
        one.send(HttpRequest("GET", f"{server.url}/status/200"))
    for one in senders:
        one.close()
    before = set(ports(server, len(senders)))
    senders = [HttpxSender() for _ in range(KEPT + 2)]
    for one in senders:
        one.send(HttpRequest("GET", f"{server.url}/status/200"))
    assert len(before & set(ports(server, len(senders)))) == KEPT


def test_a_transport_takes_the_place_of_the_network():
    seen = []

    def answer(request):
        seen.append((request.method, str(request.url), request.content))
        return httpx.Response(418, text="short and stout")

    sender = HttpxSender(httpx.MockTransport(answer))
    response = sender.send(HttpRequest("POST", "https://api.example.com/v1", body=b"{}"))
    assert (response.status, response.text) == (418, "short and stout")
    assert seen == [("POST", "https://api.example.com/v1", b"{}")]


@pytest.mark.parametrize(
    ("error", "reason", "message"),
    [
        (httpx.ConnectTimeout("x"), "timeout", "No answer from e.com within 10 seconds"),
        (httpx.PoolTimeout("x"), "timeout", "No answer from e.com within 10 seconds"),
        (httpx.ConnectError("refused"), "connect", "Cannot connect to e.com: refused"),
        (httpx.ProxyError("403"), "connect", "Cannot connect to e.com: 403"),
        (httpx.ReadError(""), "protocol", "No complete answer from e.com: ReadError"),
        (httpx.RemoteProtocolError("bad"), "protocol", "No complete answer from e.com: bad"),
        (httpx.DecodingError("bad gzip"), "protocol", "No complete answer from e.com: bad gzip"),
    ],
)
@respx.mock
def test_failures_of_httpx(error, reason, message):
    respx.get("https://e.com/").mock(side_effect=error)
    with pytest.raises(HttpFailure) as caught:
        HttpxSender().send(HttpRequest("GET", "https://e.com/"))
    assert (caught.value.reason, str(caught.value)) == (reason, message)


@pytest.mark.parametrize(
    ("timeout", "shown"),
    [(1, "1 second"), (0.05, "0.1 seconds"), (0.001, "0.001 seconds"), (59.98, "60 seconds")],
)
@respx.mock
def test_how_seconds_are_shown(timeout, shown):
    respx.get("https://e.com/").mock(side_effect=httpx.ReadTimeout("x"))
    with pytest.raises(HttpFailure, match=f"within {shown}$"):
        HttpxSender().send(HttpRequest("GET", "https://e.com/", timeout=timeout))
