"""A server that speaks OpenAI's chat completions, and fails on demand.

A scenario is chosen by the key (``Authorization: Bearer sk-rate_limited``) or by a prompt that says
``scenario: rate_limited``; the scenarios are the keys of ``SCENARIOS``. Any other key and prompt get
the answer ``You said: PROMPT``. A request without a key, or to another path, is refused as OpenAI does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers.local import Handler, LocalServer, Received, serving

SLOW_SECONDS = 5.0
RETRY_AFTER = "2"
# Both bases that clients use: with and without the /v1.
PATHS = ("/v1/chat/completions", "/chat/completions")


class OpenAiHandler(Handler):
    """Answers chat completions."""

    def answer(self, request: Received) -> None:
        key = re.fullmatch(r"Bearer (\S+)", request.header("Authorization") or "")
        if request.path not in PATHS:
            self.fail(404, f"Unknown request URL: {request.method} {request.path}.", "invalid_request_error")
        elif request.method != "POST":
            self.fail(405, f"Not allowed to {request.method} on {request.path}.", "invalid_request_error")
        elif key is None:
            self.fail(401, "You didn't provide an API key.", "invalid_request_error")
        else:
            SCENARIOS.get(scenario_of(key[1], prompt_of(request)), OpenAiHandler.complete)(self, request)

    def fail(self, status: int, message: str, kind: str, code: str | None = None, **headers: str) -> None:
        error = {"message": message, "type": kind, "param": None, "code": code}
        self.reply_json(status, {"error": error}, **headers)

    def complete(self, request: Received) -> None:
        self.reply_completion(request, f"You said: {prompt_of(request)}")

    def reply_completion(self, request: Received, content: str | None) -> None:
        message = {"role": "assistant", "content": content, "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        self.reply_json(200, completion(request, [choice]))

    def unauthorized(self, request: Received) -> None:
        message = "Incorrect API key provided: sk-unaut***ized."
        self.fail(401, message, "invalid_request_error", "invalid_api_key")

    def rate_limited(self, request: Received) -> None:
        message = "Rate limit reached for gpt-4o-mini."
        self.fail(429, message, "requests", "rate_limit_exceeded", Retry_After=RETRY_AFTER)

    def rate_limited_once(self, request: Received) -> None:
        """429 for the first request that asks for it, an answer for those that follow."""
        same = [seen for seen in self.local.requests if seen.body == request.body]
        (self.rate_limited if len(same) == 1 else self.complete)(request)

    def bad_request(self, request: Received) -> None:
        self.fail(400, "Invalid value for 'temperature'.", "invalid_request_error", "invalid_value")

    def server_error(self, request: Received) -> None:
        self.fail(500, "The server had an error while processing your request.", "server_error")

    def html_error(self, request: Received) -> None:
        self.reply(502, b"<html>Bad gateway</html>", "text/html")

    def malformed(self, request: Received) -> None:
        self.reply(200, b'{"id": "chatcmpl-1", "choices": [')

    def not_an_object(self, request: Received) -> None:
        self.reply_json(200, ["not", "an", "object"])

    def empty_choices(self, request: Received) -> None:
        self.reply_json(200, completion(request, []))

    def empty_content(self, request: Received) -> None:
        self.reply_completion(request, None)

    def slow(self, request: Received) -> None:
        self.pause(SLOW_SECONDS)
        self.complete(request)

    def reset_connection(self, request: Received) -> None:
        self.reset()


SCENARIOS: dict[str, Callable[[OpenAiHandler, Received], None]] = {
    "unauthorized": OpenAiHandler.unauthorized,
    "rate_limited": OpenAiHandler.rate_limited,
    "rate_limited_once": OpenAiHandler.rate_limited_once,
    "bad_request": OpenAiHandler.bad_request,
    "server_error": OpenAiHandler.server_error,
    "html_error": OpenAiHandler.html_error,
    "malformed": OpenAiHandler.malformed,
    "not_an_object": OpenAiHandler.not_an_object,
    "empty_choices": OpenAiHandler.empty_choices,
    "empty_content": OpenAiHandler.empty_content,
    "slow": OpenAiHandler.slow,
    "reset": OpenAiHandler.reset_connection,
}


def scenario_of(key: str, prompt: str) -> str:
    """The scenario that the prompt asks for, else the one in the key."""
    asked = re.fullmatch(r"scenario: (\w+)", prompt)
    return asked[1] if asked else key.removeprefix("sk-")


def prompt_of(request: Received) -> str:
    """The last message of the user, "" where the body holds none."""
    try:
        messages = request.json["messages"]
        return next(str(m["content"]) for m in reversed(messages) if m["role"] == "user")
    except (ValueError, KeyError, TypeError, StopIteration):
        return ""


def completion(request: Received, choices: list[Any]) -> dict[str, Any]:
    """A chat completion; 9 tokens in and 12 out, so that tests can tell them apart."""
    return {
        "id": "chatcmpl-local",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": f"{request.json.get('model', 'unknown')}-2024-07-18",
        "choices": choices,
        "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21},
        "system_fingerprint": "fp_local",
    }


@contextmanager
def openai_server() -> Iterator[LocalServer]:
    """An OpenAI look-alike on 127.0.0.1: ``server.url`` (without /v1), ``server.requests``."""
    with serving(OpenAiHandler) as server:
        yield server
