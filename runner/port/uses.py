"""Documents -> what they use of the language: constructs, statements, filters, and whether those run here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from runner.check.live import walk_live
from runner.language import xanoscript
from runner.records import Record
from runner.reference.catalogue import CONSTRUCT_STATES
from runner.reference.differences import DIFFERENCES
from runner.reference.kinds import CONSTRUCT, FILTER, STATEMENT
from runner.source import Span
from runner.syntax.nodes import Document, FilterCall, FunctionDocument, Statement

SAME, DIFFERS, MISSING = "same", "differs", "missing"
STATES = (SAME, DIFFERS, MISSING)
# Constructs that are known, and end a run before it starts.
REFUSED = frozenset({"run.service"})
TEST = "test"
CARRIED = "Read and carried; nothing of it runs."
NOT_YET = "It does not run here yet."
UNKNOWN = "XanoScript has nothing of that name."


class Use(Record):
    """One name of the language and all places where it is used.

    ``kind`` is "construct", "statement" or "filter", ``state`` one of STATES; ``note`` says what differs
    or what is missing. ``places`` are ``file:line:column``, in the order of the files.
    """

    kind: str
    name: str
    state: str
    note: str
    places: tuple[str, ...]


def uses_of(documents: Iterable[Document]) -> list[Use]:
    """What documents use: by state, what is used most first."""
    places: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        for kind, name, span in _names(document):
            places.setdefault((kind, name), []).append(document.source.where(span))
    return _sorted(
        Use(kind, name, *_state(kind, name), tuple(where)) for (kind, name), where in places.items()
    )


def missing_code(document: Document) -> list[Use]:
    """The statements and filters that a document uses and that do not run here."""
    return [use for use in uses_of([document]) if use.state == MISSING and use.kind != CONSTRUCT.name]


def joined(uses: Iterable[Use]) -> list[Use]:
    """What several documents use as the use of all of them: each name once."""
    first: dict[tuple[str, str], Use] = {}
    places: dict[tuple[str, str], list[str]] = {}
    for use in uses:
        first.setdefault((use.kind, use.name), use)
        places.setdefault((use.kind, use.name), []).extend(use.places)
    return _sorted(use.changed(places=tuple(places[key])) for key, use in first.items())


def _sorted(uses: Iterable[Use]) -> list[Use]:
    return sorted(uses, key=lambda use: (STATES.index(use.state), -len(use.places), use.kind, use.name))


def _names(document: Document) -> Iterator[tuple[str, str, Span]]:
    yield CONSTRUCT.name, document.construct, document.statement.name_span
    parts = {part for spec in xanoscript().statements.values() for part in spec.blocks}
    for code in _code(document):
        for node in walk_live(code):
            if type(node) is FilterCall:
                yield FILTER.name, node.name, node.name_span
            elif type(node) is Statement and node.name == TEST:
                yield CONSTRUCT.name, TEST, node.name_span
            elif type(node) is Statement and node.name not in parts:
                yield STATEMENT.name, node.name, node.name_span


def _code(document: Document) -> list[Any]:
    """The parts of a document that run, or would."""
    tests = document.tests if isinstance(document, FunctionDocument) else []
    block = document.statement.block
    return [block.block("stack"), block.get("response"), *tests] if block is not None else []


def _state(kind: str, name: str) -> tuple[str, str]:
    language = xanoscript()
    differs = DIFFERENCES.get(kind, {}).get(name, "")
    if kind == CONSTRUCT.name:
        runs, lacks = name in CONSTRUCT_STATES and name not in REFUSED, CARRIED
    elif kind == FILTER.name:
        runs = name in language.filters or name in language.query_filters
        lacks = NOT_YET if name in language.unsupported_filters else UNKNOWN
    else:
        runs = name in language.statements
        lacks = NOT_YET if name in language.unsupported_statements else UNKNOWN
    if not runs:
        return MISSING, differs or lacks
    return (DIFFERS, differs) if differs else (SAME, "")
