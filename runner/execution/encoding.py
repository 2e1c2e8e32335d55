"""How values become URLs, queries and bodies of HTTP requests: pure functions, by PHP's rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from runner.errors import ScriptError
from runner.values import dump_json, to_text
from runner.values.binary import to_bytes
from runner.values.json_reading import refuse_constant
from runner.values.text import shown

JSON = "application/json"
# The three encodings of a body that PHP knows; JSON is the one that needs no header.
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

ABSOLUTE_URL = re.compile(r"(https?://[^/?#\s]+)([^#]*)", re.IGNORECASE)
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
# RFC 3986 also forbids brackets outside of the host, but `?filter[name]=x` is in daily use.
INVALID_IN_URL = re.compile(r'%(?![0-9A-Fa-f]{2})|["<>\\^`{|}]|[^\x21-\x7e]')


def encode_url(url: str) -> str:
    """``url`` with what no URL may hold percent-encoded, all else as written, without a fragment.

    Raises:
        ScriptError: ``url`` is not an absolute http or https URL.
    """
    text = url.strip()
    match = ABSOLUTE_URL.match(text)
    if match is None or CONTROL_CHARACTER.search(text) or not _has_valid_port(text):
        raise ScriptError(not_absolute(text))
    return match[1] + INVALID_IN_URL.sub(lambda found: quote(found[0], errors="replace"), match[2])


def not_absolute(url: str) -> str:
    """The sentence that refuses a URL which is not an absolute http or https one."""
    return f"A request needs an absolute http:// or https:// URL, but got {shown(url)}"


def with_query(url: str, params: Any) -> str:
    """``url`` with ``params`` added to its query; a text is added as it is.

    Raises:
        ScriptError: ``params`` is a number or a bool.
    """
    # A fragment is never sent, and a query behind it would be a part of it.
    query = params.lstrip("?&") if isinstance(params, str) else build_query(params)
    address, _, _ = url.partition("#")
    if not query:
        return address
    joint = "?" if "?" not in address else "" if address.endswith(("?", "&")) else "&"
    return f"{address}{joint}{query}"


def build_query(params: Any) -> str:
    """The form encoding of an object or a list, as PHP's ``http_build_query`` gives it.

    Nested keys are ``a[b]``, lists ``a[0]``; true is 1, false 0, and null is left out. A key that
    ends in ``[]`` already is repeated: PHP would write ``a[][0]``, which no server reads as meant.

    Raises:
        ScriptError: ``params`` is a number or a bool.
    """
    fields = _fields(params)
    return "&".join(
        f"{quote_plus(name, errors='replace')}={quote_plus(_bytes(value))}" for name, value in fields
    )


def encode_body(params: Any, content_type: str) -> tuple[bytes, str]:
    """The body that ``params`` makes, and the content type that goes with it ("" for none).

    ``content_type`` is the one that the author wrote, "" where there is none: JSON is the default.
    An object whose only key is "" stands for the value below it; official jobs send files so.
    """
    if type(params) is dict and list(params) == [""]:
        params = params[""]
    if params is None:
        return b"", content_type
    # Authors call json_encode themselves, too; their text is a JSON body like any other.
    if isinstance(params, (str, bytes)):
        return _bytes(params), content_type or (JSON if _is_json(params) else "")
    if media_type(content_type) == FORM:
        return build_query(params).encode("ascii"), content_type
    if is_multipart_type(content_type):
        return _multipart(params, content_type)
    return _bytes(dump_json(params)), content_type or JSON


def build_multipart(params: Any, boundary: str) -> bytes:
    """The parts of an object; a value with ``name`` and ``data`` is a file of the type ``mime`` or ``type``.

    Raises:
        ScriptError: ``params`` is a number or a bool.
    """
    parts = [_part(name, value, boundary) for name, value in _fields(params, files=True)]
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def is_multipart_type(content_type: str) -> bool:
    """Whether a content type declares the parts of a form, which may be files."""
    return media_type(content_type) == MULTIPART


def is_json_type(content_type: str) -> bool:
    """Whether a content type declares JSON: ``application/json``, ``application/problem+json`` ..."""
    return media_type(content_type).endswith(("/json", "+json"))


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: the text is not JSON; Python's own NaN and Infinity are not either.
    """
    try:
        return json.loads(text, parse_constant=refuse_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def media_type(content_type: str) -> str:
    """A content type without parameters such as charset, in small letters."""
    return content_type.partition(";")[0].strip().lower()


def _has_valid_port(url: str) -> bool:
    # A port beyond 65535 would silently become another one in the socket's address.
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _is_json(text: str | bytes) -> bool:
    if isinstance(text, bytes) or not text.lstrip().startswith(("{", "[")):
        return False
    try:
        parse_json(text)
    except ValueError:
        return False
    return True


def _bytes(value: Any) -> bytes:
    return to_bytes(int(value) if isinstance(value, bool) else value)


def _fields(params: Any, files: bool = False, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of ``params`` with their names: ``a[b][0]``."""
    if not isinstance(params, (list, dict)):
        raise ScriptError(
            f"`params` needs an object where it is a query or a form, but got {to_text(params)}"
        )
    items = params.items() if isinstance(params, dict) else enumerate(params)
    for key, value in items:
        name = _field_name(prefix, key)
        if isinstance(value, (list, dict)) and not (files and _is_file(value)):
            yield from _fields(value, files, name)
        elif value is not None:
            yield name, value


def _field_name(prefix: str, key: Any) -> str:
    # Two elements of "types[]" are two fields of that name.
    if not prefix:
        return str(key)
    if prefix.endswith("[]") and isinstance(key, int):
        return prefix
    return f"{prefix}[{key}]"


def _is_file(value: Any) -> bool:
    return isinstance(value, dict) and "name" in value and "data" in value


def _multipart(params: Any, content_type: str) -> tuple[bytes, str]:
    from hashlib import sha256

    written = re.search(r'boundary="?([^";]+)', content_type, re.IGNORECASE)
    if written:
        return build_multipart(params, written[1]), content_type
    # Made of the contents: the same request has the same bytes, which recordings rely on.
    boundary = "xsrun-" + sha256(build_multipart(params, "")).hexdigest()[:32]
    return build_multipart(params, boundary), f"{content_type.rstrip('; ')}; boundary={boundary}"


def _part(name: str, value: Any, boundary: str) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'
    if _is_file(value):
        head += f'; filename="{_quoted(to_text(value["name"]))}"'
        # Where both stand, `type` is but a word: "image".
        content_type = to_text(value.get("mime") or value.get("type")) or "application/octet-stream"
        head += f"\r\nContent-Type: {_quoted(content_type)}"
        value = value["data"]
    return head.encode("utf-8", "replace") + b"\r\n\r\n" + _bytes(value) + b"\r\n"


def _quoted(text: str) -> str:
    # The escapes of HTML forms, which browsers send.
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
