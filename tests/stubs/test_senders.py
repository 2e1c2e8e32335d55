"""Stubs and the requests that they answer."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from runner.errors import UsageError
from runner.execution.messages import HttpFailure, HttpRequest
from runner.stubs import StandingClock, StubbedSender
from runner.stubs.stub import stub_from

URL = "https://x.test/a"
MULTIPART = (
    b'--B\r\nContent-Disposition: form-data; name="n"\r\n\r\n1\r\n'
    b'--B\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\nx,y\r\n"
    b"--B--\r\n"
)


def sender_of(*stubs: dict[str, Any], folder: Path = Path(), **options: Any) -> StubbedSender:
    described = [
        {"request": {}, **({"response": {}} if "failure" not in stub else {}), **stub} for stub in stubs
    ]
    return StubbedSender([stub_from(one, folder, f"f:{at}") for at, one in enumerate(described)], **options)


def sent(url: str = URL, body: bytes = b"", content_type: str = "", method: str = "GET") -> HttpRequest:
    headers = (("X-Id", "1"), *([("Content-Type", content_type)] if content_type else []))
    return HttpRequest(method, url, headers, body, timeout=10.0)


@pytest.mark.parametrize(
    ("expected", "request_", "path"),
    [
        ({}, sent(), None),
        ({"method": "GET", "url": URL}, sent(), None),
        ({"method": {"$one_of": ["PUT", "POST"]}}, sent(), "method"),
        ({"url": URL}, sent(URL + "?b=1"), "url"),
        ({"url": "https://*/a?b=*"}, sent(URL + "?b=1"), None),
        ({"url": "https://*/b"}, sent(), "url"),
        ({"url": URL, "query": {"b": 1, "c": ["2", "3"]}}, sent(URL + "?b=1&c=2&c=3"), None),
        ({"query": {}}, sent(URL + "?b=1"), "query.b"),
        ({"query": {"b": {"$matches": "^2"}}}, sent(URL + "?b=1"), "query.b"),
        ({"headers": {"x-id": 1}}, sent(), None),
        ({"headers": {"X-Id": "2"}}, sent(), "headers.X-Id"),
        ({"headers": {"Accept": "*/*"}}, sent(), "headers.Accept"),
        ({"headers": {"Accept": {"$absent": True}}}, sent(), None),
        ({"json": {"a": [1]}}, sent(body=b'{"a": [1]}'), None),
        ({"json": {"a": [1]}}, sent(body=b'{"a": [1], "b": 2}'), "json.b"),
        ({"json_has": {"a": [1]}}, sent(body=b'{"a": [1], "b": 2}'), None),
        ({"json": {}}, sent(body=b"{"), "json"),
        ({"json_has": {}}, sent(body=b"\xff"), "json_has"),
        ({"form": {"a": "1 2", "b": 3}}, sent(body=b"a=1+2&b=3"), None),
        ({"text": "a=1"}, sent(body=b"a=2"), "text"),
        ({"base64": "/w=="}, sent(body=b"\xff"), None),
        (
            {
                "parts": [
                    {"name": "n", "text": "1"},
                    {"name": "f", "filename": "a.csv", "type": "text/csv", "text": "x,y"},
                ]
            },
            sent(body=MULTIPART, content_type="multipart/form-data; boundary=B"),
            None,
        ),
    ],
)
def test_what_a_stub_expects(expected: dict[str, Any], request_: HttpRequest, path: str | None) -> None:
    sender = sender_of({"request": expected})
    if path is None:
        assert sender.send(request_).status == 200
        assert (sender.unused, sender.unexpected) == ([], [])
        return
    with pytest.raises(HttpFailure, match=r"Cannot connect to x\.test: no stub fits the request"):
        sender.send(request_)
    assert [one.path for one in sender.unexpected[0].differences] == [path]
    assert len(sender.unused) == 1


@pytest.mark.parametrize(
    ("response", "status", "headers", "body"),
    [
        ({}, 200, {"Content-Type": "text/plain; charset=utf-8"}, b""),
        (
            {"status": 404, "json": {"ü": [1]}},
            404,
            {"Content-Type": "application/json"},
            '{"ü": [1]}'.encode(),
        ),
        (
            {"text": "hi", "headers": {"content-type": "text/csv", "N": 5}},
            200,
            {"content-type": "text/csv", "N": "5"},
            b"hi",
        ),
        ({"base64": "/wA=", "headers": {"A": ["1", "2"]}}, 200, {"A": "1", "a": "2"}, b"\xff\x00"),
        ({"file": "answer.bin"}, 200, {}, b"from a file"),
    ],
)
def test_answers(
    tmp_path: Path, response: dict[str, Any], status: int, headers: dict[str, str], body: bytes
) -> None:
    (tmp_path / "answer.bin").write_bytes(b"from a file")
    answer = sender_of({"response": response}, folder=tmp_path).send(sent())
    assert (answer.status, answer.body, answer.url) == (status, body, URL)
    assert [value for _, value in answer.headers] == list(headers.values())


def test_the_file_of_an_answer_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*gone\.bin, the answer of a stub"):
        sender_of({"response": {"file": "gone.bin"}}, folder=tmp_path)


@pytest.mark.parametrize(
    ("stub", "reason", "message", "advanced"),
    [
        ({"failure": "timeout"}, "timeout", "No answer from x.test within 10 seconds", 0),
        ({"failure": "reset"}, "protocol", "No complete answer from x.test: connection reset", 0),
        ({"failure": "connect", "delay": 3}, "connect", "Cannot connect to x.test: connection refused", 3000),
        ({"delay": 10.5}, "timeout", "No answer from x.test within 10 seconds", 10_000),
    ],
)
def test_failures_read_as_those_of_the_network(
    stub: dict[str, Any], reason: str, message: str, advanced: int
) -> None:
    clock = StandingClock(0)
    with pytest.raises(HttpFailure) as caught:
        sender_of(stub, wait=clock.advance).send(sent())
    assert (caught.value.reason, str(caught.value)) == (reason, message)
    assert (clock.now(), clock.slept) == (advanced, [])


@pytest.mark.parametrize(("any_order", "unused"), [(True, 0), (False, 1)])
def test_the_order_of_stubs(any_order: bool, unused: int) -> None:
    sender = sender_of({"request": {"url": "u/a"}}, {"request": {"url": "u/b"}}, any_order=any_order)
    for url in ("u/b", "u/a"):
        with suppress(HttpFailure):
            sender.send(sent(url))
    assert len(sender.unused) == unused
    assert len(sender.unexpected) == unused


def test_an_unexpected_request_shows_the_nearest_stub() -> None:
    near = {"request": {"method": "GET", "url": "https://x.test/b", "query": {"p": "1"}}}
    far = {"request": {"method": "POST", "url": "https://y.test"}}
    sender = sender_of(far, near, any_order=True)
    with suppress(HttpFailure):
        sender.send(sent("https://x.test/b?p=2"))
    assert sender.unexpected[0].lines == [
        "unexpected request: GET https://x.test/b?p=2",
        "  the nearest stub is at f:1:",
        '  query.p: expected "1", but got "2"',
    ]


def test_a_request_when_all_stubs_are_used() -> None:
    sender = sender_of({})
    sender.send(sent())
    with suppress(HttpFailure):
        sender.send(sent())
    assert sender.unexpected[0].lines[1:] == ["  no stub is left for it"]
