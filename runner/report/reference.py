"""The entries of the reference -> text for people, lines for `grep`, data for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import indent, wrap
from typing import Any

from runner.reference.catalogue import Entry
from runner.reference.kinds import CODE, CONSTRUCT
from runner.report.style import Style

# What comes of what does not run.
IDLE = {
    CONSTRUCT: "A job carries it; nothing of it runs here.",
}
WIDTH = 100  # as the help of commands
# The end of a first sentence: what follows begins a new one.
SENTENCE_END = re.compile(r"(?<=\.)\s+(?=[A-Z`])")


def describe_entry(entry: Entry) -> dict[str, Any]:
    """One entry as JSON-ready data; ``gives`` is the response itself, null where there is none to tell."""
    data = {name: getattr(entry, name) for name in Entry._fields}
    data["kind"] = entry.kind.name
    data.update(aliases=list(entry.aliases), more=list(entry.more))
    data["gives"] = json.loads(entry.gives) if entry.gives else None
    return data


def entry_text(entry: Entry, style: Style) -> str:
    """All that there is to say about one name."""
    family = f", {entry.family}" if entry.family else ""
    parts = [f"{style.bold(entry.name)}  {style.dim(f'{entry.kind.name}{family}')}"]
    parts += [style.cyan(line) for line in _wrapped(entry.form)]
    parts += [line for text in (entry.sentence, *entry.more, *_remarks(entry)) for line in _wrapped(text)]
    return "\n".join([*parts, *_examples(entry, style)])


def list_text(entries: Sequence[Entry], style: Style) -> str:
    """A line for each entry, below their families, or below their kinds where there are several."""
    width = max(len(entry.name) for entry in entries)
    mixed = len({entry.kind for entry in entries}) > 1
    lines = []
    for head, members in groupby(entries, key=lambda entry: entry.kind.name if mixed else entry.family):
        lines += [style.bold(head)] if head else []
        lines += [f"  {style.cyan(entry.name.ljust(width))}  {_short(entry)}" for entry in members]
    return "\n".join(lines)


def plain_list(entries: Sequence[Entry]) -> str:
    """A line for each entry, its columns parted by tabs: name, kind, family, form, first sentence."""
    return "\n".join(
        "\t".join([entry.name, entry.kind.name, entry.family, entry.form, _short(entry)]) for entry in entries
    )


def _wrapped(text: str) -> list[str]:
    lines = wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    return [f"{'    ' if number else '  '}{line}" for number, line in enumerate(lines)]


def _short(entry: Entry) -> str:
    return SENTENCE_END.split(entry.sentence)[0]


def _remarks(entry: Entry) -> Iterator[str]:
    if entry.aliases:
        yield f"The same: {', '.join(f'`{name}`' for name in entry.aliases)}."
    if entry.extra:
        yield f"Needs the extra `{entry.extra}`: pip install 'xsrun[{entry.extra}]'"
    if entry.differs:
        yield f"Differs from Xano: {entry.differs}"
    if not entry.runs:
        yield IDLE.get(entry.kind, "It does not run here yet.")


def _examples(entry: Entry, style: Style) -> Iterator[str]:
    if entry.wrong:
        yield f"\n  {style.red('Wrong:')}\n\n{_shown(entry.wrong)}\n\n  {style.bold('Right:')}"
    if entry.example:
        yield f"\n{_shown(entry.example)}"
    if entry.gives and entry.kind is not CODE:
        yield f"\n  gives {style.bold(entry.gives)}"


def _shown(example: str) -> str:
    return indent(example.rstrip(), "    ")
