"""The statement `api.request`, with a stub in the place of the network."""

from __future__ import annotations

import time
from concurrent.futures import Future

import pytest

from runner.errors import ScriptError, StoppedError
from runner.execution.messages import HttpFailure, HttpResponse
from runner.execution.storage import Storage
from runner.statements import http
from runner.statements.functions import await_
from tests.statements.contexts import JSON, StubSender, make_context

URL = "https://api.example.com/things"
FORM_HEADER = "Content-Type: application/x-www-form-urlencoded"


def send(sender=None, **properties):
    """Run the statement; give what it yields and the one request that went out."""
    sender = sender or StubSender()
    context = make_context(sender)
    result = http.request(context, **{"url": URL, **properties})
    return result, sender.requests[-1]


def reply(body, content_type="application/json", status=200):
    return StubSender(HttpResponse(status, (("Content-Type", content_type),), body))


def test_the_result_holds_request_and_response():
    body = b'{"id": 7, "tags": [], "price": 1.50}'
    sender = StubSender(HttpResponse(201, (*JSON, ("X-Id", "7"), ("X-Id", "8")), body))
    result, _ = send(sender, method="post", params={"a": 1}, headers=["X-Key: k"])
    assert result == {
        "request": {
            "url": URL,
            "method": "POST",
            "headers": ["X-Key: k", "Content-Type: application/json"],
            "params": {"a": 1},
        },
        "response": {
            "headers": ["Content-Type: application/json", "X-Id: 7", "X-Id: 8"],
            "result": {"id": 7, "tags": [], "price": 1.5},
            "status": 201,
        },
    }


def test_what_goes_out_when_only_the_url_is_given():
    result, sent = send()
    assert (sent.method, sent.url, sent.headers, sent.body) == ("GET", URL, (), b"")
    assert (sent.timeout, sent.verify, sent.follow_redirects) == (10.0, True, True)
    assert result["request"]["params"] == []


@pytest.mark.parametrize("status", [200, 204, 301, 400, 401, 404, 429, 500, 503])
def test_no_status_raises(status):
    result, _ = send(reply(b'{"error": 1}', status=status))
    assert result["response"]["status"] == status


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'{"a": null}', "application/json", {"a": None}),
        (b"{}", "application/json; charset=utf-8", {}),
        (b"[]", "application/problem+json", []),
        (b"12", "application/json", 12),
        (b'"text"', "application/json", "text"),
        (b'{"broken": ', "application/json", '{"broken": '),
        (b"", "application/json", ""),
        (b"", "", ""),
        (b'{"a": 1}', "text/plain", '{"a": 1}'),
        ("größe".encode(), "text/html", "größe"),
        (b"gr\xf6\xdfe", "text/html; charset=ISO-8859-1", "größe"),
        (b"x\xff", "text/plain; charset=unknown-8", "x\ufffd"),
    ],
)
def test_the_result_by_content_type(body, content_type, expected):
    result, _ = send(reply(body, content_type))
    assert result["response"]["result"] == expected


def test_a_binary_result_keeps_its_bytes():
    picture = b"\x89PNG\r\n\xff\x00"
    result, _ = send(reply(picture, "image/png"))
    _, sent = send(method="PUT", params=result["response"]["result"], headers=["Content-Type: image/png"])
    assert sent.body == picture


@pytest.mark.parametrize("method", ["GET", "get", " GET ", "", None, "DELETE", "HEAD"])
def test_params_are_the_query(method):
    _, sent = send(url=f"{URL}?limit=5", method=method, params={"q": "a b", "on": True, "none": None})
    assert sent.url == f"{URL}?limit=5&q=a+b&on=1"
    assert sent.body == b""
    assert sent.headers == ()


@pytest.mark.parametrize("params", [None, {}, [], ""])
def test_no_params_leave_the_url_alone(params):
    _, sent = send(url="https://e.com/v4/x/Sheet1!A1:Z:append/Table%201/(default)", params=params)
    assert sent.url == "https://e.com/v4/x/Sheet1!A1:Z:append/Table%201/(default)"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "OPTIONS"])
def test_params_are_a_json_body(method):
    _, sent = send(method=method, params={"a": {}, "b": [], "c": None, "d": 2.0})
    assert sent.body == b'{"a":{},"b":[],"c":null,"d":2}'
    assert sent.headers == (("Content-Type", "application/json"),)
    assert sent.url == URL


