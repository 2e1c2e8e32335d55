"""Query strings as PHP reads and writes them, with lists and objects in brackets."""

from __future__ import annotations

import re
from typing import Any

from runner.values.binary import from_bytes, to_bytes
from runner.values.paths import int_like

BRACKETS = re.compile(r"\[([^\]]*)\]")


def encode_part(value: Any) -> str:
    """A value's text percent-encoded, so that it may stand anywhere in a URL."""
    from urllib.parse import quote

    return quote(to_bytes(value), safe="")


def decode_part(text: str) -> str:
    """The opposite of :func:`encode_part`."""
    from urllib.parse import unquote_to_bytes

    return from_bytes(unquote_to_bytes(to_bytes(text)))


def parse_query(query: str) -> dict[str, Any]:
    """The arguments of a query string: PHP's ``parse_str``.

    Names keep their dots, which PHP would turn into underscores.
    """
    found: dict[str, Any] = {}
    for part in query.replace("+", " ").split("&"):
        name, _, content = part.partition("=")
        # PHP drops what has no name
        if name:
            _put(found, _steps(decode_part(name)), decode_part(content))
    return {name: _as_list(content) for name, content in found.items()}


def encode_value(name: str, content: Any) -> list[str]:
    """``name=content`` percent-encoded; of a list or an object one for each element."""
    if isinstance(content, dict):
        return [pair for key, item in content.items() for pair in encode_value(f"{name}[{key}]", item)]
    if isinstance(content, list):
        return [pair for at, item in enumerate(content) for pair in encode_value(f"{name}[{at}]", item)]
    return [f"{encode_part(name)}={encode_part(content)}"]


def _steps(name: str) -> list[str]:
    """``a[b][]`` as its steps; brackets that are not closed belong to the name."""
    match = re.match(r"([^\[]+)((?:\[[^\]]*\])+)", name)
    return [match[1], *BRACKETS.findall(match[2])] if match else [name]


def _put(found: dict[str, Any], steps: list[str], content: str) -> None:
    """Set an argument in the objects that are being built; an empty step is the next number."""
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        key = step or str(1 + max((key for key in map(int_like, found) if type(key) is int), default=-1))
        if following is None:
            found[key] = content
        else:
            inner = found.get(key)
            # a later `a[x]` replaces an earlier plain `a`
            found[key] = inner if isinstance(inner, dict) else {}
            found = found[key]


def _as_list(content: Any) -> Any:
    """An object whose keys are 0, 1, 2 ... as the list that it is in PHP."""
    if not isinstance(content, dict):
        return content
    if list(content) == [str(at) for at in range(len(content))]:
        return [_as_list(item) for item in content.values()]
    return {key: _as_list(item) for key, item in content.items()}
