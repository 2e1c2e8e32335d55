"""Sorting: without a type Xano sorts as texts, and its direction is true or false."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import Expression, FilterCall, Literal, Pipe, Word
from runner.values.kinds import NULL, NUMERIC, Kind

family = RuleFamily("portability")

ELEMENT_PATHS = frozenset({"", "$$", "$this"})
DIRECTIONS = {"asc": "true", "desc": "false"}
DIRECTION = 2  # its place among the arguments


@family.rule("text-sort")
def tell_types(view: FileView) -> Iterator[Problem]:
    """`[10, 9]|sort`: Xano puts 10 before 9."""
    for body in view.bodies:
        for pipe in body.all(Pipe):
            for call, kind in body.through(pipe):
                if call.name == "sort" and _by_element(call) and _holds_numbers(kind):
                    yield _text_sort(view, call)


def _by_element(call: FilterCall) -> bool:
    """Whether a `sort` names no type and no path but that of the element itself."""
    if not call.arguments:
        return True
    path = call.arguments[0]
    return len(call.arguments) == 1 and isinstance(path, Literal) and path.value in ELEMENT_PATHS


def _holds_numbers(kind: Kind) -> bool:
    return bool(kind.elements.types) and kind.elements.only(NUMERIC | NULL)


def _text_sort(view: FileView, call: FilterCall) -> Problem:
    message = "Xano sorts as texts where no type is given: 10 comes before 9"
    written = view.source.text[slice(*call.span)]
    fixed = f'{written}:"number"' if call.arguments else f'{written}:"":"number"'
    return view.warning("text-sort", message, call.span, fix=Fix(call.span, fixed))


@family.rule("sort-direction")
def tell_directions(view: FileView) -> Iterator[Problem]:
    """`sort:"name":"text":"desc"`: what is no bool is true to Xano."""
    for body in view.bodies:
        for call in body.all(FilterCall):
            word = _word(call.arguments[DIRECTION]) if len(call.arguments) > DIRECTION else None
            if call.name == "sort" and word in DIRECTIONS:
                span = call.arguments[DIRECTION].span
                message = "the direction of a `sort` is true or false in Xano"
                yield view.warning("sort-direction", message, span, fix=Fix(span, DIRECTIONS[word]))


def _word(node: Expression) -> str | None:
    if isinstance(node, Word):
        return node.text
    return node.value if isinstance(node, Literal) and isinstance(node.value, str) else None
