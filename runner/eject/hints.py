"""Kinds of values -> type hints of results and variables."""

from __future__ import annotations

from runner.check.live import walk_live
from runner.eject.knowledge import Knowledge
from runner.eject.needs import Needs
from runner.syntax.nodes import FunctionDocument, Statement
from runner.values.kinds import ANY, BOOL, FLOAT, INT, LIST, NULL, NUMERIC, OBJECT, TEXT, Kind, join

WORDS = {
    TEXT: "str",
    INT: "int",
    FLOAT: "float",
    NUMERIC: "float",
    BOOL: "bool",
    LIST: "list[Any]",
    OBJECT: "dict[str, Any]",
}


def hint_of(kind: Kind, needs: Needs) -> str:
    """The hint for a value of a kind."""
    if kind.types == NULL:
        return "None"
    word = WORDS.get(kind.types & ~NULL, "Any")
    if "Any" in word:
        needs.from_typing("Any")
    return f"{word} | None" if kind.has(NULL) and word != "Any" else word


def result_hint(document: FunctionDocument, known: Knowledge, needs: Needs) -> str:
    """The hint for what a function gives."""
    if document.response is None:
        kind: Kind = Kind(NULL)
    else:
        kind = known.of(document.response)
    for node in walk_live(document.stack):
        if type(node) is Statement and node.name == "return":
            value = node.property("value")
            kind = join(kind, known.of(value) if value is not None else Kind(NULL))
    return hint_of(kind if kind.types else ANY, needs)


def variable_hint(kind: Kind, value: Kind, display: bool, empty: bool, needs: Needs) -> str:
    """The hint that a variable needs at its first value; "" where a checker finds it by itself.

    Args:
        kind: what the variable ever holds.
        value: the kind of its first value.
        display: whether that is written as a list or a dictionary.
        empty: whether it is written as an empty one.
        needs: takes the names that the hint is made of.
    """
    known = value.types and value != ANY
    if display:
        same = kind.only(value.types)
        return hint_of(value if same else ANY, needs) if empty or not same or kind != value else ""
    if not known or kind.only(value.types):
        return ""
    return hint_of(kind, needs)
