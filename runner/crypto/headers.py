"""The headers of tokens (RFC 7515, RFC 7516), and why the library refuses a key or a token."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from runner.crypto.segments import read_segment
from runner.errors import ScriptError
from runner.values.text import shown

LARGEST_HEADER = 16 << 10
LARGEST_PAYLOAD = 16 << 20

# Why a token cannot be made or read, where the library does not tell it.
KEY = "the key does not fit the algorithm"
TOKEN = "it was changed or is broken, or the key is another one"


def known(name: Any, table: Collection[str], what: str, label: str) -> str:
    """The name of an algorithm that is in ``table``.

    Raises:
        ScriptError: there is none of that name.
    """
    if isinstance(name, str) and name in table:
        return name
    raise ScriptError(f"{label} knows as {what} {', '.join(table)}, but got {shown(name)}")


def object_of(value: Any, what: str, label: str) -> dict[str, Any]:
    """An object that authors may leave out: null and [] are an empty one.

    Raises:
        ScriptError: ``value`` is something else.
    """
    if value is None or value == []:
        return {}
    if not isinstance(value, dict):
        raise ScriptError(f"{label} needs an object as {what}, but got {shown(value)}")
    return value


def make_header(headers: Any, algorithms: dict[str, str], label: str) -> dict[str, Any]:
    """The author's headers with the algorithms that are used, whatever they said of these.

    Raises:
        ScriptError: ``headers`` is neither an object nor null.
    """
    return object_of(headers, "`headers`", label) | algorithms


def read_token(token: Any, parts: int, algorithms: dict[str, str], label: str) -> str:
    """A token of so many parts whose header names these algorithms.

    The algorithm counts that the reader names: one who could choose it for him could choose a weaker.

    Raises:
        ScriptError: the value is no such token, or names other algorithms.
    """
    text = token.strip() if isinstance(token, str) else ""
    header = _header(text, parts)
    if header is None:
        message = f"{label} needs a token of {parts} parts with dots between them, but got {_shape(token)}"
        raise ScriptError(message)
    for name, expected in algorithms.items():
        if header.get(name) != expected:
            message = f"{label} expects {expected}, but the token says as `{name}` {shown(header.get(name))}"
            raise ScriptError(message)
    return text


@contextmanager
def refusals(message: str, algorithm: str, otherwise: str) -> Iterator[None]:
    """Let the library work under this: what it refuses becomes ``message`` and the reason.

    Raises:
        ScriptError: the library refused the key or the token.
    """
    try:
        yield
    except Exception as error:
        # A token comes from anywhere, and what it makes the library stumble over is its own fault.
        raise ScriptError(f"{message}: {_reason(error, algorithm, otherwise)}") from None


def _reason(error: Exception, algorithm: str, otherwise: str) -> str:
    # Sentences of our own: the library's could repeat a part of the key.
    from joserfc import errors

    reasons = (
        (errors.BadSignatureError, "it was changed, or signed with another key"),
        (errors.InvalidKeyCurveError, f"the key is on another curve than {algorithm} needs"),
        (errors.InvalidKeyLengthError, f"the key is too short for {algorithm}"),
        (errors.UnsupportedKeyOperationError, "this needs the private key, but got a public one"),
        (errors.KeyParameterError, f"the key is made for something else than {algorithm}"),
        (errors.ExceededSizeError, "it is too large"),
        (errors.UnsupportedAlgorithmError, "the header `zip` can be DEF alone"),
    )
    for kinds, text in reasons:
        if isinstance(error, kinds):
            return text
    # What it says of headers names their rule, and nothing of the key.
    bad_header = (errors.InvalidHeaderValueError, errors.MissingCritHeaderError, errors.MissingHeaderError)
    return error.description if isinstance(error, bad_header) else otherwise


def _header(token: str, parts: int) -> dict[str, Any] | None:
    segments = token.split(".")
    if len(segments) != parts or len(segments[0]) > LARGEST_HEADER:
        return None
    try:
        header = json.loads(read_segment(segments[0]))
    except (ValueError, RecursionError):
        return None
    return header if isinstance(header, dict) else None


def _shape(token: Any) -> str:
    if not isinstance(token, str):
        return shown(token)
    # Nothing of the token itself: who has it may use it.
    count = token.count(".") + 1
    return f"a text of {count} part{'s' * (count > 1)}" if token.strip() else "an empty text"
