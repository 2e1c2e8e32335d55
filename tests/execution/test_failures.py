"""Exceptions of any kind become failures of the job, with the functions on the way."""

from __future__ import annotations

import pytest

import runner
from runner.errors import ScriptError
from runner.execution.failures import as_script_error, frames
from runner.execution.secrets import Masker
from runner.source import Source
from tests.jobs.texts import job

NO_SECRETS = Masker(())


def raised(code: str, name: str = "a.xs"):
    """The exception of some Python code that pretends to come from a .xs file."""
    try:
        exec(compile(code, name, "exec"), {})
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("error", "name", "message"),
    [
        (ScriptError("own", name="Own"), "Own", "own"),
        (RecursionError("deep"), "recursion", "this is nested too deeply"),
        (MemoryError(), "memory", "the job ran out of memory"),
        (ValueError("bad"), "ValueError", "ValueError: bad"),
        (SystemExit(2), "SystemExit", "SystemExit: 2"),
    ],
)
def test_every_exception_has_words(error, name, message):
    failure = as_script_error(error)
    assert (failure.name, failure.message, failure.exit_code) == (name, message, 1)


def test_a_variable_that_was_never_set_cannot_be_located():
    text = job(
        "conditional {\n      if (1 > 2) {\n        var $x {\n          value = 1\n        }\n      }\n    }",
        "$x",
    )
    assert runner.run(text).error.message == "Unable to locate var: x"


def test_a_variable_of_python_that_was_never_set_is_the_fault_of_python_code(tmp_path):
    (tmp_path / "p.py").write_text(
        "from runner import function\n@function\ndef p():\n    if False:\n        x = 1\n    return x\n"
    )
    error = runner.run(job('function.run "p" as $r'), functions=tmp_path).error
    assert (error.name, "variable 'x'" in error.message) == ("UnboundLocalError", True)


def test_the_functions_on_the_way_stand_outermost_first():
    text = "def f():\n  return g()\ndef g():\n  return 1 / 0\nf()"
    source = Source(text, "a.xs")
    found = frames(raised(text), {"a.xs": source}, NO_SECRETS)
    assert [frame.function for frame in found] == ["<module>", "f", "g"]
    shown = [source.text[frame.span.start : frame.span.end] for frame in found]
    assert shown == ["f()", "g()", "1 / 0"]


def test_only_frames_of_known_sources_count():
    assert frames(raised("1 / 0", "other.xs"), {"a.xs": Source("", "a.xs")}, NO_SECRETS) == []


def test_columns_are_those_of_the_text_and_not_of_its_bytes():
    text = 'x = "äöü" + 5'
    source = Source(text, "a.xs")
    (frame,) = frames(raised(text), {"a.xs": source}, NO_SECRETS)
    assert source.text[frame.span.start : frame.span.end] == '"äöü" + 5'


def test_an_expression_of_a_filter_belongs_to_its_function():
    text = "def f():\n  return list(map(lambda x: 1 / x, [0]))\nf()"
    source = Source(text, "a.xs")
    found = frames(raised(text), {"a.xs": source}, NO_SECRETS)
    assert [frame.function for frame in found] == ["<module>", "f"]
    assert source.text[found[-1].span.start : found[-1].span.end] == "1 / x"
