"""The local servers themselves, and `api.request` against them over a socket."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.execution.network import HttpxSender
from runner.statements import http
from tests.servers.echo import echo_server
from tests.servers.openai import RETRY_AFTER, SCENARIOS, openai_server
from tests.statements.contexts import make_context


@pytest.fixture(scope="module")
def echo():
    with echo_server() as running:
        yield running


@pytest.fixture
def openai():
    with openai_server() as running:
        yield running


@pytest.fixture
def ask(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    context = make_context(HttpxSender())
    yield lambda url, **properties: http.request(context, url=url, **properties)["response"]
    context.close()


def chat(ask, server, prompt="Hi", key="sk-test", timeout=10):
    return ask(
        f"{server.url}/v1/chat/completions",
        method="POST",
        params={"model": "gpt-4o-mini", "messages": [{"role": "user", "content": prompt}]},
        headers=["Content-Type: application/json", f"Authorization: Bearer {key}"],
        timeout=timeout,
    )


def test_a_json_body_over_a_socket(echo, ask):
    result = ask(f"{echo.url}/v1", method="POST", params={"a": None, "b": {}})["result"]
    assert (result["method"], result["path"], result["body"]) == ("POST", "/v1", '{"a":null,"b":{}}')
    assert result["headers"]["Content-Type"] == "application/json"


def test_a_query_over_a_socket(echo, ask):
    result = ask(f"{echo.url}/Table%201?x=1", params={"filter": {"name": "ü b"}, "ids[]": [1, 2]})["result"]
    assert result["path"] == "/Table%201?x=1&filter%5Bname%5D=%C3%BC+b&ids%5B%5D=1&ids%5B%5D=2"
    assert "Content-Type" not in result["headers"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/gzip", {"zipped": True}),
        ("/invalid-json", '{"broken": '),
        ("/text", '{"a": 1}'),
        ("/latin1", "café"),
        ("/binary", "\udc89PNG\udcff\x00"),
        ("/empty", ""),
        ("/status/500", {"status": 500}),
        ("/status/204", ""),
    ],
)
def test_results_over_a_socket(echo, ask, path, expected):
    assert ask(echo.url + path)["result"] == expected


def test_the_wrong_length_of_an_author_does_no_harm(echo, ask):
    result = ask(f"{echo.url}/", method="POST", params="four", headers=["Content-Length: 400"])["result"]
    assert (result["body"], result["headers"]["Content-Length"]) == ("four", "4")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/slow?seconds=5", "within 0.2 seconds"),
        ("/reset", "No complete answer from 127.0.0.1"),
    ],
)
def test_failures_over_a_socket(echo, ask, path, message):
    with pytest.raises(ScriptError, match=message):
        ask(echo.url + path, timeout=0.2)


def test_openai_answers(openai, ask):
    response = chat(ask, openai, "Hello there")
    assert response["status"] == 200
    assert response["result"]["choices"][0]["message"]["content"] == "You said: Hello there"
    assert response["result"]["usage"] == {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}
    assert response["result"]["model"] == "gpt-4o-mini-2024-07-18"
    assert openai.requests[0].json["messages"][0]["content"] == "Hello there"


@pytest.mark.parametrize(
    ("scenario", "status", "kind"),
    [
        ("unauthorized", 401, "invalid_request_error"),
        ("rate_limited", 429, "requests"),
        ("bad_request", 400, "invalid_request_error"),
        ("server_error", 500, "server_error"),
    ],
)
def test_openai_errors_are_chosen_by_key_or_prompt(openai, ask, scenario, status, kind):
    for response in (chat(ask, openai, key=f"sk-{scenario}"), chat(ask, openai, f"scenario: {scenario}")):
        assert response["status"] == status
        assert response["result"]["error"]["type"] == kind
        assert (f"Retry-After: {RETRY_AFTER}" in response["headers"]) is (status == 429)


@pytest.mark.parametrize(
    ("scenario", "find"),
    [
        ("malformed", lambda result: isinstance(result, str)),
        ("not_an_object", lambda result: isinstance(result, list)),
        ("empty_choices", lambda result: result["choices"] == []),
        ("empty_content", lambda result: result["choices"][0]["message"]["content"] is None),
    ],
)
def test_openai_answers_that_are_odd(openai, ask, scenario, find):
    response = chat(ask, openai, key=f"sk-{scenario}")
    assert response["status"] == 200
    assert find(response["result"])


def test_openai_is_limited_once(openai, ask):
    assert [chat(ask, openai, "scenario: rate_limited_once")["status"] for _ in range(3)] == [429, 200, 200]


def test_openai_behind_a_broken_proxy(openai, ask):
    assert chat(ask, openai, key="sk-html_error") | {"headers": []} == {
        "status": 502,
        "result": "<html>Bad gateway</html>",
        "headers": [],
    }


@pytest.mark.parametrize("scenario", ["slow", "reset"])
def test_openai_does_not_answer(openai, ask, scenario):
    with pytest.raises(ScriptError, match=r"answer from 127\.0\.0\.1"):
        chat(ask, openai, key=f"sk-{scenario}", timeout=0.2)


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/v1/chat/completions", "POST", [], 401),
        ("/chat/completions", "POST", ["Authorization: Bearer k"], 200),
        ("/v1/chat/completions", "GET", ["Authorization: Bearer k"], 405),
        ("/v1/models", "GET", ["Authorization: Bearer k"], 404),
    ],
)
def test_openai_refuses(openai, ask, path, method, headers, status):
    response = ask(openai.url + path, method=method, headers=headers, params={"messages": []})
    assert response["status"] == status


def test_every_scenario_has_a_test():
    tested = {"unauthorized", "rate_limited", "bad_request", "server_error", "malformed", "not_an_object"}
    tested |= {"empty_choices", "empty_content", "rate_limited_once", "html_error", "slow", "reset"}
    assert set(SCENARIOS) == tested
