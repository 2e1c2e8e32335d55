"""Filters of templates on texts."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from runner.errors import ScriptError
from runner.filters.sprintf import sprintf
from runner.filters.text import WHITESPACE, mask_characters
from runner.templates.builtins import Family
from runner.templates.state import State
from runner.templates.values import int_of, is_array, object_of, scalar_of, text_of
from runner.values.text import shown

family = Family()

NEWLINE = re.compile(r"\r\n|\n\r|\n|\r")
BETWEEN_TAGS = re.compile(r">\s+<")
TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
# A width or a precision of six digits would fill the memory.
LARGE_FORMAT = re.compile(r"%[-+ 0'.$\d]*\d{6}")
# What may stand within a word without ending it.
IGNORABLE = frozenset("Mn Me Cf Lm Sk".split())
WITHIN_WORDS = frozenset("'.:·’‘․﹒＇．：")


@family.filter("upper")
def upper(value: Any) -> str:
    """The text in upper case."""
    return scalar_of(value, "upper").upper()


@family.filter("lower")
def lower(value: Any) -> str:
    """The text in lower case."""
    return scalar_of(value, "lower").lower()


@family.filter("capitalize")
def capitalize(value: Any) -> str:
    """The first letter in upper case, all others in lower case."""
    text = scalar_of(value, "capitalize")
    return text[:1].upper() + text[1:].lower()


@family.filter("title")
def title(value: Any) -> str:
    """Each word's first letter in upper case, all others in lower case; a word is what PHP takes for one."""
    within, written = False, []
    for letter in scalar_of(value, "title"):
        if letter.lower() != letter.upper():
            written.append(letter.lower() if within else letter.title())
            within = True
        else:
            written.append(letter)
            within &= letter in WITHIN_WORDS or unicodedata.category(letter) in IGNORABLE
    return "".join(written)


@family.filter("trim")
def trim(value: Any, character_mask: Any = None, side: Any = "both") -> str:
    """The text without white space, or the characters of a mask, at its ends.

    Raises:
        ScriptError: ``side`` is not left, right or both.
    """
    text, mask = scalar_of(value, "trim"), text_of(character_mask)
    # Unlike XanoScript's, an empty mask removes nothing.
    if character_mask is not None and not mask:
        return text
    letters = mask_characters(mask)
    if side not in ("both", "left", "right"):
        raise ScriptError('`|trim` takes the sides "left", "right" and "both"')
    text = text.lstrip(letters) if side != "right" else text
    return text.rstrip(letters) if side != "left" else text


@family.filter("nl2br")
def nl2br(value: Any) -> str:
    """The text with `<br />` before each newline."""
    return NEWLINE.sub(lambda match: "<br />" + match[0], scalar_of(value, "nl2br"))


@family.filter("spaceless")
def spaceless(value: Any) -> str:
    """The text without the white space between tags, and at its ends."""
    return BETWEEN_TAGS.sub("><", scalar_of(value, "spaceless")).strip(WHITESPACE)


@family.filter("striptags")
def striptags(value: Any, allowable_tags: Any = None) -> str:
    """The text without tags and comments but those allowed, such as `<br><p>`; PHP's ``strip_tags``."""
    text, allowed = scalar_of(value, "striptags"), _tag_names(allowable_tags)
    at, kept = 0, []
    while (start := text.find("<", at)) >= 0:
        kept.append(text[at:start])
        # A blank behind it makes it a sign, not a tag.
        if not text[start + 1 : start + 2].strip():
            kept.append("<")
            at = start + 1
            continue
        at = _end_of_tag(text, start)
        name = TAG_NAME.match(text, start)
        if name and name[1].lower() in allowed:
            kept.append(text[start:at])
    return "".join(kept) + text[at:]


def _tag_names(allowable: Any) -> frozenset[str]:
    names = allowable if isinstance(allowable, list) else TAG_NAME.findall(text_of(allowable))
    return frozenset(text_of(name).lower() for name in names)


def _end_of_tag(text: str, start: int) -> int:
    """Where a tag ends; the end of the text where it is not closed."""
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        return end + 3 if end >= 0 else len(text)
    quote = ""
    for at in range(start, len(text)):
        letter = text[at]
        if letter in "\"'":
            quote = "" if quote == letter else quote or letter
        elif letter == ">" and not quote:
            return at + 1
    return len(text)


@family.filter("format", state=True)
def format_(state: State, value: Any, *values: Any) -> str:
    """PHP's ``sprintf``.

    Raises:
        ScriptError: a value is missing, a specifier is unknown, or a width has no measure.
    """
    form = scalar_of(value, "format")
    if LARGE_FORMAT.search(form):
        raise ScriptError("`|format` takes widths of at most 5 digits")
    arguments = [_printable(item) for item in values]
    longest = max((len(item) for item in arguments if isinstance(item, str)), default=0)
    # An upper bound: one specifier may name the same long text again and again.
    state.spend(form.count("%") * (longest + 1))
    return sprintf(form, *arguments)


def _printable(value: Any) -> Any:
    return value if type(value) in (int, float) else text_of(value)


@family.filter("replace", state=True)
def replace(state: State, value: Any, from_: Any) -> str:
    """The text with each key of an object replaced by its value, the longest first: PHP's ``strtr``.

    Raises:
        ScriptError: the pairs are not an object.
    """
    if not is_array(from_):
        raise ScriptError(f"`|replace` needs an object such as {{'old': 'new'}}, but got {shown(from_)}")
    pairs = {key: text_of(item) for key, item in object_of(from_).items() if key}
    text = scalar_of(value, "replace")
    if not pairs:
        return text

    def replaced(match: re.Match[str]) -> str:
        new = pairs[match[0]]
        state.spend(len(new))
        return new

    longest_first = sorted(pairs, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), replaced, text)


@family.filter("split", state=True)
def split(state: State, value: Any, delimiter: Any, limit: Any = None) -> list[str]:
    """The parts between delimiters; without a delimiter pieces of ``limit`` characters."""
    text, between = scalar_of(value, "split"), scalar_of(delimiter, "split")
    most = None if limit is None else int_of(limit)
    if not between:
        length = max(1, most or 1)
        return [text[at : at + length] for at in range(0, len(text), length)] or [""]
    if most is None:
        return text.split(between)
    if most >= 0:
        return text.split(between, max(0, most - 1)) if most != 1 else [text]
    return text.split(between)[:most]
