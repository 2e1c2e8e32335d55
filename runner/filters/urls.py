"""Filters on URLs and query strings."""

from __future__ import annotations

from typing import Any

from runner.filters.arguments import text_of
from runner.filters.query_strings import decode_part, encode_part, encode_value, parse_query
from runner.specs import FilterFamily
from runner.values import to_text

family = FilterFamily("urls")


@family.filter("url_encode", "url_encode_rfc3986")
def url_encode(value: Any) -> str:
    """The text percent-encoded, a blank as ``%20``: PHP's ``rawurlencode``."""
    return encode_part(value)


@family.filter("url_decode")
def url_decode(value: Any) -> str:
    """The percent-encoded text decoded; ``+`` is a blank.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return decode_part(text_of(value, "url_decode").replace("+", " "))


@family.filter("url_decode_rfc3986")
def url_decode_rfc3986(value: Any) -> str:
    """The percent-encoded text decoded; ``+`` stays.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return decode_part(text_of(value, "url_decode_rfc3986"))


@family.filter("url_addarg")
def url_addarg(value: Any, name: Any, content: Any) -> str:
    """The URL with an argument added to its query; one of that name is replaced where it stands.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    pair = "&".join(encode_value(to_text(name), content))
    return _with_argument(text_of(value, "url_addarg"), to_text(name), pair)


@family.filter("url_delarg")
def url_delarg(value: Any, name: Any) -> str:
    """The URL without the argument of that name.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return _with_argument(text_of(value, "url_delarg"), to_text(name), "")


@family.filter("url_hasarg")
def url_hasarg(value: Any, name: Any) -> bool:
    """Whether the URL's query has an argument of that name.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return to_text(name) in parse_query(_query(text_of(value, "url_hasarg")))


@family.filter("url_getarg")
def url_getarg(value: Any, name: Any, default: Any = None) -> Any:
    """The argument of that name in the URL's query, else ``default``.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return parse_query(_query(text_of(value, "url_getarg"))).get(to_text(name), default)


@family.filter("url_parse")
def url_parse(value: Any) -> dict[str, Any]:
    """The parts of a URL that it has: scheme, host, port, user, pass, path, query, fragment.

    These are the names of PHP's ``parse_url``.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    from urllib.parse import urlsplit

    text = text_of(value, "url_parse")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return {}  # parse_url gives false
    named = {
        "scheme": parts.scheme,
        "host": _host(parts.netloc),
        "port": port,
        "user": parts.username,
        "pass": parts.password,
        "path": parts.path,
        "query": parts.query,
        "fragment": parts.fragment,
    }
    return {name: part for name, part in named.items() if part not in (None, "")}


@family.filter("querystring_parse")
def querystring_parse(value: Any) -> dict[str, Any]:
    """The arguments of a query string; ``a[]=1`` makes lists and ``a[b]=1`` objects, as in PHP.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return parse_query(text_of(value, "querystring_parse").removeprefix("?"))


def _query(url: str) -> str:
    return url.partition("#")[0].partition("?")[2]


def _with_argument(url: str, name: str, pair: str) -> str:
    """The URL in which ``pair`` has taken the place of the argument ``name``."""
    address, hash_mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    # by hand, not parsed and put together again: the other arguments must go out as they came in
    parts: list[str] = []
    for part in query.split("&") if query else []:
        if _argument_name(part) != name:
            parts.append(part)
        elif pair:
            parts.append(pair)
            pair = ""
    if pair:
        parts.append(pair)
    return path + ("?" if parts else "") + "&".join(parts) + hash_mark + fragment


def _argument_name(part: str) -> str:
    return url_decode(part.partition("=")[0]).partition("[")[0]


def _host(netloc: str) -> str:
    """The host as written; `urlsplit` would write it in lower case."""
    host = netloc.rpartition("@")[2]
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
