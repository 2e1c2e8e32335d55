"""The inputs of the main function: the job's own under the caller's, and what is wrong with them."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

import pytest

import runner
from runner.errors import InputError
from runner.jobs.inputs import resolve_inputs, shown_inputs
from runner.jobs.plan import RunOptions, prepare
from runner.source import Source
from runner.values.files import GivenFile, file_value
from tests.jobs.texts import WHOLE, job

# What the job gives, and what its function declares.
JOB = """run.job "J" {
  main = {
    name: "f"
    input: { a: 1, b: { x: 1, y: 2 } }
  }
}
---
function "f" {
  input {
    int a
    json b?
    text c?="none"
  }
  response = $input
}
"""


@pytest.mark.parametrize(
    ("given", "job_inputs", "response"),
    [
        ({}, True, {"a": 1, "b": {"x": 1, "y": 2}, "c": "none"}),
        ({"c": "new"}, True, {"a": 1, "b": {"x": 1, "y": 2}, "c": "new"}),
        ({"a": 5}, True, {"a": 5, "b": {"x": 1, "y": 2}, "c": "none"}),
        # Key by key means the keys of main.input: what is inside of one is replaced as a whole.
        ({"b": {"x": 9}}, True, {"a": 1, "b": {"x": 9}, "c": "none"}),
        ({"b": None}, True, {"a": 1, "b": None, "c": "none"}),
        ({"a": "7"}, True, {"a": 7, "b": {"x": 1, "y": 2}, "c": "none"}),
        ({"a": 5}, False, {"a": 5, "b": None, "c": "none"}),
        ({"a": 5, "b": (1, OrderedDict(x=2))}, False, {"a": 5, "b": [1, {"x": 2}], "c": "none"}),
    ],
)
def test_inputs_are_laid_over_the_jobs_own_key_by_key(given, job_inputs, response):
    result = runner.run(JOB, inputs=given, job_inputs=job_inputs)
    assert (result.response, result.error) == (response, None)


@pytest.mark.parametrize(
    ("declared", "data", "expected"),
    [
        ("text a", b"a\r\nb\n", "a\r\nb\n"),
        ("text a", b"\xef\xbb\xbfa", "a"),
        ("json a", "grüße".encode(), "grüße"),
        ("text a?", b"", ""),
        ("file a", b"\x89PNG\xff", file_value("photo.png", b"\x89PNG\xff")),
        ("image? a", b"text", file_value("photo.png", b"text")),
        ("attachment[] a", b"text", [file_value("photo.png", b"text")]),
    ],
)
def test_a_file_is_itself_where_the_input_takes_one_and_else_its_text(declared, data, expected):
    result = runner.run(
        job(response="$input.a", inputs=declared), inputs={"a": GivenFile("photos/photo.png", data)}
    )
    assert (result.response, result.error) == (expected, None)


def test_a_file_that_is_no_text():
    result = runner.run(job(inputs="text a"), inputs={"a": GivenFile("photo.png", b"ab\xff")})
    assert result.error.message == "the input `a`: photo.png is not text in UTF-8 (byte 2)"
    assert "declare the input as a `file`" in result.error.hint


def test_without_the_jobs_inputs_a_required_one_is_missing():
    result = runner.run(JOB, job_inputs=False)
    assert (result.error.code, result.exit_code) == ("input", 2)
    assert "input `a` is missing" in result.error.message
    assert "--input name=value" in result.error.hint


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "Bob", "tims": 2}, "`greet` has no input `tims`; did you mean `times`?"),
        ({"NAME": "Bob"}, "`greet` has no input `NAME`; did you mean `name`?"),
        ({"zzz": 1}, "`greet` has no input `zzz`; it has name, times"),
        ({1: "one"}, "`greet` has no input `1`; it has name, times"),
    ],
)
def test_an_input_of_the_caller_that_nobody_declares_is_an_error(given, sentence):
    result = runner.run(WHOLE, inputs=given)
    assert (result.error.code, result.error.message, result.exit_code) == ("input", sentence, 2)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"o": {"z": 1}}, "`f` has no input `o.z`; `o` has size, list"),
        ({"o": {"sise": 1}}, "`f` has no input `o.sise`; did you mean `o.size`?"),
        ({"o": {"list": [{}, {"y": 1}]}}, "`f` has no input `o.list[1].y`; `o.list[1]` has x"),
    ],
)
def test_a_member_of_an_object_that_nobody_declares_is_told_among_its_own(given, sentence):
    declared = "object o? { schema { int size?\n object[] list? { schema { int x? } } } }\n int n?"
    assert runner.run(job(inputs=declared), inputs=given).error.message == sentence


def test_a_function_without_inputs_says_so():
    assert runner.run(job(), inputs={"x": 1}).error.message == "`f` has no input `x`; it has none"


def test_an_input_of_the_job_that_nobody_declares_is_a_warning():
    result = runner.run(WHOLE.replace('name: "Ada"', 'name: "Ada", volume: 11'))
    assert result.response["greeting"] == "Hello, Ada"
    assert [(entry.level, entry.message) for entry in result.logs] == [
        ("warning", "`greet` declares no input `volume`; the value that the job gives is left out")
    ]


def test_an_undeclared_input_of_the_job_that_the_caller_overrides_is_the_callers():
    text = WHOLE.replace('name: "Ada"', 'name: "Ada", volume: 11')
    assert "has no input `volume`" in runner.run(text, inputs={"volume": 3}).error.message


def test_names_inside_of_an_object_count_as_well():
    text = job(response="$input.o", inputs="object o? {\n      schema {\n        text a?\n      }\n    }")
    assert runner.run(text, inputs={"o": {"a": "x"}}).response == {"a": "x"}
    assert "`f` has no input `o.b`" in runner.run(text, inputs={"o": {"b": 1}}).error.message


def test_all_faults_of_the_call_come_at_once():
    text = job(inputs="int a\n    int b\n    email c")
    result = runner.run(text, inputs={"a": "x", "b": [], "c": "no", "d": 1})
    for part in ("has no input `d`", "input `a` is", "input `b` is", "input `c` is"):
        assert part in result.error.message
    assert (result.error.code, result.exit_code) == ("input", 2)


def test_faults_of_a_nested_call_are_failures_of_the_run():
    text = job('function.run "g" {\n      input = { n: "x" }\n    } as $r') + (
        '---\nfunction "g" {\n  input {\n    int n\n    text t\n  }\n  response = 1\n}\n'
    )
    result = runner.run(text)
    assert (result.error.code, result.error.name, result.exit_code) == (
        "ERROR_CODE_INPUT_ERROR",
        "inputerror",
        1,
    )
    assert [fault["param"] for fault in result.error.payload] == ["n", "t"]
    assert result.error.span.line == 11


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2024, 1, 1), "`inputs` holds a `date`, which is not data"),
        ({1, 2}, "`inputs` holds a `set`, which is not data"),
        (object(), "`inputs` holds a `object`, which is not data"),
        (b"bytes", "`inputs` holds a `bytes`, which is not data"),
        ({None: 1}, "`inputs` has a key of the type `NoneType`"),
    ],
)
def test_values_that_are_no_data_are_named(value, words):
    result = runner.run(JOB, inputs={"b": value})
    assert words in result.error.message
    assert (result.error.code, result.exit_code) == ("input", 2)


def test_a_value_that_contains_itself():
    endless: list[object] = []
    endless.append(endless)
    assert "contains itself" in runner.run(JOB, inputs={"b": endless}).error.message


def test_the_callers_data_stays_as_it_is_and_is_not_shared():
    given = {"b": {"list": [1]}}
    text = job("array.push $input.b.list {\n      value = 2\n    }", response="$input.b", inputs="json b")
    result = runner.run(text, inputs=given)
    assert given == {"b": {"list": [1]}}
    assert result.response == {"list": [1, 2]}


def test_the_time_of_an_input_is_that_of_the_plan():
    plan = prepare(Source(job(inputs='timestamp at?="now"')), RunOptions())
    assert plan.parts[0].inputs.validated["at"] > 1_700_000_000_000


def test_resolve_inputs_keeps_what_was_written_beside_what_it_means():
    plan = prepare(Source(JOB), RunOptions(inputs={"a": "7"}))
    target, schema = plan.job.parts[0].target, plan.parts[0].schema
    inputs = resolve_inputs(target, schema, {"a": "7"}, job_inputs=False)
    assert (inputs.given, inputs.validated) == ({"a": "7"}, {"a": 7, "b": None, "c": "none"})
    faulty = resolve_inputs(target, schema, {"z": 1}, job_inputs=False)
    assert [fault.name for fault in faulty.faults] == ["z", "a"]
    assert "input `a` is missing" in faulty.faults[1].message
    assert resolve_inputs(target, schema, {}, job_inputs=False, later={"a"}).faults == []
    with pytest.raises(InputError, match="which is not data"):
        resolve_inputs(target, schema, {"a": object()}, job_inputs=False)


def test_sensitive_inputs_are_not_shown():
    text = job(
        inputs="""text key {
      sensitive = true
    }
    password secret?
    object o? {
      schema {
        text open?
        text hidden? {
          sensitive = true
        }
      }
    }
    text plain?"""
    )
    given = {"key": "k-12345", "o": {"open": "a", "hidden": "b"}, "plain": "p"}
    plan = prepare(Source(text), RunOptions(inputs=given))
    assert shown_inputs(plan.parts[0].schema.fields, plan.parts[0].inputs.validated) == {
        "key": "***",
        "secret": None,
        "o": {"open": "a", "hidden": "***"},
        "plain": "p",
    }
    assert plan.describe()["inputs"]["key"] == "***"


def test_a_plan_shows_files_without_their_bytes():
    text = job(inputs="file f")
    plan = prepare(Source(text), RunOptions(inputs={"f": file_value("a.txt", b"secret")}, env=[]))
    assert plan.describe()["inputs"] == {
        "f": {"name": "a.txt", "type": "text", "mime": "text/plain", "size": 6}
    }
