"""Filters on text: case, trimming, parts, splitting and joining, replacing."""

from __future__ import annotations

import re
from typing import Any

from runner.filters.arguments import int_of, list_of, section, text_of
from runner.specs import FilterFamily
from runner.values import to_text

family = FilterFamily("text")

# What PHP's trim removes; a no-break space stays.
WHITESPACE = " \t\n\r\0\x0b"

# PHP's ucwords knows only white space between words, so that "anne-marie" has one.
WORD_START = re.compile(r"(?:\A|(?<=[ \t\r\n\f\v]))[^ \t\r\n\f\v]")
MASK_RANGE = re.compile(r"(.)\.\.(.)", re.DOTALL)


@family.filter("to_lower", "lower")
def to_lower(value: Any) -> str:
    """The text in lower case.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return text_of(value, "to_lower").lower()


@family.filter("to_upper", "upper")
def to_upper(value: Any) -> str:
    """The text in upper case.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return text_of(value, "to_upper").upper()


@family.filter("capitalize")
def capitalize(value: Any) -> str:
    """The text with each word's first letter in upper case, the other letters as they are.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return WORD_START.sub(lambda match: match[0].upper(), text_of(value, "capitalize"))


@family.filter("trim")
def trim(value: Any, mask: Any = "") -> str:
    """The text without white space, or the characters of ``mask``, at both ends.

    Args:
        value: the text.
        mask: characters, and ranges as in ``a..z``; "" stands for white space, which official jobs
            write, although PHP would remove nothing.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "trim").strip(mask_characters(text_of(mask, "trim", "mask")))


@family.filter("ltrim")
def ltrim(value: Any, mask: Any = "") -> str:
    """``trim`` at the start alone.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "ltrim").lstrip(mask_characters(text_of(mask, "ltrim", "mask")))


@family.filter("rtrim")
def rtrim(value: Any, mask: Any = "") -> str:
    """``trim`` at the end alone.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    return text_of(value, "rtrim").rstrip(mask_characters(text_of(mask, "rtrim", "mask")))


@family.filter("substr")
def substr(value: Any, start: Any, length: Any = None) -> str:
    """A part of the text; negative numbers count from the end, as in PHP.

    Raises:
        ScriptError: ``value`` is a list or an object, or a bound is not a number.
    """
    text = text_of(value, "substr")
    return text[section(len(text), int_of(start, "substr"), length, "substr")]


@family.filter("strlen")
def strlen(value: Any) -> int:
    """The number of characters.

    Raises:
        ScriptError: ``value`` is a list or an object, which `count` counts.
    """
    return len(text_of(value, "strlen"))


@family.filter("split")
def split(value: Any, separator: Any) -> list[str]:
    """The parts of the text between separators; a separator of "" gives the characters.

    Raises:
        ScriptError: one of the two is a list or an object.
    """
    text, between = text_of(value, "split"), text_of(separator, "split", "separator")
    return text.split(between) if between else list(text)


@family.filter("join")
def join(value: Any, separator: Any = "") -> str:
    """The elements as one text with ``separator`` between them.

    Raises:
        ScriptError: ``value`` is not a list.
    """
    return text_of(separator, "join", "separator").join(map(to_text, list_of(value, "join")))


@family.filter("concat")
def concat(value: Any, other: Any, separator: Any = "") -> str:
    """The texts of two values with ``separator`` between them."""
    return to_text(value) + to_text(separator) + to_text(other)


@family.filter("replace")
def replace(value: Any, search: Any, replacement: Any) -> str:
    """The text with each ``search`` replaced; a search of "" changes nothing.

    Raises:
        ScriptError: ``value`` or ``search`` is a list or an object.
    """
    text, wanted = text_of(value, "replace"), text_of(search, "replace", "search text")
    # Python would put the replacement between all characters for a search of ""
    return text.replace(wanted, to_text(replacement)) if wanted else text


def mask_characters(mask: str) -> str:
    """The characters that a PHP mask stands for: ``a..z`` is a range, "" white space."""
    return MASK_RANGE.sub(_spell_out, mask) or WHITESPACE


def _spell_out(match: re.Match[str]) -> str:
    # PHP warns of a range that falls, and takes its characters as they stand there.
    low, high = ord(match[1]), ord(match[2])
    return "".join(map(chr, range(low, high + 1))) if low <= high else match[0]
