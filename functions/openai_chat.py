"""The function `openai_chat`: one answer of an OpenAI chat model to one prompt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from runner import Context, Input, ScriptError, function
from runner.values import get_path

if TYPE_CHECKING:
    import httpx

SYSTEM_MESSAGE = "You are a helpful assistant."
TIMEOUT = 60
# What OpenAI's statuses mean to a job; any other one is a "standard" error.
KINDS = {
    400: "badrequest",
    401: "unauthorized",
    403: "accessdenied",
    404: "notfound",
    429: "toomanyrequests",
}


@function
def openai_chat(
    context: Context,
    prompt: Annotated[str, Input("trim")],
    model: Annotated[str, Input("trim")] = "gpt-4o-mini",
    temperature: Annotated[float, Input("min:0|max:2")] = 0.7,
    max_tokens: Annotated[int, Input("min:1|max:4096")] = 500,
) -> dict[str, Any]:
    """Ask an OpenAI chat model one question.

    The key is the env value `openai_api_key`. OPENAI_BASE_URL of the process leads to another
    server that speaks the same language.

    Args:
        prompt: What the model is asked.
        model: The model that answers.
        temperature: How freely it answers, from 0 (always alike) to 2.
        max_tokens: How long the answer may be, in tokens.

    Raises:
        ScriptError: no key, no connection, an error of OpenAI's, or an answer without a text.
    """
    key = _api_key(context)
    body = {
        "model": model,
        "messages": [
            {"role": "system", "content": SYSTEM_MESSAGE},
            {"role": "user", "content": prompt},
        ],
        "temperature": temperature,
        "max_tokens": max_tokens,
    }
    response = _post(context, key, body)
    if response.status_code >= 400:
        raise _api_error(response)
    return _result(_data(response), model)


def _api_key(context: Context) -> str:
    key = str(context.env_value("openai_api_key") or "").strip()
    if not key:
        raise ScriptError(
            "OPENAI_API_KEY is missing or empty: get a key at https://platform.openai.com/api-keys "
            "and put it into the environment or a .env file",
            kind="unauthorized",
        )
    return key


def _post(context: Context, key: str, body: dict[str, Any]) -> httpx.Response:
    import httpx

    url = _url()
    # httpx adds the Content-Type for `json`.
    headers = {"Authorization": f"Bearer {key}"}
    try:
        return context.client.post(url, json=body, headers=headers, timeout=TIMEOUT)
    except httpx.TimeoutException as error:
        raise ScriptError(f"OpenAI did not answer in time: {error}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ScriptError(f"OpenAI cannot be reached: {error}") from error


def _url() -> str:
    """The address; other clients want the base with its /v1, so it is welcome both ways."""
    base = os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com"
    if not _is_web_address(base):
        # It is not shown, since an address can hold a password.
        raise ScriptError("OPENAI_BASE_URL is not an address that starts with https:// or http://")
    return f"{base.rstrip('/').removesuffix('/v1')}/v1/chat/completions"


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an unfinished IPv6 address, a port that is no number
        return False


def _data(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _api_error(response: httpx.Response) -> ScriptError:
    """OpenAI's own message; its type and code go along for those who handle errors."""
    data, status = _data(response), response.status_code
    # A proxy on the way answers with HTML, or with an error of another shape.
    message = get_path(data, "error.message", None)
    if not isinstance(message, str) or not message:
        message = f"OpenAI answered with the status {status} and no message"
    payload = {
        "type": get_path(data, "error.type", None),
        "code": get_path(data, "error.code", None),
        "status": status,
        "message": message,
    }
    return ScriptError(message, kind=KINDS.get(status, "standard"), payload=payload)


def _result(reply: Any, model: str) -> dict[str, Any]:
    if not isinstance(reply, dict):
        raise ScriptError("OpenAI answered with something that is not a JSON object")
    if not reply.get("choices"):
        raise ScriptError("OpenAI answered without any choices")
    text = get_path(reply, "choices.0.message.content", None)
    # Not `if not text`: "0" is an answer.
    if text is None or text == "":
        raise ScriptError("OpenAI answered with an empty message")
    return {
        "success": True,
        "response": text,
        "model": reply.get("model", model),
        "usage": reply.get("usage"),
        "prompt_tokens": get_path(reply, "usage.prompt_tokens", None),
        "completion_tokens": get_path(reply, "usage.completion_tokens", None),
        "total_tokens": get_path(reply, "usage.total_tokens", None),
    }
