"""Expressions: blanks around tokens, and what gets lines of its own."""

from __future__ import annotations

import pytest

from tests.format.formatting import value

LONG = '"a text that is long"'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # tokens stay as they are spelled
        ("'a'", "'a'"),
        (r'"a\/b\d"', r'"a\/b\d"'),
        ("1.50", "1.50"),
        ("1E3", "1E3"),
        ("- 5", "-5"),
        ("2026-01-01 02:00:00+0000", "2026-01-01 02:00:00+0000"),
        ('"""\n a\nb"""', '"""\n a\nb"""'),
        ("`$a+ 1`", "`$a+ 1`"),
        ("```\n$a\n |count\n```", "```\n$a\n |count\n```"),
        # paths and calls
        ('$a .b."x y"[ 1 ].["k"]', '$a.b."x y"[1].["k"]'),
        ("$env.$remote_ip", "$env.$remote_ip"),
        ("math.add( 1,2 )", "math.add(1, 2)"),
        # operators
        ("$a+1 -2*$b", "$a + 1 - 2 * $b"),
        ("!( $a&&$b )", "!($a && $b)"),
        ("-$a", "-$a"),
        ("($a?1:2)", "($a ? 1 : 2)"),
        ("(1 .. 5)", "(1..5)"),
        ("$a not   in $b", "$a not in $b"),
        ("$a between 1 : 5", "$a between 1:5"),
        ("$a??$b", "$a ?? $b"),
        ("$a|!get : $b |count", "$a|!get:$b|count"),
        ("|uuid", "|uuid"),
        # objects and lists
        ("{ a : 1 , 'b c':$x , }", "{a: 1, 'b c': $x}"),
        ("[ 1 , 2 ,]", "[1, 2]"),
        ("{\n a: 1\n b: []\n}", "{a: 1, b: []}"),
    ],
)
def test_on_one_line(written: str, expected: str) -> None:
    assert value(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            f"{{a: {LONG}, bcde: {LONG}, f: [1]}}",
            f"{{\n  a   : {LONG}\n  bcde: {LONG}\n  f   : [1]\n}}",
            id="an object whose JSON has 64 characters, its keys padded",
        ),
        pytest.param(
            f"{{a: {LONG}, bcd: {LONG}, e: [1]}}",
            f"{{a: {LONG}, bcd: {LONG}, e: [1]}}",
            id="one whose JSON has 63",
        ),
        pytest.param(
            '{numbers: $input.numbers, op: "subtract", value: $mean}',
            '{\n  numbers: $input.numbers\n  op     : "subtract"\n  value  : $mean\n}',
            id="a variable counts as $var.mean",
        ),
        pytest.param(
            f"[{LONG}, {LONG}, {LONG}]", f"[\n  {LONG}\n  {LONG}\n  {LONG}\n]", id="a list, without commas"
        ),
        pytest.param(
            f"[{LONG}, |uuid, {LONG}, {LONG}]",
            f"[\n  {LONG},\n  |uuid\n  {LONG}\n  {LONG}\n]",
            id="a comma before a line that would go on",
        ),
        pytest.param('{a: """\nb"""}', '{\n  a: """\nb"""\n}', id="a text over several lines"),
        pytest.param("$a|b|c|d", "$a\n  |b\n  |c\n  |d", id="three filters"),
        pytest.param('$a|get:"b"|get:"c"', '$a|get:"b"|get:"c"', id="two short ones"),
        pytest.param(
            f"{{}}|set:\"a\":({{}}|set:{LONG}:1|set:'c':2)",
            f"{{}}\n  |set:\"a\":({{}}\n    |set:{LONG}:1\n    |set:'c':2\n  )",
            id="long filters in parentheses",
        ),
        pytest.param(
            '"a" ~ ($x|get:"a long key of an object":"") ~ "b"',
            '"a" ~ ($x|get:"a long key of an object":"") ~ "b"',
            id="filters beside an operator stay",
        ),
        pytest.param("($a &&\n $b\n || $c)", "($a\n  && $b\n  || $c\n)", id="lines of operators are kept"),
        pytest.param("($a &&\n $b|a|b|c)", "($a\n  && $b|a|b|c\n)", id="and their filters"),
        pytest.param(
            f"$a ?? {{a: {LONG}, b: {LONG}, c: $d}}",
            f"$a ?? {{\n  a: {LONG}\n  b: {LONG}\n  c: $d\n}}",
            id="an object behind an operator",
        ),
    ],
)
def test_on_many_lines(written: str, expected: str) -> None:
    assert value(written) == expected


def test_a_long_chain_of_operators_is_formatted() -> None:
    chain = "1" + "+1" * 1000
    assert value(chain) == chain.replace("+", " + ")
