"""Tokens of a template, and the stream that the parsers read them from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from runner.errors import ScriptError

# The kinds of tokens.
TEXT = "text"
TAG_START, TAG_END = "{%", "%}"
PRINT_START, PRINT_END = "{{", "}}"
NAME, NUMBER, STRING = "name", "number", "string"
OPERATOR, PUNCTUATION = "operator", "punctuation"
INTERPOLATION_START, INTERPOLATION_END = "#{", "}"
END = "the end of the template"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``value`` is the text, the number or the string that it stands for."""

    kind: str
    value: Any
    line: int

    def __str__(self) -> str:
        return _shown(self.kind) if self.value is None else f"`{self.value}`"


def _shown(kind: str) -> str:
    return f"`{kind}`" if kind in (TAG_START, TAG_END, PRINT_START, PRINT_END) else kind


def fail(message: str, line: int) -> NoReturn:
    """Refuse a template.

    Raises:
        ScriptError: always, with the line of the template in its message.
    """
    raise ScriptError(f"Line {line} of the template: {message}")


class TokenStream:
    """The tokens of one template, read from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def current(self) -> Token:
        """The token that is read next."""
        return self.tokens[self.at]

    @property
    def line(self) -> int:
        """The line of the token that is read next."""
        return self.current.line

    def look(self, ahead: int = 1) -> Token:
        """A token further on; the last one behind the end."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Read one token."""
        token = self.current
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def test(self, kind: str, *values: str) -> bool:
        """Whether the next token is of that kind, and one of ``values`` if any are given."""
        token = self.current
        return token.kind == kind and (not values or token.value in values)

    def next_if(self, kind: str, *values: str) -> Token | None:
        """Read the next token if it is of that kind, and one of ``values`` if any are given."""
        return self.next() if self.test(kind, *values) else None

    def expect(self, kind: str, *values: str) -> Token:
        """Read a token of that kind, and one of ``values`` if any are given.

        Raises:
            ScriptError: it is another one.
        """
        if not self.test(kind, *values):
            wanted = " or ".join(f"`{value}`" for value in values) or _shown(kind)
            fail(f"{wanted} is expected, but here stands {self.current}", self.line)
        return self.next()
