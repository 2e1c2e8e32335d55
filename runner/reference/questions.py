"""A name that somebody asks for -> what the reference knows of it, also where other languages call it so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runner.check.suggestions import PROPERTIES, STATEMENTS, near
from runner.language import xanoscript
from runner.records import Record
from runner.reference.catalogue import Entry, entries, find
from runner.reference.kinds import FILTER, INPUT_FILTER, KINDS, STATEMENT, TYPE, Kind

QUOTED = re.compile(r"`([\w.]+)")


class Answer(Record):
    """What is known of a name.

    ``exact`` says that ``entries`` go by that name; else they are what to use in its place, or mention it.
    ``elsewhere`` tells what to write for what other languages call so, one text for each meaning.
    """

    entries: list[Entry]
    elsewhere: list[str]
    exact: bool


class _Hint(Record):
    """What to write for a name of other languages: ``text``, which quotes names of ``kind``."""

    meaning: str
    text: str
    kind: Kind | None = None

    @property
    def entries(self) -> list[Entry]:
        """The entries of the names in its text."""
        named = dict.fromkeys(QUOTED.findall(self.text)) if self.kind is not None else {}
        return [entry for name in named for entry in find(name) if entry.kind is self.kind]


def answer(name: str) -> Answer:
    """Look a name up: as it is, then as one of other languages, then as a word of the sentences."""
    found, hints = find(name), list(_elsewhere(name))
    texts = [f"as {hint.meaning}: {hint.text}" for hint in hints]
    if found:
        return Answer(found, texts, True)
    if hints:
        instead = [entry for hint in hints for entry in hint.entries]
        return Answer(instead, texts, False)
    return Answer(_search(name), [], False)


def nearest(name: str) -> str | None:
    """The name in the reference that is most like ``name``, or a kind of which it has a list."""
    names = [entry.name for kind in KINDS for entry in entries(kind)]
    return near(name, [*(kind.listed for kind in KINDS), *names])


def _elsewhere(name: str) -> Iterator[_Hint]:
    from runner.types.suggestions import FILTER_SUGGESTIONS, TYPE_SUGGESTIONS

    filter_hint = xanoscript().filter_hints.get(name)
    if filter_hint is not None:
        yield _Hint("a filter", filter_hint, FILTER)
    tables = (
        ("a statement", STATEMENTS, STATEMENT),
        ("a type", TYPE_SUGGESTIONS, TYPE),
        ("an input filter", FILTER_SUGGESTIONS, INPUT_FILTER),
    )
    for meaning, table, kind in tables:
        if name in table:
            yield _Hint(meaning, f"`{table[name]}`", kind)
    for (statement, theirs), ours in PROPERTIES.items():
        if theirs == name:
            yield _Hint(f"a property of `{statement}`", f"`{ours}`")


def _search(word: str) -> list[Entry]:
    if not word[:1].isalnum():
        return []
    pattern = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
    return [
        entry
        for kind in KINDS
        for entry in entries(kind)
        if pattern.search(entry.name) or pattern.search(entry.sentence)
    ]
