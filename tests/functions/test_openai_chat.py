"""`openai_chat` twice, in Python and in XanoScript: for the same reply the same answer."""

import json
import re

import httpx
import pytest

import runner
from tests.servers.openai import openai_server
from tests.servers.rerouting import Failing, Rerouting, over

HOST = "api.openai.com"
# A job that runs the Python function, and one that brings its XanoScript twin along.
JOBS = {"python": "jobs/openai_chat.xs", "xanoscript": "jobs/openai-chat-completion"}
GET_A_KEY = (
    "OPENAI_API_KEY is missing or empty: get a key at https://platform.openai.com/api-keys "
    "and put it into the environment or a .env file"
)


@pytest.fixture(params=JOBS.values(), ids=JOBS.keys())
def job(request, monkeypatch):
    """The job of each twin in turn."""
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    return request.param


@pytest.fixture
def server():
    """A server that stands where api.openai.com is."""
    with openai_server() as local, over(Rerouting(HOST, local.url)):
        yield local


def ask(job, scenario="fine", **inputs):
    """Run a job with a key that asks the server for a scenario."""
    return runner.run(job, env={"OPENAI_API_KEY": f"sk-{scenario}"}, inputs=inputs)


def failure(result):
    """What a run failed with; that it did is asserted."""
    assert not result.ok
    assert result.exit_code == 1
    assert result.response is None
    return result.error


# -- requests and answers ----------------------------------------------------------------------------


def test_an_answer(job, server):
    result = ask(job, prompt="Hi there")
    assert result.error is None
    assert result.response == {
        "success": True,
        "response": "You said: Hi there",
        "model": "gpt-4o-mini-2024-07-18",
        "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21},
        "prompt_tokens": 9,
        "completion_tokens": 12,
        "total_tokens": 21,
    }


def test_the_members_of_an_answer_come_in_one_order(job, server):
    assert list(ask(job).response) == [
        "success",
        "response",
        "model",
        "usage",
        "prompt_tokens",
        "completion_tokens",
        "total_tokens",
    ]


@pytest.mark.parametrize(
    ("inputs", "changed"),
    [
        ({}, {}),
        ({"model": "gpt-4o"}, {"model": "gpt-4o"}),
        ({"temperature": 0}, {"temperature": 0}),
        ({"temperature": 2}, {"temperature": 2}),
        ({"temperature": "1.5"}, {"temperature": 1.5}),
        ({"max_tokens": 1}, {"max_tokens": 1}),
        ({"max_tokens": 4096}, {"max_tokens": 4096}),
        ({"max_tokens": "20"}, {"max_tokens": 20}),
        ({"prompt": '  Grüße, "you" \n'}, {"prompt": 'Grüße, "you"'}),
    ],
)
def test_the_request(job, server, inputs, changed):
    assert ask(job, **inputs).ok
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.header("Authorization") == "Bearer sk-fine"
    assert request.header("Content-Type") == "application/json"
    sent = {
        "prompt": "Explain XanoScript in one sentence.",
        "model": "gpt-4o-mini",
        "temperature": 0.7,
        "max_tokens": 150,
        **changed,
    }
    assert request.json == {
        "model": sent["model"],
        "messages": [
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": sent["prompt"]},
        ],
        "temperature": sent["temperature"],
        "max_tokens": sent["max_tokens"],
    }


def test_the_defaults_of_the_function_itself(job, server):
    env = {"OPENAI_API_KEY": "sk-fine"}
    assert runner.run(job, env=env, inputs={"prompt": "Hi"}, job_inputs=False).ok
    body = server.requests[0].json
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("gpt-4o-mini", 0.7, 500)


def test_the_key_is_trimmed(job, server):
    assert runner.run(job, env={"openai_api_key": " sk-fine\n"}).ok
    assert server.requests[0].header("Authorization") == "Bearer sk-fine"


@pytest.mark.parametrize(
    "reply",
    [
        {"choices": [{"message": {"content": "Short."}}]},
        {"choices": [{"message": {"content": "Short."}}], "usage": None, "model": "gpt-4o-mini"},
    ],
)
def test_what_an_answer_lacks_is_null(job, reply):
    with over(httpx.MockTransport(lambda request: httpx.Response(200, json=reply))):
        result = ask(job)
    assert result.response == {
        "success": True,
        "response": "Short.",
        "model": "gpt-4o-mini",
        "usage": None,
        "prompt_tokens": None,
        "completion_tokens": None,
        "total_tokens": None,
    }


