"""Character classes of PCRE written for Python's `re`: brackets, POSIX names, Unicode properties."""

from __future__ import annotations

import re
import sys
from functools import lru_cache

# Escapes that `re` lacks or understands otherwise, outside and inside of brackets.
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

POSIX_CLASSES = {
    "alpha": "a-zA-Z",
    "digit": "0-9",
    "alnum": "a-zA-Z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r"\t-\r ",
    "blank": r" \t",
    "punct": r"!-/:-@\[-`{-~",
    "xdigit": "0-9A-Fa-f",
    "word": r"\w",
    "cntrl": r"\x00-\x1f\x7f",
    "print": " -~",
    "graph": "!-~",
    "ascii": r"\x00-\x7f",
}

POSIX = re.compile(r"\[:(\^?)(\w+):\]")
PROPERTY = re.compile(r"\\([pP])(?:\{(\^?)(\w+)\}|(\w))")
HEXADECIMAL = re.compile(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{0,2}))")

# `re` warns that these may come to mean set operations.
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


def unicode_property(match: re.Match[str], within_class: bool) -> str:
    r"""``\p{Lu}``, ``\P{L}``, ``\pN`` ... as ranges.

    Raises:
        re.error: there is no such category, or a negated one stands within a class.
    """
    negated = (match[1] == "P") != (match[2] == "^")
    ranges = category_ranges(match[3] or match[4])
    # the inside of a class cannot hold the opposite of ranges
    if within_class and negated:
        raise re.error(f"{match[0]} within a character class is not supported")
    return ranges if within_class else f"[{'^' if negated else ''}{ranges}]"


@lru_cache(maxsize=32)
def category_ranges(name: str) -> str:
    """The code points of a general category such as ``L`` or ``Lu``, as the inside of a class.

    Raises:
        re.error: there is no such category; scripts such as ``Greek`` are not known.
    """
    import unicodedata

    # `re` knows no categories; the ranges are gathered once and kept
    ranges: list[list[int]] = []
    for point in range(sys.maxunicode + 1):
        if unicodedata.category(chr(point)).startswith(name):
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    if not ranges:
        raise re.error(f"the Unicode property {name} is not supported")
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


def _member(body: str, at: int) -> tuple[str, int]:
    """One member of a class and where it ends."""
    if match := POSIX.match(body, at):
        return _posix(match), match.end()
    if body[at] != "\\":
        return ("\\" if body[at] in RESERVED_IN_CLASS else "") + body[at], at + 1
    if match := HEXADECIMAL.match(body, at):
        return character(match[1] or match[2]), match.end()
    if match := PROPERTY.match(body, at):
        return unicode_property(match, within_class=True), match.end()
    letter = body[at + 1 : at + 2]
    return CLASS_ESCAPES.get(letter, "\\" + letter), at + 2


def _posix(match: re.Match[str]) -> str:
    if match[2] not in POSIX_CLASSES:
        raise re.error(f"the class {match[0]} is unknown")
    if match[1]:
        raise re.error(f"the negated class {match[0]} is not supported")
    return POSIX_CLASSES[match[2]]
