"""Responses as JSON, YAML and bare text."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from runner.report.results import response_text, yaml_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (1.5, "1.5"),
        (2.0, "2"),
        ("a", '"a"'),
        ([], "[]"),
        ({}, "{}"),
        ({"b": 1, "a": [1, {"c": None}]}, '{"b":1,"a":[1,{"c":null}]}'),
        ("grüße 🎉\n", '"grüße 🎉\\n"'),
    ],
)
def test_json_on_one_line(value: Any, expected: str) -> None:
    assert response_text(value, "json", pretty=False) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [1, {}]}, '{\n  "b": 1,\n  "a": [\n    1,\n    {}\n  ]\n}'),
        ([], "[]"),
        ("a", '"a"'),
    ],
)
def test_json_for_people(value: Any, expected: str) -> None:
    assert response_text(value, "json", pretty=True) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("as it is: \"'\\", "as it is: \"'\\"),
        ("ends\n", "ends\n"),
        ("", ""),
        (1, "1"),
        (None, "null"),
        (["a"], '["a"]'),
        ({"a": "b"}, '{"a":"b"}'),
    ],
)
def test_raw(value: Any, expected: str) -> None:
    assert response_text(value, "raw", pretty=False) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [1, {"c": None}]}, "b: 1\na:\n- 1\n- c: null"),
        ("text", "text"),
        (None, "null"),
        (2.0, "2"),
        ([], "[]"),
        ({"long": "word " * 40 + "end"}, "long: " + "word " * 40 + "end"),
        ({"t": "one\ntwo\n"}, "t: |\n  one\n  two"),
        ({"t": "one\ntwo"}, "t: |-\n  one\n  two"),
        ({"t": "grüße 🎉"}, "t: grüße 🎉"),
        ({"t": ["yes", "1", "2026-01-02", "null", ""]}, "t:\n- 'yes'\n- '1'\n- '2026-01-02'\n- 'null'\n- ''"),
    ],
)
def test_yaml(value: Any, expected: str) -> None:
    assert yaml_text(value) == expected + "\n"


@pytest.mark.parametrize(
    "value",
    [
        {"t": "ends with a blank \nand more"},
        {"t": "\n\nstarts empty"},
        {"t": "tab\there\n"},
        {"t": "a\r\nb"},
        {"t": "\x07 bell\n"},
        {"t": " indented\nfirst line"},
        {"t": "---\n...\n"},
        {"t": "many\n\n\n"},
        "a\n...\n",
        ["...", "---", "# no comment", "a: b", "- c", "&x", "*y", "!z"],
        {"1": 1, "true": 2, "": 3},
        [[[]], [{}], {"a": {"b": []}}],
        1e300,
        "...",
    ],
)
def test_yaml_reads_back_as_it_was(value: Any) -> None:
    assert yaml.safe_load(yaml_text(value)) == value


def test_yaml_writes_a_list_that_is_used_twice_in_full() -> None:
    shared = [1]
    assert yaml_text({"a": shared, "b": shared}) == "a:\n- 1\nb:\n- 1\n"


def test_every_form_of_the_same_response_is_the_same_data() -> None:
    value = {"text": "a\nb", "number": 1.25, "list": [True, None, {"x": "🎉"}]}
    for pretty in (True, False):
        assert json.loads(response_text(value, "json", pretty=pretty)) == value
        assert json.loads(response_text(value, "raw", pretty=pretty)) == value
    assert yaml.safe_load(response_text(value, "yaml", pretty=True)) == value
