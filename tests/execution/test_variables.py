"""What the variables in a failing line held: their names, their values, masked and short."""

from __future__ import annotations

import pytest

import runner
from runner.execution.control import UNSET
from runner.execution.failures import Frame
from runner.execution.secrets import Masker
from runner.execution.variables import variables_at
from runner.source import Source, Span
from tests.jobs.texts import job

VALUES = {
    "$input": {"n": 3, "o": {"k": None}},
    "a": [1, 2, 3],
    "o": {"k": {"x": "y"}, "n": 1.0},
    "none": None,
    "None.": 5,
    "unset": UNSET,
    "$this": 7,
    "$index": 0,
    "secret": "say hunter22 to no one",
    "pin": 1234,
    "long": list(range(100)),
    "text": "x" * 50,
    "deep": [[[[1]]]],
}
MASK = Masker(["hunter22", "1234"])


def held(text: str) -> dict[str, str]:
    return dict(variables_at(Source(text, "f.xs"), Span(0, len(text)), VALUES, MASK))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("$a|count + $input.n", {"$a": "[1, 2, 3]", "$input.n": "3"}),
        ("$var.a", {"$var.a": "[1, 2, 3]"}),
        ("$o.k.x", {"$o.k.x": '"y"'}),
        ("$a.1", {"$a.1": "2"}),
        ("$o.k.gone.x", {"$o.k": '{"x": "y"}'}),
        ("$input.gone", {"$input": '{"n": 3, "o": {"k": null}}'}),
        ("$none ?? $None", {"$none": "null", "$None": "5"}),
        ("$o.n", {"$o.n": "1"}),
        ("$$ * $index", {"$$": "7", "$index": "0"}),
        ("$unset + $nowhere + $env.KEY", {}),
        ("var $a { value = $input.n }", {"$input.n": "3"}),
        ('function.run "f" { input = $a } as $o', {"$a": "[1, 2, 3]"}),
        ("$secret ~ $pin", {"$secret": '"say *** to no one"', "$pin": "***"}),
        ("$long", {"$long": "[0, 1, 2, 3, 4, ... 95 more]"}),
        ("$text", {"$text": f'"{"x" * 37}..."'}),
        ("$deep", {"$deep": "[[[[...]]]]"}),
    ],
)
def test_variables_of_a_line(line: str, shown: dict[str, str]) -> None:
    assert held(line) == shown


def test_a_secret_is_masked_before_a_text_is_cut() -> None:
    values = {"x": "." * 33 + "hunter22"}
    source = Source("$x", "f.xs")
    assert variables_at(source, Span(0, 2), values, MASK) == (("$x", f'"{"." * 33}***"'),)


def test_a_long_line_names_its_first_variables_alone() -> None:
    values = {f"v{number}": number for number in range(20)}
    text = " + ".join(f"${name}" for name in values)
    found = variables_at(Source(text, "f.xs"), Span(0, len(text)), values, MASK)
    assert found == tuple((f"$v{number}", str(number)) for number in range(8))


def failing_frames(text: str, **options: object) -> list[Frame]:
    error = runner.run(text, **options).error  # type: ignore[arg-type]
    assert error is not None
    return list(error.frames)


def test_a_line_that_fails_in_an_expression_of_a_filter_knows_its_element_and_the_variables() -> None:
    stack = "var $n { value = 2 }\n    var $x { value = [4, 2]|map:10 / ($$ - $n) }"
    (frame,) = failing_frames(job(stack, "$x"))
    assert frame.variables == (("$$", "2"), ("$n", "2"))


def test_each_caller_has_the_variables_of_its_call() -> None:
    text = job('var $k { value = 5 }\n    function.run "g" {\n      input = {a: $k}\n    } as $r', "$r")
    text += (
        '---\nfunction "g" {\n  input {\n    int a\n  }\n  stack {\n    throw { value = $input.a }\n  }\n}\n'
    )
    outer, inner = failing_frames(text)
    assert (outer.variables, inner.variables) == ((("$k", "5"),), (("$input.a", "5"),))


def test_an_env_value_is_masked_in_what_a_variable_holds() -> None:
    stack = 'var $h { value = "Bearer " ~ $env.TOKEN }\n    var $x { value = $h / 1 }'
    (frame,) = failing_frames(job(stack, "$x", env=["TOKEN"]), env={"TOKEN": "t0p-s3cret"})
    assert frame.variables == (("$h", '"Bearer ***"'),)


def test_a_run_that_is_stopped_shows_where_it_was() -> None:
    text = job("var $i { value = 0 }\n    while (true) { each { math.add $i { value = 1 } } }", "$i")
    (frame,) = failing_frames(text, max_steps=10)
    assert frame.variables[0][0] == "$i"
