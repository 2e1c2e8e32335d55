"""`fetch` of JavaScript: requests go through the seam of the run and come back as responses."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.execution.messages import HttpFailure, HttpResponse
from tests.javascript.code import run
from tests.statements.contexts import JSON, StubSender, make_context


def fetched(code, *replies):
    sender = StubSender(*replies)
    return run(code, context=make_context(sender)), sender.requests


def test_a_request_goes_out_as_it_is_written():
    code = """
        await fetch("https://a.b/c d?x=é", {
          method: "put", headers: { "X-Key": "k", "Content-Type": "application/json" },
          body: JSON.stringify({ a: [1] }),
        });
    """
    _, (request,) = fetched(code)
    assert (request.method, request.url) == ("PUT", "https://a.b/c%20d?x=%C3%A9")
    assert request.body == b'{"a":[1]}'
    assert dict(request.headers) == {"x-key": "k", "content-type": "application/json"}
    assert 9 < request.timeout <= 10


@pytest.mark.parametrize(
    ("body", "sent", "content_type"),
    [
        ("'é'", "é".encode(), "text/plain;charset=UTF-8"),
        ("new URLSearchParams({a: '1 2'})", b"a=1+2", "application/x-www-form-urlencoded;charset=UTF-8"),
        ("new Uint8Array([0, 255, 10])", b"\x00\xff\n", None),
        ("new Uint8Array([1, 2]).buffer", b"\x01\x02", None),
        ("null", b"", None),
    ],
)
def test_bodies(body, sent, content_type):
    _, (request,) = fetched(f"await fetch('http://a.b', {{method: 'POST', body: {body}}})")
    assert request.body == sent
    assert dict(request.headers).get("content-type") == content_type


def test_a_response_is_read_in_every_way():
    code = """
        const r = await fetch("http://a.b/x");
        const copy = r.clone();
        return [r.ok, r.status, r.statusText, r.headers.get("CONTENT-TYPE"), r.url, r.redirected, r.bodyUsed,
          await r.json(), await copy.text(), r.bodyUsed];
    """
    seen, _ = fetched(code, HttpResponse(201, JSON, b'{"a":1}'))
    url = "http://a.b/x"
    assert seen == [True, 201, "Created", "application/json", url, False, False, {"a": 1}, '{"a":1}', True]


def test_bytes_that_are_no_text_come_through():
    code = "const r = await fetch('http://a.b'); return [...new Uint8Array(await r.arrayBuffer())]"
    assert fetched(code, HttpResponse(200, (), b"\xff\x00\x80"))[0] == [255, 0, 128]


def test_an_error_status_is_a_response():
    code = "const r = await fetch('http://a.b'); return [r.ok, r.status, await r.text()]"
    assert fetched(code, HttpResponse(503, (), b"busy"))[0] == [False, 503, "busy"]


def test_a_failure_of_the_network_can_be_caught():
    failure = HttpFailure("Cannot connect to a.b", "connect")
    code = "try { await fetch('http://a.b') } catch (e) { return `${e.name}: ${e.message}` }"
    assert fetched(code, failure)[0] == "TypeError: fetch failed: Cannot connect to a.b"
    with pytest.raises(ScriptError, match=r"fetch failed: Cannot connect to a\.b, in line 2"):
        fetched("\nawait fetch('http://a.b')", failure)


def test_requests_at_the_same_time_keep_their_answers_apart():
    class Echo:
        def send(self, request):
            return HttpResponse(200, (), request.url[-1].encode())

        def close(self):
            pass

    context = make_context(Echo())
    code = """
        const answers = await Promise.all([..."abcdef"].map((name) => fetch("http://x.y/" + name)));
        return (await Promise.all(answers.map((answer) => answer.text()))).join("");
    """
    assert run(code, context=context) == "abcdef"
    assert len(context.logs) == 6
    context.close()


def test_redirects_are_followed_unless_the_code_says_not_to():
    moved = HttpResponse(302, (("Location", "/there"),), b"")
    code = "const r = await fetch('http://a.b/here'); return [r.status, r.url, r.redirected]"
    seen, requests = fetched(code, moved, HttpResponse(200, (), b""))
    assert seen == [200, "http://a.b/there", True]
    assert [request.url for request in requests] == ["http://a.b/here", "http://a.b/there"]
    seen, requests = fetched("return (await fetch('http://a.b', {redirect: 'manual'})).status", moved)
    assert (seen, len(requests)) == (302, 1)
    with pytest.raises(ScriptError, match="the server redirects"):
        fetched("await fetch('http://a.b', {redirect: 'error'})", moved)


def test_a_signal_limits_the_time_and_stops_what_was_not_sent():
    _, (request,) = fetched("await fetch('http://a.b', {signal: AbortSignal.timeout(2500)})")
    assert request.timeout == 2.5
    code = """
        const controller = new AbortController();
        controller.abort();
        try { await fetch("http://a.b", { signal: controller.signal }) } catch (e) { return e.name }
    """
    assert fetched(code) == ("AbortError", [])


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("await fetch('/relative')", "Invalid URL: '/relative'"),
        ("await fetch('http://a.b', {method: 'POST', body: {a: 1}})", "use JSON.stringify"),
        ("const r = await fetch('http://a.b'); await r.text(); await r.text()", "the body was read already"),
    ],
)
def test_wrong_uses_fail_with_a_sentence(code, message):
    with pytest.raises(ScriptError) as caught:
        fetched(code)
    assert message in caught.value.message
