"""Regular expressions of PCRE, in delimiters as PHP takes them, as patterns of the package `regex`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from runner.errors import ScriptError
from runner.filters.pcre_classes import ESCAPES, HEXADECIMAL, PROPERTY, bracket, character, unicode_property

if TYPE_CHECKING:
    from regex import Pattern

CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
FLAGS = frozenset("imsx")
# u, D, U and A change the translation; S, X and J nothing that can be seen.
MODIFIERS = FLAGS | frozenset("uDUASXJ")

QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})([+?]?)")
INLINE_FLAGS = re.compile(r"\(\?([imsx]*)(?:-([imsx]+))?\)")
NAMED_GROUP = re.compile(r"\(\?P?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')")
# lookarounds, atomic groups, branch resets, conditions and flags for one group are the same in `regex`
GROUP_HEAD = re.compile(r"\((?:\?(?:<?[=!]|>|\||\(\w+\)|(?=\(\?<?[=!])|[imsx]*(?:-[imsx]+)?:)|(?![?*]))")
WHOLE_GROUP = re.compile(r"\(\?#[^)]*\)|\(\?P=\w+\)|\(\?R\)|\(\?(?:&|P>)\w+\)|\(\*(?:F|FAIL|PRUNE|SKIP)\)")
CALL = re.compile(r"\(\?([+-]?)(\d+)\)")
# `regex` gives these a meaning that PCRE does not know
REFUSED_ESCAPES = frozenset("gmLM")
REFERENCE = re.compile(r"\\(?:[kg]\{([A-Za-z_]\w*)\}|k<(\w+)>|k'(\w+)'|g(?:\{(-?)(\d+)\}|(-?)(\d+)))")
QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)


@lru_cache(maxsize=256)
def compile_pcre(text: str) -> Pattern[str]:
    """The pattern of ``/.../modifiers``; a text without delimiters is the pattern itself.

    The package `regex` stands in for PCRE: unlike Python's `re` it can be told when to give up, in
    every thread, and it knows recursion, ``\\K``, branch resets and Unicode properties.

    Raises:
        ScriptError: the pattern is invalid, or asks for what `regex` cannot do.
    """
    import regex

    body, modifiers = split_delimiters(text)
    try:
        return regex.compile(_Translation(body, modifiers).run())
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        # positions in the translation would mislead
        reason = str(error).split(" at position ")[0]
    raise ScriptError(f"The regular expression {text} cannot be used: {reason}")


def split_delimiters(text: str) -> tuple[str, str]:
    """The pattern and the modifiers of a PHP regular expression."""
    start = text.lstrip()
    opening = start[:1]
    if opening and not opening.isalnum() and opening != "\\":
        end = _closing_bracket(start) if opening in CLOSING else start.rfind(opening)
        modifiers = start[end + 1 :].strip()
        # what cannot be modifiers shows that the first character was no delimiter
        if end > 0 and MODIFIERS.issuperset(modifiers):
            return start[1:end], modifiers
    return text, ""


def _closing_bracket(text: str) -> int:
    """Where the bracket that a text begins with is closed; -1 where it is not."""
    opening, closing = text[0], CLOSING[text[0]]
    depth = 0
    for match in re.finditer(r"\\.|.", text, re.DOTALL):
        depth += (match[0] == opening) - (match[0] == closing)
        if depth == 0:
            return match.start()
    return -1


@dataclass(slots=True)
class _Group:
    """What is known of an open group; in a branch reset each alternative counts from ``first``."""

    first: int | None = None
    most: int = 0
    flags: list[str] = field(default_factory=list)  # groups opened for inline flags


class _Translation:
    """One pass over a pattern that writes the same pattern for `regex`."""

    def __init__(self, body: str, modifiers: str) -> None:
        self.body = body
        self.at = 0
        self.output: list[str] = []
        self.groups = [_Group()]
        self.captures = 0
        self.names: dict[str, int] = {}
        self.flags = FLAGS.intersection(modifiers)
        # without `u` PCRE knows only the letters and digits of ASCII
        self.ascii = "u" not in modifiers
        self.anchored = "A" in modifiers
        self.ungreedy = "U" in modifiers
        self.dollar = r"\Z" if "D" in modifiers and "m" not in modifiers else "$"

    def run(self) -> str:
        """The whole pattern.

        Raises:
            re.error: something cannot be translated.
        """
        while self.at < len(self.body):
            self._step()
        if len(self.groups) > 1:
            raise re.error("missing closing parenthesis")
        text = "".join(self.output) + ")" * len(self.groups[0].flags)
        flags = "".join(sorted(self.flags)) + ("a" if self.ascii else "u")
        # anchored means that every match begins where the last one ended
        return f"(?{flags})" + (rf"\G(?:{text})" if self.anchored else text)

    def _step(self) -> None:
        mark = self.body[self.at]
        if mark == "\\":
            self._escape()
        elif mark == "[":
            text, self.at = bracket(self.body, self.at)
            self._atom(text)
        elif mark == "(":
            self._open()
        elif mark == ")":
            self._close()
        elif mark == "|":
            self._alternative()
        # a comment may hold parentheses that do not count
        elif mark == "#" and "x" in self.flags:
            self.at = (self.body.find("\n", self.at) + 1) or len(self.body)
        else:
            self._plain(mark)

    def _plain(self, mark: str) -> None:
        # a brace that repeats nothing is itself, but `regex` would look for a fuzzy match
        if mark == "{" and not QUANTIFIER.match(self.body, self.at):
            mark = r"\{"
        elif mark == "$":
            mark = self.dollar
        # there is no line behind the last line feed
        elif mark == "^" and "m" in self.flags:
            mark = r"(?:\A|^(?!\Z))"
        self.at += 1
        self._atom(mark)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.body, self.at)
        self.at = match.end() if match else self.at
        return match

    # -- atoms -------------------------------------------------------------------------------

    def _atom(self, text: str) -> None:
        """Write what can be repeated, and the quantifier behind it."""
        self.output += [text, self._quantifier()]

    def _quantifier(self) -> str:
        match = self._take(QUANTIFIER)
        if not match:
            return ""
        # with U the meaning of a `?` behind a quantifier is turned round; possessive ones stay
        if self.ungreedy and match[1] != "+":
            return match[0][:-1] if match[1] else match[0] + "?"
        return match[0]

    def _escape(self) -> None:
        if match := self._take(QUOTED):
            self._quoted(match[1])
        elif match := self._take(REFERENCE):
            self._atom(self._reference(match))
        elif match := self._take(HEXADECIMAL):
            self._atom(character(match[1] or match[2]))
        elif match := self._take(PROPERTY):
            # the modifier `i` does not touch properties
            self._atom(f"(?-i:{unicode_property(match)})")
        else:
            letter = self.body[self.at + 1 : self.at + 2]
            if letter in REFUSED_ESCAPES:
                raise re.error(f"\\{letter} is not supported")
            self.at += 2
            self._atom(ESCAPES.get(letter, "\\" + letter))

    def _quoted(self, text: str) -> None:
        """Text between ``\\Q`` and ``\\E``, whose last character a quantifier behind it repeats."""
        if text:
            self.output.append(re.escape(text[:-1]))
            self._atom(re.escape(text[-1]))

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1] or match[2] or match[3]
        if name:
            return f"(?P={name})"
        number = self._group_number(match[4] or match[6] or "", int(match[5] or match[7]))
        # in a group of its own, so that digits behind it stay what they are
        return f"(?:\\{number})"

    # -- groups ------------------------------------------------------------------------------

    def _open(self) -> None:
        if match := self._take(INLINE_FLAGS):
            self._inline_flags(match)
        elif match := self._take(WHOLE_GROUP):
            self._atom(match[0])
        elif match := self._take(CALL):
            self._atom(f"(?{self._group_number(match[1], int(match[2]))})")
        elif match := self._take(NAMED_GROUP):
            self._name(match[1] or match[2])
            self._enter(f"(?P<{match[1] or match[2]}>", captures=True)
        elif match := self._take(GROUP_HEAD):
            self._enter(match[0], captures=match[0] == "(")
        else:
            raise re.error(f"the group {self.body[self.at : self.at + 4]}... is not supported")

    def _group_number(self, sign: str, number: int) -> int:
        """The number of a group that may be counted from here."""
        if sign == "-":
            return self.captures + 1 - number
        return self.captures + number if sign else number

    def _name(self, name: str) -> None:
        """Note a name; `regex` would make one group of two that share it."""
        if self.names.setdefault(name, self.captures + 1) != self.captures + 1:
            raise re.error(f"two groups have the name {name}")

    def _enter(self, head: str, captures: bool) -> None:
        self.captures += captures
        self.groups.append(_Group(first=self.captures if head == "(?|" else None))
        self.output.append(head)

    def _close(self) -> None:
        self.at += 1
        if len(self.groups) == 1:
            raise re.error("unbalanced parenthesis")
        group = self.groups.pop()
        self.captures = max(self.captures, group.most)
        self._atom(")" * len(group.flags) + ")")

    def _inline_flags(self, match: re.Match[str]) -> None:
        """Flags in the middle of a group count up to its end, for which `regex` wants a group of its own."""
        if not self.output and not match[2]:
            self.flags |= set(match[1])
            return
        group = self.groups[-1]
        group.flags.append(match[0][:-1] + ":")
        self.output.append(group.flags[-1])

    def _alternative(self) -> None:
        self.at += 1
        group = self.groups[-1]
        if group.first is not None:
            group.most, self.captures = max(group.most, self.captures), group.first
        self.output += [")" * len(group.flags), "|", *group.flags]
