"""The statements `math.*`."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.statements import math


@pytest.mark.parametrize(
    ("statement", "subject", "value", "expected"),
    [
        (math.add, 1, 2, 3),
        (math.add, 1.5, 2, 3.5),
        (math.add, "5", "2.5", 7.5),
        (math.add, None, 3, 3),
        (math.add, 9223372036854775807, 1, 9.223372036854775807e18),
        (math.subtract, 1, 3, -2),
        (math.multiply, 6, 7, 42),
        (math.multiply, 0.5, 4, 2.0),
        (math.divide, 6, 3, 2),
        (math.divide, 7, 2, 3.5),
        (math.modulo, 10, 3, 1),
        (math.modulo, -10, 3, -1),
        (math.modulo, 10, -3, 1),
        (math.bitwise_and, 12, 10, 8),
        (math.bitwise_or, 12, 10, 14),
        (math.bitwise_xor, 12, 10, 6),
        (math.bitwise_and, -1, 255, 255),
        (math.bitwise_or, "4", 1.9, 5),
        (math.bitwise_xor, None, 3, 3),
    ],
)
def test_results(statement, subject, value, expected):
    result = statement(subject, value=value)
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize("spec", math.family.specs, ids=lambda spec: spec.name)
@pytest.mark.parametrize(
    ("subject", "value", "part"),
    [("abc", 1, 'the text "abc"'), (1, "abc", 'the text "abc"'), ([], 1, "a list"), (1, {}, "an object")],
)
def test_what_is_no_number_is_refused(spec, subject, value, part):
    with pytest.raises(ScriptError, match=f"needs a number, but got {part}"):
        spec.function(subject, value=value)


@pytest.mark.parametrize("value", [0, "0", None, False, 0.0])
@pytest.mark.parametrize(
    ("statement", "message"), [(math.divide, "Division by zero"), (math.modulo, "Modulo by zero")]
)
def test_zero_divides_nothing(statement, message, value):
    with pytest.raises(ScriptError, match=message):
        statement(1, value=value)


def test_all_of_them_change_the_variable_in_the_head():
    assert {spec.name for spec in math.family.specs} == {
        "math.add",
        "math.sub",
        "math.mul",
        "math.div",
        "math.mod",
        "math.bitwise.and",
        "math.bitwise.or",
        "math.bitwise.xor",
    }
    assert all(spec.subject == "changes" and spec.required == {"value"} for spec in math.family.specs)
