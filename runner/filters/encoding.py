"""Filters that encode and decode: JSON, YAML, base64, hexadecimal."""

from __future__ import annotations

import re
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import text_of
from runner.specs import FilterFamily
from runner.values import dump_json, plain
from runner.values import to_text as as_text
from runner.values.binary import from_bytes, to_bytes
from runner.values.json_reading import load_json
from runner.values.numbers import whole
from runner.values.text import shown

family = FilterFamily("encoding")

# PHP skips whatever is not base64, line breaks and padding included.
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")


@family.filter("json_encode")
def json_encode(value: Any) -> str:
    """The value as compact JSON; slashes and characters beyond ASCII stay as they are."""
    return dump_json(value)


@family.filter("json_decode")
def json_decode(value: Any) -> Any:
    """What a JSON text stands for; null stays null.

    Raises:
        ScriptError: the text is not JSON.
    """
    if value is None:
        return None
    text = as_text(value)
    try:
        return load_json(text)
    except ValueError as error:
        raise ScriptError(f"`|json_decode` needs JSON, but got {shown(text)}: {error}") from None


@family.filter("yaml_encode")
def yaml_encode(value: Any) -> str:
    """The value as YAML in block style."""
    import yaml

    # `plain` makes new lists and objects, so that PyYAML sees no two places share one and writes no anchors
    text: str = yaml.safe_dump(
        plain(value), sort_keys=False, allow_unicode=True, default_flow_style=False, width=1 << 30
    )
    return text.removesuffix("...\n")  # the end mark of a document that is one scalar


@family.filter("yaml_decode")
def yaml_decode(value: Any) -> Any:
    """What a YAML text stands for; dates stay texts, and only `true` and `false` are booleans.

    Raises:
        ScriptError: the text is not YAML.
    """
    import yaml

    text = text_of(value, "yaml_decode")
    try:
        return _json_data(yaml.load(text, Loader=_yaml_loader()))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ScriptError(f"`|yaml_decode` needs YAML, but got {shown(text)}: {_one_line(error)}") from None


@family.filter("base64_encode")
def base64_encode(value: Any) -> str:
    """The bytes of a text as base64."""
    import base64

    return base64.b64encode(to_bytes(value)).decode("ascii")


@family.filter("base64_decode")
def base64_decode(value: Any) -> str:
    """The text that base64 stands for; as in PHP other characters and padding are ignored.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    import base64

    digits = NOT_BASE64.sub("", text_of(value, "base64_decode"))
    if len(digits) % 4 == 1:
        digits = digits[:-1]  # six bits are not a byte yet
    return from_bytes(base64.b64decode(digits + "=" * (-len(digits) % 4)))


@family.filter("base64_encode_urlsafe")
def base64_encode_urlsafe(value: Any) -> str:
    """The bytes of a text as base64 with ``-`` and ``_``, without padding."""
    return base64_encode(value).translate(str.maketrans("+/", "-_", "="))


@family.filter("base64_decode_urlsafe")
def base64_decode_urlsafe(value: Any) -> str:
    """The text that base64 with ``-`` and ``_`` stands for.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return base64_decode(text_of(value, "base64_decode_urlsafe").translate(str.maketrans("-_", "+/")))


@family.filter("hex2bin")
def hex2bin(value: Any) -> str:
    """The text whose bytes are written in hexadecimal.

    Raises:
        ScriptError: the text is not an even number of hexadecimal digits.
    """
    text = text_of(value, "hex2bin")
    try:
        # `fromhex` would skip blanks
        if not text.isalnum() and text:
            raise ValueError
        return from_bytes(bytes.fromhex(text))
    except ValueError:
        message = f"`|hex2bin` needs an even number of hexadecimal digits, but got {shown(text)}"
        raise ScriptError(message) from None


@family.filter("bin2hex")
def bin2hex(value: Any) -> str:
    """The bytes of a text in hexadecimal."""
    return to_bytes(value).hex()


def _json_data(value: Any) -> Any:
    """What YAML gave, with ints beyond 64 bits as decimals."""
    if isinstance(value, list):
        return [_json_data(item) for item in value]
    if isinstance(value, dict):
        return {key: _json_data(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, bool, int, float)):
        return whole(value) if type(value) is int else value
    raise ValueError(f"the type {type(value).__name__} is no JSON data")


def _yaml_loader() -> Any:
    """The safe loader of PyYAML without the types of YAML 1.1 that JSON data lacks."""
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    # keys become texts at once: as Python values 1 and true would be the same key
    def make_object(loader: Any, node: Any) -> dict[str, Any]:
        loader.flatten_mapping(node)
        pairs = [[loader.construct_object(part, deep=True) for part in pair] for pair in node.value]
        return {as_text(key): item for key, item in pairs}

    Loader.add_constructor("tag:yaml.org,2002:map", make_object)
    unwanted = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in unwanted]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF")
    )
    return Loader


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or "it is nested too deeply"
