"""``-k``: which tests are meant by words, `and`, `or`, `not` and parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable

from runner.errors import UsageError
from runner.values.text import shorten

TOKEN = re.compile(r'\s*(?:([()])|"([^"]*)"|([^\s()"]+))')
OPERATORS = frozenset({"and", "or", "not"})
# So many parentheses may stand inside of each other; each takes some of Python's stack.
DEEPEST = 50
MOST_SHOWN = 80

# Whether a test is meant, by its id.
Selection = Callable[[str], bool]


def selection(text: str) -> Selection:
    """What an expression such as ``http and not "rate limit"`` selects; a word may be any part of an id.

    Raises:
        UsageError: it is no such expression.
    """
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        # Pairs of a token and whether it is a word; a quoted `and` is one.
        self._tokens = [
            (mark or quoted or word, not mark and word.lower() not in OPERATORS)
            for mark, quoted, word in TOKEN.findall(text.strip())
        ]

    def read(self) -> Selection:
        selected = self._either()
        if self._tokens:
            raise self._wrong(f"`{self._tokens[0][0]}` is one too many")
        return selected

    def _either(self) -> Selection:
        meant = [self._both()]
        while self._next("or"):
            meant.append(self._both())
        return lambda name: any(one(name) for one in meant)

    def _both(self) -> Selection:
        meant = [self._one()]
        while self._next("and"):
            meant.append(self._one())
        return lambda name: all(one(name) for one in meant)

    def _one(self) -> Selection:
        inverted = False
        while self._next("not"):
            inverted = not inverted
        meant = self._inner() if self._next("(") else self._word()
        return (lambda name: not meant(name)) if inverted else meant

    def _inner(self) -> Selection:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"more than {DEEPEST} parentheses stand inside of each other")
        meant = self._either()
        self._depth -= 1
        if not self._next(")"):
            raise self._wrong("a `)` is missing")
        return meant

    def _word(self) -> Selection:
        if not self._tokens or not self._tokens[0][1]:
            raise self._wrong("a word is missing")
        word = self._tokens.pop(0)[0].lower()
        return lambda name: word in name.lower()

    def _next(self, wanted: str) -> bool:
        if self._tokens and self._tokens[0] == (wanted, False):
            del self._tokens[0]
            return True
        return False

    def _wrong(self, why: str) -> UsageError:
        hint = 'write words, and, or, not, parentheses: -k "http and not slow"'
        return UsageError(f"-k takes no `{shorten(self._text, MOST_SHOWN)}`: {why}", hint=hint)
