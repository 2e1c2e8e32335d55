"""The machine: functions by name, compiled when they are first called."""

from __future__ import annotations

from typing import Any

import pytest

from compile.conftest import make_context
from runner.errors import ScriptError, UsageError
from runner.execution.machine import Machine
from runner.source import Source
from runner.units import FunctionUnit, read_units


class Found:
    """What a lookup finds: a unit, or a Python function."""

    def __init__(self, unit: FunctionUnit | None = None, function: Any = None) -> None:
        self.unit = unit
        self.function = function


class Python:
    """A Python function as the lookup gives it."""

    def invoke(self, context: Any, inputs: Any) -> Any:
        return ["python", dict(inputs)]


def found(text: str) -> Found:
    (unit,) = read_units(Source(text, "f.xs"))
    assert isinstance(unit, FunctionUnit)
    return Found(unit)


class Lookup(dict[str, Any]):
    """A lookup that counts how often it is asked."""

    asked = 0

    def __call__(self, name: str) -> Any:
        self.asked += 1
        one = self.get(name)
        if isinstance(one, Exception):
            raise one
        return one


@pytest.fixture
def lookup():
    return Lookup(
        double=found(
            "function double {\n  input {\n    int n filters=min:1\n  }\n  response = $input.n * 2\n}"
        ),
        broken=found("function broken {\n  response = 1|nosuch\n}"),
        undeclared=found("function undeclared {\n  input {\n    nosuch n\n  }\n  response = 1\n}"),
        unreadable=UsageError("f.xs cannot be read"),
        python=Found(function=Python()),
    )


@pytest.fixture
def machine(lookup):
    return Machine(lookup)


def test_a_function_is_looked_up_once(machine, lookup):
    assert [machine.call(make_context(), "double", {"n": n}) for n in (1, "2", 3)] == [2, 4, 6]
    assert lookup.asked == 1
    assert machine.sources.keys() == {"f.xs"}


def test_a_python_function_is_called_as_it_is(machine):
    assert machine.call(make_context(), "python", {"a": 1}) == ["python", {"a": 1}]


@pytest.mark.parametrize(
    ("name", "inputs", "kind", "message"),
    [
        ("double", {"n": 0}, "inputerror", "n"),
        ("double", {}, "inputerror", "`n` is missing"),
        ("nowhere", {}, "notfound", 'there is no function "nowhere"'),
        ("unreadable", {}, "standard", 'the function "unreadable" cannot be loaded: f.xs cannot be read'),
        (
            "broken",
            {},
            "standard",
            'the function "broken" cannot run: f.xs:2:16: there is no filter `nosuch`',
        ),
        ("undeclared", {}, "standard", 'the function "undeclared" cannot run: f.xs:3:5:'),
    ],
)
def test_what_cannot_be_called(machine, name, inputs, kind, message):
    with pytest.raises(ScriptError) as caught:
        machine.call(make_context(), name, inputs)
    assert caught.value.kind == kind
    assert message in caught.value.message
