"""YAML files of ours: read, held against their schema, with the places of all their parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from runner.errors import Problem, ProblemsError
from runner.records import Record
from runner.source import Source, Span
from runner.stubs.schema import schema_faults
from runner.values.yaml_text import YamlError, compose_yaml, node_data


class Document(Record):
    """A file that fits its schema: its text, the nodes of it, and their plain data."""

    source: Source
    root: yaml.Node
    data: Any

    def problem(self, node: yaml.Node, message: str, hint: str | None = None) -> Problem:
        """What is wrong with a part of the file."""
        return _problem(self.source, node, message, hint)

    def place(self, node: yaml.Node) -> str:
        """Where a part of the file stands: ``file:line``."""
        return f"{self.source.name}:{node.start_mark.line + 1}"


def stub_definitions() -> dict[str, Any]:
    """The definitions of the schema of stubs, by name, for schemas that use them."""
    definitions: dict[str, Any] = cassette_schema()["$defs"]
    return definitions


def cassette_schema() -> dict[str, Any]:
    """The schema of cassettes."""
    return load_schema(Path(__file__).with_name("stubs.schema.json"))


def load_schema(path: Path) -> dict[str, Any]:
    """A schema that stands beside a module."""
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


def read_document(source: Source, schema: Mapping[str, Any]) -> Document:
    """Read a text and hold it against a schema.

    Raises:
        ProblemsError: it is not YAML, or does not fit; all that is wrong with its places.
    """
    try:
        root = compose_yaml(source.text)
        if root is None:
            raise ProblemsError([Problem("case-file", "the file is empty", source, Span(0, 1))])
        faults = schema_faults(root, schema)
        if faults:
            raise ProblemsError([_problem(source, *fault) for fault in faults])
        return Document(source, root, node_data(root))
    except YamlError as error:
        span = Span(error.offset, error.offset + 1)
        message = f"this is not YAML: {error.reason}"
        is_tab = source.text[error.offset : error.offset + 1] == "\t"
        hint = "indent with blanks: YAML takes no tabs" if is_tab else None
        raise ProblemsError([Problem("case-file", message, source, span, hint)]) from None
    except RecursionError:
        message = "this is nested too deeply"
        raise ProblemsError([Problem("case-file", message, source, Span(0, 1))]) from None


def entry(node: yaml.Node, *path: str | int) -> yaml.Node:
    """The node that keys and indexes lead to; the last one on the way where they lead nowhere."""
    for step in path:
        following = _step(node, step)
        if following is None:
            break
        node = following
    return node


def _step(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None


def _problem(source: Source, node: yaml.Node, message: str, hint: str | None = None) -> Problem:
    start, end = node.start_mark.index, node.end_mark.index
    # The first line says it: a caret under the rest of the file helps nobody.
    return Problem("case-file", message, source, Span(start, max(end, start + 1)), hint)
