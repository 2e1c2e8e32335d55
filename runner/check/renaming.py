"""Another name for a variable that took a reserved one, wherever its function uses it."""

from __future__ import annotations

from runner.errors import Fix
from runner.source import Span
from runner.syntax.nodes import FunctionDocument, Literal, Member, Node, Variable, walk

# Reserved names that jobs use as names of their own; the others are bound anew by filters and statements.
RENAMED = {"auth": "user", "db": "data", "env": "settings", "input": "value"}


def renaming(document: FunctionDocument, name: str, at: Span) -> Fix | None:
    """The fix that renames ``$name``, which is set at ``at``, in the whole function.

    None where a use may mean what the language gives: one before the first setting, a key such as
    `$env.KEY`, a text that may be a template.
    """
    nodes = [node for part in (document.stack, document.response) for node in walk(part)]
    places = sorted(node.span for node in nodes if type(node) is Variable and node.name == name)
    members = any(type(node) is Member and _is(node.base, name) for node in nodes)
    texts = any(isinstance(node.value, str) and f"${name}" in node.value for node in _literals(nodes))
    if name not in RENAMED or members or texts or places[:1] != [at]:
        return None
    taken = {node.name for node in nodes if type(node) is Variable}
    new = next(free for free in (RENAMED[name], f"{name}_value", f"my_{name}_value") if free not in taken)
    return _replaced(document, places, f"${new}")


def _is(node: object, name: str) -> bool:
    return type(node) is Variable and node.name == name


def _literals(nodes: list[Node]) -> list[Literal]:
    return [node for node in nodes if type(node) is Literal]


def _replaced(document: FunctionDocument, places: list[Span], new: str) -> Fix:
    text, at = document.source.text, places[0].start
    parts: list[str] = []
    for place in places:
        parts += [text[at : place.start], new]
        at = place.end
    return Fix(Span(places[0].start, places[-1].end), "".join(parts))
