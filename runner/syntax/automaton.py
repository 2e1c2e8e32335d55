"""TOKENS -> TREE: the automaton that the tables of the grammar describe, and its lexer.

Lark works the tables out (tables.py); to follow them takes little, so that a run needs no more than this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from runner.source import Span

END = "$END"

Match = Callable[[str, int], re.Match[str] | None]


class Token(str):
    """A piece of the text; ``type`` is the name of its terminal, the positions count code points."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, type: str, value: str, start_pos: int) -> Token:
        self = super().__new__(cls, value)
        self.type = type
        self.start_pos = start_pos
        self.end_pos = start_pos + len(value)
        return self

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start_pos, self.end_pos)


class Tree:
    """A rule that was read; the span of one without tokens is empty.

    ``start_pos`` and ``end_pos`` hold what stands in brackets that are no children, ``outer`` also the
    brackets around a rule that stands in for its only child.
    """

    __slots__ = ("children", "data", "end_pos", "outer", "start_pos")

    def __init__(self, data: str, children: list[Any]) -> None:
        self.data = data
        self.children = children
        self.start_pos: int | None = None
        self.end_pos: int | None = None
        self.outer: tuple[int, int] | None = None


class UnexpectedText(Exception):
    """No token may stand at ``position``: nothing that the grammar has begins so."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class UnexpectedToken(Exception):
    """A token may not stand where it does."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.token = token


class Tables:
    """The tables of the grammar as `tables.py` describes them, ready to be followed."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.actions: dict[int, dict[str, int]] = described["actions"]
        self.rules: list[tuple[str, str, int, bool, list[tuple[int, bool]] | None]] = described["rules"]
        self.start: int = described["start"]
        self.end: int = described["end"]
        self.ignored = frozenset(described["ignored"])
        self._patterns: dict[str, str] = described["patterns"]
        self._contexts: list[list[str]] = described["contexts"]
        self._renamed: list[dict[str, dict[str, str]]] = described["renamed"]
        self._context_of: dict[int, int] = described["context_of"]
        self._matches: dict[str, Match] = {}
        self._lexers: dict[int, Lexer] = {}

    def lexer(self, state: int) -> Lexer:
        """What reads the next token in a state."""
        context = self._context_of[state]
        return self._lexers.get(context) or self._make_lexer(context)

    @property
    def every_token(self) -> Lexer:
        """What reads any token of the grammar."""
        return self._make_lexer(len(self._contexts) - 1)

    def _make_lexer(self, context: int) -> Lexer:
        rows = [(self._match(name), name) for name in self._contexts[context]]
        lexer = Lexer(rows, self._renamed[context], self.ignored)
        self._lexers[context] = lexer
        return lexer

    def _match(self, name: str) -> Match:
        # One pattern a token, and only of those that a text may need: to compile patterns takes longer
        # than to use them, and one for each whole context would hold most tokens many times.
        if name not in self._matches:
            self._matches[name] = re.compile(self._patterns[name]).match
        return self._matches[name]


class Lexer:
    """Reads the tokens that one context allows; the first pattern that fits counts.

    ``renamed`` has the words that are tokens of their own.
    """

    def __init__(
        self, rows: list[tuple[Match, str]], renamed: dict[str, dict[str, str]], ignored: frozenset[str]
    ) -> None:
        self._rows = rows
        self._renamed = renamed
        self._ignored = ignored

    def read(self, text: str, at: int) -> Token | None:
        """The token behind what means nothing; None at the end.

        Raises:
            UnexpectedText: none begins there.
        """
        size = len(text)
        while at < size:
            match, kind = self._first(text, at)
            if kind not in self._ignored:
                value = match[0]
                words = self._renamed.get(kind)
                return Token(words.get(value, kind) if words else kind, value, at)
            at = match.end()
        return None

    def _first(self, text: str, at: int) -> tuple[re.Match[str], str]:
        for match_at, kind in self._rows:
            match = match_at(text, at)
            if match is not None:
                return match, kind
        raise UnexpectedText(at)


class Automaton:
    """Reads one text: the lexer knows by the automaton's state what may come next."""

    def __init__(self, tables: Tables, text: str) -> None:
        self.text = text
        self._tables = tables
        self._states = [tables.start]
        self._values: list[Any] = []

    def tokens(self) -> Iterator[Token]:
        """The tokens, each read when the automaton was fed with those before it.

        Raises:
            UnexpectedText: there is no token that the grammar has.
            UnexpectedToken: there is one, which may not stand there.
        """
        at = 0
        while True:
            try:
                token = self._tables.lexer(self._states[-1]).read(self.text, at)
            except UnexpectedText as error:
                raise self._blamed(error) from None
            if token is None:
                return
            at = token.end_pos
            yield token

    def _blamed(self, error: UnexpectedText) -> Exception:
        """The error for a place where no token that may come begins: maybe another one does."""
        try:
            token = self._tables.every_token.read(self.text, error.position)
        except UnexpectedText:
            return error
        return UnexpectedToken(token) if token is not None else error

    def feed(self, token: Token) -> None:
        """Take a token.

        Raises:
            UnexpectedToken: it may not come next.
        """
        actions, states, values = self._tables.actions, self._states, self._values
        while True:
            action = actions[states[-1]].get(token.type)
            if action is None:
                raise UnexpectedToken(token)
            if action >= 0:
                states.append(action)
                if token.type != END:
                    values.append(token)
                return
            self._reduce(~action)
            if token.type == END and states[-1] == self._tables.end:
                return

    def finish(self) -> Tree:
        """The tree of the whole text.

        Raises:
            UnexpectedToken: the text may not end here.
        """
        self.feed(Token(END, "", len(self.text)))
        tree: Tree = self._values[-1]
        return tree

    def _reduce(self, rule: int) -> None:
        origin, data, size, expands, kept = self._tables.rules[rule]
        children: list[Any] = []
        if size:
            children = self._values[-size:]
            del self._states[-size:], self._values[-size:]
        self._values.append(_node(data, children, expands, kept))
        self._states.append(self._tables.actions[self._states[-1]][origin])


def _node(data: str, children: list[Any], expands: bool, kept: list[tuple[int, bool]] | None) -> Any:
    """What a rule gives: a tree of the children that count, or its only one of these."""
    counted = children if kept is None else _counted(children, kept)
    node = counted[0] if expands and len(counted) == 1 else Tree(data, counted)
    if type(node) is Tree:
        _place(node, children)
    return node


def _counted(children: list[Any], kept: list[tuple[int, bool]]) -> list[Any]:
    """The children that a rule keeps; in the place of a helper rule its own."""
    counted: list[Any] = []
    for at, helps in kept:
        if not helps:
            counted.append(children[at])
        elif counted:
            counted += children[at].children
        else:
            counted = children[at].children  # as a rule that repeats itself grows, it is not copied
    return counted


def _place(tree: Tree, children: list[Any]) -> None:
    """Give a tree the span of all its children, brackets and commas included."""
    spans = [span for child in (children[:1] + children[-1:]) if (span := _span(child)) is not None]
    if len(spans) < 2 and len(children) > 1:
        spans = [span for child in children if (span := _span(child)) is not None]
    if not spans:
        return
    start, end = spans[0][0], spans[-1][1]
    if tree.start_pos is None:
        tree.start_pos, tree.end_pos = start, end
    tree.outer = (start, end)


def _span(child: Any) -> tuple[int, int] | None:
    return child.outer if type(child) is Tree else (child.start_pos, child.end_pos)