@pytest.mark.parametrize(
    "header", ["Content-Type: application/json", "content-type:application/vnd.api+json"]
)
@pytest.mark.parametrize("method", ["DELETE", "HEAD"])
def test_delete_has_a_body_where_json_is_declared(method, header):
    _, sent = send(method=method, params={"ids": [1]}, headers=[header])
    assert (sent.body, sent.url) == (b'{"ids":[1]}', URL)


def test_get_keeps_its_query_where_json_is_declared():
    _, sent = send(params={"a": 1}, headers=["Content-Type: application/json"])
    assert (sent.body, sent.url) == (b"", f"{URL}?a=1")


@pytest.mark.parametrize(
    ("params", "headers", "body", "content_type"),
    [
        ({"a": [1]}, [FORM_HEADER], b"a%5B0%5D=1", "application/x-www-form-urlencoded"),
        ({"a": 1}, ["content-type: text/json"], b'{"a":1}', "text/json"),
        ("a=1", [FORM_HEADER], b"a=1", "application/x-www-form-urlencoded"),
        ("<x/>", ["Content-Type: text/xml"], b"<x/>", "text/xml"),
        ("<x/>", [], b"<x/>", None),
        (None, [], b"", None),
        (None, ["Content-Type: application/json"], b"", "application/json"),
        ({}, [], b"{}", "application/json"),
        ([], [], b"[]", "application/json"),
    ],
)
def test_bodies_by_content_type(params, headers, body, content_type):
    _, sent = send(method="POST", params=params, headers=headers)
    assert sent.body == body
    assert [value for name, value in sent.headers if name.lower() == "content-type"] == (
        [content_type] if content_type else []
    )


def test_a_stored_file_is_read_for_a_form_alone(tmp_path):
    storage = Storage(tmp_path)
    storage.put("vault/1/a.txt", b"stored")
    file = {"path": "/vault/1/a.txt", "name": "a.txt", "mime": "text/plain"}
    sender = StubSender()
    context = make_context(sender, storage=storage)
    for content_type in ("multipart/form-data", "application/json"):
        headers = [f"Content-Type: {content_type}"]
        http.request(context, url=URL, method="POST", params={"f": {"x": [file]}}, headers=headers)
    form, json = (request.body for request in sender.requests)
    assert b'name="f[x][0]"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nstored\r\n' in form
    assert json == b'{"f":{"x":[{"path":"/vault/1/a.txt","name":"a.txt","mime":"text/plain"}]}}'


def test_multipart_gets_its_boundary():
    _, sent = send(method="POST", params={"a": 1}, headers=["X-A: 1", "content-type: multipart/form-data"])
    assert [name for name, _ in sent.headers] == ["X-A", "Content-Type"]
    boundary = sent.headers[1][1].partition("boundary=")[2]
    assert sent.body.startswith(f"--{boundary}\r\n".encode())


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (None, ()),
        ([], ()),
        (["A: 1", "B:2", "C:  3 "], (("A", "1"), ("B", "2"), ("C", "3"))),
        (["A: x:y, z"], (("A", "x:y, z"),)),
        (["A: 1", "A: 2"], (("A", "1"), ("A", "2"))),
        (["A : 1", None, ""], (("A", "1"),)),
        (["Authorization: Bearer key\n"], (("Authorization", "Bearer key"),)),
        ({"A": "1", "B": 2, "C": None}, (("A", "1"), ("B", "2"))),
        ("A: 1", (("A", "1"),)),
        (["Empty:"], (("Empty", ""),)),
        (["Content-Length: 3", "X-Name: größe"], (("X-Name", "größe"),)),
    ],
)
def test_headers(headers, expected):
    _, sent = send(headers=headers)
    assert sent.headers == expected


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        (["Authorization Bearer sk-secret"], '"Authorization" has no colon'),
        (["   "], '"" has no colon'),
        ([["A: 1"]], "for each of the `headers`, but got a list"),
        ([5], "for each of the `headers`, but got an int"),
        (5, "as `headers`, but got an int"),
        (True, "as `headers`, but got a bool"),
        (["A: 1\r\nX-Evil: 2"], 'header "A" holds a line break'),
        ({"A": "1\n2"}, 'header "A" holds a line break'),
        ({"A B": "1"}, 'cannot send a header of the name "A"'),
        ([": 1"], 'cannot send a header of the name ""'),
        (["Größe: 1"], 'cannot send a header of the name "Größe"'),
    ],
)
def test_headers_that_cannot_be_sent(headers, message):
    with pytest.raises(ScriptError, match=message) as caught:
        send(headers=headers)
    assert "sk-secret" not in caught.value.message


