"""The statements `object.*`."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.statements import objects


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1, "b": 2}, ["a", "b"]),
        ({"10": 1, "-3": 2, "0": 3}, [10, -3, 0]),
        ({"01": 1, "-0": 2, "1.5": 3, "": 4, "+1": 5, " 1": 6}, ["01", "-0", "1.5", "", "+1", " 1"]),
        ({"9223372036854775807": 1, "9223372036854775808": 2}, [9223372036854775807, "9223372036854775808"]),
        (["x", "y"], [0, 1]),
        ({}, []),
        (None, []),
    ],
)
def test_keys(value, expected):
    assert objects.keys(value=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [({"b": [2], "a": None}, [[2], None]), (["x"], ["x"]), ({}, []), (None, [])]
)
def test_values(value, expected):
    assert objects.values(value=value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1, "7": None}, [{"key": "a", "value": 1}, {"key": 7, "value": None}]),
        (["x"], [{"key": 0, "value": "x"}]),
        (None, []),
    ],
)
def test_entries(value, expected):
    assert objects.entries(value=value) == expected


@pytest.mark.parametrize("spec", objects.family.specs, ids=lambda spec: spec.name)
@pytest.mark.parametrize(("value", "kind"), [("abc", "a text"), (1, "an int"), (True, "a bool")])
def test_scalars_are_refused(spec, value, kind):
    with pytest.raises(ScriptError, match=f"^`{spec.name}` needs a list, but got {kind}$"):
        spec.function(value=value)


def test_values_is_a_new_list():
    value = ["x"]
    assert objects.values(value=value) is not value
