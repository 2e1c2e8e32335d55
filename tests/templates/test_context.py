"""What a template takes from the run: the time, random numbers, env, and XanoScript's names and filters."""

from __future__ import annotations

import itertools

import pytest

from runner.errors import ScriptError
from runner.templates import render
from runner.values.streams import Stream
from tests.statements.contexts import make_context

# 2023-11-14 22:13:20 UTC, where the clock of the tests stands.
MILLISECONDS = 1_700_000_000_000


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 'now'|date('Y-m-d H:i:s') }}", "2023-11-14 22:13:20"),
        ("{{ null|date('H:i') }} {{ ''|date('H:i') }} {{ missing|date('H:i') }}", "22:13 22:13 22:13"),
        ("{{ date()|date('Y') }} {{ date('tomorrow')|date('Y-m-d') }}", "2023 2023-11-15"),
        ("{{ 'now'|date('H:i', 'Asia/Tokyo') }}", "07:13"),
        ("{{ date().timestamp }}", "1700000000"),
        # Seconds as in Twig, and milliseconds as XanoScript has them.
        ("{{ 1700000000|date('c') }}", "2023-11-14T22:13:20+00:00"),
        (
            "{{ ms|date('c') }} {{ (ms ~ '')|date('c') }}",
            "2023-11-14T22:13:20+00:00 2023-11-14T22:13:20+00:00",
        ),
        ("{{ (ms / 1000)|date('c') }}", "2023-11-14T22:13:20+00:00"),
        ("{{ ms|date_modify('+1 day')|date('Y-m-d') }}", "2023-11-15"),
    ],
)
def test_time(template, expected):
    assert render(make_context(), template, {"ms": MILLISECONDS}) == expected


@pytest.mark.parametrize(
    ("expression", "possible"),
    [
        ("random(3)", {"0", "1", "2", "3"}),
        ("random(-2)", {"-2", "-1", "0"}),
        ("random(5, 6)", {"5", "6"}),
        ("random('ab')", {"a", "b"}),
        ("random(['x', 'y'])", {"x", "y"}),
        ("random({a: 1, b: 2})", {"1", "2"}),
        ("[1, 2]|shuffle|join", {"12", "21"}),
    ],
)
def test_random_values_are_those_of_the_run(expression, possible):
    template = "{% for i in 1..40 %}{{ " + expression + " }} {% endfor %}"
    first = render(make_context(seed=7), template, {})
    assert render(make_context(seed=7), template, {}) == first
    assert set(first.split()) == possible


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ $var.a }} {{ $input.a }} {{ $a }} {{ a }}", "1 2 1 1"),
        ("{% for $x in $var.list %}{{ $x }}{{ x }}{% endfor %}", "7788"),
        ("{% set $b = 5 %}{{ b }}{{ $b }}", "55"),
        ("{{ $var.list|map($v => $v * 2)|join(',') }}", "14,16"),
        ("{{ $nosuch }}{{ $var.nosuch.x }}[{{ $var.nosuch ?? 'd' }}]", "[d]"),
        ("{{ $var.list is defined }} {{ $auth.id is defined ? 1 : 0 }}", "1 0"),
        ('{{ "#{$input.a}!" }} {{ {$a}|json_encode }}', '2! {"a":1}'),
        ("costs $5 and ${{ a }}", "costs $5 and $1"),
    ],
)
def test_variables_keep_their_dollar_sign(template, expected):
    variables = {"a": 1, "list": [7, 8]}
    data = {**variables, "$var": variables, "$input": {"a": 2}}
    assert render(make_context(), template, data) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ $env.API_KEY }} {{ $env.api_key }}", "k-1 k-1"),
        ("{{ $env.$remote_ip }}", "127.0.0.1"),
        (
            "{{ $env.NOPE ?? 'none' }} {{ $env.NOPE is defined ? 1 : 0 }} {{ $env.API_KEY is defined }}",
            "none 0 1",
        ),
    ],
)
def test_env_is_asked_of_the_run(template, expected):
    context = make_context(env={"API_KEY": "k-1"}, builtins={"remote_ip": "127.0.0.1"})
    assert render(context, template, {}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ ms|format_timestamp('Y-m-d H:i:s', 'UTC') }}", "2023-11-14 22:13:20"),
        ("{{ 'abc'|strlen }} {{ 'abc'|substr(1) }} {{ [1, 2]|sum }}", "3 bc 3"),
        ("{{ 'x'|md5 }}", "9dd4e461268c8034f5c8564e155c67a6"),
        # Twig's own where both have one: `first` of nothing, `join`, `length`.
        ("{{ [true, false]|join('-') }}", "1-"),
    ],
)
def test_filters_that_twig_lacks_are_those_of_xanoscript(template, expected):
    assert render(make_context(), template, {"ms": MILLISECONDS}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            "{% for row in $var.rows %}{{ loop.index }}/{{ loop.length }}{{ row.a }} {% endfor %}",
            "1/2x 2/2y ",
        ),
        ("{% for at, row in rows %}{{ at }}{{ row.a }}{% else %}none{% endfor %}", "0x1y"),
        ("{{ rows is iterable ? 'yes' }}{% for row in rows %}{{ row.a }}{% endfor %}", "yesxy"),
        ("{{ rows|filter(row => row.a == 'y')|length }}", "1"),
        ("{{ rows|column('a')|join(',') }} {{ rows is empty ? 'empty' : 'full' }}", "x,y full"),
        ("{{ {a: 'y'} in rows ? 'there' }}", "there"),
    ],
)
def test_a_stream_is_walked(template, expected):
    variables = {"rows": Stream([{"a": "x"}, {"a": "y"}])}
    assert render(make_context(), template, {**variables, "$var": variables}) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            "{% for row in rows %}{% endfor %}\n{% for row in rows %}{% endfor %}",
            "Line 2 of the template: a stream can be walked once; "
            "gather its rows in a list to walk them again",
        ),
        ("{{ rows }}", "Line 1 of the template: a stream cannot be used as a text"),
        ("{{ rows|length }}", "Line 1 of the template: a stream cannot be used as a text"),
        ("{{ rows < 1 }}", "Line 1 of the template: a stream is no value that could be written"),
        ("{{ rows|json_encode }}", "Line 1 of the template: a stream is no value that could be written"),
    ],
)
def test_what_a_stream_is_not(template, expected):
    with pytest.raises(ScriptError) as caught:
        render(make_context(), template, {"rows": Stream([1])})
    assert caught.value.message.startswith(expected)


def test_a_stream_without_an_end_is_too_much():
    with pytest.raises(ScriptError, match="makes more than a template may"):
        render(make_context(), "{% for x in rows %}{% endfor %}", {"rows": Stream(itertools.count())})
