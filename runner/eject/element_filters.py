"""Filters whose expression is evaluated once an element: comprehensions."""

from __future__ import annotations

from runner.check.live import walk_live
from runner.eject import pieces
from runner.eject.elements import Element, Lazy
from runner.eject.list_filters import LIST_FILTERS
from runner.eject.pieces import Code, call, name
from runner.eject.piped import Piped, Rule
from runner.syntax.nodes import Expression, Variable
from runner.values.kinds import LIST


def walk(piped: Piped) -> tuple[Lazy, str, Code] | None:
    """The expression, what a `for` binds, and what it walks; None where only a `lambda` will do."""
    node = piped.arguments[0]
    listed = piped.value.only(LIST)
    # Of an object `$index` is the key.
    lazy = piped.writer.lazy(node, piped.code if piped.code.is_name else pieces.NONE)
    if _reads_parent(node) and not piped.code.is_name:
        return None
    if not lazy.uses_index:
        return lazy, lazy.element.item, piped.elements
    if not listed:
        return None
    return lazy, f"{lazy.element.index}, {lazy.element.item}", call("enumerate", piped.code)


def _reads_parent(node: Expression) -> bool:
    return any(type(one) is Variable and one.name == "parent" for one in walk_live(node))


def _map(piped: Piped) -> Code | None:
    walked = walk(piped)
    return pieces.generator("[]", walked[0].value, *walked[1:]) if walked is not None else None


def _filter(piped: Piped) -> Code | None:
    walked = walk(piped)
    if walked is None:
        return None
    lazy, targets, items = walked
    return pieces.generator("[]", name(lazy.element.item), targets, items, lazy.truth)


def _find(piped: Piped) -> Code | None:
    walked = walk(piped)
    if walked is None:
        return None
    lazy, targets, items = walked
    found = pieces.generator("()", name(lazy.element.item), targets, items, lazy.truth)
    return call("next", found, pieces.NONE)


def _find_index(piped: Piped) -> Code | None:
    if not piped.value.only(LIST):
        return None
    lazy = piped.writer.lazy(piped.arguments[0], piped.code if piped.code.is_name else None)
    targets = f"{lazy.element.index}, {lazy.element.item}"
    items = call("enumerate", piped.code)
    found = pieces.generator("()", name(lazy.element.index), targets, items, lazy.truth)
    return call("next", found, name("-1"))


def _quantifier(word: str) -> Rule:
    def write(piped: Piped) -> Code | None:
        walked = walk(piped)
        if walked is None:
            return None
        lazy, targets, items = walked
        inner = pieces.generator("()", lazy.truth, targets, items)
        return Code((word, *inner.pieces))

    return write


def _set_conditional(piped: Piped) -> Code | None:
    if not (piped.code.is_name and piped.key):
        return None
    lazy_condition = _with_this(piped, piped.arguments[2])
    written = LIST_FILTERS["set"](Piped(piped.writer, piped.value, piped.arguments[:2]))
    assert written is not None
    return pieces.choice(lazy_condition, written, piped.code)


def _with_this(piped: Piped, node: Expression) -> Code:
    (only,) = piped.code.pieces
    with piped.writer.inside(Element(str(only), "None")):
        return piped.writer.condition(node)


ELEMENT_FILTERS: dict[str, Rule] = {
    "some": _quantifier("any"),
    "every": _quantifier("all"),
    "map": _map,
    "filter": _filter,
    "find": _find,
    "findIndex": _find_index,
    "set_conditional": _set_conditional,
}
