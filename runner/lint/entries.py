"""All statements and declarations of a file, and the lines that each has for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.source import Source
from runner.syntax.nodes import Declaration, Document, Property, Statement
from runner.syntax.nodes.statements import Entry


def owners(documents: Iterable[Document]) -> Iterator[Statement | Declaration]:
    """Each statement and declaration of a file, disabled ones too, those around before those inside."""
    pending: list[Entry] = [document.statement for document in documents]
    while pending:
        entry = pending.pop()
        if not isinstance(entry, Property):
            yield entry
            if entry.block is not None:
                pending += reversed(entry.block.entries)


def own_lines(source: Source, documents: Iterable[Document]) -> dict[int, int]:
    """The lines of each entry before those of the entries in its block: the first -> the last."""
    lines: dict[int, int] = {}
    for owner in owners(documents):
        inner = () if owner.block is None else (one.span.start for one in owner.block.entries if _holds(one))
        first = source.position(owner.span.start).line
        end = next(iter(inner), None)
        last = source.position(owner.span.end - 1).line if end is None else source.position(end).line - 1
        lines.setdefault(first, max(first, last))
    return lines


def _holds(entry: Entry) -> bool:
    return not isinstance(entry, Property)