# -- errors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scenario", "name", "code", "payload"),
    [
        (
            "bad_request",
            "badrequest",
            "ERROR_CODE_BAD_REQUEST",
            {
                "type": "invalid_request_error",
                "code": "invalid_value",
                "status": 400,
                "message": "Invalid value for 'temperature'.",
            },
        ),
        (
            "unauthorized",
            "unauthorized",
            "ERROR_CODE_UNAUTHORIZED",
            {
                "type": "invalid_request_error",
                "code": "invalid_api_key",
                "status": 401,
                "message": "Incorrect API key provided: sk-unaut***ized.",
            },
        ),
        (
            "rate_limited",
            "toomanyrequests",
            "ERROR_CODE_TOO_MANY_REQUESTS",
            {
                "type": "requests",
                "code": "rate_limit_exceeded",
                "status": 429,
                "message": "Rate limit reached for gpt-4o-mini.",
            },
        ),
        (
            "server_error",
            "standard",
            "ERROR_FATAL",
            {
                "type": "server_error",
                "code": None,
                "status": 500,
                "message": "The server had an error while processing your request.",
            },
        ),
        (
            "html_error",
            "standard",
            "ERROR_FATAL",
            {
                "type": None,
                "code": None,
                "status": 502,
                "message": "OpenAI answered with the status 502 and no message",
            },
        ),
    ],
)
def test_errors_of_openai_are_passed_on(job, server, scenario, name, code, payload):
    error = failure(ask(job, scenario))
    assert (error.name, error.code) == (name, code)
    assert error.message == payload["message"]
    assert error.payload == payload
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (400, "badrequest"),
        (401, "unauthorized"),
        (403, "accessdenied"),
        (404, "notfound"),
        (422, "standard"),
        (429, "toomanyrequests"),
        (503, "standard"),
    ],
)
def test_the_status_decides_the_kind(job, status, name):
    reply = httpx.Response(status, json={"error": {"message": "No.", "type": "t", "code": "c"}})
    with over(httpx.MockTransport(lambda request: reply)):
        error = failure(ask(job))
    assert (error.name, error.message) == (name, "No.")
    assert error.payload == {"type": "t", "code": "c", "status": status, "message": "No."}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"error": None},
        {"error": "text"},
        {"error": {"message": ""}},
        {"error": {"message": 7}},
        "text",
        None,
    ],
)
def test_an_error_without_a_message_gets_one(job, body):
    reply = httpx.Response(500, json=body)
    with over(httpx.MockTransport(lambda request: reply)):
        error = failure(ask(job))
    assert error.message == "OpenAI answered with the status 500 and no message"
    assert error.payload["status"] == 500


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("malformed", "OpenAI answered with something that is not a JSON object"),
        ("not_an_object", "OpenAI answered with something that is not a JSON object"),
        ("empty_choices", "OpenAI answered without any choices"),
        ("empty_content", "OpenAI answered with an empty message"),
    ],
)
def test_an_answer_without_a_text(job, server, scenario, message):
    error = failure(ask(job, scenario))
    assert (error.name, error.message, error.payload) == ("standard", message, None)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ({}, "OpenAI answered without any choices"),
        ({"choices": None}, "OpenAI answered without any choices"),
        ({"choices": [{}]}, "OpenAI answered with an empty message"),
        ({"choices": [{"message": {"content": ""}}]}, "OpenAI answered with an empty message"),
        ("text", "OpenAI answered with something that is not a JSON object"),
        (None, "OpenAI answered with something that is not a JSON object"),
    ],
)
def test_odd_answers(job, reply, message):
    with over(httpx.MockTransport(lambda request: httpx.Response(200, json=reply))):
        assert failure(ask(job)).message == message


def test_zero_is_an_answer(job):
    reply = {"choices": [{"message": {"content": "0"}}]}
    with over(httpx.MockTransport(lambda request: httpx.Response(200, json=reply))):
        assert ask(job, prompt="What is 1 - 1?").response["response"] == "0"


