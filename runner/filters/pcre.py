"""Regular expressions of PCRE, in delimiters as PHP takes them, as patterns of Python's `re`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from runner.errors import ScriptError
from runner.filters.pcre_classes import ESCAPES, HEXADECIMAL, PROPERTY, bracket, character, unicode_property

CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
# u, D, U and A change the translation; S, X and J nothing that can be seen.
MODIFIERS = frozenset(FLAGS) | frozenset("uDUASXJ")

QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})([+?]?)")
UNBOUNDED = re.compile(r"[*+]|\{\d+,\}")
INLINE_FLAGS = re.compile(r"\(\?([imsx]*)(?:-([imsx]+))?\)")
NAMED_GROUP = re.compile(r"\(\?P?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')")
# lookarounds, atomic and conditional groups, and flags for one group are the same in `re`
GROUP_HEAD = re.compile(r"\((?:\?(?:<?[=!]|>|\((?:\w+)\)|[imsx]*(?:-[imsx]+)?:))?")
WHOLE_GROUP = re.compile(r"\(\?#[^)]*\)|\(\?P=\w+\)")
# `re` has nothing for these, and would name only the character it stumbled over
UNSUPPORTED = re.compile(r"\(\?(?:R\)|[+-]?\d+\)|&|P>|\||C)|\(\*[A-Z]")
REFERENCE = re.compile(r"\\(?:[kg]\{([A-Za-z_]\w*)\}|k<(\w+)>|k'(\w+)'|g\{?(-?\d+)\}?)")
QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Regex:
    """A pattern ready to use; ``risky`` if it repeats what repeats, so that failing may take forever."""

    source: str
    pattern: re.Pattern[str]
    risky: bool


@lru_cache(maxsize=256)
def compile_pcre(text: str) -> Regex:
    """The pattern of ``/.../modifiers``; a text without delimiters is the pattern itself.

    Raises:
        ScriptError: the pattern is invalid, or asks for what Python's `re` cannot do.
    """
    body, modifiers = split_delimiters(text)
    translation = _Translation(body, modifiers)
    try:
        pattern = re.compile(translation.run(), translation.flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise ScriptError(f"The regular expression {text} cannot be used: {error}") from None
    return Regex(text, pattern, translation.risky)


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
    """What is known of an open group."""

    atoms: int = 0
    ends_repeated: bool = False  # its last atom is repeated with a plain `+`
    unbounded: bool = False  # something in it may repeat without end
    flags: list[str] = field(default_factory=list)  # groups opened for inline flags


class _Translation:
    """One pass over a pattern that writes the same pattern for Python."""

    def __init__(self, body: str, modifiers: str) -> None:
        self.body = body
        self.at = 0
        self.output: list[str] = [r"\A"] if "A" in modifiers else []
        self.groups = [_Group()]
        self.captures = 0
        self.risky = False
        # without `u` PCRE knows only the letters and digits of ASCII
        self.flags = re.RegexFlag(0) if "u" in modifiers else re.ASCII
        for letter in modifiers:
            self.flags |= FLAGS.get(letter, re.RegexFlag(0))
        self.ungreedy = "U" in modifiers
        self.dollar = r"\Z" if "D" in modifiers and "m" not in modifiers else "$"

    def run(self) -> str:
        """The whole pattern.

        Raises:
            re.error: something cannot be translated.
        """
        while self.at < len(self.body):
            self._step()
        return "".join(self.output) + ")" * len(self.groups[0].flags)

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
        elif mark == "#" and self.flags & re.VERBOSE:
            self.at = (self.body.find("\n", self.at) + 1) or len(self.body)
        else:
            self.at += 1
            self._atom(self.dollar if mark == "$" else mark)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.body, self.at)
        self.at = match.end() if match else self.at
        return match

    # -- atoms -------------------------------------------------------------------------------

    def _atom(self, text: str) -> None:
        """Write what can be repeated, and the quantifier behind it."""
        quantifier = self._quantifier()
        group = self.groups[-1]
        group.atoms += 1
        group.ends_repeated = quantifier == "+"
        group.unbounded = group.unbounded or bool(UNBOUNDED.match(quantifier))
        self.output += [text, quantifier]

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
            self._atom(unicode_property(match, within_class=False))
        else:
            letter = self.body[self.at + 1 : self.at + 2]
            if letter in ("K", "G", "X"):
                raise re.error(f"\\{letter} is not supported")
            self.at += 2
            self._atom(ESCAPES.get(letter, "\\" + letter))

    def _quoted(self, text: str) -> None:
        """Text between ``\\Q`` and ``\\E``, whose last character a quantifier behind it repeats."""
        if text:
            self.output.append(re.escape(text[:-1]))
            self.groups[-1].atoms += len(text) - 1
            self._atom(re.escape(text[-1]))

    def _reference(self, match: re.Match[str]) -> str:
        name = match[1] or match[2] or match[3]
        if name:
            return f"(?P={name})"
        number = int(match[4])
        # in a group of its own, so that digits behind it stay what they are
        return f"(?:\\{self.captures + 1 + number if number < 0 else number})"

    # -- groups ------------------------------------------------------------------------------

    def _open(self) -> None:
        if UNSUPPORTED.match(self.body, self.at):
            raise re.error("recursion, branch resets and verbs are not supported")
        if match := self._take(INLINE_FLAGS):
            self._inline_flags(match)
        elif match := self._take(WHOLE_GROUP):
            self._atom(match[0])
        elif match := self._take(NAMED_GROUP):
            self._enter(f"(?P<{match[1] or match[2]}>", captures=True)
        elif match := self._take(GROUP_HEAD):
            self._enter(match[0], captures=match[0] == "(")

    def _enter(self, head: str, captures: bool) -> None:
        self.captures += captures
        self.groups.append(_Group())
        self.output.append(head)

    def _close(self) -> None:
        self.at += 1
        if len(self.groups) == 1:
            raise re.error("unbalanced parenthesis")
        group = self.groups.pop()
        self.output.append(")" * len(group.flags))
        outer = self.groups[-1]
        outer.unbounded = outer.unbounded or group.unbounded
        self._atom(")")
        quantifier = self.output[-1]
        if group.atoms == 1 and group.ends_repeated and quantifier in ("*", "+"):
            # (x+)* matches and captures what (x+)? does, but needs exponential time to fail
            self.output[-1] = "?" if quantifier == "*" else ""
        elif group.unbounded and UNBOUNDED.match(quantifier):
            self.risky = True
        outer.ends_repeated = False

    def _inline_flags(self, match: re.Match[str]) -> None:
        """Flags in the middle of a group count up to its end, for which `re` wants a group of its own."""
        if not self.output and not match[2]:
            for letter in match[1]:
                self.flags |= FLAGS[letter]
            return
        group = self.groups[-1]
        group.atoms += 1
        group.flags.append(match[0][:-1] + ":")
        self.output.append(group.flags[-1])

    def _alternative(self) -> None:
        self.at += 1
        group = self.groups[-1]
        group.atoms += 1
        group.ends_repeated = False
        self.output += [")" * len(group.flags), "|", *group.flags]
