"""The statement `util.template_engine`."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.statements.templates import family, template_engine
from tests.statements.contexts import make_context

VARIABLES = {"var": {"colors": ["red", "blue"], "name": "own"}, "input": {"name": "ada"}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Hello, {{ $input.name|capitalize }}!", "Hello, Ada!"),
        ("{% for color in $var.colors %}\n- {{ color|upper }}\n{% endfor %}", "- RED\n- BLUE\n"),
        ("{% for color in colors %}{{ color }}{% endfor %}", "redblue"),
        ("{{ $colors[0] }} {{ name }} {{ $name }} {{ $input.name }}", "red own own ada"),
        ("{{ $env.KEY }} {{ $env|keys|join }}", "secret KEY"),
        ('{"url": "{{ $var.url|default("a&b") }}"}', '{"url": "a&b"}'),
        ("no tags", "no tags"),
        (None, ""),
        (12, "12"),
    ],
)
def test_a_template_sees_what_the_function_has_set(value, expected):
    assert template_engine(make_context(env={"KEY": "secret"}), VARIABLES, value=value) == expected


def test_the_variables_of_the_function_stay_as_they_are():
    variables = {"var": {"x": 1}, "input": {}}
    assert template_engine(make_context(), variables, value="{% set x = 2 %}{{ x }}{{ $var.x }}") == "21"
    assert variables == {"var": {"x": 1}, "input": {}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], "`util.template_engine` needs a text, but got a list"),
        ("a\n{{ b", "Line 2 of the template: `{{` is not closed by `}}`"),
    ],
)
def test_what_is_not_a_template(value, expected):
    with pytest.raises(ScriptError) as caught:
        template_engine(make_context(), VARIABLES, value=value)
    assert caught.value.message == expected


def test_the_compiler_is_told_to_pass_the_variables():
    (spec,) = family.specs
    assert (spec.name, spec.context, spec.variables, spec.required) == (
        "util.template_engine",
        True,
        True,
        frozenset({"value"}),
    )
