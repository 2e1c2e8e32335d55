"""YAML as inputs: bare words that JSON knows are data, all others are text."""

from __future__ import annotations

import pytest

from runner.cli.yaml_data import read_yaml


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
        ("a: !!python/object:os.system x", "could not determine a constructor for the tag"),
        ("a: !!binary aGk=", "bytes is no type of JSON"),
        ("a: !!set {x, y}", "set is no type of JSON"),
        ("null: 1", "the key None is not a text"),
        ("? [a]\n: 1", "found unhashable key at line 1, column 3"),
        ("--- 1\n--- 2", "but found another document at line 2, column 1"),
        ("a: *b", "found undefined alias 'b' at line 1, column 4"),
        ("a: \x01", "special characters are not allowed"),
    ],
)
def test_what_is_not_data(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as caught:
        read_yaml(text)
    assert message in str(caught.value)
