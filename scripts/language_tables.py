"""Writes the tables of docs/language.md from the language itself, so that they stay true.

python scripts/language_tables.py          writes them
python scripts/language_tables.py --check  fails where they are out of date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.filters import FAMILIES as FILTERS
from runner.language import xanoscript
from runner.specs import FilterSpec, StatementSpec
from runner.statements import FAMILIES as STATEMENTS
from runner.types import INPUT_FILTERS, TYPES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "language.md"
ROLE = re.compile(r":\w+:`~?([^`]+)`")
MARK = "<!-- The tables below are written by scripts/language_tables.py -->"


def tables() -> str:
    """The text below the mark."""
    return "\n".join([*_statements(), *_filters(), *_types(), *_unsupported()])


def _statements() -> Iterator[str]:
    yield "\n## Statements\n"
    for family in STATEMENTS:
        yield f"### {family.name}\n\n| statement | what it does |\n|---|---|"
        for spec in sorted(family.specs, key=lambda item: item.name):
            yield f"| `{_statement_form(spec)}` | {_first_line(spec.function or spec.emit)} |"
        yield ""


def _statement_form(spec: StatementSpec) -> str:
    parts = [spec.name]
    if spec.named:
        parts.append('"name"')
    if spec.subject is not None:
        parts.append("$variable" if spec.subject == "changes" else "(value)")
    if spec.condition:
        parts.append("if (...)")
    names = [name if name in spec.required else f"{name}?" for name in spec.properties]
    inner = [*names, *(f"{block} {{ }}" for block in spec.blocks)]
    return " ".join([*parts, *(["{", *inner, "}"] if inner else [])])


def _filters() -> Iterator[str]:
    yield "\n## Filters\n\nArguments in brackets may be left out.\n"
    for family in FILTERS:
        yield f"### {family.name}\n\n| filter | what it gives |\n|---|---|"
        for spec in sorted(family.specs, key=lambda item: item.name):
            yield f"| `{_filter_form(spec)}` | {_first_line(spec.function)} |"
        yield ""


def _filter_form(spec: FilterSpec) -> str:
    code = spec.function.__code__
    first = 2 if spec.context else 1
    names = [name.rstrip("_") for name in code.co_varnames[first : code.co_argcount]]
    required = "".join(f":{name}" for name in names[: spec.minimum])
    optional = "".join(f"[:{name}]" for name in names[spec.minimum :])
    return f"{spec.name}{required}{optional}" + ("[:...]" if spec.maximum is None else "")


def _types() -> Iterator[str]:
    yield "\n## Types\n"
    yield "Types of inputs: " + ", ".join(f"`{name}`" for name in TYPES) + ".\n"
    yield "Input filters: " + ", ".join(f"`{name}`" for name in INPUT_FILTERS) + "."


def _unsupported() -> Iterator[str]:
    language = xanoscript()
    yield "\n## What does not run yet\n"
    yield "These parse, and fail with a sentence where a run reaches them.\n"
    yield "Statements: " + ", ".join(f"`{name}`" for name in sorted(language.unsupported_statements)) + ".\n"
    yield "Filters: " + ", ".join(f"`{name}`" for name in sorted(language.unsupported_filters)) + "."


def _first_line(function: object) -> str:
    text = (getattr(function, "__doc__", "") or "").strip().split("\n\n")[0]
    text = ROLE.sub(r"`\1`", text).replace("``", "`")
    return " ".join(text.split()).replace("|", "\\|")


def page() -> str:
    """The whole page with fresh tables."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0].rstrip()
    return f"{head}\n\n{MARK}\n{tables()}\n"


def main() -> int:
    """Write the page, or check it."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
