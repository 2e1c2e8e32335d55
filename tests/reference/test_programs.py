"""Programs that are made by chance do what the plain interpreter beside this file does with them.

`XSRUN_EXAMPLES=20000 pytest -n0 tests/reference` runs long. A seed other than the built-in one is
given to Hypothesis as ever: `--hypothesis-seed=7`, with `XSRUN_RANDOM=1`.
"""

from __future__ import annotations

import json
import os
from copy import deepcopy
from typing import Any, cast

from hypothesis import HealthCheck, assume, given, note, settings

import runner
from runner.errors import ScriptError
from runner.execution.context import Context
from runner.execution.failures import as_script_error
from runner.execution.machine import Machine
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument
from runner.units import FunctionUnit
from runner.units.building import build_unit
from tests.reference.evaluator import Program
from tests.reference.expressions import TooMuch
from tests.reference.generator import Example, programs
from tests.reference.rules import Failure, plain

EXAMPLES = settings(
    deadline=None,
    derandomize="XSRUN_RANDOM" not in os.environ,
    max_examples=int(os.environ.get("XSRUN_EXAMPLES", "150")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


class Found:
    """A function as the lookup gives it."""

    function = None

    def __init__(self, document: FunctionDocument) -> None:
        self.unit = cast(FunctionUnit, build_unit(document))


def functions_of(text: str) -> dict[str, FunctionDocument]:
    return {one.name: one for one in parse_source(Source(text, "t.xs")) if isinstance(one, FunctionDocument)}


def expected(functions: dict[str, FunctionDocument], inputs: dict[str, Any]) -> tuple[Any, ...]:
    """What the plain interpreter makes of a program; a program that takes too long is no example."""
    try:
        return ("response", Program(functions).call("main", inputs))
    except Failure as failure:
        return ("error", failure.code, failure.name, failure.message, failure.payload)
    except (TooMuch, RecursionError):
        assume(False)
        raise


def by_machine(machine: Machine, inputs: dict[str, Any]) -> tuple[Any, ...]:
    context = Context(functions=machine, http=no_network, env={}, seed=1)
    try:
        return ("response", machine.call(context, "main", inputs))
    except Exception as error:
        failure: ScriptError = as_script_error(error)
        return ("error", failure.code, failure.name, failure.message, failure.payload)
    finally:
        context.close()


def by_api(text: str, **options: Any) -> tuple[Any, ...]:
    result = runner.run(Source(text, "t.xs"), env={}, **options)
    if result.error is None:
        return ("response", result.response)
    assert not result.error.problems, result.error.problems
    return ("error", result.error.code, result.error.name, result.error.message, result.error.payload)


def no_network() -> Any:
    raise AssertionError("no program here sends anything")


@EXAMPLES
@given(programs())
def test_a_program_does_what_the_plain_interpreter_does(example: Example):
    note(example.text)
    functions = functions_of(example.text)
    outcomes = [expected(functions, inputs) for inputs in example.runs]
    machine = Machine({name: Found(one) for name, one in functions.items()}.get)
    seen = []
    # The first run again at the end: what the others have done must have left no trace.
    for inputs, outcome in zip([*example.runs, example.runs[0]], [*outcomes, outcomes[0]], strict=True):
        given = deepcopy(inputs)
        seen.append(by_machine(machine, given))
        # By their Python texts, in which 1, 1.0 and true differ, and the order of keys counts.
        assert repr(seen[-1]) == repr(outcome)
        assert repr(given) == repr(inputs)
    assert repr(seen) == repr([*outcomes, outcomes[0]])


@EXAMPLES
@given(programs())
def test_the_public_way_gives_the_same_as_plain_json(example: Example):
    note(example.text)
    functions = functions_of(example.text)
    inputs = deepcopy(example.runs[1])
    for outcome, seen in (
        (expected(functions, example.runs[0]), by_api(example.text)),
        (expected(functions, example.runs[1]), by_api(example.text, inputs=inputs, job_inputs=False)),
    ):
        assert repr(plain(list(seen))) == repr(plain(list(outcome)))
        assert json.loads(json.dumps(seen[-1])) == seen[-1]
    assert repr(inputs) == repr(example.runs[1])
