"""An error of JavaScript -> the failure that its author sees, with the line of the code."""

from __future__ import annotations

import re
from typing import Any

from runner.errors import ScriptError
from runner.javascript.engine import MEMORY
from runner.values import dump_json
from runner.values.text import shorten

# Where the first line of the job's code stands; see library/conversation.js.
FIRST_LINE = 10_000
LONGEST_LINE = 100
LONGEST_MESSAGE = 1000
PLACE = re.compile(r"at (?:(\S+) \()?<input>:(\d+):\d+")
IMPORT = re.compile(r"^\s*import\b(?!\s*\()", re.MULTILINE)

# What the code of other runtimes has and this one lacks, by a part of the engine's message.
HINTS = {
    "could not load module": "npm modules and URLs cannot be imported here",
    "Intl is not defined": "there is no Intl here: use filters such as `|format_timestamp`",
    "Buffer is not defined": "there is no Buffer here: use atob, btoa, TextEncoder or the `base64` filters",
    "process is not defined": "there is no process here: env values are in `$env`",
    "Deno is not defined": "there is no Deno here: env values are in `$env`",
    "circular reference": "the result has to be data: it must not refer to itself",
}


def failure(name: str, code: str, error: dict[str, Any], hint: str = "") -> ScriptError:
    """The failure of ``name`` (`api.lambda`, `|lambda_map`) for what library/errors.js tells.

    Its name is that of the JavaScript error; what was thrown and is no error is its payload.
    """
    if "name" not in error:
        thrown = error["thrown"]
        shown = shorten(thrown if isinstance(thrown, str) else dump_json(thrown))
        # The engine throws null where it finds no memory even for an error.
        more = f", or needs more than {MEMORY >> 20} MB of memory" if thrown is None else ""
        return ScriptError(f"{name} failed: its code threw {shown}{more}", name="thrown", payload=thrown)
    message = ": ".join(part for part in (error["name"], shorten(error["message"], LONGEST_MESSAGE)) if part)
    notes = _place(code, error) + (f"; {hint}" if hint else _hint(code, error))
    return ScriptError(f"{name} failed: {message}{notes}", name=error["name"])


def _place(code: str, error: dict[str, Any]) -> str:
    """The line of the job's code that the error came from, and its number."""
    lines = code.split("\n")
    for found in PLACE.finditer(error["stack"]):
        number = int(found[2]) - FIRST_LINE
        # A class of errors stands on the stack itself; what matters is who made one.
        if 0 <= number < len(lines) and found[1] != error["maker"]:
            return f", in line {number + 1} of its code: `{shorten(lines[number].strip(), LONGEST_LINE)}`"
    return ""


def _hint(code: str, error: dict[str, Any]) -> str:
    if error["name"] == "SyntaxError" and IMPORT.search(code):
        return "; modules cannot be imported here"
    return next((f"; {hint}" for part, hint in HINTS.items() if part in error["message"]), "")
