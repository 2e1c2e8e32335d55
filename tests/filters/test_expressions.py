"""The filter `to_expr`."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import NOW, apply, typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(5 + 3) % 3", 2),
        ("1 + 2 * 3", 7),
        ("7 / 2", 3.5),
        ("-(4)", -4),
        ("'a' ~ 'b'", "ab"),
        ("(1..3)", [1, 2, 3]),
        ("1 == '1'", True),
        ("1 === '1'", False),
        ("1 != 2 && 2 !== 2", False),
        ("1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 4", False),
        ("null ?? 5", 5),
        ("0 || 'x'", "x"),
        ("7 || 'x'", 7),
        ("!true", False),
        ("2 > 1 ? 'yes' : 1 / 0", "yes"),
        ("false ? 1 / 0 : [1, {a: 2}]", [1, {"a": 2}]),
        ("now", NOW),
        ("1 +\n 2", 3),
        (12, 12),
    ],
)
def test_expressions(text, expected):
    assert typed(apply("to_expr", text)) == typed(expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        ("1 +", "something is missing behind `+`"),
        ("$input.x + 1", "values and operators alone"),
        ("$env.SECRET", "values and operators alone"),
        ("[1, $x]|count", "values and operators alone"),
        ("math.add(1, 2)", "values and operators alone"),
        ("[1]|map:$$ + 1", "values and operators alone"),
        ("1|round", "values and operators alone"),
        ("[1] @> [1]", "the operator `@>` is not known here"),
        ("1)\n}\n---\nfunction g {\n  response = (2", "it holds more than one"),
        ("1 / 0", "Division by zero"),
    ],
)
def test_what_is_no_expression(text, reason):
    with pytest.raises(ScriptError, match=r"cannot work out|Division by zero") as caught:
        apply("to_expr", text)
    assert reason in caught.value.message


def test_an_expression_that_is_nested_without_end():
    with pytest.raises(ScriptError):
        apply("to_expr", "(" * 100_000)
