"""The httpx client of Python functions: its requests go through the seam of the run."""

from __future__ import annotations

import time

import httpx
import pytest

from runner.errors import StoppedError
from runner.execution.messages import HttpFailure, HttpResponse
from runner.version import __version__
from tests.statements.contexts import StubSender, make_context

URL = "https://api.example.com/v1"


def answered(**options):
    options = {"status": 200, "headers": (), "body": b"", **options}
    return StubSender(HttpResponse(**options))


def test_a_request_arrives_as_plain_data():
    sender = answered()
    context = make_context(sender)
    context.client.post(f"{URL}?a=1 2", json={"n": 1}, headers={"Authorization": "Bearer x"}, timeout=7)
    (request,) = sender.requests
    assert (request.method, request.url, request.body) == ("POST", f"{URL}?a=1%202", b'{"n":1}')
    assert (request.timeout, request.follow_redirects) == (7, False)
    headers = {name.lower(): value for name, value in request.headers}
    assert headers == {
        "accept": "*/*",
        "authorization": "Bearer x",
        "content-type": "application/json",
        "user-agent": f"xsrun/{__version__}",
    }


def test_an_answer_is_one_of_httpx():
    sender = answered(
        status=429, headers=(("X-A", "1"), ("X-A", "2"), ("Retry-After", "3")), body=b'{"e": 1}'
    )
    response = make_context(sender).client.get(URL)
    assert (response.status_code, response.json()) == (429, {"e": 1})
    assert response.headers.get_list("x-a") == ["1", "2"]
    assert response.headers["Retry-After"] == "3"


@pytest.mark.parametrize("value", ["ascii", "grüße", "日本", "\udcff"])
def test_any_header_of_an_answer_is_taken(value):
    response = make_context(answered(headers=(("X-A", value),))).client.get(URL)
    assert len(response.headers["x-a"]) >= 1


def test_a_body_that_was_decoded_is_not_decoded_again():
    headers = (("Content-Encoding", "gzip"), ("Content-Length", "99"), ("Content-Type", "text/plain"))
    response = make_context(answered(headers=headers, body=b"plain")).client.get(URL)
    assert response.text == "plain"
    assert "content-encoding" not in response.headers


def test_redirects_are_followed_and_each_request_is_logged():
    sender = StubSender(HttpResponse(302, (("Location", "/v2"),), b""), HttpResponse(200, (), b"there"))
    context = make_context(sender)
    assert context.client.get(URL).text == "there"
    assert [request.url for request in sender.requests] == [URL, "https://api.example.com/v2"]
    assert [entry.data["status"] for entry in context.logs] == [302, 200]


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("timeout", httpx.ReadTimeout),
        ("connect", httpx.ConnectError),
        ("url", httpx.UnsupportedProtocol),
        ("protocol", httpx.RemoteProtocolError),
        ("anything", httpx.RemoteProtocolError),
    ],
)
def test_failures_are_those_of_httpx(reason, kind):
    context = make_context(StubSender(HttpFailure("it went wrong", reason)))
    with pytest.raises(kind, match="it went wrong") as caught:
        context.client.get(URL)
    assert str(caught.value.request.url) == URL


@pytest.mark.parametrize(
    ("timeout", "seconds"),
    [(None, 3600), (httpx.Timeout(None, connect=4), 4), (httpx.USE_CLIENT_DEFAULT, 60)],
)
def test_the_time_of_a_request(timeout, seconds):
    sender = answered()
    make_context(sender).client.get(URL, timeout=timeout)
    assert sender.requests[0].timeout == seconds


def test_a_request_ends_with_the_run():
    sender = answered()
    make_context(sender, deadline=time.monotonic() + 5).client.get(URL)
    assert 4 < sender.requests[0].timeout <= 5
    late = make_context(StubSender(HttpFailure("No answer", "timeout")), deadline=time.monotonic() - 1)
    with pytest.raises(StoppedError):
        late.client.get(URL)


def test_there_is_one_client_a_run():
    context = make_context(answered())
    assert context.client is context.client
    assert context.client is not make_context(answered()).client