def test_a_broken_connection(job, server):
    error = failure(ask(job, "reset"))
    assert error.name == "standard"
    assert error.message.startswith(f"OpenAI cannot be reached: No complete answer from {HOST}: ")


@pytest.mark.parametrize(
    ("exception", "message"),
    [
        (
            httpx.ReadTimeout("too slow"),
            f"OpenAI did not answer in time: No answer from {HOST} within 60 seconds",
        ),
        (
            httpx.ConnectTimeout("too slow"),
            f"OpenAI did not answer in time: No answer from {HOST} within 60 seconds",
        ),
        (
            httpx.ConnectError("Connection refused"),
            f"OpenAI cannot be reached: Cannot connect to {HOST}: Connection refused",
        ),
        (
            httpx.RemoteProtocolError("Server disconnected"),
            f"OpenAI cannot be reached: No complete answer from {HOST}: Server disconnected",
        ),
    ],
)
def test_a_network_that_fails(job, exception, message):
    with over(Failing(exception)):
        error = failure(ask(job))
    assert (error.name, error.code, error.message, error.payload) == (
        "standard",
        "ERROR_FATAL",
        message,
        None,
    )


# -- before a request --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["", "  ", "\n"])
def test_an_empty_key_says_where_to_get_one(job, server, key):
    error = failure(runner.run(job, env={"OPENAI_API_KEY": key}))
    assert (error.name, error.code, error.message) == ("unauthorized", "ERROR_CODE_UNAUTHORIZED", GET_A_KEY)
    assert server.requests == []


def test_without_a_key_the_job_does_not_start(job, server):
    result = runner.run(job, env={})
    assert (result.exit_code, result.error.code) == (2, "missing-env")
    assert "OPENAI_API_KEY" in result.error.message
    assert server.requests == []


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ({"prompt": ""}, "`prompt`"),
        ({"prompt": "  "}, "`prompt`"),
        ({"prompt": None}, "`prompt`"),
        ({"temperature": 2.1}, "`temperature`"),
        ({"temperature": -0.1}, "`temperature`"),
        ({"temperature": "hot"}, "`temperature`"),
        ({"max_tokens": 0}, "`max_tokens`"),
        ({"max_tokens": 4097}, "`max_tokens`"),
        ({"max_tokens": 1.5}, "`max_tokens`"),
        ({"model": None}, "`model`"),
    ],
)
def test_wrong_inputs_stop_the_job_before_it_starts(job, server, inputs, word):
    result = ask(job, **inputs)
    assert (result.exit_code, result.error.code) == (2, "input")
    assert word in result.error.message
    assert server.requests == []


def test_the_twins_declare_the_same_inputs():
    def described(job):
        result = runner.run(job, env={"OPENAI_API_KEY": "sk-"}, inputs={"temperature": 9, "max_tokens": 0})
        # Only the places of the declarations differ.
        return re.sub(r"\(declared at [^)]*\)", "", result.error.message)

    python, xanoscript = (described(job) for job in JOBS.values())
    assert python == xanoscript
    assert python.startswith("2 inputs are wrong:")


def test_the_key_shows_nowhere(job, server):
    for scenario in ("fine", "rate_limited", "reset"):
        result = ask(job, scenario)
        shown = json.dumps([repr(result), [entry.message for entry in result.logs]])
        assert f"sk-{scenario}" not in shown


# -- another server: the Python function alone -------------------------------------------------------


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_another_base_url(monkeypatch, ending):
    with openai_server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url + ending)
        assert ask(JOBS["python"], prompt="Hi").response["response"] == "You said: Hi"
    assert server.requests[0].path == "/v1/chat/completions"


def test_an_empty_base_url_is_none(monkeypatch):
    with openai_server() as server, over(Rerouting(HOST, server.url)):
        monkeypatch.setenv("OPENAI_BASE_URL", "")
        assert ask(JOBS["python"]).ok
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "base", ["nonsense", "localhost:1", "ftp://localhost", "http://[", "http://", "http://a:b"]
)
def test_a_base_url_that_is_none(monkeypatch, base):
    monkeypatch.setenv("OPENAI_BASE_URL", base)
    message = "OPENAI_BASE_URL is not an address that starts with https:// or http://"
    assert failure(ask(JOBS["python"])).message == message
