"""What keeps a job from starting: told in one go, each thing in its place."""

from __future__ import annotations

import pytest

import runner
from runner.errors import InputError, MissingEnvError, Problem, ProblemsError
from runner.jobs.faults import Faults
from runner.source import Source, Span

TEXT = """run.job "J" {
  main = { name: "f", input: { n: "x" } }
  post = { name: "g" }
  env = ["KEY", "unread", "OTHER"]
}
---
function "f" {
  input {
    int n
    email mail?
  }
  response = $env.KEY
}
---
function "g" {
  response = $env.other
}
"""


def told(text: str, **options) -> list[tuple[str, str]]:
    error = runner.run(Source(text, "j.xs"), env={}, **options).error
    assert error.code == "problems"
    return [(problem.code, problem.where) for problem in error.problems]


@pytest.mark.parametrize(
    ("text", "inputs", "expected"),
    [
        (TEXT, {}, [("input", "j.xs:2:32"), ("missing-env", "j.xs:4:10"), ("missing-env", "j.xs:4:27")]),
        # A value of the caller stands nowhere in the file.
        (
            TEXT,
            {"n": "y", "mail": "z", "nn": 1},
            [("input", "j.xs:2:18")] * 3 + [("missing-env", "j.xs:4:10"), ("missing-env", "j.xs:4:27")],
        ),
        # What a function that is not there reads is not known: it may be any of them.
        (
            TEXT.replace('"g" }', '"gg" }'),
            {"n": 1},
            [("unknown-function", "j.xs:3:18")]
            + [("missing-env", f"j.xs:4:{column}") for column in (10, 17, 27)],
        ),
        (
            TEXT.replace('"f",', '"ff",').replace('"g" }', '"gg" }'),
            {},
            [("unknown-function", "j.xs:2:18"), ("unknown-function", "j.xs:3:18")]
            + [("missing-env", f"j.xs:4:{column}") for column in (10, 17, 27)],
        ),
        # Of a function with problems nobody knows what it declares: its inputs come next time.
        (
            TEXT.replace("$env.KEY", "$env.KEY|nofilter"),
            {},
            [("unknown-filter", "j.xs:12:23"), ("missing-env", "j.xs:4:10"), ("missing-env", "j.xs:4:27")],
        ),
    ],
)
def test_several_kinds_of_faults_come_at_once(text, inputs, expected):
    assert told(text, inputs=inputs) == expected


def test_one_kind_keeps_its_own_error():
    text = TEXT.replace('n: "x"', "n: 1")
    missing = runner.run(text, env={}).error
    assert (missing.code, missing.problems) == ("missing-env", ())
    assert missing.message == "the job needs KEY, OTHER in the env, which are not set"
    wrong = runner.run(TEXT, env={"KEY": "k", "OTHER": "o"}, inputs={"mail": "m"}).error
    assert (wrong.code, wrong.problems) == ("input", ())
    assert wrong.message.startswith("2 inputs are wrong:\n- input `n` is")


def test_a_list_with_very_many_faults_is_cut_short():
    text = TEXT.replace("int n", "int[] n").replace('n: "x"', "n: []")
    error = runner.run(text, env={"KEY": "", "OTHER": ""}, inputs={"n": ["x"] * 10_000}).error
    lines = error.message.splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("10000 inputs are wrong:", 22, "- and 9980 more")
    assert len(told(text, inputs={"n": ["x"] * 10_000})) == 22


def test_faults_are_raised_as_they_are_or_together():
    problems = [
        Problem("a", "first", Source("x"), Span(0, 1)),
        Problem("b", "second", Source("x"), Span(0, 1)),
    ]
    faults = Faults()
    faults.raise_all()
    faults.add(InputError("first"), problems[:1])
    with pytest.raises(InputError, match="first"):
        faults.raise_all()
    faults.add(MissingEnvError("second", ["K"]), problems[1:])
    with pytest.raises(ProblemsError) as caught:
        faults.raise_all()
    assert list(caught.value.problems) == problems
