"""Where comments go: Xano takes them above constructs, items of a stack, inputs and columns, nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from runner.records import Record
from runner.source import Span
from runner.syntax.comments import Comment
from runner.syntax.nodes import Declaration, Document, Property, Statement
from runner.syntax.nodes.statements import Entry

SEPARATOR = re.compile(r"^---[ \t]*$", re.MULTILINE)
# The statements whose blocks hold the items of a stack.
STACKS = frozenset(
    {"stack", "each", "if", "elseif", "else", "case", "default", "try", "catch", "finally", "test"}
)


class Place(Record):
    """An entry of the tree: ``home`` is where the one begins that comments on it stand above."""

    span: Span
    home: int
    block: Span | None = None
    entries: tuple[Place, ...] = ()


def place_comments(
    text: str, documents: Sequence[Document], comments: Sequence[Comment]
) -> dict[int, list[str]]:
    """The comments by the offset at which the entry begins that they go above, in the order of the text."""
    placed: dict[int, list[str]] = {}
    for comment, home in zip(comments, comment_homes(text, documents, comments), strict=True):
        placed.setdefault(home, []).append(text[comment.span.start : comment.span.end])
    return placed


def comment_homes(text: str, documents: Sequence[Document], comments: Iterable[Comment]) -> list[int]:
    """Of each comment the offset at which the entry begins that it goes above."""
    places = tuple(_place(one.statement, one.span.start) for one in documents)
    return [_home(text, places, comment) for comment in comments]


def without_comments(text: str, comments: Iterable[Comment]) -> str:
    """``text`` with blanks in the place of its comments."""
    parts, at = [], 0
    for comment in comments:
        start, end = comment.span
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def takes_comments(owner: Statement | Declaration, entry: Entry) -> bool:
    """Whether comments may stand above ``entry``, which stands in the block of ``owner``."""
    in_stack = isinstance(owner, Statement) and owner.name in STACKS
    return isinstance(entry, Declaration) or (in_stack and isinstance(entry, Statement))


# -- the places of a document ----------------------------------------------------------------------


def _place(entry: Entry, home: int) -> Place:
    block = None if isinstance(entry, Property) else entry.block
    if isinstance(entry, Property) or block is None:
        return Place(entry.span, home)
    places = []
    for at, inner in enumerate(block.entries):
        if takes_comments(entry, inner):
            places.append(_place(inner, inner.span.start))
        else:
            places.append(_place(inner, home if at == 0 else _part_home(inner, home)))
    return Place(entry.span, home, block.span, tuple(places))


def _part_home(part: Entry, home: int) -> int:
    """Of a later part of a statement, such as `else`, the first item in it: it says what happens there."""
    if isinstance(part, Property) or part.block is None:
        return home
    items = (entry.span.start for entry in part.block.entries if takes_comments(part, entry))
    return next(items, home)


# -- the way home ----------------------------------------------------------------------------------


def _home(text: str, places: tuple[Place, ...], comment: Comment) -> int:
    at = comment.span.start
    if comment.trailing:
        at = len(text[:at].rstrip()) - 1
    place = _innermost(places, at)
    if place is None:
        return _header_home(text, places, comment.span.end)
    in_block = place.block is not None and place.block.start <= at < place.block.end
    if comment.trailing or not in_block:
        return place.home
    following = (one.home for one in place.entries if one.span.start > at)
    return next(following, place.entries[-1].home if place.entries else place.home)


def _innermost(places: tuple[Place, ...], at: int) -> Place | None:
    found = None
    while places:
        around = next((one for one in places if one.span.start <= at < one.span.end), None)
        if around is None:
            break
        found, places = around, around.entries
    return found


def _header_home(text: str, places: tuple[Place, ...], end: int) -> int:
    """Of a comment between constructs: the next one, unless a `---` parts them."""
    before = [one for one in places if one.span.end <= end]
    after = [one for one in places if one.span.start >= end]
    if not after or (before and SEPARATOR.search(text, end, after[0].span.start)):
        return before[-1].home
    return after[0].home
