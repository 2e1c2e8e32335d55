"""The main job through the installed command, over a socket, against a server that speaks OpenAI's API."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.local import LocalServer
from tests.servers.openai import openai_server

ROOT = Path(__file__).resolve().parent.parent
KEY = "sk-test-0123456789abcdef"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with openai_server() as running:
        yield running


# The installed command, as people have it.
COMMAND = Path(sys.executable).with_name("xsrun")


def xsrun(
    *arguments: str, server: LocalServer | None = None, key: str | None = KEY
) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name.lower() != "openai_api_key"}
    if server is not None:
        env["OPENAI_BASE_URL"] = server.url
    if key is not None:
        env["OPENAI_API_KEY"] = key
    return subprocess.run(
        [COMMAND, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_job_prints_the_answer_and_nothing_else(server: LocalServer) -> None:
    done = xsrun("jobs/openai_chat.xs", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "success": True,
        "response": "You said: Explain XanoScript in one sentence.",
        "model": "gpt-4o-mini-2024-07-18",
        "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21},
        "prompt_tokens": 9,
        "completion_tokens": 12,
        "total_tokens": 21,
    }
    assert done.stdout.count("\n") == 1


def test_what_goes_out_is_what_openai_wants(server: LocalServer) -> None:
    xsrun("jobs/openai_chat.xs", "--input", "prompt=  Hi  ", "--input", "max_tokens:=50", server=server)
    [request] = server.requests
    assert (request.method, request.path) == ("POST", "/v1/chat/completions")
    assert request.header("Authorization") == f"Bearer {KEY}"
    assert request.header("Content-Type") == "application/json"
    assert request.json == {
        "model": "gpt-4o-mini",
        "messages": [
            {"role": "system", "content": "You are a helpful assistant."},
            {"role": "user", "content": "Hi"},
        ],
        "temperature": 0.7,
        "max_tokens": 50,
    }


@pytest.mark.parametrize(
    ("scenario", "message"),
    [
        ("unauthorized", "Incorrect API key provided"),
        ("rate_limited", "Rate limit reached for gpt-4o-mini."),
        ("server_error", "The server had an error while processing your request."),
        ("malformed", "OpenAI answered with something that is not a JSON object"),
        ("empty_choices", "OpenAI answered without any choices"),
        ("empty_content", "OpenAI answered with an empty message"),
        ("reset", "OpenAI cannot be reached"),
    ],
)
def test_failures_are_sentences_on_stderr(server: LocalServer, scenario: str, message: str) -> None:
    done = xsrun("jobs/openai_chat.xs", "--input", f"prompt=scenario: {scenario}", server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert KEY not in done.stderr


def test_an_api_error_is_passed_through_with_type_code_and_status(server: LocalServer) -> None:
    done = xsrun("jobs/openai_chat.xs", "--input", "prompt=scenario: rate_limited", server=server)
    for detail in ("requests", "rate_limit_exceeded", "429"):
        assert detail in done.stderr


def test_a_slow_reply_is_cut_by_the_time_limit(server: LocalServer) -> None:
    started = time.monotonic()
    done = xsrun("jobs/openai_chat.xs", "--input", "prompt=scenario: slow", "--timeout", "1", server=server)
    assert time.monotonic() - started < 4.5
    assert (done.returncode, done.stdout) == (1, "")
    assert "stopped after 1 second" in done.stderr or "did not answer in time" in done.stderr


def test_a_missing_key_stops_before_the_start_and_is_named() -> None:
    done = xsrun("jobs/openai_chat.xs", key=None)
    assert (done.returncode, done.stdout) == (2, "")
    assert "OPENAI_API_KEY" in done.stderr


def test_verbose_shows_the_request_and_masks_the_key(server: LocalServer) -> None:
    done = xsrun("jobs/openai_chat.xs", "--verbose", "--input", f"prompt=my key is {KEY}", server=server)
    assert done.returncode == 0
    assert "POST" in done.stderr
    assert "200" in done.stderr
    assert KEY not in done.stderr


def test_a_dry_run_sends_nothing(server: LocalServer) -> None:
    done = xsrun("jobs/openai_chat.xs", "--dry-run", "--output", "json", server=server)
    plan = json.loads(done.stdout)["plan"]
    assert plan["function"]["name"] == "openai_chat"
    assert plan["function"]["kind"] == "python"
    assert plan["inputs"]["max_tokens"] == 150
    assert plan["env"] == [{"name": "openai_api_key", "found": True, "source": "process"}]
    assert server.requests == []
    assert KEY not in done.stdout + done.stderr


def test_the_folder_form_is_the_xanoscript_twin() -> None:
    done = xsrun("jobs/openai-chat-completion", "--dry-run", "--output", "json")
    plan = json.loads(done.stdout)["plan"]
    assert plan["function"]["kind"] == "xanoscript"
    assert plan["inputs"]["prompt"] == "Explain XanoScript in one sentence."


def test_hello_needs_no_key_and_no_network() -> None:
    done = xsrun("jobs/hello.xs", "--input", "name=Ada", key=None)
    assert json.loads(done.stdout)["greeting"] == "Hello, Ada!"