@pytest.mark.parametrize("url", ["api.example.com", "/things", "ftp://e.com", None, "", 5])
def test_urls_that_cannot_be_requested(url):
    with pytest.raises(ScriptError, match="needs an absolute http:// or https:// URL"):
        send(url=url)


def test_a_url_is_a_text():
    with pytest.raises(ScriptError, match=r"`api.request` needs a text, but got a list"):
        send(url=["https://e.com"])


def test_blanks_at_the_ends_of_a_url_are_dropped():
    _, sent = send(url=f" {URL}\n", params={"a": 1})
    assert sent.url == f"{URL}?a=1"


@pytest.mark.parametrize("method", ["GE T", "POST\r\n", "("])
def test_methods_that_cannot_be_sent(method):
    if method.strip() == "POST":
        assert send(method=method)[1].method == "POST"
        return
    with pytest.raises(ScriptError, match='needs a method such as "GET"'):
        send(method=method)


def test_any_method_is_sent():
    assert send(method="purge")[1].method == "PURGE"


@pytest.mark.parametrize(("timeout", "seconds"), [(None, 10.0), (60, 60.0), ("2.5", 2.5)])
def test_timeout(timeout, seconds):
    assert send(timeout=timeout)[1].timeout == seconds


@pytest.mark.parametrize("timeout", [0, -1, "soon", [1]])
def test_timeouts_that_make_no_sense(timeout):
    with pytest.raises(ScriptError, match="needs a number"):
        send(timeout=timeout)


def test_the_timeout_never_goes_beyond_the_run():
    sender = StubSender()
    http.request(make_context(sender, deadline=time.monotonic() + 3), url=URL, timeout=60)
    assert 2 < sender.requests[0].timeout <= 3


def test_nothing_is_sent_after_the_end_of_the_run():
    sender = StubSender()
    with pytest.raises(StoppedError, match="time limit"):
        http.request(make_context(sender, deadline=time.monotonic() - 1), url=URL)
    assert sender.requests == []


@pytest.mark.parametrize(
    ("properties", "verify", "follow"),
    [
        ({"verify_host": False}, False, True),
        ({"verify_peer": False}, False, True),
        ({"verify_host": True, "verify_peer": True}, True, True),
        ({"verify_host": None, "verify_peer": None, "follow_location": None}, True, True),
        ({"follow_location": False}, True, False),
    ],
)
def test_switches(properties, verify, follow):
    _, sent = send(**properties)
    assert (sent.verify, sent.follow_redirects) == (verify, follow)


@pytest.mark.parametrize("name", ["ca_certificate", "certificate", "private_key", "private_key_password"])
def test_certificates_are_refused_not_ignored(name):
    with pytest.raises(ScriptError, match="cannot use certificates of its own yet"):
        send(**{name: "-----BEGIN"})
    assert send(**{name: ""})[1].verify


def test_a_failure_of_the_network_raises():
    sender = StubSender(HttpFailure("No answer from api.example.com within 10 seconds", "timeout"))
    with pytest.raises(ScriptError, match=r"^No answer from api.example.com within 10 seconds$") as caught:
        send(sender)
    assert caught.value.code == "ERROR_FATAL"


def test_async_gives_a_future():
    context = make_context(reply(b'{"n": 1}'))
    future = http.request(context, url=URL, async_=True)
    assert isinstance(future, Future)
    assert await_(context, future)["response"]["result"] == {"n": 1}


def test_async_failures_show_at_await():
    context = make_context(StubSender(HttpFailure("Cannot connect to e.com: refused", "connect")))
    future = http.request(context, url=URL, async_=True)
    with pytest.raises(ScriptError, match="Cannot connect"):
        await_(context, future)


def test_faulty_properties_show_at_once_even_when_async():
    with pytest.raises(ScriptError, match="has no colon"):
        send(headers=["x"], async_=True)


def test_params_are_not_changed():
    params = {"a": [1, {"b": None}], "": 2}
    send(method="POST", params=params)
    assert params == {"a": [1, {"b": None}], "": 2}
