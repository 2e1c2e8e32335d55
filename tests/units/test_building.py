"""A file that is not XanoScript: what is still told of the functions in it, and what is not."""

from __future__ import annotations

import pytest

from runner.errors import Problem, XanoScriptSyntaxError
from runner.source import Source
from runner.syntax import parse_source
from runner.units.building import problems_of

TEXT = """\
function "f" {
  input {
    string a
    INPUT
  }

  stack {
    var $x { value = $input.a|toUpperCase }
    STACK
    array.push $x { vaule = 1 }
  }

  response = $x|nope
}
"""
OUTSIDE = [(3, "unknown-type"), (8, "unknown-filter"), (10, "unknown-property"), (13, "unknown-filter")]


def told(stack: str = "", inputs: str = "") -> list[Problem]:
    """The problems of a function with a gap in its stack, or in its inputs."""
    text = TEXT.replace("INPUT", inputs or "int b").replace("STACK", stack or "debug.log { value = 1 }")
    with pytest.raises(XanoScriptSyntaxError) as caught:
        parse_source(Source(text, "f.xs"))
    return problems_of(caught.value)


def places(problems: list[Problem]) -> list[tuple[int, str]]:
    """The line and the code of each problem."""
    return [(problem.source.position(problem.span.start).line, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("stack", "code"),
    [
        ("@", "unexpected"),
        # The value that `var` lacks stands in the gap, and so does what the loop holds.
        ("var $y { value = $x $x }", "unexpected"),
        ("foreach ($x $x) { each as $i { vra } }", "unexpected"),
        ("try_catch { @ try { } }", "unexpected"),
        ('api.request { url = $x $x method = "GET" }', "unexpected"),
        ('debug.log { value = "abc }', "unclosed-text"),
    ],
)
def test_a_gap_hides_what_stands_in_it_and_makes_up_nothing(stack: str, code: str) -> None:
    assert places(told(stack)) == sorted([*OUTSIDE, (9, code)])


def test_a_gap_among_the_inputs_hides_the_one_that_it_stands_in() -> None:
    assert places(told(inputs="strin b? 1 { default = 3 }")) == sorted([*OUTSIDE, (4, "input-shape")])


@pytest.mark.parametrize(
    ("line", "replacement"),
    [
        ("int n { default = 3 }\n  }\n  stack {\n    @", "int n?=3"),
        # The gap may hold the name, too.
        ("int n\n  }\n  stack {\n    var $auth { value = 1 }\n    @\n    debug.log { value = $auth }", None),
    ],
)
def test_a_fix_stays_where_it_cannot_reach_into_a_gap(line: str, replacement: str | None) -> None:
    text = f'function "f" {{\n  input {{\n    {line}\n  }}\n  response = 1\n}}\n'
    with pytest.raises(XanoScriptSyntaxError) as caught:
        parse_source(Source(text, "f.xs"))
    (problem,) = [item for item in problems_of(caught.value) if item.code != "unexpected"]
    assert (problem.fix and problem.fix.replacement) == replacement
