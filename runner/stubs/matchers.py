"""Matchers: what stands for many values in expected data, as ``{$type: text}`` or ``{$min: 1, $max: 9}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import regex

from runner.records import Record
from runner.values import dump_json

LONGEST_VALUE = 120
TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "text": ("a text", (str,)),
    "int": ("a whole number", (int,)),
    "decimal": ("a number", (int, float)),
    "bool": ("true or false", (bool,)),
    "null": ("null", (type(None),)),
    "list": ("a list", (list,)),
    "object": ("an object", (dict,)),
    "any": ("any value", (object,)),
}

# Whether a value fits what is expected, which may be a matcher again.
Fits = Callable[[Any, Any], bool]


class Matcher(Record):
    """One key of matchers.

    Attributes:
        test: gets what stands behind the key, the value, and how to compare both by other matchers.
        describe: what is expected, for messages; gets what stands behind the key.
    """

    test: Callable[[Any, Any, Fits], bool]
    describe: Callable[[Any], str]


def is_matcher(expected: Any) -> bool:
    """Whether an expected value is a matcher."""
    return isinstance(expected, dict) and bool(expected) and all(key.startswith("$") for key in expected)


def literal(data: Any) -> Any:
    """Plain data as an expected value: what looks like a matcher in it is none."""
    if isinstance(data, dict):
        if any(key.startswith("$") for key in data):
            return {"$is": data}
        return {key: literal(value) for key, value in data.items()}
    return [literal(item) for item in data] if isinstance(data, list) else data


def shown(value: Any) -> str:
    """A value as JSON, shortened."""
    text = dump_json(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


def described(expected: Any) -> str:
    """An expected value for messages: a matcher in words, anything else as JSON."""
    if not is_matcher(expected):
        return shown(expected)
    return " and ".join(MATCHERS[name].describe(wanted) for name, wanted in expected.items())


def same(first: Any, second: Any) -> bool:
    """Whether two pieces of plain data are equal: true is not 1 here, 3.0 is 3, keys have no order."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(value, second[key]) for key, value in first.items())
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return isinstance(first, bool) == isinstance(second, bool) and bool(first == second)


def _is_type(wanted: str, value: Any, fits: Fits) -> bool:
    # True and false are whole numbers to Python alone.
    if isinstance(value, bool) and wanted in ("int", "decimal"):
        return False
    return isinstance(value, TYPES[wanted][1])


def _matches(pattern: str, value: Any, fits: Fits) -> bool:
    return isinstance(value, str) and regex.search(pattern, value) is not None


def _like(wanted: str, value: Any, fits: Fits) -> bool:
    pattern = ".*".join(map(regex.escape, regex.split(r"\*+", wanted)))
    return isinstance(value, str) and regex.fullmatch(pattern, value, regex.DOTALL) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _has_length(wanted: Any, value: Any, fits: Fits) -> bool:
    return isinstance(value, (str, list, dict)) and fits(wanted, len(value))


def _contains(wanted: Any, value: Any, fits: Fits) -> bool:
    if isinstance(value, str):
        return isinstance(wanted, str) and wanted in value
    return isinstance(value, list) and any(fits(wanted, item) for item in value)


# `$has`, `$each` and `$is` are looked into by `runner.stubs.differences`, which tells the very place.
MATCHERS: Mapping[str, Matcher] = {
    "$type": Matcher(_is_type, lambda wanted: TYPES[wanted][0]),
    "$matches": Matcher(_matches, lambda wanted: f"a text that matches /{wanted}/"),
    "$like": Matcher(_like, lambda wanted: f"a text like {shown(wanted)}"),
    "$min": Matcher(lambda wanted, value, _: _is_number(value) and value >= wanted, "{} or more".format),
    "$max": Matcher(lambda wanted, value, _: _is_number(value) and value <= wanted, "{} or less".format),
    "$length": Matcher(_has_length, lambda wanted: f"something of the length {described(wanted)}"),
    "$contains": Matcher(_contains, lambda wanted: f"something that contains {described(wanted)}"),
    "$one_of": Matcher(
        lambda wanted, value, fits: any(fits(one, value) for one in wanted),
        lambda wanted: f"one of {', '.join(map(described, wanted))}",
    ),
    "$not": Matcher(
        lambda wanted, value, fits: not fits(wanted, value),
        lambda wanted: f"anything but {described(wanted)}",
    ),
    "$absent": Matcher(lambda wanted, value, _: False, lambda _: "no such key"),
    "$each": Matcher(
        lambda wanted, value, fits: isinstance(value, list) and all(fits(wanted, item) for item in value),
        lambda wanted: f"a list of {described(wanted)}",
    ),
    "$has": Matcher(lambda wanted, value, fits: fits(wanted, value), described),
    "$is": Matcher(lambda wanted, value, _: same(wanted, value), shown),
}
