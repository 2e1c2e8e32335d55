"""What people write instead of a type or an input filter of XanoScript, and what they mean."""

from __future__ import annotations

from runner.types.faults import nearest
from runner.types.filters import INPUT_FILTERS
from runner.types.table import TYPES

# Words of other languages and of databases.
TYPE_SUGGESTIONS: dict[str, str] = {
    **dict.fromkeys(("boolean", "flag"), "bool"),
    **dict.fromkeys(("integer", "long", "bigint", "smallint", "int32", "int64", "serial"), "int"),
    **dict.fromkeys(("number", "float", "double", "real", "numeric", "money", "currency"), "decimal"),
    **dict.fromkeys(("string", "str", "char", "varchar", "markdown", "html", "url", "uri", "link"), "text"),
    **dict.fromkeys(("array", "list", "tuple", "set"), "json"),
    **dict.fromkeys(("dict", "map", "hash", "any", "mixed", "obj", "struct", "jsonb", "record"), "json"),
    **dict.fromkeys(("datetime", "date_time", "time", "epoch", "timestamptz", "now"), "timestamp"),
    **dict.fromkeys(("guid",), "uuid"),
    **dict.fromkeys(("mail", "e_mail"), "email"),
    **dict.fromkeys(("secret", "passwd"), "password"),
    **dict.fromkeys(("choice", "select", "option", "options"), "enum"),
    **dict.fromkeys(("blob", "binary", "bytes", "upload", "storage"), "file"),
    **dict.fromkeys(("picture", "photo"), "image"),
    **dict.fromkeys(("point", "location", "geo"), "geo_point"),
    **dict.fromkeys(("embedding",), "vector"),
}

# Names of expression filters and of other schema languages that mean the very same.
FILTER_NAMES: dict[str, str] = {
    **dict.fromkeys(("strip", "trimmed"), "trim"),
    **dict.fromkeys(("lowercase", "to_lower", "tolower", "strtolower"), "lower"),
    **dict.fromkeys(("uppercase", "to_upper", "toupper", "strtoupper"), "upper"),
    **dict.fromkeys(("gte", "minlength", "min_length", "minimum", "at_least"), "min"),
    **dict.fromkeys(("lte", "maxlength", "max_length", "maximum", "at_most"), "max"),
    **dict.fromkeys(("regex", "regexp"), "pattern"),
    **dict.fromkeys(("starts_with", "prefix"), "startsWith"),
}
# Names that may mean something else as well.
FILTER_SUGGESTIONS: dict[str, str] = {
    **FILTER_NAMES,
    "gt": "min",
    **dict.fromkeys(("lt", "limit"), "max"),
    **dict.fromkeys(("count", "length", "size", "range", "between"), "min"),
    **dict.fromkeys(("match", "matches"), "pattern"),
    **dict.fromkeys(("alpha", "letters"), "alphaOk"),
    **dict.fromkeys(("digit", "digits", "numeric"), "digitOk"),
    **dict.fromkeys(("chars", "allow", "allowed"), "ok"),
    **dict.fromkeys(("block", "deny", "forbid", "not"), "prevent"),
}


def suggest_type(name: str) -> str | None:
    """The type that ``name`` was probably meant to be."""
    found = TYPE_SUGGESTIONS.get(name.lower()) or nearest(name, [*TYPES, *TYPE_SUGGESTIONS])
    return TYPE_SUGGESTIONS.get(found, found) if found else None


def is_type_alias(name: str) -> bool:
    """Whether ``name`` can only mean the type that is suggested for it."""
    lowered = name.lower()
    # The choices of an `enum` would still have to be written.
    return lowered in TYPES or TYPE_SUGGESTIONS.get(lowered, "enum") != "enum"


def is_filter_alias(name: str) -> bool:
    """Whether ``name`` can only mean the input filter that is suggested for it."""
    lowered = name.lower()
    return lowered in FILTER_NAMES or lowered in {known.lower() for known in INPUT_FILTERS}


def suggest_filter(name: str) -> str | None:
    """The input filter that ``name`` was probably meant to be."""
    found = FILTER_SUGGESTIONS.get(name.lower()) or nearest(name, [*INPUT_FILTERS, *FILTER_SUGGESTIONS])
    return FILTER_SUGGESTIONS.get(found, found) if found else None


def unknown_type(name: str) -> str:
    """The sentence about a type that does not exist."""
    suggestion = suggest_type(name)
    if suggestion == "json" and name.lower() in ("array", "list", "tuple", "set"):
        return f"unknown type `{name}`; use `json`, or a list of one type such as `text[]`"
    return f"unknown type `{name}`" + (f"; use `{suggestion}`" if suggestion else "")


def unknown_filter(name: str) -> str:
    """The sentence about an input filter that does not exist."""
    suggestion = suggest_filter(name)
    return f"unknown input filter `{name}`" + (f"; did you mean `{suggestion}`?" if suggestion else "")
