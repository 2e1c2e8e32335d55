"""What a recording keeps, and what a replay makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runner.errors import ProblemsError, UsageError
from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.execution.secrets import Masker
from runner.stubs import Cassette, Recorder, Replay, Stub, compare_cassettes, read_cassette, write_cassette
from runner.stubs.cassette import cassette_text, recorded_stub
from runner.stubs.scrubbing import Scrubber, is_secret_name

SECRET = "s3cr3t-value"
URL = "https://x.test/a"
JSON = (("Content-Type", "application/json"),)
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


class FakeNetwork:
    """Answers with what it was given, in order."""

    def __init__(self, *answers: HttpResponse | HttpFailure) -> None:
        self._answers = list(answers)
        self.closed = False

    def send(self, request: HttpRequest) -> HttpResponse:
        answer = self._answers.pop(0)
        if isinstance(answer, HttpFailure):
            raise answer
        return answer

    def close(self) -> None:
        self.closed = True


def context_of(**env: str) -> Context:
    class NoFunctions:
        def call(self, context: Context, name: str, inputs: Any) -> Any:
            raise AssertionError(name)

    return Context(functions=NoFunctions(), http=lambda: FakeNetwork(), env=env)


def post(body: bytes = b"", headers: Any = JSON, url: str = URL) -> HttpRequest:
    return HttpRequest("POST", url, headers, body)


# -- scrubbing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("Authorization", True),
        ("Proxy-Authorization", True),
        ("Cookie", True),
        ("Set-Cookie", True),
        ("X-Api-Key", True),
        ("apikey", True),
        ("x-goog-api-key", True),
        ("accessToken", True),
        ("token", True),
        ("refresh_token", True),
        ("client_secret", True),
        ("password", True),
        ("X-Amz-Signature", True),
        ("X-Amz-Security-Token", True),
        ("user[password]", True),
        ("cookies", True),
        ("passphrase", True),
        ("prompt_tokens", False),
        ("max_tokens", False),
        ("next_page_token", False),
        ("key", False),
        ("Content-Type", False),
        ("keyword", False),
        ("author", False),
    ],
)
def test_names_of_secrets(name: str, secret: bool) -> None:
    assert is_secret_name(name) is secret


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (f"https://x.test/{SECRET}/b?q={SECRET}", "https://x.test/***/b?q=***"),
        ("https://user:pass@x.test/a?access_token=1&page=2", "https://***@x.test/a?access_token=***&page=2"),
        ("https://x.test/a@b", "https://x.test/a@b"),
        ("https://x.test/a?key=1&b=2#id_token=3", "https://x.test/a?key=***&b=2#id_token=***"),
    ],
)
def test_urls(url: str, kept: str) -> None:
    assert Scrubber(Masker([SECRET])).text(url) == kept


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b'{"a" : 1}', b'{"a" : 1}'),
        (f'{{"a": "x {SECRET}", "n": [1]}}'.encode(), b'{"a": "x ***", "n": [1]}'),
        (
            b'{"access_token": "abc", "token": {"a": 1}, "password": "", "auth": true}',
            b'{"access_token": "***", "token": {"a": 1}, "password": "", "auth": true}',
        ),
        (b'{"Set-Cookie": ["a=b", "c=d"]}', b'{"Set-Cookie": ["***", "***"]}'),
        (b'{"headers": ["Authorization: Bearer abc"]}', b'{"headers": ["Authorization: ***"]}'),
        (b'{"in": "{\\"token\\": \\"abc\\"}"}', b'{"in": "{\\"token\\": \\"***\\"}"}'),
        (b'{"next": "https://x.test/?sig=abc&a=b"}', b'{"next": "https://x.test/?sig=***&a=b"}'),
        (b'{"token": "abc", "half": "\\ud83d"}', b'{"token": "***", "half": "\\ud83d"}'),
        (b"grant=code&client_secret=abc&a=b", b"grant=code&client_secret=***&a=b"),
        (b"token=abc&a=b", b"token=***&a=b"),
        (b'data: {"api_key": "abc", "n": 1}\n\n', b'data: {"api_key": "***", "n": 1}\n\n'),
        (b'{"token": 123}\n{"password": "ab', b'{"token": "***"}\n{"password": "***"'),
        (
            b'--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nabc\r\n--b--\r\n',
            b'--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n***\r\n--b--\r\n',
        ),
        (b"\xff" + SECRET.encode() + b"\x00", b"\xff***\x00"),
        (b"", b""),
    ],
)
def test_bodies(body: bytes, kept: bytes) -> None:
    assert Scrubber(Masker([SECRET])).body(body) == kept


def test_a_secret_beyond_ascii_is_found_in_bytes_that_are_no_text() -> None:
    assert Scrubber(Masker(["Grüße-42"])).body(b"\xff" + "Grüße-42".encode()) == b"\xff***"


def test_a_secret_of_digits_leaves_json_that_can_be_read() -> None:
    assert Scrubber(Masker(["12345"])).body(b'{"id": 12345}') == b'{"id": "***"}'


def test_headers() -> None:
    scrub = Scrubber(Masker([SECRET]))
    headers = (("Set-Cookie", "a=b"), ("X-Note", f"by {SECRET}"), ("Content-Length", "5"), ("Date", "now"))
    assert scrub.response(HttpResponse(200, headers, b"12345")).headers == (
        ("Set-Cookie", "***"),
        ("X-Note", "by ***"),
    )
    assert scrub.request(post(headers=(*JSON, ("Authorization", "x"), ("X-Id", "1")))).headers == JSON


@pytest.mark.parametrize(
    ("length", "body", "kept"), [("5", b"", True), ("0", b"", False), ("1", b"x", False)]
)
def test_the_size_that_head_asks_for_is_kept(length: str, body: bytes, kept: bool) -> None:
    header = ("Content-Length", length)
    found = Scrubber(Masker([])).response(HttpResponse(200, (header,), body)).headers
    assert found == ((header,) if kept else ())


# -- cassettes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (post(b'{"a": [1, 2.0, "1e5", "no", null], "$ref": 1}'), HttpResponse(200, JSON, b'{"b": "12:30"}')),
        (post(b"a=1&a=2&b=%20", FORM), HttpResponse(204, (), b"")),
        (post(b"\xff\x00", ()), HttpResponse(200, (("Content-Type", "image/png"),), b"\x89PNG\x00")),
        (post("naïve\r\n text\n".encode(), ()), HttpResponse(500, (), b"line 1\r\nline 2\n\t\n")),
        (
            post(b"", (), "https://x.test/?a=*&b=1"),
            HttpResponse(200, (("A", "1"), ("A", "2"), ("A", "3")), b"[]"),
        ),
        (post(b'{"n": 1e999}'), HttpResponse(200, JSON, b'{"n": 1e999}')),
        (post(b"not json"), HttpFailure("late", "timeout")),
        (post(), HttpFailure("broken", "protocol")),
        (post(), HttpFailure("nobody", "connect")),
    ],
)
def test_what_was_recorded_is_what_is_replayed(
    tmp_path: Path, request_: HttpRequest, answer: HttpResponse | HttpFailure
) -> None:
    path = tmp_path / "a.yaml"
    write_cassette(path, Cassette([recorded_stub(request_, answer)], 1_768_478_400_123, 7, "a note"))
    cassette = read_cassette(path)
    assert (cassette.recorded, cassette.seed, cassette.note) == (1_768_478_400_123, 7, "a note")
    replay = Replay(cassette)
    sender = replay.sender(context_of())
    if isinstance(answer, HttpFailure):
        with pytest.raises(HttpFailure) as caught:
            sender.send(request_)
        assert caught.value.reason == answer.reason
    else:
        got = sender.send(request_)
        assert (got.status, got.body) == (answer.status, answer.body)
        assert got.headers[: len(answer.headers)] == answer.headers
    assert (replay.complaints, replay.clock.now()) == ([], 1_768_478_400_123)


def test_a_recording_keeps_no_secret_and_fits_its_own_run() -> None:
    network = FakeNetwork(
        HttpResponse(200, (*JSON, ("Set-Cookie", "id=1")), b'{"access_token": "live-token"}'),
        HttpFailure("late", "timeout"),
    )
    recorder = Recorder(lambda: network, seed=5)
    context = context_of(key=SECRET)
    sender = recorder.sender(context)
    first = post(
        f'{{"key": "{SECRET}", "n": 1}}'.encode(), (*JSON, ("Authorization", SECRET)), f"{URL}?k={SECRET}"
    )
    sender.send(first)
    with pytest.raises(HttpFailure):
        sender.send(post(b"late-secret", ()))
    # A sensitive input comes up when the request is long gone.
    context.hide(["late-secret"])
    cassette = recorder.cassette()
    text = cassette_text(cassette)
    assert [word for word in (SECRET, "live-token", "id=1", "late-secret") if word in text] == []
    assert (len(cassette.stubs), cassette.seed) == (2, 5)
    sender.close()
    assert network.closed

    replay = Replay(cassette)
    # Without the key, and with one of its own.
    other = replay.sender(context_of(key="placeholder"))
    assert other.send(post(b'{"key": "placeholder", "n": 1}', url=f"{URL}?k=placeholder")).status == 200
    assert replay.complaints == []


MULTIPART = (("Content-Type", "multipart/form-data; boundary=b"),)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b'{"$set": {"password": "abc", "n": 1}}', JSON),
        (f'{{"deep": [{{"key": "by {SECRET}"}}]}}'.encode(), JSON),
        (b"client_secret=abc&a=b", FORM),
        (b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nabc\r\n--b--\r\n', MULTIPART),
        (b"\xff" + SECRET.encode() + b"\x00", ()),
        (b'{"token": "abc"}\n{"n": 2}\n', ()),
    ],
)
def test_a_request_with_secrets_of_any_shape_fits_its_recording(
    tmp_path: Path, body: bytes, headers: Any
) -> None:
    path = tmp_path / "a.yaml"
    recorder = Recorder(lambda: FakeNetwork(HttpResponse(200, (), b"")))
    request = post(body, headers)
    recorder.sender(context_of(key=SECRET)).send(request)
    write_cassette(path, recorder.cassette())
    assert [word for word in (SECRET, "abc") if word in path.read_text()] == []
    replay = Replay(read_cassette(path))
    replay.sender(context_of()).send(request)
    assert replay.complaints == []


@pytest.mark.parametrize("depth", [50, 500, 5000])
def test_json_of_any_depth_is_recorded(tmp_path: Path, depth: int) -> None:
    body = b"[" * depth + b"]" * depth
    path = tmp_path / "a.yaml"
    write_cassette(path, Cassette([recorded_stub(post(body), HttpResponse(200, JSON, body))]))
    assert Replay(read_cassette(path)).sender(context_of()).send(post(body)).body == body


def test_a_replay_complains_in_masked_words() -> None:
    replay = Replay(Cassette([Stub({"method": "POST", "url": URL}, HttpResponse(200, (), b""), place="f:1")]))
    with pytest.raises(HttpFailure):
        replay.sender(context_of(key=SECRET)).send(post(url=f"https://x.test/{SECRET}"))
    (complaint,) = replay.complaints
    assert complaint.splitlines()[0] == "unexpected request: POST https://x.test/***"


def test_a_recorder_without_a_run_has_nothing() -> None:
    assert Recorder(FakeNetwork).cassette().stubs == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("a: [", "this is not YAML"),
        ("- 1\n", "expected an object, but got a list"),
        ("http: []\n", "the key `version` is missing here"),
        ("version: 2\nhttp: []\n", "expected 1"),
        ("version: 1\nhtp: []\nhttp: []\n", "there is no key `htp` here"),
        ("version: 1\nhttp: [{request: {}}]\n", "one of the keys response, failure is missing here"),
    ],
)
def test_what_is_no_cassette(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(ProblemsError) as caught:
        read_cassette(tmp_path / "a.yaml")
    assert caught.value.problems[0].message.startswith(message)


def test_a_cassette_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: Is a directory"):
        write_cassette(tmp_path, Cassette(()))


# -- comparing ---------------------------------------------------------------------------------------


def answered(body: str, status: int = 200, url: str = URL) -> Stub:
    return Stub({"method": "POST", "url": url}, HttpResponse(status, JSON, body.encode()))


@pytest.mark.parametrize(
    ("recorded", "live", "changes"),
    [
        (answered('{"a": 1, "b": [{"c": "x"}]}'), answered('{"b": [{"c": "y"}, {"c": "z"}], "a": 2.5}'), []),
        (answered('{"a": 1}'), answered('{"b": 1}'), ["a is gone", "b is new, a number"]),
        (answered('{"a": {"b": 1}}'), answered("{}"), ["a is gone"]),
        (answered('[{"a": 1}]'), answered('[{"a": "1"}]'), ["[].a was a number, now is a text"]),
        (answered('{"a": null}'), answered('{"a": [1]}'), ["a was null, now is a list"]),
        (answered('{"a": []}'), answered('{"a": [{"b": 1}]}'), []),
        (answered("{}"), answered("[]"), ["the body was an object, now is a list"]),
        (answered("{}"), answered("{}", 500), ["the status was 200, now is 500"]),
        (
            answered("{}"),
            Stub({"method": "POST", "url": URL}, failure="timeout"),
            ["was an answer, now is timeout"],
        ),
    ],
)
def test_changes_of_shape(recorded: Stub, live: Stub, changes: list[str]) -> None:
    found = compare_cassettes(Cassette([recorded]), Cassette([live]))
    assert found == [f"POST {URL}: {change}" for change in changes]


def test_requests_that_one_side_has_alone() -> None:
    found = compare_cassettes(
        Cassette([answered("{}", url="u/old")]), Cassette([answered("{}", url="u/new")])
    )
    assert found == [
        "POST u/new: was not requested in the recording",
        "POST u/old: was not requested now",
    ]
