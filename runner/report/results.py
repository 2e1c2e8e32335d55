"""A response -> the text that goes to standard output: JSON, YAML, or the bare text."""

from __future__ import annotations

from typing import Any

from runner.values import dump_json, plain

INDENT = 2


def response_text(value: Any, form: str, *, pretty: bool) -> str:
    """The text of a response; JSON and bare texts get no line break at the end.

    Args:
        value: plain JSON data; its keys keep their order, its characters stay as they are.
        form: "json", "yaml" or "raw", which gives a text as it is, and other values as JSON.
        pretty: JSON over lines, for people; else on one line.
    """
    if form == "yaml":
        return yaml_text(value)
    if form == "raw" and isinstance(value, str):
        return value
    return dump_json(value, INDENT if pretty else None)


def yaml_text(value: Any) -> str:
    """The YAML of plain JSON data, with a final line break: texts of several lines are literal blocks."""
    from runner.values.yaml_text import write_yaml

    return write_yaml(plain(value))
