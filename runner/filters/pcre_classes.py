"""Character classes of PCRE written for the package `regex`: brackets, POSIX names, Unicode properties."""

from __future__ import annotations

import re
import sys

# Escapes that `regex` lacks or understands otherwise, outside and inside of brackets.
ESCAPES = {
    "h": r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    "H": r"[^ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    "v": r"[\n-\r\x85\u2028\u2029]",
    "V": r"[^\n-\r\x85\u2028\u2029]",
    "R": r"(?:\r\n|[\n-\r\x85\u2028\u2029])",
    "N": r"[^\n]",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
    "e": r"\x1b",
}
CLASS_ESCAPES = {"h": ESCAPES["h"][1:-1], "v": ESCAPES["v"][1:-1], "e": r"\x1b"}

POSIX_CLASSES = frozenset(
    "alpha digit alnum upper lower space blank punct xdigit word cntrl print graph ascii".split()
)

# Where `regex` differs: letters of one case heed `i`, and currency signs are no punctuation.
POSIX_IN_FULL = {
    "[:upper:]": "A-Z[:upper:]",
    "[:lower:]": "a-z[:lower:]",
    "[:punct:]": r"\p{P}$+<=>\^`\|\~",
}

POSIX = re.compile(r"\[:(\^?)(\w+):\]")
PROPERTY = re.compile(r"\\([pP])(?:\{(\^?)(\w+&?)\}|(\w))")
HEXADECIMAL = re.compile(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{0,2}))")

# `regex` may read these as set operations.
RESERVED_IN_CLASS = frozenset("[&|~")


def character(code: str) -> str:
    """The escape of one code point that is written in hexadecimal."""
    point = int(code or "0", 16)
    if point > sys.maxunicode:
        raise re.error(f"\\x{{{code}}} is not a code point")
    # written as an escape, so that a character with a meaning loses it
    return f"\\U{point:08x}"


def bracket(body: str, start: int) -> tuple[str, int]:
    """The class that opens at ``start``, and where the pattern goes on behind it.

    Raises:
        re.error: the class is not closed, or holds an unknown name.
    """
    at = start + 1
    parts = ["["]
    if body.startswith("^", at):
        parts.append("^")
        at += 1
    if body.startswith("]", at):  # in the first place it stands for itself
        parts.append(r"\]")
        at += 1
    while at < len(body):
        if body[at] == "]":
            return "".join(parts) + "]", at + 1
        text, at = _member(body, at)
        parts.append(text)
    raise re.error("a character class is not closed")


def unicode_property(match: re.Match[str]) -> str:
    r"""``\p{Lu}``, ``\P{L}``, ``\pN``, ``\p{Greek}`` ... with the braces that `regex` wants.

    Which names there are is left to `regex`; without the modifier ``u`` only ASCII has properties.
    """
    negated = (match[1] == "P") != (match[2] == "^")
    return f"\\{'P' if negated else 'p'}{{{match[3] or match[4]}}}"


def _member(body: str, at: int) -> tuple[str, int]:
    """One member of a class and where it ends."""
    if match := POSIX.match(body, at):
        return _posix(match), match.end()
    if body[at] != "\\":
        return ("\\" if body[at] in RESERVED_IN_CLASS else "") + body[at], at + 1
    if match := HEXADECIMAL.match(body, at):
        return character(match[1] or match[2]), match.end()
    if match := PROPERTY.match(body, at):
        return unicode_property(match), match.end()
    letter = body[at + 1 : at + 2]
    return CLASS_ESCAPES.get(letter, "\\" + letter), at + 2


def _posix(match: re.Match[str]) -> str:
    # `regex` would take an unknown name for a set of letters
    if match[2] not in POSIX_CLASSES:
        raise re.error(f"the class {match[0]} is unknown")
    return POSIX_IN_FULL.get(match[0], match[0])
