"""What people write by mistake for a type or an input filter."""

import pytest

from runner.types import INPUT_FILTERS, TYPES
from runner.types.suggestions import (
    FILTER_SUGGESTIONS,
    TYPE_SUGGESTIONS,
    suggest_filter,
    suggest_type,
    unknown_filter,
    unknown_type,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("boolean", "bool"),
        ("Boolean", "bool"),
        ("integer", "int"),
        ("number", "decimal"),
        ("float", "decimal"),
        ("double", "decimal"),
        ("string", "text"),
        ("String", "text"),
        ("str", "text"),
        ("char", "text"),
        ("array", "json"),
        ("list", "json"),
        ("dict", "json"),
        ("map", "json"),
        ("any", "json"),
        ("datetime", "timestamp"),
        ("txt", "text"),
        ("strng", "text"),
        ("interger", "int"),
        ("emial", "email"),
        ("Text", "text"),
        ("qqq", None),
    ],
)
def test_types(written, meant):
    assert suggest_type(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("strip", "trim"),
        ("to_lower", "lower"),
        ("toUpper", "upper"),
        ("length", "min"),
        ("lenght", "min"),
        ("maxLength", "max"),
        ("regex", "pattern"),
        ("patern", "pattern"),
        ("starts_with", "startsWith"),
        ("startswith", "startsWith"),
        ("mindigit", "minDigit"),
        ("qqq", None),
    ],
)
def test_filters(written, meant):
    assert suggest_filter(written) == meant


def test_suggestions_exist_and_are_not_names_themselves():
    assert set(TYPE_SUGGESTIONS.values()) <= set(TYPES)
    assert set(FILTER_SUGGESTIONS.values()) <= set(INPUT_FILTERS)
    assert not set(TYPE_SUGGESTIONS) & set(TYPES)
    assert not set(FILTER_SUGGESTIONS) & set(INPUT_FILTERS)


def test_sentences():
    assert unknown_type("boolean") == "unknown type `boolean`; use `bool`"
    assert unknown_type("array") == "unknown type `array`; use `json`, or a list of one type such as `text[]`"
    assert unknown_type("qqq") == "unknown type `qqq`"
    assert unknown_filter("strip") == "unknown input filter `strip`; did you mean `trim`?"
    assert unknown_filter("qqq") == "unknown input filter `qqq`"
