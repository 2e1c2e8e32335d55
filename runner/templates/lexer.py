"""Text -> tokens: the delimiters of Twig, its control of white space, and the words of expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runner.templates.tokens import (
    END,
    INTERPOLATION_END,
    INTERPOLATION_START,
    NAME,
    NUMBER,
    OPERATOR,
    PRINT_END,
    PRINT_START,
    PUNCTUATION,
    STRING,
    TAG_END,
    TAG_START,
    TEXT,
    Token,
    fail,
)
from runner.values.numbers import number_of

COMMENT = "{#"
OPENING = re.compile(r"(\{\{|\{%|\{#)([-~]?)")
# `-` takes all white space with it, `~` leaves newlines; a tag and a comment take one newline.
ENDINGS = {
    TAG_START: re.compile(r"\s*(?:-%\}\s*|~%\}[ \t\0\x0b]*|%\}\n?)"),
    PRINT_START: re.compile(r"\s*(?:-\}\}\s*|~\}\}[ \t\0\x0b]*|\}\})"),
}
COMMENT_END = re.compile(r"-#\}\s*|~#\}[ \t\0\x0b]*|#\}\n?")
VERBATIM = re.compile(r"\s*verbatim\s*(?:-%\}\s*|~%\}[ \t\0\x0b]*|%\})")
END_VERBATIM = re.compile(r"\{%([-~]?)\s*endverbatim\s*(?:-%\}\s*|~%\}[ \t\0\x0b]*|%\})")
LINE = re.compile(r"\s*line\s+(\d+)\s*%\}")
TRIMMED = {"": "", "-": " \t\n\r\0\x0b", "~": " \t\0\x0b"}

# XanoScript's variables keep their dollar sign in templates, which Twig's do not have.
NAME_PATTERN = re.compile(r"\$?[A-Za-z_\x7f-\U0010ffff][A-Za-z0-9_\x7f-\U0010ffff]*")
NUMBER_PATTERN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[Ee][+-][0-9]+)?")
SPACE = re.compile(r"\s+")
SINGLE_QUOTED = re.compile(r"'([^'\\]*(?:\\.[^'\\]*)*)'", re.DOTALL)
# Within double quotes `#{` begins an expression, any other `#` is itself.
DOUBLE_QUOTED = re.compile(r'[^#"\\]*(?:(?:\\.|#(?!\{))[^#"\\]*)*', re.DOTALL)
INTERPOLATION = re.compile(r"#\{\s*")
INTERPOLATED = re.compile(r"\s*\}")

BRACKETS = {"(": ")", "[": "]", "{": "}"}
MARKS = frozenset("()[]{}?:.,|")
ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "v": "\v", "b": "\b", "f": "\f"}

# What people write of other languages.
HINTS = {"&": "; write `and`, or `b-and`", "!": "; write `not`", "^": "; write `b-xor`"}

# The longest first, so that `//` is not read as two divisions.
SYMBOLS = ("...", "<=>", "=>", "==", "!=", "<=", ">=", "//", "**", "??", "..", "<", ">", "+", "-", "~",
           "*", "/", "%", "=")  # fmt: skip
WORDS = ("starts with", "ends with", "has some", "has every", "not in", "is not", "matches", "b-and",
         "b-xor", "b-or", "and", "not", "or", "in", "is")  # fmt: skip


def _operators(symbols: Iterable[str], words: Iterable[str]) -> re.Pattern[str]:
    spelled = "|".join(word.replace(" ", r"\s+") for word in words)
    return re.compile(rf"{'|'.join(map(re.escape, symbols))}|(?:{spelled})(?=[\s()])")


OPERATOR_PATTERN = _operators(SYMBOLS, WORDS)


def tokenize(text: str) -> list[Token]:
    """The tokens of a template.

    Raises:
        ScriptError: a tag, a text or a bracket is not closed, or a character belongs nowhere.
    """
    return _Lexer(text.replace("\r\n", "\n").replace("\r", "\n")).run()


class _Lexer:
    """Walks over a text and gathers its tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.tokens: list[Token] = []
        # The brackets that are open, each with its line.
        self.brackets: list[tuple[str, int]] = []

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            self._data()
        self._push(END, None)
        return self.tokens

    def _push(self, kind: str, value: object) -> None:
        self.tokens.append(Token(kind, value, self.line))

    def _move(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    # -- outside of tags ---------------------------------------------------------------------------

    def _data(self) -> None:
        start = OPENING.search(self.text, self.at)
        self._plain(self.text[self.at : start.start() if start else None], start[2] if start else "")
        if start is None:
            self._move(len(self.text))
            return
        self._move(start.end())
        if start[1] == COMMENT:
            self._skip_comment()
        elif start[1] == PRINT_START:
            self._tag(PRINT_START, PRINT_END)
        elif match := VERBATIM.match(self.text, self.at):
            self._verbatim(match.end())
        elif match := LINE.match(self.text, self.at):
            self._move(match.end())
            self.line = int(match[1])
        else:
            self._tag(TAG_START, TAG_END)

    def _plain(self, text: str, trim: str) -> None:
        if text := text.rstrip(TRIMMED[trim]) if trim else text:
            self._push(TEXT, text)

    def _skip_comment(self) -> None:
        end = COMMENT_END.search(self.text, self.at)
        if end is None:
            fail("the comment `{#` is not closed by `#}`", self.line)
        self._move(end.end())

    def _verbatim(self, start: int) -> None:
        line = self.line
        self._move(start)
        end = END_VERBATIM.search(self.text, self.at)
        if end is None:
            fail("`{% verbatim %}` is not closed by `{% endverbatim %}`", line)
        self._plain(self.text[self.at : end.start()], end[1])
        self._move(end.end())

    def _tag(self, start: str, end: str) -> None:
        line = self.line
        self._push(start, None)
        while self.brackets or not (match := ENDINGS[start].match(self.text, self.at)):
            if self._skip_space() >= len(self.text):
                self._unclosed(start, line)
            self._expression()
        self._push(end, None)
        self._move(match.end())

    def _unclosed(self, start: str, line: int) -> None:
        if self.brackets:
            bracket, line = self.brackets[-1]
            fail(f"`{bracket}` is not closed", line)
        fail(f"`{start}` is not closed by `{TAG_END if start == TAG_START else PRINT_END}`", line)

    def _skip_space(self) -> int:
        if match := SPACE.match(self.text, self.at):
            self._move(match.end())
        return self.at

    # -- in tags -----------------------------------------------------------------------------------

    def _expression(self) -> None:
        letter = self.text[self.at]
        if match := OPERATOR_PATTERN.match(self.text, self.at):
            self._push(OPERATOR, SPACE.sub(" ", match[0]))
            self._move(match.end())
        elif match := NAME_PATTERN.match(self.text, self.at):
            self._push(NAME, match[0])
            self._move(match.end())
        elif match := NUMBER_PATTERN.match(self.text, self.at):
            self._push(NUMBER, number_of(match[0]))
            self._move(match.end())
        elif letter in MARKS:
            self._mark(letter)
        elif letter == '"':
            self._double_quoted()
        elif match := SINGLE_QUOTED.match(self.text, self.at):
            self._push(STRING, unescape(match[1]))
            self._move(match.end())
        elif letter == "'":
            fail("a text in `'` is not closed", self.line)
        else:
            fail(f"`{letter}` cannot stand here{HINTS.get(letter, '')}", self.line)

    def _mark(self, letter: str) -> None:
        if letter in BRACKETS:
            self.brackets.append((letter, self.line))
        elif letter in BRACKETS.values():
            opened, line = self.brackets.pop() if self.brackets else ("", self.line)
            if BRACKETS.get(opened) != letter:
                fail(f"`{opened}` is not closed" if opened else f"`{letter}` closes nothing", line)
        self._push(PUNCTUATION, letter)
        self._move(self.at + 1)

    def _double_quoted(self) -> None:
        line, first = self.line, len(self.tokens)
        self._move(self.at + 1)
        while True:
            match = DOUBLE_QUOTED.match(self.text, self.at)
            if match and (match[0] or self.text[match.end() : match.end() + 1] == '"'):
                # An empty text counts only when it is the whole text.
                if match[0] or len(self.tokens) == first:
                    self._push(STRING, unescape(match[0]))
                self._move(match.end())
            if self.text[self.at : self.at + 1] == '"':
                self._move(self.at + 1)
                return
            start = INTERPOLATION.match(self.text, self.at)
            if start is None:
                fail('a text in `"` is not closed', line)
            self._interpolation(start.end())

    def _interpolation(self, start: int) -> None:
        line, outside = self.line, self.brackets
        self.brackets = []
        self._push(INTERPOLATION_START, None)
        self._move(start)
        while self.brackets or not (match := INTERPOLATED.match(self.text, self.at)):
            if self._skip_space() >= len(self.text):
                fail("`#{` is not closed by `}`", line)
            self._expression()
        self._push(INTERPOLATION_END, None)
        self._move(match.end())
        self.brackets = outside


def unescape(text: str) -> str:
    """A text in quotes as PHP's ``stripcslashes`` reads it: an unknown escape loses its backslash."""
    return ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal, octal, letter = match.groups()
    if hexadecimal or octal:
        return chr(int(hexadecimal, 16) if hexadecimal else int(octal, 8) % 256)
    return ESCAPED.get(letter, letter)
