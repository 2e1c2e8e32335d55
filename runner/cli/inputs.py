"""``--input`` and ``--inputs`` -> the inputs that are laid over those of the job."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runner.errors import UsageError
from runner.jobs.targets import STDIN
from runner.values import dump_json
from runner.values.files import GivenFile

# The first operator counts, so that a value may hold any of them: url=http://a@b.
ASSIGNMENT = re.compile(r"(?P<key>.*?)(?P<operator>:=|=|@)(?P<value>.*)", re.DOTALL)
MAX_SHOWN = 40


def read_inputs(file: str | None, assignments: Sequence[str]) -> dict[str, Any]:
    """All inputs of the command line; of two with one name the later counts.

    Args:
        file: what ``--inputs`` was given, a file or "-"; None for none.
        assignments: what each ``--input`` was given.

    Raises:
        UsageError: a file cannot be read, or a value is not what it is said to be.
    """
    inputs = _read_file(file) if file is not None else {}
    inputs.update(map(read_assignment, assignments))
    return inputs


def read_assignment(text: str) -> tuple[str, Any]:
    """The name and the value of ``name=text``, ``name:=json`` or ``name@file``.

    Raises:
        UsageError: it is none of these, the JSON is none, or the file cannot be read.
    """
    match = ASSIGNMENT.fullmatch(text)
    if match is None or not match["key"]:
        hint = "write name=text, name:=json or name@file"
        raise UsageError(f"--input takes a name and a value, not `{_shortened(text)}`", hint=hint)
    name, value = match["key"], match["value"]
    if match["operator"] == ":=":
        return name, _json(value, f"the input `{name}`", hint=f"for a text write {name}=...")
    if match["operator"] == "@":
        return name, GivenFile(value, _bytes(value, f"the input `{name}`"))
    return name, value


def read_text(file: str, what: str) -> str:
    """The text of a file, its line breaks as they are.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        return _bytes(file, what).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{what}: {file} is not text in UTF-8 (byte {error.start})") from None


def _bytes(file: str, what: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{what}: {file} cannot be read: {error.strerror}") from None


def _read_file(file: str) -> dict[str, Any]:
    what = "standard input" if file == STDIN else file
    inputs = _parse_file(file, what)
    if not isinstance(inputs, dict):
        shown = _shortened(dump_json(inputs))
        raise UsageError(f"--inputs takes an object of names and values, but {what} holds `{shown}`")
    return inputs


def _parse_file(file: str, what: str) -> Any:
    if file == STDIN:
        text = _read_stdin()
        # An object of JSON starts with a brace; YAML that starts with one is rare enough.
        is_json = text.lstrip().startswith("{")
    else:
        suffix = Path(file).suffix.lower()
        if suffix not in (".json", ".yaml", ".yml"):
            raise UsageError(f"--inputs takes a .json or .yaml file or `-`, not {file}")
        text, is_json = read_text(file, "--inputs"), suffix == ".json"
    return _json(text, what) if is_json else _yaml(text, what)


def _read_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"--inputs: standard input is not text in UTF-8 (byte {error.start})") from None


def _json(text: str, what: str, hint: str | None = None) -> Any:
    import json

    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{error.msg} at line {error.lineno}, column {error.colno}"
        message = f"{what} is not JSON: {place} of `{_shortened(text)}`"
    except RecursionError:
        message = f"{what} is nested too deeply"
    except ValueError as error:
        message = f"{what} is not JSON: {error}"
    raise UsageError(message, hint=hint)


def _no_constant(name: str) -> None:
    """JSON has no NaN and no Infinity, though Python's reader takes them."""
    raise ValueError(f"{name} is no number of JSON")


def _yaml(text: str, what: str) -> Any:
    from runner.values.yaml_text import read_yaml

    try:
        return read_yaml(text)
    except ValueError as error:
        raise UsageError(f"{what} is not YAML: {error}") from None


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}..."
