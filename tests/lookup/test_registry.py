"""The decorator, and functions called by jobs."""

from pathlib import Path
from typing import Annotated, Any

import pytest

from runner.errors import ScriptError, UsageError
from runner.execution.context import Context
from runner.lookup import Input, PythonFunction, function


@function
def double(number: int, times: Annotated[int, Input("max:3")] = 1) -> int:
    """Double a number.

    Args:
        number: What is doubled.
    """
    return number * 2**times


@function(name="any name -> at all")
def renamed() -> str:
    return "here"


@function
def greet(context: Context, name: str = "world") -> dict[str, Any]:
    return {"greeting": f"{context.env_value('greeting')}, {name}", "at": context.now()}


@function
def change(items: list[int]) -> list[int]:
    items.append(0)
    return items


@function
def fail(how: str) -> Any:
    if how == "value":
        return int("many")
    if how == "script":
        raise ScriptError("not today", kind="notfound", name="closed", payload={"until": 9})
    if how == "deep":
        return fail("deep")
    return {1, 2}


def test_a_decorated_function_stays_a_python_function():
    assert double(4) == 8
    assert double(4, times=2) == 16
    assert double.__name__ == "double"
    assert double.__doc__.startswith("Double a number.")
    assert double.function(1) == 2


def test_what_a_function_tells_about_itself():
    assert isinstance(double, PythonFunction)
    assert double.name == "double"
    assert double.description == "Double a number."
    assert [field.signature() for field in double.schema.fields] == [
        "int number",
        "int times?=1 filters=max:3",
    ]
    assert double.schema.fields[0].description == "What is doubled."
    assert double.path.name == "test_registry.py"
    assert repr(double) == f"PythonFunction('double', {double.where})"


def test_the_place_is_the_line_of_the_decorator():
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    assert lines[double.line - 1] == "@function"
    assert lines[double.line].startswith("def double")


def test_a_name_of_its_own():
    assert renamed.name == "any name -> at all"
    assert renamed.given_name == "any name -> at all"
    assert double.given_name is None
    assert renamed() == "here"


def test_async_functions_are_refused():
    with pytest.raises(UsageError, match="`later` is `async def`") as caught:

        @function
        async def later() -> None: ...

    assert "write `def`" in caught.value.hint


@pytest.mark.parametrize(
    ("inputs", "result"),
    [({"number": 3}, 6), ({"number": "3"}, 6), ({"number": 3.0, "times": 2}, 12), ({"number": 1, "x": 5}, 2)],
)
def test_inputs_are_checked_and_converted(context, inputs, result):
    assert double.invoke(context, inputs) == result


@pytest.mark.parametrize(
    ("inputs", "params"),
    [
        ({}, ["number"]),
        ({"number": "many"}, ["number"]),
        ({"number": None}, ["number"]),
        ({"number": 1, "times": 9}, ["times"]),
        ({"number": "a", "times": "b"}, ["number", "times"]),
    ],
)
def test_wrong_inputs_are_input_errors(context, inputs, params):
    with pytest.raises(ScriptError) as caught:
        double.invoke(context, inputs)
    assert caught.value.kind == "inputerror"
    assert [fault["param"] for fault in caught.value.payload] == params


def test_the_context_is_given(context):
    assert greet.invoke(context, {}) == {"greeting": "Hi, world", "at": 1_700_000_000_000}


def test_a_function_cannot_change_what_the_job_holds(context):
    items = [1]
    assert change.invoke(context, {"items": items}) == [1, 0]
    assert items == [1]


def test_a_python_exception_becomes_a_failure_with_its_place(context):
    with pytest.raises(ScriptError) as caught:
        fail.invoke(context, {"how": "value"})
    assert caught.value.name == "ValueError"
    assert caught.value.kind == "standard"
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    line = next(at for at, text in enumerate(lines, 1) if 'int("many")' in text)
    assert f"test_registry.py:{line}: ValueError: invalid literal" in caught.value.message
    assert isinstance(caught.value.__cause__, ValueError)


def test_a_script_error_goes_through_as_it_is(context):
    with pytest.raises(ScriptError) as caught:
        fail.invoke(context, {"how": "script"})
    error = caught.value
    assert (error.message, error.kind, error.name) == ("not today", "notfound", "closed")
    assert error.payload == {"until": 9}


def test_too_deep_a_recursion_is_left_to_the_machine(context):
    with pytest.raises(RecursionError):
        fail.invoke(context, {"how": "deep"})


def test_a_result_has_to_be_data(context):
    with pytest.raises(ScriptError, match=r"the result of `fail` holds a `set`"):
        fail.invoke(context, {"how": "set"})


def test_types_may_be_defined_below_the_function():
    @function
    def early(size: "Later") -> None: ...  # noqa: F821

    early.function.__globals__["Later"] = int
    try:
        assert [field.signature() for field in early.schema.fields] == ["int size"]
    finally:
        del early.function.__globals__["Later"]
