"""Constants: the values of expressions that need no run."""

import pytest

from runner.syntax.constants import NotConstant, constant, is_constant
from tests.syntax.reading import expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-1.5", -1.5),
        ('"x"', "x"),
        ("true", True),
        ("null", None),
        ("now", "now"),
        ("[1, [2, null]]", [1, [2, None]]),
        ('{a: 1, "b c": {d: []}}', {"a": 1, "b c": {"d": []}}),
        ("(1)", 1),
        ("`[1]`", [1]),
        ("-(2)", -2),
        ('"x"|!trim|!upper', "x"),
        ("2026-01-01 02:00:00+0000", "2026-01-01 02:00:00+0000"),
    ],
)
def test_the_value_of_a_constant(text, value):
    found = constant(expression(text))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("$x", "$x"),
        ("[1, $x.y]", "$x.y"),
        ("{a: 1 + 2}", "1 + 2"),
        ('"x"|trim', '"x"|trim'),
        ("|uuid", "|uuid"),
        ("{$k: 1}", "$k"),
        ("!true", "!true"),
        ("f(1)", "f(1)"),
        ("true ? 1 : 2", "true ? 1 : 2"),
    ],
)
def test_what_depends_on_a_run_is_named(text, part):
    with pytest.raises(NotConstant) as caught:
        constant(expression(text))
    whole = f'function "f" {{\n  response = {text}\n}}\n'
    assert whole[slice(*caught.value.span)] == part


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("true", True, True),
        ("1", True, False),
        ("true", 1, False),
        ("1", 1, True),
        ("1.0", 1, False),
        ('"true"', True, False),
        ("null", None, True),
        ("$x", True, False),
    ],
)
def test_is_constant_compares_types_too(text, value, expected):
    assert is_constant(expression(text), value) is expected
