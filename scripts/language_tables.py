"""Writes the tables of docs/language.md and docs/templates.md from the language, so that they stay true.

python scripts/language_tables.py          writes them
python scripts/language_tables.py --check  fails where they are out of date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.filters.families import FAMILIES as FILTERS
from runner.language import xanoscript
from runner.specs import FilterSpec, StatementSpec
from runner.statements.families import FAMILIES as STATEMENTS
from runner.syntax.nodes import CONSTRUCTS
from runner.templates import language as templates
from runner.templates.parser import TAGS
from runner.types import INPUT_FILTERS, TYPES

DOCS = Path(__file__).resolve().parent.parent / "docs"
ROLE = re.compile(r":\w+:`~?([^`]+)`")
MARK = "<!-- The tables below are written by scripts/language_tables.py -->"

# What comes of the constructs that are more than carried.
RUNNING = {
    "run.job": "runs",
    "function": "runs",
    "workspace": "gives env defaults, and the name of a job without a `run.job`",
    "run.service": "is refused with a sentence: services wait for requests",
}
CARRIED = "are read and carried; nothing of them runs"
# The families that need an extra, but for those of their names that do without.
EXTRAS = {
    "ciphers": "crypto",
    "tokens": "crypto",
    "security keys": "crypto",
    "security tokens": "crypto",
    "lambdas": "lambda",
}
WITHOUT_EXTRA = frozenset({"security.create_secret_key", "security.check_password"})


def language_tables() -> Iterator[str]:
    """The tables of docs/language.md."""
    yield from _state()
    yield from _constructs()
    yield from _statements()
    yield from _filters()
    yield from _types()
    yield from _unsupported()


def template_tables() -> Iterator[str]:
    """The tables of docs/templates.md."""
    yield "\n## What there is\n\n| | |\n|---|---|"
    yield f"| tags | {_names(TAGS)} |"
    yield f"| filters | {_names(templates.FILTERS)} |"
    yield f"| functions | {_names(templates.FUNCTIONS)} |"
    yield f"| tests | {_names(templates.TESTS)} |"


PAGES: dict[Path, Callable[[], Iterator[str]]] = {
    DOCS / "language.md": language_tables,
    DOCS / "templates.md": template_tables,
}


def _state() -> Iterator[str]:
    language = xanoscript()
    yield "\n## State\n\n| | run | are only read |\n|---|---|---|"
    runs = [name for name in CONSTRUCTS if RUNNING.get(name) == "runs"]
    yield f"| constructs | {len(runs)} | {len(CONSTRUCTS) - len(runs)} |"
    yield f"| statements | {len(language.statements)} | {len(language.unsupported_statements)} |"
    yield f"| filters | {len(language.filters)} | {len(language.unsupported_filters)} |"
    yield f"| input types | {len(TYPES)} | 0 |"
    yield f"| input filters | {len(INPUT_FILTERS)} | 0 |"


def _constructs() -> Iterator[str]:
    yield "\n## Constructs\n\n| construct | state |\n|---|---|"
    for name, state in RUNNING.items():
        yield f"| `{name}` | {state} |"
    yield f"| {_names(CONSTRUCTS - RUNNING.keys())}, and all others that end in `_trigger` | {CARRIED} |"


def _statements() -> Iterator[str]:
    yield "\n## Statements\n\nAll of these run, but for one that is refused. Some need an extra.\n"
    for family in sorted(STATEMENTS, key=lambda item: (item.name != "control", item.name)):
        yield f"### {family.name}\n\n| statement | what it does |\n|---|---|"
        for spec in sorted(family.specs, key=lambda item: item.name):
            does = _first_line(spec.function or spec.emit)
            yield f"| `{_statement_form(spec)}` | {does}{_extra(family.name, spec.name)} |"
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
    yield "\n## Filters\n\nAll of these run. Arguments in brackets may be left out.\n"
    for family in FILTERS:
        yield f"### {family.name}\n\n| filter | what it gives |\n|---|---|"
        for spec in sorted(family.specs, key=lambda item: item.name):
            gives = _first_line(spec.function)
            yield f"| `{_filter_form(spec)}` | {gives}{_extra(family.name, spec.name)} |"
        yield ""


def _filter_form(spec: FilterSpec) -> str:
    code = spec.function.__code__
    first = 1 + spec.context + spec.variables
    names = [name.rstrip("_") for name in code.co_varnames[first : code.co_argcount]]
    required = "".join(f":{name}" for name in names[: spec.minimum])
    optional = "".join(f"[:{name}]" for name in names[spec.minimum :])
    return f"{spec.name}{required}{optional}" + ("[:...]" if spec.maximum is None else "")


def _extra(family: str, name: str) -> str:
    return f" Extra `{EXTRAS[family]}`." if family in EXTRAS and name not in WITHOUT_EXTRA else ""


def _types() -> Iterator[str]:
    yield "\n## Types\n\nAll of these run.\n"
    yield f"Types of inputs: {_in_order(TYPES)}.\n"
    yield f"Input filters: {_in_order(INPUT_FILTERS)}."


def _unsupported() -> Iterator[str]:
    language = xanoscript()
    yield "\n## What does not run yet\n"
    yield "These parse, and fail with the name `unsupported` where a run reaches them.\n"
    yield "| | |\n|---|---|"
    names = sorted(language.unsupported_statements)
    for family, members in groupby(names, key=lambda name: name.partition(".")[0]):
        yield f"| `{family}` | {_names(members)} |"
    yield f"| filters | {_names(language.unsupported_filters)} |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _in_order(names: Mapping[str, object]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _first_line(function: object) -> str:
    text = (getattr(function, "__doc__", "") or "").strip().split("\n\n")[0]
    text = ROLE.sub(r"`\1`", text).replace("``", "`")
    return " ".join(text.split()).replace("|", "\\|")


def page(path: Path) -> str:
    """The whole page with fresh tables."""
    head = path.read_text(encoding="utf-8").partition(MARK)[0].rstrip()
    tables = "\n".join(PAGES[path]())
    return f"{head}\n\n{MARK}\n{tables}\n"


def main() -> int:
    """Write the pages, or check them."""
    if "--check" in sys.argv[1:]:
        return 0 if all(path.read_text(encoding="utf-8") == page(path) for path in PAGES) else 1
    for path in PAGES:
        path.write_text(page(path), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
