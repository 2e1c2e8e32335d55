"""What a template must not be: each mistake is one sentence with its line."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.templates import render
from tests.statements.contexts import make_context

DATA = {"n": 5, "items": ["a"], "name": "Ada"}


def message(template: str) -> str:
    with pytest.raises(ScriptError) as caught:
        render(make_context(), template, DATA)
    return caught.value.message


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a\nb {{ n", "Line 2 of the template: `{{` is not closed by `}}`"),
        ("{% if n", "Line 1 of the template: `{%` is not closed by `%}`"),
        ("{# n", "Line 1 of the template: the comment `{#` is not closed by `#}`"),
        ("{% verbatim %}x", "Line 1 of the template: `{% verbatim %}` is not closed by `{% endverbatim %}`"),
        ("{{ [1, 2 }}", "Line 1 of the template: `[` is not closed"),
        ("{{ n) }}", "Line 1 of the template: `)` closes nothing"),
        ("{{ 'abc }}", "Line 1 of the template: a text in `'` is not closed"),
        ('{{ "abc }}', 'Line 1 of the template: a text in `"` is not closed'),
        ("{{ n && 1 }}", "Line 1 of the template: `&` cannot stand here; write `and`, or `b-and`"),
        ("{{ }}", "Line 1 of the template: a value is expected, but here stands `}}`"),
        ("{{ n n }}", "Line 1 of the template: `}}` is expected, but here stands `n`"),
        ("{{ n === 5 }}", "Line 1 of the template: there is no `===`; write `is same as(...)`"),
        ("{{ {1 + 1: 2} }}", "Line 1 of the template: `:` is expected, but here stands `+`"),
        ("{{ n|upppr }}", "Line 1 of the template: there is no filter `upppr`; did you mean `upper`?"),
        ("{{ rnage(1, 2) }}", "Line 1 of the template: there is no function `rnage`; did you mean `range`?"),
        ("{{ n is evn }}", "Line 1 of the template: there is no test `evn`; did you mean `even`?"),
        ("{{ name|slice }}", "Line 1 of the template: the filter `slice` needs the argument `start`"),
        ("{{ name|upper(1) }}", "Line 1 of the template: the filter `upper` takes fewer arguments"),
        (
            "{{ items|join(gule=1) }}",
            "Line 1 of the template: the filter `join` has no argument `gule` to set",
        ),
        ("{{ name|strlen(1) }}", "Line 1 of the template: the filter `strlen` takes no arguments"),
        ("\n{% nosuch %}", "Line 2 of the template: there is no tag `{% nosuch %}`"),
        (
            "{% if n %}\n\nx",
            "Line 3 of the template: the tag of line 1 is not closed by `{% endif %}`",
        ),
        ("{% endif %}", "Line 1 of the template: `{% endif %}` closes nothing"),
        ("{% if n %}{% endfor %}", "Line 1 of the template: `{% endfor %}` closes nothing"),
        (
            "{% for i in items if i %}{% endfor %}",
            "Line 1 of the template: `{% for ... if ... %}` is no longer Twig; "
            "write `in list|filter(v => ...)`",
        ),
        ("{% set a, b = 1 %}", "Line 1 of the template: `{% set %}` has 2 variables and 1 values"),
        ("{% set true = 1 %}", "Line 1 of the template: `true` cannot be set"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "the block `a` is there twice"),
        ("{% macro a(x = n) %}{% endmacro %}", "the default of `x` must be a constant"),
        ("{% macro a() %}{% endmacro b %}", "`a` is expected, but here stands `b`"),
        ("{% include 'x' %}", "`{% include %}` needs other templates, and there are none"),
        ("{% extends 'x' %}", "`{% extends %}` needs other templates, and there are none"),
        ("{% import 'forms' as f %}", "macros are imported from `_self` only"),
        ("{{ include('x') }}", "`include` needs other templates, and there are none"),
        ("{{ dump(n) }}", "`dump` shows PHP's own view of a value; use `|json_encode`"),
        ("{% autoescape %}x{% endautoescape %}", "nothing is escaped by itself here; write `|e`"),
        ("{{ name.upper() }}", "`.upper(...)` calls a method, and values have none; use a filter"),
        ("{{ (1 + 1) is defined }}", "`is defined` asks for variables"),
        ("{{ 'a' 'b' }}", "two texts cannot follow each other"),
        ("{{ items|join(glue=',', 1) }}", "an argument without a name cannot follow one with a name"),
    ],
)
def test_what_cannot_be_read(template, expected):
    assert expected in message(template)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("x\n{{ 1 / 0 }}", "Line 2 of the template: Division by zero"),
        ("{{ n }}\n{% if n % 0 %}{% endif %}", "Line 2 of the template: Modulo by zero"),
        ("{{ 'abc' + 1 }}", 'Line 1 of the template: `+` needs a number, but got the text "abc"'),
        ("{{ n|merge([1]) }}", "`|merge` needs a list or an object, but got the int 5"),
        ("{{ items|upper }}", "`|upper` needs a text, but got a list"),
        ("{{ name|date }}", '"Ada" is not a date or time'),
        ("{{ n|date('Y', 'Nowhere/Zone') }}", '"Nowhere/Zone" is not a time zone'),
        ("{{ date('2024-01-01') }}", 'a date has no text of its own; write it with `|date("Y-m-d")`'),
        ("{{ date() < 5 }}", "a date is compared with a date only; write `date(...)` on both sides"),
        ("{{ date()|json_encode }}", "a date or an arrow function has no JSON"),
        ("{{ v => v }}", "an arrow function cannot be used as a text"),
        ("{{ items|map('strtoupper') }}", "`|map` needs an arrow function such as `v => v.name`"),
        ("{{ _self.nope() }}", "there is no macro `nope` in the template"),
        (
            "{% macro a(x) %}{% endmacro %}{{ _self.a(y=1) }}",
            "the macro `a` has no parameter `y` to set",
        ),
        ("{{ block('nope') }}", "there is no block `nope` in the template"),
        ("{{ name|e('foo') }}", '`|escape` knows html, html_attr, js, css, url, but not "foo"'),
        ("{{ constant('PHP_VERSION') }}", "`constant` knows JSON_HEX_TAG"),
        ("{{ cycle([], 1) }}", "`cycle` needs a list that is not empty"),
        ("{{ random([]) }}", "`random` needs a list that is not empty"),
        ("{{ random(5, 1) }}", "`random` needs bounds in order, but got 5 and 1"),
        ("{{ range(1, 3, 10) }}", "the step of a range must not be 0, nor longer than the range"),
        ("{{ name matches '/(/' }}", "The regular expression /(/ cannot be used"),
        ("{{ name|split('a', 2)|replace('b') }}", "`|replace` needs an object such as"),
        ("{% with 5 %}{% endwith %}", "`{% with %}` needs an object, but got the int 5"),
        ("{{ {([]): 1} }}", "a list or an object cannot be the key of an object"),
        ("{{ max([]) }}", "`max` needs at least one value"),
        ("{{ items|batch(0) }}", "`|batch` needs a size of 1 or more"),
        ("{{ max(...5) }}", "`|...` needs a list or an object, but got the int 5"),
        ("{{ n|round(1, 'up') }}", '`|round` takes the methods "common", "ceil" and "floor"'),
        ("{{ name|trim('x', 'up') }}", '`|trim` takes the sides "left", "right" and "both"'),
    ],
)
def test_what_fails_when_it_renders(template, expected):
    assert expected in message(template)


@pytest.mark.parametrize(
    "template",
    [
        "{% macro m() %}\n\nx\n{% endmacro %}\n{{ _self.m() ~ 1 / 0 }}",
        "{% block a %}\n\n{{ n }}\n{% endblock %}\n{{ block('a') ~ 1 / 0 }}",
        "\n\n\n\n{% apply round(1 / 0) %}\n{{ n }}\n{% endapply %}",
    ],
)
def test_the_line_is_that_of_the_tag_behind_a_call(template):
    assert message(template).startswith("Line 5 of the template:")


def test_whether_a_block_is_defined_is_asked_without_writing_it():
    template = "{% block a %}{{ block('a') is defined }}{% endblock %}{{ block('b') is defined ? 1 : 0 }}"
    assert render(make_context(), template, DATA) == "10"
