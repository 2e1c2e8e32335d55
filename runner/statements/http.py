"""The statement `api.request`: one HTTP request, whatever its status, and nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError, StoppedError
from runner.execution.encoding import (
    encode_body,
    encode_url,
    is_json_type,
    is_multipart_type,
    parse_json,
    with_query,
)
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from runner.specs import StatementFamily
from runner.statements.arguments import refuse, seconds_of, text_of
from runner.statements.resources import with_bytes
from runner.values import is_truthy, to_text
from runner.values.binary import from_bytes
from runner.values.text import shorten, shown

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("api")

NAME = "api.request"
DEFAULT_TIMEOUT = 10
# RFC 9110: what names of methods and headers are made of.
METHOD = re.compile(r"[A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?")
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
# All but the tab: a line break would let a value smuggle in a header of its own.
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")

Header = tuple[str, str]


@family.statement("api.request", context=True)
def request(
    context: Context,
    *,
    url: Any,
    method: Any = "GET",
    params: Any = None,
    headers: Any = None,
    timeout: Any = None,
    verify_host: Any = None,
    verify_peer: Any = None,
    ca_certificate: Any = None,
    certificate: Any = None,
    private_key: Any = None,
    private_key_password: Any = None,
    follow_location: Any = None,
    async_: Any = False,
) -> Any:
    """Send a request and yield ``{request, response}``, or a future of it with `async = true`.

    A status of any kind is an answer, not an error. ``params`` is the query or the body, see
    :func:`_carries_query`. ``verify_host`` and ``verify_peer`` are one switch: either one, when it
    is false, turns the check of certificates off.

    Raises:
        ScriptError: a property cannot be used, or no response came.
    """
    # To ignore a client certificate would send the request as somebody else.
    if any(map(is_truthy, (ca_certificate, certificate, private_key, private_key_password))):
        raise ScriptError(f"`{NAME}` cannot use certificates of its own yet")
    outgoing = _built(context, _method(method), url, params, _headers(headers))
    outgoing = outgoing.changed(
        timeout=_timeout(timeout),
        verify=_switch(verify_host) and _switch(verify_peer),
        follow_redirects=_switch(follow_location),
    )

    def work() -> dict[str, Any]:
        return _exchange(context, outgoing, params)

    return context.submit(work) if is_truthy(async_) else work()


def _built(context: Context, method: str, url: Any, params: Any, headers: list[Header]) -> HttpRequest:
    address = text_of(url, NAME).strip()
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    if _carries_query(method, content_type):
        return HttpRequest(method, encode_url(with_query(address, params or {})), tuple(headers))
    if is_multipart_type(content_type):
        # Only as a part of a form a file is more than what is known of it.
        params = with_bytes(context, params, NAME)
    body, body_type = encode_body(params, content_type)
    # Only a boundary, or JSON where nothing was declared, changes what the author wrote.
    if body_type != content_type:
        headers = [header for header in headers if header[0].lower() != "content-type"]
        headers.append(("Content-Type", body_type))
    return HttpRequest(method, encode_url(address), tuple(headers), body)


def _carries_query(method: str, content_type: str) -> bool:
    """Whether `params` is the query: for GET, and for DELETE and HEAD unless JSON is declared."""
    return method == "GET" or (method in ("DELETE", "HEAD") and not is_json_type(content_type))


def _method(value: Any) -> str:
    method = text_of(value, NAME).strip() or "GET"
    # Methods are words; a key that was put here by mistake must not go out, nor into the log.
    if not METHOD.fullmatch(method):
        raise ScriptError(f'`{NAME}` needs a method such as "GET", but got {shown(method)}')
    return method.upper()


def _timeout(value: Any) -> float:
    seconds = DEFAULT_TIMEOUT if value is None else seconds_of(value, NAME)
    if seconds == 0:
        raise ScriptError(f"`timeout` of `{NAME}` needs a number of seconds above 0, but got 0")
    return float(seconds)


def _switch(value: Any) -> bool:
    # null is what an env or an input that was not given reads as: it must not turn a check off.
    return value is None or is_truthy(value)


def _headers(value: Any) -> list[Header]:
    """The headers in order, from a list of "Name: value", one such text, or an object."""
    if isinstance(value, dict):
        pairs = ((name, to_text(content)) for name, content in value.items() if content is not None)
        return list(_checked(pairs))
    lines = [value] if isinstance(value, str) else value
    if lines is not None and type(lines) is not list:
        raise refuse(NAME, 'a list of texts "Name: value" as `headers`', value)
    # null and "" are what conditional headers leave behind.
    return list(_checked(_split(line) for line in lines or () if line not in (None, "")))


def _split(line: Any) -> Header:
    if not isinstance(line, str):
        raise refuse(NAME, 'a text "Name: value" for each of the `headers`', line)
    name, colon, value = line.partition(":")
    if not colon:
        raise ScriptError(f'`{NAME}` needs each header as "Name: value", but "{_start(line)}" has no colon')
    return name, value


def _checked(headers: Iterable[Header]) -> Iterable[Header]:
    for written, content in headers:
        name, value = written.strip(), content.strip()
        if not TOKEN.fullmatch(name):
            raise ScriptError(f'`{NAME}` cannot send a header of the name "{_start(name)}"')
        if CONTROL_CHARACTER.search(value):
            raise ScriptError(f'The value of the header "{name}" holds a line break or a control character')
        # The length that is really sent is the only one that works; some official jobs write it.
        if name.lower() != "content-length":
            yield name, value


def _start(line: str) -> str:
    """The first word alone: what follows in a header is often a key."""
    return shorten((line.split() or [""])[0])


def _exchange(context: Context, outgoing: HttpRequest, params: Any) -> dict[str, Any]:
    # Asked here and not before: an async request may have waited for its turn.
    seconds = context.remaining(outgoing.timeout)
    if seconds <= 0:
        raise StoppedError("The run reached its time limit")
    try:
        response = context.send(outgoing.changed(timeout=seconds))
    except HttpFailure as failure:
        raise ScriptError(str(failure)) from failure
    return {"request": _shown_request(outgoing, params), "response": _shown_response(response)}


def _shown_request(outgoing: HttpRequest, params: Any) -> dict[str, Any]:
    return {
        "url": outgoing.url,
        "method": outgoing.method,
        "headers": _lines(outgoing.headers),
        "params": [] if params is None else params,
    }


def _shown_response(response: HttpResponse) -> dict[str, Any]:
    return {"headers": _lines(response.headers), "result": _result(response), "status": response.status}


def _lines(headers: Iterable[Header]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _result(response: HttpResponse) -> Any:
    """The body: parsed when it is declared as JSON and is JSON, else as text."""
    content_type = response.header("content-type")
    if is_json_type(content_type):
        try:
            return parse_json(response.text)
        except ValueError:
            return response.text
    # A declared charset is decoded as such, even where the bytes do not fit it.
    if "charset" in content_type.lower():
        return response.text
    # What is not UTF-8, a picture perhaps, keeps its bytes.
    return from_bytes(response.body)
