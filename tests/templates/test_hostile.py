"""Templates that would fill the memory, never end, or reach what is not data."""

from __future__ import annotations

import sys

import pytest

from runner.errors import ScriptError
from runner.templates import render, state
from tests.statements.contexts import make_context


@pytest.fixture(autouse=True)
def usual_recursion_limit():
    """A run raises the limit for the whole process; what is too deep must not depend on earlier tests."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(before)


TOO_MUCH = "the template makes more than a template may"
TOO_DEEP = "nested"
DOUBLED = "{{% set x = {} %}}{{% for i in 1..{} %}}{{% set x = {} %}}{{% endfor %}}"


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    """A lower limit: what grows without end meets it as well, only sooner."""
    monkeypatch.setattr(state, "MOST_WORK", 3_000_000)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (DOUBLED.format("'ab'", 60, "x ~ x"), TOO_MUCH),
        (DOUBLED.format("'ab'", 60, '"#{x}#{x}"'), TOO_MUCH),
        (DOUBLED.format("[1]", 60, "x|merge(x)"), TOO_MUCH),
        (DOUBLED.format("[1]", 60, "[x, x]") + "{{ x|json_encode }}", TOO_MUCH),
        (DOUBLED.format("[1]", 60, "[x, x]") + "{{ x|url_encode }}", TOO_MUCH),
        (DOUBLED.format("[1]", 60, "[x, x]") + "{{ x|flatten|length }}", TOO_MUCH),
        (DOUBLED.format("1", 5000, "[x]") + "{{ x|json_encode }}", TOO_DEEP),
        (DOUBLED.format("'\\\\'", 60, "x|e('js')"), TOO_MUCH),
        ("{{ 1..1000000000 }}", TOO_MUCH),
        ("{{ range(0, 1, 0.000000001)|length }}", TOO_MUCH),
        ("{% for a in 1..9999 %}{% for b in 1..9999 %}{% endfor %}{% endfor %}", TOO_MUCH),
        ("{{ [1]|batch(1000000000, 'x')|length }}", TOO_MUCH),
        ("{{ '%1000000000s'|format('x') }}", "`|format` takes widths of at most 5 digits"),
        (DOUBLED.format("'a'", 20, "x ~ x") + "{{ x|replace({'a': x}) }}", TOO_MUCH),
        (DOUBLED.format("'a'", 20, "x ~ x") + "{{ x|split('')|join(x) }}", TOO_MUCH),
        (DOUBLED.format("'%1$s'", 18, "x ~ x") + "{{ x|format(x) }}", TOO_MUCH),
        (DOUBLED.format("'a'", 22, "x ~ x") + "{{ 1e+300|number_format(2, '.', x) }}", TOO_MUCH),
        (DOUBLED.format("'a'", 26, "x ~ x") + "{% for i in 1..9 %}{{ x }}{% endfor %}", TOO_MUCH),
        ("{% macro m() %}{{ _self.m() }}{% endmacro %}{{ _self.m() }}", "more than 100 deep"),
        ("{% block a %}{{ block('a') }}{% endblock %}", "more than 100 deep"),
        (
            "{% macro m(n) %}{% if n %}{{ _self.m(n - 1) ~ _self.m(n - 1) }}{% endif %}{% endmacro %}"
            "{{ _self.m(60) }}",
            TOO_MUCH,
        ),
        ("{% set q = 1 %}{% for i in 1..2 %}{% set q = loop %}{% endfor %}{{ q|json_encode }}", TOO_MUCH),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", TOO_DEEP),
        ("{{ " + "[" * 5000 + "]" * 5000 + " }}", TOO_DEEP),
        ("{{ " + "{a:" * 5000 + "1" + "}" * 5000 + " }}", TOO_DEEP),
        ("{{ " + "-" * 5000 + "1 }}", TOO_DEEP),
        ("{{ " + "not " * 5000 + "1 }}", TOO_DEEP),
        ("{{ 1" + " ** 1" * 5000 + " }}", TOO_DEEP),
        ("{{ " + "a ? " * 5000 + "1 }}", TOO_DEEP),
        ('{{ "' + '#{"' * 5000 + '"}' * 5000 + '" }}', TOO_DEEP),
        ("{% if 1 %}" * 5000 + "{% endif %}" * 5000, TOO_DEEP),
        ("{{ _self.__init__ }}", "there is no macro `__init__`"),
        ("{{ constant('os.environ') }}", "`constant` knows"),
    ],
)
def test_is_an_error(template, expected):
    with pytest.raises(ScriptError) as caught:
        render(make_context(), template, {})
    assert expected in caught.value.message


@pytest.mark.parametrize("chain", [" + 1", ".b", "|upper", " ~ 1", " and 1"])
def test_a_chain_without_end_is_an_error_and_no_crash(chain):
    with pytest.raises(ScriptError, match="nested too deeply"):
        render(make_context(), "{{ 1" + chain * 10_000 + " }}", {})


@pytest.mark.parametrize(
    "expression",
    [
        "x.__class__",
        "x.__class__.__mro__",
        "x['__class__']",
        "''.__class__",
        "x.items",
        "x.append",
        "x.format",
        "n.real",
        "attribute(x, '__dict__')",
        "attribute('', '__class__')",
        "(v => v).call",
        "(v => v).__globals__",
        "date().zone",
        "date().milliseconds",
        "loop.__class__",
        "_context.state",
        "nosuch.__class__",
    ],
)
def test_only_data_can_be_read(expression):
    data = {"x": {"a": 1}, "n": 1}
    assert render(make_context(), "[{{ " + expression + " }}]", data) == "[]"


@pytest.mark.parametrize(
    "text",
    ["{" * 100_000, "{#" * 50_000, "{%     " * 20_000, "{{ '" + "\\'" * 100_000, '{{ "' + "#{" * 50_000],
)
def test_long_nonsense_is_refused(text):
    with pytest.raises(ScriptError, match="Line 1 of the template"):
        render(make_context(), text, {})


def test_values_of_the_job_are_not_changed():
    data = {"list": [3, 1, 2], "object": {"b": 1}}
    template = (
        "{{ list|sort|join }}{{ list|reverse|join }}{% set list = list|merge([4]) %}{% set object = 1 %}"
    )
    render(make_context(), template, data)
    assert data == {"list": [3, 1, 2], "object": {"b": 1}}
