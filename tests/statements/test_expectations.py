"""The statements `expect.*`: what passes, and what a failure says."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.statements import expectations
from tests.statements.contexts import make_context

NOW = 1_700_000_000_000
LONG = "x" * 200
SPECS = {spec.name.removeprefix("expect."): spec for spec in expectations.family.specs}


def expect(name, subject, **properties):
    spec = SPECS[name]
    arguments = [make_context()] if spec.context else []
    spec.function(*arguments, subject, **properties)


@pytest.mark.parametrize(
    ("name", "subject", "properties"),
    [
        ("to_equal", 8, {"value": 8}),
        ("to_equal", 8.0, {"value": 8}),
        ("to_equal", {"a": [1, {"b": None}], "c": "x"}, {"value": {"c": "x", "a": [1.0, {"b": None}]}}),
        ("to_equal", None, {"value": None}),
        ("to_not_equal", "8", {"value": 8}),
        ("to_not_equal", True, {"value": 1}),
        ("to_not_equal", {"a": None}, {"value": {}}),
        ("to_not_equal", [1, 2], {"value": [2, 1]}),
        ("to_be_true", True, {}),
        ("to_be_false", False, {}),
        ("to_be_null", None, {}),
        ("to_not_be_null", 0, {}),
        ("to_be_defined", "", {}),
        ("to_not_be_defined", None, {}),
        ("to_be_empty", [], {}),
        ("to_be_empty", {}, {}),
        ("to_be_empty", "", {}),
        ("to_be_empty", None, {}),
        ("to_be_greater_than", 101, {"value": 100}),
        ("to_be_less_than", "9", {"value": 10}),
        ("to_be_within", 25, {"min": 20, "max": 30}),
        ("to_contain", ["new", "featured"], {"value": "featured"}),
        ("to_contain", [{"id": 1}], {"value": {"id": 1}}),
        ("to_contain", "a long text", {"value": "long"}),
        ("to_start_with", "John Doe", {"value": "John"}),
        ("to_end_with", "a.pdf", {"value": ".pdf"}),
        ("to_match", "+15551234567", {"value": r"^\+1\d{10}$"}),
        ("to_match", "ABC", {"value": "/^abc$/i"}),
        ("to_be_in_the_past", NOW - 1, {}),
        ("to_be_in_the_past", "2020-01-01", {}),
        ("to_be_in_the_future", NOW + 1, {}),
        ("to_be_in_the_future", "+1 day", {}),
    ],
)
def test_what_passes(name, subject, properties):
    assert expect(name, subject, **properties) is None


@pytest.mark.parametrize(
    ("name", "subject", "properties", "message"),
    [
        ("to_equal", 7, {"value": 8}, "Expected 8, but got 7"),
        ("to_equal", "8", {"value": 8}, 'Expected 8, but got "8"'),
        ("to_equal", {"a": [{"b": 1}]}, {"value": {"a": [{"b": 2}]}}, "Expected 2 at a.0.b, but got 1"),
        ("to_equal", {"a": 1}, {"value": {"a": 1, "b": 2}}, "Expected 2 at b, but got nothing"),
        ("to_equal", {"a": 1, "b": 2}, {"value": {"a": 1}}, "Expected nothing at b, but got 2"),
        ("to_equal", [1], {"value": [1, 2]}, "Expected [1,2], but got [1]"),
        ("to_equal", LONG, {"value": 1}, f'Expected 1, but got "{"x" * 76}...'),
        ("to_not_equal", 1.0, {"value": 1}, "Expected anything but 1, but got 1"),
        ("to_be_true", 1, {}, "Expected true, but got 1"),
        ("to_be_false", None, {}, "Expected false, but got null"),
        ("to_be_null", False, {}, "Expected null, but got false"),
        ("to_not_be_null", None, {}, "Expected anything but null, but got null"),
        ("to_be_defined", None, {}, "Expected a value, but got null"),
        ("to_not_be_defined", 0, {}, "Expected no value, but got 0"),
        ("to_be_empty", 0, {}, "Expected an empty value, but got 0"),
        ("to_be_empty", False, {}, "Expected an empty value, but got false"),
        ("to_be_greater_than", 100, {"value": 100}, "Expected more than 100, but got 100"),
        ("to_be_less_than", 10, {"value": 10}, "Expected less than 10, but got 10"),
        ("to_be_within", 20, {"min": 20, "max": 30}, "Expected a value between 20 and 30, but got 20"),
        ("to_be_within", 30, {"min": 20, "max": 30}, "Expected a value between 20 and 30, but got 30"),
        ("to_contain", ["a"], {"value": "b"}, 'Expected a value that contains "b", but got ["a"]'),
        ("to_start_with", "John", {"value": "j"}, 'Expected a text that starts with "j", but got "John"'),
        ("to_end_with", None, {"value": "j"}, 'Expected a text that ends with "j", but got null'),
        ("to_match", "abc", {"value": r"^\d+$"}, 'Expected a text that matches ^\\d+$, but got "abc"'),
        ("to_be_in_the_past", NOW, {}, f"Expected a time in the past, but got {NOW}"),
        ("to_be_in_the_future", NOW, {}, f"Expected a time in the future, but got {NOW}"),
    ],
)
def test_what_a_failure_says(name, subject, properties, message):
    with pytest.raises(ScriptError) as caught:
        expect(name, subject, **properties)
    assert (caught.value.message, caught.value.name, caught.value.kind) == (message, "expect", "standard")


def test_a_failure_carries_both_values():
    with pytest.raises(ScriptError) as caught:
        expect("to_equal", {"a": 1}, value={"a": 2})
    assert caught.value.payload == {"expected": {"a": 2}, "actual": {"a": 1}}


@pytest.mark.parametrize("name", ["to_contain", "to_start_with", "to_end_with"])
def test_an_object_is_no_text(name):
    with pytest.raises(ScriptError, match=f"^`expect.{name}` needs a text, but got an object$"):
        expect(name, {}, value="x")


def test_all_of_them():
    assert len(SPECS) == 18
    assert {spec.subject for spec in SPECS.values()} == {"reads"}
