"""YAML <-> plain JSON data. Bare words are read as JSON reads them, everything else is text.

YAML 1.1 turns `no` into false, `12:30` into 750, `010` into 8 and `2026-01-02` into a date, which
no author of inputs means; this follows the JSON schema of YAML 1.2 (chapter 10.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

import yaml

NUMBERS = list("-0123456789")
# The tag, what a bare word must look like, its first characters.
WORDS = (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", NUMBERS),
    ("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", NUMBERS),
)
TAG = "tag:yaml.org,2002:"
OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


class YamlError(ValueError):
    """A text that is no YAML, or holds what JSON cannot; ``offset`` is its place in code points."""

    def __init__(self, message: str, mark: yaml.Mark | None = None) -> None:
        self.reason = message
        self.offset = mark.index if mark is not None else 0
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        super().__init__(message + place)


class Loader(yaml.SafeLoader):
    """PyYAML's safe loader with other bare words."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # as PyYAML has it


class Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and quotes what YAML 1.1 or 1.2 would take for no text.

    Each value is written in full: an anchor for a list that is used twice helps nobody.
    """

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        # In single quotes PyYAML would fold the other line ends of YAML 1.1 into blanks.
        style = '"' if OTHER_LINE_ENDS.search(text) else "|" if "\n" in text else None
        # PyYAML falls back to quotes where a literal block cannot hold the text.
        return self.represent_scalar(f"{TAG}str", text, style=style)


for _tag, _pattern, _first in WORDS:
    for _one in (Loader, Dumper):
        _one.add_implicit_resolver(TAG + _tag, re.compile(f"(?:{_pattern})$"), _first)
Dumper.add_representer(str, Dumper.represent_text)


def read_yaml(text: str) -> Any:
    """The one document of ``text``; keys are texts.

    Raises:
        YamlError: it is not YAML, or holds what JSON cannot; a ValueError with line and column.
    """
    node = compose_yaml(text)
    return None if node is None else node_data(node)


def compose_yaml(text: str) -> yaml.Node | None:
    """The nodes of the one document of ``text``, which know their places; None where there is none.

    Raises:
        YamlError: it is not YAML.
    """
    try:
        node: yaml.Node | None = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        raise YamlError(str(error.problem), error.problem_mark) from None
    except yaml.YAMLError as error:
        raise YamlError(" ".join(str(error).split())) from None
    except RecursionError:
        raise YamlError("it is nested too deeply") from None
    return node


def node_data(node: yaml.Node) -> Any:
    """The plain data of a node.

    Raises:
        YamlError: it holds what JSON cannot.
    """
    try:
        return _data(node, {})
    except RecursionError:
        raise YamlError("it is nested too deeply") from None


def node_entries(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The entries of a mapping: the text of the key, its node, the value; none of any other node."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)


def write_yaml(value: Any, *, flow: bool = False) -> str:
    """The YAML of plain JSON data, with a final line break; keys keep their order.

    Args:
        value: plain data.
        flow: all on one line, in brackets, instead of block style.
    """
    written: str = yaml.dump(
        value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=float("inf"), default_flow_style=flow
    )
    # A scalar alone is followed by the end mark of a document; inside texts `...` is indented.
    return written.removesuffix("...\n") if written.endswith("\n...\n") else written


def _data(node: yaml.Node, known: dict[int, Any]) -> Any:
    """The data of a node; ``known`` has that of others by their ids, since an alias is its anchor's node."""
    if id(node) not in known:
        known[id(node)] = _new_data(node, known)
    return known[id(node)]


def _new_data(node: yaml.Node, known: dict[int, Any]) -> Any:
    kind = node.tag.removeprefix(TAG)
    if isinstance(node, yaml.SequenceNode) and kind == "seq":
        return [_data(item, known) for item in node.value]
    if isinstance(node, yaml.MappingNode) and kind == "map":
        return {_key(key): _data(value, known) for key, value in node.value}
    if isinstance(node, yaml.ScalarNode) and kind in SCALARS:
        try:
            return SCALARS[kind](node.value)
        except ValueError:
            raise YamlError(f"JSON cannot hold this {kind}", node.start_mark) from None
    raise YamlError(f"{kind} is no type of JSON", node.start_mark)


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode) and node.tag in (f"{TAG}str", f"{TAG}int"):
        return str(node.value)
    shown = f"the key {node.value}" if isinstance(node, yaml.ScalarNode) else "this key"
    raise YamlError(f"{shown} is not a text", node.start_mark)


def _constant(text: str) -> bool | None:
    if text not in CONSTANTS:
        raise ValueError
    return CONSTANTS[text]


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError
    return number


CONSTANTS = {"null": None, "~": None, "": None, "true": True, "false": False}
# How the texts of bare words, or of what has their tags, become data; a ValueError where they cannot.
SCALARS: Mapping[str, Callable[[str], Any]] = {
    "str": str,
    "null": _constant,
    "bool": _constant,
    "int": int,
    "float": _finite,
}
