"""Query filters on texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, case, cast, func, literal, literal_column

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import as_text, constant, int_of, text_of
from runner.filters import escaping, search
from runner.filters import text as text_filters
from runner.filters.arguments import text_of as script_text
from runner.filters.text import mask_characters
from runner.values import to_text

family = QueryFamily()

# The accents that letters have when they are taken apart: the blocks of combining marks.
ACCENTS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"


@family.filter("to_lower", "lower", python=text_filters.to_lower, result="text")
def to_lower(value: Expression) -> Expression:
    return func.lower(text_of(value))


@family.filter("to_upper", "upper", python=text_filters.to_upper, result="text")
def to_upper(value: Expression) -> Expression:
    return func.upper(text_of(value))


def joined(value: Any, other: Any, separator: Any = "") -> str:
    return "".join(script_text(part, "concat") for part in (value, separator, other))


def as_script_text(value: Any) -> str:
    return script_text(value, "to_text")


@family.filter("concat", python=joined, result="text")
def concat(value: Expression, other: Expression, separator: Expression | None = None) -> Expression:
    parts = [value, other] if separator is None else [value, separator, other]
    first, *others = map(text_of, parts)
    for part in others:
        first = first.concat(part)
    return first


@family.filter("substr", python=text_filters.substr, result="text")
def substr(value: Expression, start: Expression, length: Expression | None = None) -> Expression:
    text, offset = text_of(value), int_of(start)
    size = func.char_length(text)
    # Negative numbers count from the end.
    first = case((offset < 0, func.greatest(0, size + offset)), (offset > size, size), else_=offset)
    if length is None:
        return func.substr(text, cast(first + 1, Integer))
    count = int_of(length)
    last = case(
        (as_text(length).is_(None), size),
        (count < 0, size + count),
        (first + count > size, size),
        else_=first + count,
    )
    count = case((last > first, last - first), (last <= first, 0))
    return func.substr(text, cast(first + 1, Integer), cast(count, Integer))


@family.filter("strlen", python=text_filters.strlen, result="int")
def strlen(value: Expression) -> Expression:
    return func.char_length(text_of(value))


@family.filter("trim", python=text_filters.trim, result="text")
def trim(value: Expression, mask: Expression | None = None) -> Expression:
    return func.btrim(text_of(value), _characters("trim", mask))


@family.filter("ltrim", python=text_filters.ltrim, result="text")
def ltrim(value: Expression, mask: Expression | None = None) -> Expression:
    return func.ltrim(text_of(value), _characters("ltrim", mask))


@family.filter("rtrim", python=text_filters.rtrim, result="text")
def rtrim(value: Expression, mask: Expression | None = None) -> Expression:
    return func.rtrim(text_of(value), _characters("rtrim", mask))


@family.filter("replace", python=text_filters.replace, result="text")
def replace(value: Expression, search: Expression, replacement: Expression) -> Expression:
    return func.replace(text_of(value), text_of(search), text_of(replacement))


@family.filter("starts_with", python=search.starts_with, result="bool")
def starts_with(value: Expression, start: Expression) -> Expression:
    return func.starts_with(text_of(value), text_of(start))


@family.filter("to_text", python=as_script_text, result="text")
def to_text_(value: Expression) -> Expression:
    return text_of(value)


@family.filter("unaccent", python=escaping.unaccent, result="text")
def unaccent(value: Expression) -> Expression:
    text = text_of(value)
    for letter, letters in escaping.UNACCENTED.items():
        text = func.replace(text, letter, letters)
    # The extension `unaccent` knows more letters than XanoScript does, and has to be installed.
    return func.normalize(func.regexp_replace(func.normalize(text, literal_column("NFD")), ACCENTS, "", "g"))


def _characters(name: str, mask: Expression | None) -> Expression:
    wanted = "" if mask is None else to_text(constant(mask, name, "mask"))
    # PostgreSQL has no text with a NUL, and takes none.
    return literal(mask_characters(wanted).replace("\0", ""))
