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
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes each value in full: an anchor for a list that is used twice helps nobody."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        # PyYAML falls back to quotes where a literal block cannot hold the text.
        style = "|" if "\n" in text else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, represent_text)
    written: str = yaml.dump(
        plain(value), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    # A scalar alone is followed by the end mark of a document; inside texts `...` is indented.
    return written.removesuffix("...\n") if written.endswith("\n...\n") else written
