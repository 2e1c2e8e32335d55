"""What compiled code calls: variables, membership, the end of a run, failures as a `catch` sees them."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError, StoppedError
from runner.execution import runtime
from runner.execution.failures import as_script_error
from runner.execution.signals import StopRun
from runner.language import xanoscript


def test_the_namespace_holds_what_code_calls():
    links = {"filter.trim": "runner.filters.text", "statement.math.add": "runner.statements.math"}
    names = runtime.namespace(links)
    assert names["filter.trim"]("  a ") == "a"
    assert names["statement.math.add"](1, value=2) == 3
    assert names["values.add"](1, 2) == 3
    assert {"run.precondition", "run.throw"} <= names.keys()
    assert "filter.lower" not in names
    # A dot keeps every name out of the way of a job's variables.
    assert all("." in name for name in names)


@pytest.mark.parametrize("spec", [*xanoscript().filters.values(), *xanoscript().statements.values()])
def test_every_filter_and_statement_is_found_by_its_module(spec):
    assert callable(spec.function or spec.emit)


@pytest.mark.parametrize(
    ("container", "value", "expected"),
    [
        ([1, "2"], 2, True),
        ([1], None, False),
        ([None], None, True),
        ("abc", "b", True),
        ("a1", 1, True),
        ({"a": {"b": 1}}, "a", True),
        ({"a": {"b": 1}}, "a.b", True),
        ({"a": 1}, "b", False),
        (None, 1, False),
        ([], 1, False),
    ],
)
def test_membership(container, value, expected):
    assert runtime.holds(container, value) is expected
    assert runtime.is_in(value, container) is expected


@pytest.mark.parametrize(
    ("container", "shown"), [(5, "the int 5"), (True, "the bool true"), (1.5, "the decimal 1.5")]
)
def test_what_holds_nothing(container, shown):
    with pytest.raises(ScriptError) as caught:
        runtime.holds(container, 1)
    assert caught.value.message == f"`contains` needs a list, a text or an object, but got {shown}"


def test_variables_as_a_whole():
    found = {"a": 1, "$1": 2, "$context": 3, "b": runtime.UNSET, "None.": 4}
    assert runtime.variables(found) == {"a": 1, "None": 4}


def test_a_variable_that_is_unset():
    assert runtime.bound(1, "a") == 1
    assert runtime.bound_or_null(runtime.UNSET) is None
    assert runtime.bound_or_null(1) == 1
    with pytest.raises(ScriptError, match="Unable to locate var: a"):
        runtime.bound(runtime.UNSET, "a")


def test_an_element_is_set_by_keys_that_may_hold_dots():
    assert runtime.set_element(2, {"a.b": 1}, ["a.b"]) == {"a.b": 2}
    assert runtime.set_element(2, {"a.b": 1}, ["a", "b"]) == {"a.b": 1, "a": {"b": 2}}


@pytest.mark.parametrize("signal", [StopRun(1), StoppedError("time is up"), KeyboardInterrupt()])
def test_a_finally_that_is_left_passes_the_end_of_the_run_on(signal):
    def leave() -> str:
        try:
            raise signal
        finally:
            runtime.pass_signals()
            return "dropped"  # noqa: B012 - what is tested is that this does not happen

    with pytest.raises(type(signal)):
        leave()


def test_a_finally_that_is_left_drops_an_error():
    def leave() -> str:
        try:
            raise ScriptError("x")
        finally:
            runtime.pass_signals()
            return "dropped"  # noqa: B012

    assert leave() == "dropped"
    runtime.pass_signals()


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (
            ScriptError("m", kind="notfound", payload=[1]),
            {"code": "ERROR_CODE_NOT_FOUND", "name": "notfound", "message": "m", "result": [1]},
        ),
        (
            ScriptError("m", name="mine"),
            {"code": "ERROR_FATAL", "name": "mine", "message": "m", "result": None},
        ),
        (
            ValueError("bad"),
            {"code": "ERROR_FATAL", "name": "ValueError", "message": "ValueError: bad", "result": None},
        ),
        (
            RecursionError(),
            {
                "code": "ERROR_FATAL",
                "name": "recursion",
                "message": "this is nested too deeply",
                "result": None,
            },
        ),
        (
            MemoryError(),
            {"code": "ERROR_FATAL", "name": "memory", "message": "the job ran out of memory", "result": None},
        ),
    ],
)
def test_the_error_of_a_catch(error, expected):
    assert runtime.error_value(error) == expected


def test_an_unset_local_of_other_python_code_is_no_variable_of_the_job():
    def broken() -> object:
        if not broken:
            local = 1
        return local

    with pytest.raises(UnboundLocalError) as caught:
        broken()
    error = as_script_error(caught.value)
    assert error.message.startswith("UnboundLocalError: cannot access local variable 'local'")
