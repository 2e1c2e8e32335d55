"""TEXT -> TOKENS -> TREE: feeds the grammar, token by token, and says exactly where it stumbles.

The contextual lexer knows what may come next; what it cannot know is depth. So this is where
newlines are dropped that mean nothing, and where the colon of a ternary is told from the colon of
a filter's argument.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from runner.source import Source, Span
from runner.syntax.automaton import END, Automaton, Token, Tree, UnexpectedText, UnexpectedToken
from runner.syntax.tables import load_tables

# A newline before one of these does not end anything: the line before goes on.
CONTINUES = re.compile(
    r"\||&&|\?(?!=)|[=!<>]=|[<>+*%~]|/(?!/)|-(?=\s)|\.\.|[)\],:]|as\s+\$|@>|!~",
)
OPENERS = {"_LPAR": "(", "_INDEX": "(", "_DOT_INDEX": "(", "_LSQB": "[", "_LBRACE": "{"}
CLOSERS = {"_RPAR": "(", "_RSQB": "[", "_RBRACE": "{"}
TICKS = {"BACKTICK": "`", "TRIPLE_TICK": "```"}
# Before a brace these say that a value is expected, so the brace opens an object.
BEFORE_VALUE = frozenset(
    """
    _EQUALS _COLON _TERNARY_COLON _LPAR _COMMA _LSQB _INDEX _DOT_INDEX _QMARK _DEFAULT COALESCE OR AND
    COMPARE WORD_OPERATOR BETWEEN RANGE TILDE PLUS MINUS MULTIPLY BANG BACKTICK TRIPLE_TICK
    """.split()
)
# Behind one of these a value is over, and a name on the same line begins the next entry.
ENDS_VALUE = frozenset(
    "STRING TEXT_BLOCK NUMBER TIMESTAMP VARIABLE NAME DOT_KEY DOT_STRING FILTER_NAME MARK _RPAR _RSQB".split()
)
ENDS_OPERAND = ENDS_VALUE | {"_RBRACE", "BACKTICK", "TRIPLE_TICK"}
ENTRY = re.compile(r"\s*(?:=(?!=)|\{)")


@dataclass(slots=True)
class Frame:
    """One open bracket: ``kind`` is its character, "block" braces hold entries, not values.

    ``ternaries`` holds the places of the `?` whose `:` has not come yet.
    """

    kind: str
    offset: int
    block: bool = False
    ternaries: list[int] = field(default_factory=list)
    entry: int | None = None


@dataclass(slots=True)
class Stumble(Exception):
    """The first place where a text stops being XanoScript."""

    source: Source
    span: Span
    token_type: str
    tokens: list[Token]
    frames: list[Frame]

    @property
    def text(self) -> str:
        """What stands there; "" at the end of the text."""
        return self.source.text[self.span.start : self.span.end]

    @property
    def is_at_end(self) -> bool:
        """Whether the document ends here."""
        return self.token_type in (END, "SEPARATOR")

    @property
    def block(self) -> Frame:
        """The innermost open block; the first frame, the file, is one."""
        return next(frame for frame in reversed(self.frames) if frame.block)


@dataclass(slots=True)
class Reading:
    """A tree and the tokens that it was built from; comments stand in the gaps between those."""

    tree: Tree
    tokens: list[Token]


def read(source: Source) -> Reading:
    """Read one text into a tree.

    Raises:
        Stumble: at the first place that is not XanoScript.
    """
    return _Feed(source).run()


class _Feed:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.automaton = Automaton(load_tables(), source.text)
        self.frames = [Frame("", 0, block=True)]
        self.tokens: list[Token] = []
        self.previous: Token | None = None

    def run(self) -> Reading:
        try:
            for token in self.automaton.tokens():
                self._feed(token)
            tree = self.automaton.finish()
        except (UnexpectedText, UnexpectedToken) as stumble:
            raise self._stumble(stumble) from None
        return Reading(tree, self.tokens)

    def _feed(self, token: Token) -> None:
        kind = token.type
        if kind == "_NL":
            if self._newline_counts(token):
                self.automaton.feed(token)
                self._separate()
                self.previous = token
            return
        frame = self.frames[-1]
        if kind == "NAME" and not self._may_begin(token):
            raise self._stumble_at(_span(token), kind)
        if frame.entry is None:
            frame.entry = token.start_pos
        if kind == "_COLON" and frame.ternaries and self.text[max(token.start_pos, 1) - 1].isspace():
            frame.ternaries.pop()
            token.type = "_TERNARY_COLON"
        self.automaton.feed(token)
        self._follow(token, kind, frame)
        self.tokens.append(token)
        self.previous = token

    def _follow(self, token: Token, kind: str, frame: Frame) -> None:
        """Keep the frames in step with a token that was accepted."""
        if kind in OPENERS:
            is_value = self.previous is None or self._opens_value()
            block = kind == "_LBRACE" and not is_value
            self.frames.append(Frame(OPENERS[kind], token.start_pos, block=block))
        elif kind in CLOSERS:
            if len(self.frames) > 1:
                self.frames.pop()
        elif kind in TICKS:
            if frame.kind == TICKS[kind]:
                self.frames.pop()
            else:
                self.frames.append(Frame(TICKS[kind], token.start_pos))
        elif kind == "_QMARK":
            frame.ternaries.append(token.start_pos)
        elif kind == "_COMMA":
            self._separate()

    def _opens_value(self) -> bool:
        assert self.previous is not None
        kind = self.previous.type
        return kind in BEFORE_VALUE or (kind == "_NL" and self.frames[-1].kind == "[")

    def _may_begin(self, token: Token) -> bool:
        """Whether a name may stand here: on the line of a value follow `key = value` and `key { ... }`.

        Without that `$a and $b` would be a value and a statement called `and`.
        """
        last = self.previous
        if last is None or last.type not in ENDS_VALUE:
            return True
        return last.end_pos != token.start_pos and ENTRY.match(self.text, token.end_pos) is not None

    def _separate(self) -> None:
        frame = self.frames[-1]
        frame.entry = None
        frame.ternaries.clear()

    def _newline_counts(self, token: Token) -> bool:
        frame = self.frames[-1]
        if frame.kind in ("(", "`", "```"):
            return False
        end = token.end_pos
        if frame.kind == "[":
            return not CONTINUES.match(self.text, end)
        return not (CONTINUES.match(self.text, end) or self.text.startswith("{", end))

    def _stumble(self, error: UnexpectedText | UnexpectedToken) -> Stumble:
        if isinstance(error, UnexpectedText):
            return self._stumble_at(Span(error.position, error.position + 1), "")
        return self._stumble_at(_span(error.token), error.token.type)

    def _stumble_at(self, span: Span, token_type: str) -> Stumble:
        if self._lacks_colon(span.start, token_type):
            assert self.previous is not None
            end = self.previous.end_pos
            span, token_type = Span(end, end), "_NL"
        return Stumble(self.source, span, token_type, self.tokens, self.frames)

    def _lacks_colon(self, at: int, token_type: str) -> bool:
        """Whether a line before ``at`` ended without the `:` of its `?`.

        The lexer may drop newlines while a `:` has to come; then the reader stumbles over the first
        word of the next line, which is not to blame.
        """
        frame, last = self.frames[-1], self.previous
        if not frame.ternaries or frame.kind not in ("", "{") or last is None:
            return False
        goes_on = CONTINUES.match(self.text, at) or self.text.startswith("{", at)
        is_behind = token_type == "_NL" or "\n" in self.text[last.end_pos : at]
        return last.type in ENDS_OPERAND and is_behind and not goes_on


def _span(token: Token) -> Span:
    start = token.start_pos
    return Span(start, start) if token.type == "_NL" else token.span
