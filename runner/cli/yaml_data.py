"""YAML -> plain JSON data. Bare words are read as JSON reads them, everything else is text.

YAML 1.1 turns `no` into false, `12:30` into 750, `010` into 8 and `2026-01-02` into a date, which
no author of inputs means; this follows the JSON schema of YAML 1.2 (chapter 10.2).
"""

from __future__ import annotations

import re
from typing import Any

NUMBERS = list("-0123456789")
# The tag, what a bare word must look like, its first characters.
WORDS = (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", NUMBERS),
    ("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", NUMBERS),
)


def read_yaml(text: str) -> Any:
    """The one document of ``text``; keys are texts.

    Raises:
        ValueError: it is not YAML, or holds what JSON cannot; with line and column.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        """PyYAML's safe loader with other bare words."""

    Loader.yaml_implicit_resolvers = {}
    for tag, pattern, first in WORDS:
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)
    try:
        return _plain(yaml.load(text, Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f" at line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""
        raise ValueError(f"{error.problem}{place}") from None
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError(f"{type(value).__name__} is no type of JSON")


def _key(key: Any) -> str:
    if isinstance(key, (str, int)) and not isinstance(key, bool):
        return str(key)
    raise ValueError(f"the key {key!r} is not a text")
