"""Filters of templates that encode: JSON, URLs, sets of characters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from runner.errors import ScriptError
from runner.filters.escaping import convert_encoding
from runner.filters.query_strings import encode_part
from runner.templates.builtins import Family
from runner.templates.state import State
from runner.templates.values import Arrow, Moment, array_of, int_of, object_of, pairs_or_none, text_of
from runner.values import plain

family = Family()

# PHP's options of `json_encode`; of the others none changes what templates have.
HEX_TAG, HEX_AMP, HEX_APOS, HEX_QUOT, FORCE_OBJECT = 1, 2, 4, 8, 16
UNESCAPED_SLASHES, PRETTY_PRINT, UNESCAPED_UNICODE = 64, 128, 256
ESCAPED_QUOTE = re.compile(r'\\(["\\])')


@family.filter("json_encode", state=True)
def json_encode(state: State, value: Any, options: Any = 0) -> str:
    """The value as JSON, with PHP's options as a number; slashes and letters like é are escaped.

    Raises:
        ScriptError: the value holds a date or an arrow function.
    """
    state.weigh(value)
    chosen = int_of(options)
    pretty = bool(chosen & PRETTY_PRINT)
    text = json.dumps(
        _json_data(value, bool(chosen & FORCE_OBJECT)),
        indent=4 if pretty else None,
        separators=(",", ": ") if pretty else (",", ":"),
        ensure_ascii=not chosen & UNESCAPED_UNICODE,
    )
    return _with_options(text, chosen)


def _with_options(text: str, chosen: int) -> str:
    # All of these stand within texts alone.
    text = text.replace("\\u007f", "\x7f")
    if not chosen & UNESCAPED_SLASHES:
        text = text.replace("/", "\\/")
    if chosen & UNESCAPED_UNICODE:
        text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    for option, marks in ((HEX_TAG, "<>"), (HEX_AMP, "&"), (HEX_APOS, "'")):
        for mark in marks if chosen & option else "":
            text = text.replace(mark, f"\\u{ord(mark):04X}")
    if chosen & HEX_QUOT:
        text = ESCAPED_QUOTE.sub(lambda match: "\\u0022" if match[1] == '"' else match[0], text)
    return text


def _json_data(value: Any, objects: bool) -> Any:
    """A value as PHP has it for JSON, lists as objects if ``objects``; an empty object stays one."""
    if isinstance(value, (Moment, Arrow)):
        raise ScriptError("a date or an arrow function has no JSON; write the date with `|date(...)` first")
    if isinstance(value, list):
        items = [_json_data(item, objects) for item in value]
        return object_of(items) if objects else items
    if isinstance(value, dict):
        found = {key: _json_data(item, objects) for key, item in value.items()}
        return array_of(found.items()) if found and not objects else found
    return plain(value)


@family.filter("url_encode", state=True)
def url_encode(state: State, value: Any) -> str:
    """The text percent-encoded; an object as a query string, `a=1&b=2`."""
    if not isinstance(value, (list, dict)):
        return encode_part(text_of(value))
    state.weigh(value)
    return "&".join(_arguments(value, ""))


def _arguments(value: Any, prefix: str) -> Iterator[str]:
    for key, item in pairs_or_none(value):
        name = f"{prefix}[{key}]" if prefix else str(key)
        if isinstance(item, (list, dict)):
            yield from _arguments(item, name)
        elif item is not None:
            text = str(int(item)) if isinstance(item, bool) else text_of(item)
            yield f"{encode_part(name)}={encode_part(text)}"


@family.filter("convert_encoding")
def convert(value: Any, to: Any, from_: Any) -> str:
    """The text from one encoding in another.

    Raises:
        ScriptError: an encoding is unknown.
    """
    return convert_encoding(text_of(value), text_of(to), text_of(from_))
