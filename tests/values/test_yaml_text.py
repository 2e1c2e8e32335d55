"""YAML as inputs: bare words that JSON knows are data, all others are text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.values.yaml_text import read_yaml, write_yaml

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["no", "12:30", "1e5", "null", "- a", "a: b", "# c", "*x", "a\nb\n", "\n a", "a\r\nb", " "]
    ),
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("1", 1),
        ("-12", -12),
        ("0", 0),
        ("1.5", 1.5),
        ("-0.5e3", -500.0),
        ("1e3", 1000.0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        # What YAML 1.1 takes for something else than text.
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("TRUE", "TRUE"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("01234", "01234"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2026-01-02", "2026-01-02"),
        (".inf", ".inf"),
        ("=", "="),
        ('"1"', "1"),
        ("'true'", "true"),
        ("!!str 1", "1"),
    ],
)
def test_words(word: str, expected: object) -> None:
    value = read_yaml(f"k: {word}\n")["k"]
    assert (value, type(value)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: [1, {b: c}]", {"a": [1, {"b": "c"}]}),
        ("1: one\nno: two", {"1": "one", "no": "two"}),
        ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
        ("# a comment\n", None),
    ],
)
def test_documents(text: str, expected: object) -> None:
    assert read_yaml(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b: c", "mapping values are not allowed here at line 1, column 5"),
        ("a: !!python/object:os.system x", "python/object:os.system is no type of JSON at line 1, column 4"),
        ("a: !!binary aGk=", "binary is no type of JSON"),
        ("a: !!set {x, y}", "set is no type of JSON"),
        ("null: 1", "the key null is not a text"),
        ("? [a]\n: 1", "this key is not a text at line 1, column 3"),
        ("--- 1\n--- 2", "but found another document at line 2, column 1"),
        ("a: *b", "found undefined alias 'b' at line 1, column 4"),
        ("&a [*a]", "it is nested too deeply"),
        ("!!int abc", "JSON cannot hold this int at line 1, column 1"),
        ("!!bool 2", "JSON cannot hold this bool"),
        ("!!timestamp x", "timestamp is no type of JSON"),
        ("1e400", "JSON cannot hold this float"),
        ("1" * 5000, "JSON cannot hold this int"),
        ("a: \x01", "special characters are not allowed"),
    ],
)
def test_what_is_not_data(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as caught:
        read_yaml(text)
    assert message in str(caught.value)


@given(DATA, st.booleans())
def test_what_is_written_is_read_again(data: Any, flow: bool) -> None:
    assert read_yaml(write_yaml(data, flow=flow)) == data


@pytest.mark.parametrize(
    ("data", "flow", "text"),
    [
        ({"b": [1, {"c": "x"}], "a": "no"}, False, "b:\n- 1\n- c: x\na: 'no'\n"),
        ({"b": [1, {"c": "x"}], "a": None}, True, "{b: [1, {c: x}], a: null}\n"),
        ({"t": "one\ntwo\n"}, False, "t: |\n  one\n  two\n"),
        ("1e5", False, "'1e5'\n"),
        ("text", False, "text\n"),
    ],
)
def test_writing(data: Any, flow: bool, text: str) -> None:
    assert write_yaml(data, flow=flow) == text
