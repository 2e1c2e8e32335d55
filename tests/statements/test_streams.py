"""The statements `stream.*` and `api.stream`."""

from __future__ import annotations

from typing import Any

import pytest

from runner.errors import ScriptError
from runner.execution.messages import HttpFailure, HttpResponse
from runner.statements import streams
from runner.values.files import file_value
from runner.values.streams import Stream
from tests.statements.contexts import JSON, StubSender, make_context

TEXT = (("Content-Type", "text/plain; charset=utf-8"),)


@pytest.mark.parametrize(
    ("value", "options", "rows"),
    [
        ("a,b\n1,2\n3\n4,5,6\n", {}, [{"a": "1", "b": "2"}, {"a": "3", "b": ""}, {"a": "4", "b": "5"}]),
        ("a,b\n1,2\n", {"headers": False}, [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2\n", {"headers": None}, [{"a": "1", "b": "2"}]),
        ("a;b\n'x;y';\n", {"separator": ";", "enclosure": "'"}, [{"a": "x;y", "b": ""}]),
        ('a\n"x\\"y"\n', {"escape_char": "\\"}, [{"a": 'x\\"y'}]),
        ('a\n"x""y"\n', {"escape_char": '"'}, [{"a": 'x"y'}]),
        (file_value("a.csv", "\ufeffä\r\nü\r\n".encode()), {}, [{"ä": "ü"}]),
        ("", {}, []),
        ("a,b\n", {}, []),
    ],
)
def test_from_csv(value: Any, options: dict[str, Any], rows: list[Any]) -> None:
    assert list(streams.from_csv(make_context(), value=value, **options)) == rows


@pytest.mark.parametrize("key", ["separator", "enclosure", "escape_char"])
@pytest.mark.parametrize("mark", [",,", "\n"])
def test_marks_are_single_characters(key: str, mark: str) -> None:
    with pytest.raises(ScriptError, match=rf"`{key}` of a CSV stream is one character"):
        streams.from_csv(make_context(), value="a", **{key: mark})


@pytest.mark.parametrize(
    ("value", "values"),
    [
        ('{"a":1}\n\n[2]\r\n"x"', [{"a": 1}, [2], "x"]),
        (file_value("a.jsonl", "\ufeff1\n".encode()), [1]),
        ("", []),
        ('"a\u2028b"\n', ["a\u2028b"]),
    ],
)
def test_from_jsonl(value: Any, values: list[Any]) -> None:
    assert list(streams.from_jsonl(make_context(), value=value)) == values


def test_a_broken_line_fails_when_it_is_reached() -> None:
    rows = iter(streams.from_jsonl(make_context(), value='1\n\n{"a":\n4'))
    assert next(rows) == 1
    with pytest.raises(ScriptError, match="line 3 of the stream is not JSON"):
        next(rows)


@pytest.mark.parametrize("use", [streams.from_csv, streams.from_jsonl])
def test_what_is_no_file(use: Any) -> None:
    with pytest.raises(ScriptError, match="needs a file, but got an int"):
        use(make_context(), value=5)


@pytest.mark.parametrize(
    ("headers", "body", "options", "items"),
    [
        (JSON, b'[1, {"a": 2}]', {}, [1, {"a": 2}]),
        (JSON, b'{"a": 2}', {}, [{"a": 2}]),
        (TEXT, b"data: 1\n\ndata: 2\n", {}, ["data: 1", "data: 2"]),
        (TEXT, b'{"a":1}\n{"a":2}\n', {"format": "jsonl"}, [{"a": 1}, {"a": 2}]),
        (TEXT, b"a;b\n1;2\n", {"format": "csv", "separator": ";"}, [{"a": "1", "b": "2"}]),
        (TEXT, b"a,b\n", {"format": "csv", "headers": False}, [["a", "b"]]),
        (TEXT, b"abcde", {"format": "raw", "chunk_size": 2}, ["ab", "cd", "e"]),
        (TEXT, b"", {}, []),
    ],
)
def test_from_request(headers: Any, body: bytes, options: dict[str, Any], items: list[Any]) -> None:
    sender = StubSender(HttpResponse(200, headers, body))
    stream = streams.from_request(make_context(sender), url="https://example.com/v1", **options)
    assert list(stream) == items


def test_a_request_is_one_of_api_request() -> None:
    sender = StubSender()
    streams.from_request(
        make_context(sender),
        url="https://example.com/v1",
        method="POST",
        params={"stream": True},
        headers=["Authorization: Bearer x"],
        timeout=5,
    )
    request = sender.requests[0]
    assert (request.method, request.body, request.timeout) == ("POST", b'{"stream":true}', 5)
    assert ("Authorization", "Bearer x") in request.headers


@pytest.mark.parametrize(
    ("reply", "options", "part"),
    [
        (HttpResponse(500, TEXT, b"no"), {}, "was answered with the status 500"),
        (HttpFailure("no route", "connect"), {}, "no route"),
        (HttpResponse(200, TEXT, b"x"), {"format": "xml"}, '"csv", "jsonl" or "raw", but got "xml"'),
        (HttpResponse(200, TEXT, b"x"), {"format": "raw", "chunk_size": 0}, "a number from 1 up, but got 0"),
    ],
)
def test_a_request_without_a_stream(reply: Any, options: dict[str, Any], part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        streams.from_request(make_context(StubSender(reply)), url="https://example.com", **options)


def test_a_job_has_no_request_of_its_own() -> None:
    with pytest.raises(ScriptError, match="needs a `url` here: a job answers no request"):
        streams.from_request(make_context(), format="jsonl")


@pytest.mark.parametrize(
    ("options", "streamed"),
    [
        ({"value": "text"}, ["text"]),
        ({"value": {"a": 1}}, [{"a": 1}]),
        ({"value": [1, [2]]}, [1, [2]]),
        ({"value": Stream([1, 2])}, [1, 2]),
        ({"value": [], "format": "csv"}, [""]),
        ({"value": [], "format": "csv", "headers": ["a"]}, ["a\n"]),
        ({"value": Stream([{"a": 1, "b": "x y"}]), "format": "csv"}, ['a,b\n1,"x y"\n']),
        ({"value": [{"a": 1, "b": 2}], "format": "csv", "headers": ["b"], "filename": "x"}, ["b\n2\n"]),
        ({"value": [{"a": 1}, 2.0], "format": "jsonl"}, ['{"a":1}\n', "2\n"]),
        ({"value": "x", "format": "raw"}, ["x"]),
    ],
)
def test_what_is_streamed_is_gathered(options: dict[str, Any], streamed: list[Any]) -> None:
    context = make_context()
    context.streamed.append("before")
    streams.stream(context, **options)
    assert context.streamed == ["before", *streamed]


def test_events_have_nobody_to_go_to() -> None:
    with pytest.raises(ScriptError, match='knows the formats "csv", "jsonl" and "raw" here, but got "sse"'):
        streams.stream(make_context(), format="sse")
