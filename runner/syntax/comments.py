"""Comments: they stand in the gaps between tokens, and every one of them is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from runner.source import Span
from runner.syntax.automaton import Token

COMMENT = re.compile(r"//[^\n]*")


class Comment(NamedTuple):
    """One ``// ...``; ``trailing`` where code stands before it on its line."""

    span: Span
    text: str
    trailing: bool


def find_comments(text: str, tokens: Iterable[Token]) -> Iterator[Comment]:
    """All comments of a text whose tokens are known, in order."""
    at = 0
    for token in tokens:
        yield from _gap(text, at, token.start_pos)
        at = token.end_pos
    yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Comment]:
    if end - start < 2:
        return  # most tokens touch the next one
    for match in COMMENT.finditer(text, start, end):
        line = text.rfind("\n", 0, match.start()) + 1
        trailing = bool(text[line : match.start()].strip())
        yield Comment(Span(*match.span()), match[0][2:].strip(), trailing)
