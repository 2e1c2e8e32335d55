"""Two texts of one file -> a unified diff."""

from __future__ import annotations

import re
from difflib import unified_diff

from runner.report.style import Style, visible

# The lines that name the file.
HEADER = 2
NO_NEWLINE = "\\ No newline at end of file"
# Not `str.splitlines`, which also ends lines at characters that a text in quotes may hold.
LINE = re.compile(r"[^\n]*\n|[^\n]+")


def diff_text(name: str, before: str, after: str, style: Style) -> str:
    """The diff that `patch` and `git apply` take; "" where the texts are the same."""
    lines = unified_diff(LINE.findall(before), LINE.findall(after), f"a/{name}", f"b/{name}")
    return "\n".join(part for number, line in enumerate(lines) for part in _shown(line, number, style))


def _shown(line: str, number: int, style: Style) -> list[str]:
    text = visible(line.removesuffix("\n"))
    paint = {"@": style.cyan, "-": style.red, "+": style.green}.get(line[0], str)
    shown = style.bold(text) if number < HEADER else paint(text)
    return [shown] if line.endswith("\n") else [shown, NO_NEWLINE]
