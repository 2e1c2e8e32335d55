"""The `test` blocks of functions and `workflow_test` documents: what passes, what fails and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.execution.result import Result
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.lookup.folders import read_source
from runner.source import Source
from runner.testing.blocks import XanoScriptTest, read_blocks

FUNCTION = """function "pay" {{
  input {{
    int amount
  }}
  stack {{
    precondition ($input.amount > 0) {{
      error_type = "inputerror"
      error = "Amount must be positive"
    }}
    {stack}
  }}
  response = {{paid: $input.amount, by: $who}}

  test "one" {{
    input = {{amount: {amount}}}
    {expect}
  }}
}}
"""


def result_of(test: XanoScriptTest) -> Result:
    assert test.job is not None
    return run_job(test.job, RunOptions(env=[EnvLayer("test", {})], allow_missing_env=True))


def run_one(expect: str, *, amount: object = 5, stack: str = 'var $who { value = "card" }') -> Result:
    (test,) = read_blocks(Source(FUNCTION.format(expect=expect, amount=amount, stack=stack), "pay.xs"))
    return result_of(test)


@pytest.mark.parametrize(
    ("amount", "expect"),
    [
        (5, "expect.to_equal ($response.paid) { value = 5 }"),
        (5, 'expect.to_equal ($response) { value = {paid: 5, by: "card"} }'),
        (5, "expect.to_be_null ($response.gone)"),
        # Only the response is there: the variables of the stack are not.
        (5, "expect.to_be_null ($who)"),
        (
            5,
            "expect.to_be_greater_than ($response.paid) { value = 4 }\n    expect.to_be_true (true)",
        ),
        (-5, "expect.to_throw"),
        (-5, 'expect.to_throw { value = "must be POSITIVE" }'),
        (-5, 'expect.to_throw { exception = "inputerror" }'),
        ('"five"', 'expect.to_throw { value = "amount" }'),
        ("$nothing", "expect.to_throw"),
    ],
)
def test_what_is_as_expected_passes(amount: object, expect: str) -> None:
    assert run_one(expect, amount=amount).error is None


@pytest.mark.parametrize(
    ("amount", "expect", "message", "line"),
    [
        (5, "expect.to_equal ($response.paid) { value = 6 }", "Expected 6, but got 5", 16),
        (-5, "expect.to_equal ($response.paid) { value = -5 }", "Amount must be positive", 6),
        (5, "expect.to_throw", "Expected a failure, but there was none", 16),
        (-5, 'expect.to_throw { value = "too large" }', "Amount must be positive", 16),
    ],
)
def test_what_is_not_fails_at_its_line(amount: object, expect: str, message: str, line: int) -> None:
    error = run_one(expect, amount=amount).error
    assert error is not None
    assert message in error.message
    assert error.span is not None
    assert error.span.line == line


@pytest.mark.parametrize(
    ("stack", "paid_by"),
    [
        ('var $who { value = 1 / 0 mock = {"one": "cash"} }', "cash"),
        ('var $who { value = "card" mock = {"other": "cash"} }', "card"),
        ('api.request { url = "https://x.test" mock = {"one": {name: "bank"}} } as $api\n'
         "    var $who { value = $api.name }", "bank"),
        ('function.run "nowhere" { mock = {"one": ["a", "b"]} } as $who|last', "b"),
        ('var $o { value = {} }\n    function.run "nowhere" { mock = {"one": 1} } as $o.x\n'
         "    var $who { value = $o.x }", 1),
        ('var $who { value = "card" }\n    function.run "nowhere" { mock = {"one": null} }', "card"),
        ('conditional { if (true) { var $who { value = 1 mock = {"one": "deep"} } } }', "deep"),
        ("var $who { value = 0 }\n    foreach ([1, 2]) { each as $n { math.add $who { value = $n } } }", 3),
    ],
)  # fmt: skip
def test_a_mock_takes_the_place_of_its_statement(stack: str, paid_by: object) -> None:
    expect = f"expect.to_equal ($response.by) {{ value = {paid_by!r} }}".replace("'", '"')
    assert run_one(expect, stack=stack).error is None


def test_a_mock_counts_in_its_own_test_alone() -> None:
    text = """function "f" {
  stack {
    var $x { value = 1 mock = {"a": 2} }
  }
  response = $x

  test "a" {
    expect.to_equal ($response) { value = 2 }
  }
  test "b" {
    expect.to_equal ($response) { value = 1 }
  }
}
"""
    tests = read_blocks(Source(text, "f.xs"))
    assert [(test.name, result_of(test).ok) for test in tests] == [
        ("f: a", True),
        ("f: b", True),
    ]


def test_a_name_may_be_a_bare_word() -> None:
    text = """function "f" {
  stack {
    var $x { value = 1 mock = {two: 2} }
  }
  response = $x

  test two {
    expect.to_equal ($response) { value = 2 }
  }
}
"""
    (test,) = read_blocks(Source(text, "f.xs"))
    assert (test.name, result_of(test).error) == ("f: two", None)


def test_a_disabled_expectation_of_a_failure_counts_for_nothing() -> None:
    error = run_one("!expect.to_throw\n    expect.to_equal ($response.paid) { value = 5 }").error
    assert error is None


WORKFLOW = """workflow_test "totals" {
  tags = ["fast"]
  stack {
    function.call "calc/double" {
      input = {n: 4}
    } as $twice
    expect.to_equal ($twice) { value = 8 }
    expect.to_throw {
      stack {
        function.call "calc/double" {
          input = {n: "x"}
        }
      }
      exception = "n"
    }
  }
}
"""
DOUBLE = 'function "calc/double" {\n  input {\n    int n\n  }\n  response = $input.n * 2\n}\n'


@pytest.fixture
def backend(tmp_path: Path) -> Path:
    for name, text in (("workflow_test/totals.xs", WORKFLOW), ("function/calc/double.xs", DOUBLE)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_workflow_test_calls_the_functions_of_its_workspace(backend: Path) -> None:
    file = backend / "workflow_test" / "totals.xs"
    (test,) = read_blocks(read_source(file), file)
    assert (test.name, result_of(test).error) == ("totals", None)


def test_a_workflow_test_that_fails_shows_its_line(backend: Path) -> None:
    file = backend / "workflow_test" / "totals.xs"
    file.write_text(WORKFLOW.replace("value = 8", "value = 9"))
    error = result_of(read_blocks(read_source(file), file)[0]).error
    assert error is not None
    assert error.span is not None
    assert (error.message, error.span.line) == ("Expected 9, but got 8", 7)


def test_a_file_without_tests_has_none() -> None:
    assert read_blocks(Source(DOUBLE, "f.xs")) == []
