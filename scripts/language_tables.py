"""Writes the tables of docs/language.md and docs/templates.md from the language, so that they stay true.

python scripts/language_tables.py          writes them
python scripts/language_tables.py --check  fails where they are out of date
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from runner.filters.families import FAMILIES as FILTERS
from runner.language import xanoscript
from runner.port.uses import REFUSED
from runner.reference.catalogue import CONSTRUCT_STATES
from runner.reference.signatures import extra_of, filter_form, sentence, statement_form
from runner.statements.families import FAMILIES as STATEMENTS
from runner.syntax.nodes import CONSTRUCTS
from runner.templates import language as templates
from runner.templates.parser import TAGS
from runner.types import INPUT_FILTERS, TYPES

DOCS = Path(__file__).resolve().parent.parent / "docs"
MARK = "<!-- The tables below are written by scripts/language_tables.py -->"

CARRIED = "are read and carried; nothing of them runs"


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
    runs = CONSTRUCT_STATES.keys() - REFUSED
    yield f"| constructs | {len(runs)} | {len(CONSTRUCTS) - len(runs)} |"
    yield f"| statements | {len(language.statements)} | {len(language.unsupported_statements)} |"
    yield f"| filters | {len(language.filters)} | {len(language.unsupported_filters)} |"
    yield f"| filters of queries alone | {len(language.query_filters)} | 0 |"
    yield f"| input types | {len(TYPES)} | 0 |"
    yield f"| input filters | {len(INPUT_FILTERS)} | 0 |"


def _constructs() -> Iterator[str]:
    yield "\n## Constructs\n\n| construct | state |\n|---|---|"
    for name, state in CONSTRUCT_STATES.items():
        yield f"| `{name}` | {state} |"
    others = _names(CONSTRUCTS - CONSTRUCT_STATES.keys())
    yield f"| {others}, and all others that end in `_trigger` | {CARRIED} |"


def _statements() -> Iterator[str]:
    yield "\n## Statements\n\nAll of these run, but for one that is refused. Some need an extra.\n"
    ordered = sorted(STATEMENTS, key=lambda item: (item.name != "control", item.name))
    # A family may stand in two modules.
    for name, families in groupby(ordered, key=lambda item: item.name):
        yield f"### {name}\n\n| statement | what it does |\n|---|---|"
        specs = (spec for family in families for spec in family.specs)
        for spec in sorted(specs, key=lambda item: item.name):
            does = _does(spec.function or spec.emit)
            yield f"| `{statement_form(spec)}` | {does}{_extra(name, spec.name)} |"
        yield ""


def _filters() -> Iterator[str]:
    yield "\n## Filters\n\nAll of these run. Arguments in brackets may be left out. Those of queries alone"
    yield "stand in [queries](queries.md#filters).\n"
    for family in FILTERS:
        yield f"### {family.name}\n\n| filter | what it gives |\n|---|---|"
        for spec in sorted(family.specs, key=lambda item: item.name):
            gives = _does(spec.function)
            yield f"| `{filter_form(spec)}` | {gives}{_extra(family.name, spec.name)} |"
        yield ""


def _extra(family: str, name: str) -> str:
    extra = extra_of(family, name)
    return f" Extra `{extra}`." if extra else ""


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


def _does(function: Callable[..., Any] | None) -> str:
    return sentence(function).replace("|", "\\|")


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
