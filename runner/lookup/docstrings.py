"""What a Google-style docstring tells about a function: its summary and its arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from inspect import cleandoc

# Other sections (Returns, Raises ...) say nothing about inputs.
SECTION = re.compile(r"^(Args|Arguments):\s*$")
# `name: ...`, `name (type): ...`, `**name: ...`; the type hint knows better than the type in here.
ENTRY = re.compile(r"^\*{0,2}(\w+)\s*(?:\([^)]*\))?:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Docstring:
    """The first paragraph, and a sentence for each argument that is described."""

    summary: str = ""
    arguments: dict[str, str] = field(default_factory=dict)


def read_docstring(text: str | None) -> Docstring:
    """Read a docstring; whatever is not written in Google's style is left out, never an error."""
    if not text:
        return Docstring()
    lines = cleandoc(text).splitlines()
    return Docstring(_first_paragraph(lines), _arguments(lines))


def _first_paragraph(lines: list[str]) -> str:
    paragraph: list[str] = []
    for line in lines:
        if not line.strip() or SECTION.match(line):
            break
        paragraph.append(line.strip())
    return " ".join(paragraph)


def _arguments(lines: list[str]) -> dict[str, str]:
    """The entries of the section: one an argument, its further lines indented deeper than its name."""
    found: dict[str, str] = {}
    current, margin = "", 0
    for line in _section(lines):
        indent = len(line) - len(line.lstrip())
        entry = ENTRY.match(line.strip())
        # A line that is indented deeper goes on with its argument, even if it looks like one.
        if entry and (not current or indent <= margin):
            current, margin = entry[1], indent
            found[current] = entry[2].strip()
        elif current:
            found[current] = f"{found[current]} {line.strip()}".strip()
    return found


def _section(lines: list[str]) -> list[str]:
    start = next((at for at, line in enumerate(lines) if SECTION.match(line)), len(lines))
    body: list[str] = []
    for line in lines[start + 1 :]:
        # The next section, or text without a section, stands at the margin.
        if line and not line[0].isspace():
            break
        if line.strip():
            body.append(line)
    return body
