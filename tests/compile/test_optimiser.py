"""Optimised code does what plain code does, and no variable holds what the optimiser rules out.

`XSRUN_EXAMPLES=20000 pytest -n0 tests/compile/test_optimiser.py` runs long; `XSRUN_RANDOM=1` takes other
programs than the built-in ones.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from itertools import product
from random import Random
from traceback import walk_tb
from types import CodeType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from compile import programs
from compile.conftest import body_of, make_context, read_function
from runner.compile import inline
from runner.compile.inference import DECLARED, FILTERS, Inference, annotated, declared_kind
from runner.errors import ScriptError
from runner.execution.control import UNSET
from runner.execution.failures import as_script_error, frames
from runner.execution.secrets import Masker
from runner.language import xanoscript
from runner.syntax.nodes import FunctionDocument
from runner.types.declarations import schema_from_declarations
from runner.values import kinds
from runner.values.kinds import Kind
from runner.values.shapes import shapes_of

Body = Callable[..., Any]
EXAMPLES = settings(
    deadline=None,
    derandomize="XSRUN_RANDOM" not in os.environ,
    max_examples=int(os.environ.get("XSRUN_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.too_slow],
)
SCALARS: list[Any] = [
    *(0, 1, -1, 2, 5, 2**30, 2**53 + 1, 2**62, 2**63 - 1, -(2**63), 1.5, -0.5, float("inf")),
    *("a", "1", "", "x", None, True),
]
LISTS: list[Any] = [
    *([], [1, 2, 3], ["a", "b"], [1, "1", None], [[1, 2], [3]], [[1], None], [{"k": 1}], [1.5, 2]),
    *([2**62, 5], None, {"0": 1}, "abc", [True, 1], [[], []]),
]
OBJECTS: list[Any] = [{}, {"k": 1}, {"k": [1, 2], "l": {"k": 2}}, {"0": 1}, None]
INPUTS = st.fixed_dictionaries(
    {
        "n": st.integers(-3, 5) | st.sampled_from(SCALARS),
        "s": st.sampled_from(["a", "1", "k", *SCALARS]),
        "a": st.sampled_from(LISTS),
        "o": st.sampled_from([*OBJECTS, *SCALARS]),
        "x": st.sampled_from([*SCALARS, *LISTS]),
        "l": st.sampled_from(LISTS),
    }
)
SEEDS = st.integers(0, 2**32 - 1).map(lambda seed: [Random(seed + at).randrange(2**32) for at in range(2)])


# -- what a program does ------------------------------------------------------------------------------


def outcome(document: FunctionDocument, inputs: Mapping[str, Any], **options: Any) -> str:
    """The response or the error with its place, the log, and the inputs as they are afterwards."""
    given = deepcopy(dict(inputs))
    context = make_context()
    try:
        found: tuple[Any, ...] = ("response", body_of(document, **options)(context, dict(given)))
    except Exception as error:
        failure = as_script_error(error)
        places = [frame.span for frame in frames(error, {document.source.name: document.source}, Masker(()))]
        found = (failure.code, failure.name, failure.message, failure.payload, places)
    # By their Python texts, in which 1, 1.0 and true differ, and the order of keys counts.
    return repr((found, [entry.message for entry in context.logs], given))


def assert_same(document: FunctionDocument, inputs: Mapping[str, Any]) -> None:
    """All ways of compiling a function do the same with these inputs."""
    plain = outcome(document, inputs, optimise=False)
    assert outcome(document, inputs) == plain
    assert outcome(document, inputs, shapes=dict(shapes_of(inputs))) == plain


# -- what a kind says ---------------------------------------------------------------------------------

# Sums of a SMALL and little are SMALL again, and no program that ends makes enough of them to matter.
LARGEST = {kinds.SMALL: 2**61 + 2**40, kinds.LARGE: 2**62 + 2**41, kinds.WIDE: 2**63}
TYPES = {
    type(None): kinds.NULL,
    bool: kinds.BOOL,
    int: kinds.INT,
    float: kinds.FLOAT,
    str: kinds.TEXT,
    list: kinds.LIST,
    dict: kinds.OBJECT,
}


def fits(value: Any, kind: Kind | None) -> bool:
    """Whether a value, with all that it holds, is one that ``kind`` speaks of."""
    if kind is None:
        return True
    if not kind.has(TYPES.get(type(value), kinds.OTHER)):
        return False
    if type(value) is int:
        return abs(value) <= LARGEST.get(kind.bits, 2**kind.bits) and (value >= 0 or not kind.natural)
    held = value if type(value) is list else list(value.values()) if type(value) is dict else []
    return all(fits(item, kind.element) for item in held)


def variables_after(document: FunctionDocument, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a function whose response is `$var` when it ends, or fails.

    None are known of one that a `return` has left.
    """
    body = body_of(document, optimise=False)
    code: CodeType = body.__code__  # type: ignore[attr-defined]
    try:
        found = body(make_context(), deepcopy(dict(inputs)))
    except Exception as error:
        frames = [frame for frame, _ in walk_tb(error.__traceback__) if frame.f_code is code]
        found = dict(frames[0].f_locals)
    if type(found) is not dict or "m" not in found:
        return {}
    return {name: value for name, value in found.items() if "$" not in name and value is not UNSET}


def assert_sound(document: FunctionDocument, inputs: Mapping[str, Any]) -> None:
    """Each variable ends as what is inferred of it."""
    variables = variables_after(document, inputs)
    for shapes in ({}, dict(shapes_of(inputs))):
        inferred = Inference(document, xanoscript(), shapes).variables
        wrong = {
            name: (value, inferred[name])
            for name, value in variables.items()
            if not fits(value, inferred[name])
        }
        assert wrong == {}


# -- programs by chance -------------------------------------------------------------------------------


@EXAMPLES
@given(SEEDS, INPUTS)
def test_optimised_code_does_what_plain_code_does(seeds, inputs):
    stack = programs.stack_of(seeds)
    note(stack)
    assert_same(read_function(stack, programs.RESPONSE, programs.INPUTS), inputs)


@EXAMPLES
@given(SEEDS, INPUTS)
def test_variables_end_as_what_is_inferred_of_them(seeds, inputs):
    stack = programs.stack_of(seeds)
    note(stack)
    assert_sound(read_function(stack, "$var", programs.INPUTS), inputs)


# -- programs that once went wrong ----------------------------------------------------------------------

# The stack, the response, the inputs and what comes of them.
ONCE_WRONG: dict[str, tuple[str, str, dict[str, Any], Any]] = {
    "a change with an alias shares the list": (
        "var $a { value = [1] }\narray.push $a { value = 2 } as $b\narray.push $a { value = 3 }",
        *("[$a, $b]", {}, [[1, 2, 3], [1, 2]]),
    ),
    "an element of $var is the variable": (
        'var $a { value = [1] }\nvar $b { value = $var["a"] }\narray.push $a { value = 2 }',
        *("[$a, $b]", {}, [[1, 2], [1]]),
    ),
    "what an alias evaluates misses behind the change": (
        'var $a { value = [1, 2] }\nvar $c { value = [0, 0] }\nvar $s { value = "1" }\n'
        "array.pop $a as $c[$s[0]]",
        *("[$a, $c]", {}, [[1], [0, 2]]),
    ),
    "a range of large ints overflows": (
        "var $a { value = (4611686018427387900..4611686018427387901) }\nvar $x { value = $a[0] * $a[1] }",
        *("$x", {}, 2.1267647932558654e37),
    ),
    "a large int out of a range is no small one": (
        "var $a { value = 0 }\nforeach ((9223372036854775806..9223372036854775807)) {\neach as $i {\n"
        "math.add $a { value = $i }\n}\n}",
        *("$a", {}, 1.8446744073709552e19),
    ),
    "the least int by -1 is a decimal": (
        "var $a { value = $input.n / $input.m }",
        *("$a", {"n": -(2**63), "m": -1}, 9.223372036854775808e18),
    ),
    "the least int by -1 is a decimal, floored": (
        "var $a { value = ($input.n / $input.m)|floor }\nvar $b { value = $a % 7 }",
        *("[$a, $b]", {"n": -(2**63), "m": -1}, [9.223372036854775808e18, -1]),
    ),
    "null as the key of an empty list makes an object": (
        "var $a { value = [] }\nvar.update $a[$input.n] { value = 1 }\nvar $n { value = $a|count }",
        *("[$a, $n]", {"n": None}, [{"": 1}, 1]),
    ),
    "an element below a missing one makes an object": (
        "var $a { value = [[1]] }\nvar.update $a[1][0] { value = 5 }\n"
        "foreach ($a) {\neach as $row {\narray.push $row { value = 1 }\n}\n}",
        *("$a", {}, "`array.push` needs a list, but got an object"),
    ),
    "a member below a list makes an object": (
        "var $a { value = $input.n }\nvar.update $a.k[0] { value = 1 }",
        *("$a", {"n": []}, {"k": {"0": 1}}),
    ),
    "lists that are joined are no text": (
        'var $a { value = $input.n ~ [2] }\nvar $b { value = $a > "x" }',
        *("[$a, $b]", {"n": [1]}, [[1, 2], True]),
    ),
    "infinity equals its text": (
        'var $a { value = 1e308 * 10 }\nvar $b { value = $a == "INF" }',
        *("$b", {}, True),
    ),
    "the new value comes before the variable": (
        "conditional {\nif ($input.n == 1) {\nvar $y { value = [] }\nvar $z { value = 1 }\n}\n}\n"
        "var.update $y[0] { value = $z }",
        *("$y", {"n": 0}, "Unable to locate var: z"),
    ),
    "the new value comes before the keys": (
        'var $a { value = [[1]] }\nvar.update $a["x" + 1][0] { value = "y" + 1 }',
        *("$a", {}, '`+` needs a number, but got the text "y"; `~` joins texts and lists'),
    ),
    "a variable that a condition guards may be unset": (
        "conditional {\nif ($input.n == 1) {\nvar $y { value = 1 }\n}\n}\n"
        "array.filter ([1, 2]) if ($this == ($y ?? 2)) as $z",
        *("$z", {"n": 0}, [2]),
    ),
}


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_what_once_went_wrong(name):
    stack, response, inputs, expected = ONCE_WRONG[name]
    document = read_function(stack, response, "json n\njson m")
    inputs = {"n": None, "m": None, **inputs}
    assert_same(document, inputs)
    assert_sound(document, inputs)
    found = answer(body_of(document), inputs)
    assert found in (repr(expected), expected)


# -- operators, each with each kind of operand ----------------------------------------------------------

OPERATORS = ["+", "-", "*", "/", "%", "~", "==", "!=", "===", "!==", "<", "<=", ">", ">=", "&&", "||", "??"]
VALUES: list[Any] = [
    *([*SCALARS, *LISTS, {}, {"k": 1}, False, 1.0, 2**53, float(2**53), float("nan")]),
    *("01", "1.0", " 1", "INF", "abc", "9007199254740993"),
]
# What is known of a literal is more than what is known of an input.
LITERALS = ["7", "0", "-1", "2.0", '"a"', '"1"', '"INF"', '""', "null", "true", "[1]", "{}"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_operators_on_every_pair_of_inputs(operator):
    assert_equal_answers(f"$input.a {operator} $input.b", product(VALUES, VALUES))


@pytest.mark.parametrize("operator", OPERATORS)
def test_operators_on_inputs_and_literals(operator):
    for literal in LITERALS:
        inputs = [(value, None) for value in VALUES]
        assert_equal_answers(f"$input.a {operator} {literal}", inputs)
        assert_equal_answers(f"({literal} {operator} $input.a) ? 1 : 2", inputs)


def assert_equal_answers(response: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Code for the kinds of two inputs gives what plain code gives."""
    document = read_function("", response, "json a\njson b")
    plain = body_of(document, optimise=False)
    # Code for a kind serves all inputs of that kind.
    bodies: dict[Any, Any] = {}
    for one, other in pairs:
        inputs = {"a": one, "b": other}
        shapes = shapes_of(inputs)
        if shapes not in bodies:
            bodies[shapes] = body_of(document, shapes=dict(shapes))
        assert answer(bodies[shapes], inputs) == answer(plain, inputs), inputs


def answer(body: Body, inputs: Mapping[str, Any]) -> str:
    try:
        return repr(body(make_context(), deepcopy(dict(inputs))))
    except Exception as error:
        return as_script_error(error).message


# -- filters --------------------------------------------------------------------------------------------

RULED = sorted(
    name
    for name, spec in xanoscript().filters.items()
    if not (spec.context or spec.lazy or spec.variables or spec.minimum > 2)
    and (name in FILTERS or annotated(spec.function) != kinds.ANY)
)


@pytest.mark.parametrize("name", RULED)
def test_filters_give_what_is_inferred_of_them(name):
    document, plain, calls = filter_calls(name)
    for inputs in calls:
        try:
            result = plain(make_context(), deepcopy(inputs))
        except Exception:
            continue
        inferred = Inference(document, xanoscript(), dict(shapes_of(inputs))).variables["r"]
        assert fits(result, inferred), (inputs, result, inferred)


@pytest.mark.parametrize("name", inline.FILTERS)
def test_filters_in_place_give_what_the_call_gives(name):
    spec = xanoscript().filters[name]
    for count in range(spec.minimum, min(spec.maximum or 0, 2) + 1):
        document, plain, calls = filter_calls(name, count)
        bodies: dict[Any, Any] = {}
        for inputs in calls:
            shapes = shapes_of(inputs)
            if shapes not in bodies:
                bodies[shapes] = body_of(document, shapes=dict(shapes))
            assert answer(bodies[shapes], inputs) == answer(plain, inputs), inputs


def filter_calls(name: str, most: int = 2) -> tuple[FunctionDocument, Body, Iterator[dict[str, Any]]]:
    """A function that calls a filter with as many arguments as it takes; its plain code; inputs for it."""
    spec = xanoscript().filters[name]
    count = max(spec.minimum, min(spec.maximum if spec.maximum is not None else most, most))
    given = "".join(f":$input.{'xy'[at]}" for at in range(count))
    stack = f"var $r {{ value = $input.v|{name}{given} }}"
    document = read_function(stack, "$r", "json v\njson x\njson y")
    values = [*SCALARS, *LISTS[:10], {"k": 1}, "abc"]
    arguments = [0, 1, 2, -1, "1", "a", None, 1.5, 2**62, [1, "a"]][: 10 if count < 2 else 7]
    calls = (
        {"v": value, **dict(zip("xy", others, strict=False))}
        for value, *others in product(values, *[arguments] * count)
    )
    return document, body_of(document, optimise=False), calls


# -- inputs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [f"{name}{many} v" for name in DECLARED for many in ("", "[]", "?")])
def test_inputs_are_what_their_declarations_say(given):
    document = read_function("", "1", given)
    schema, problems = schema_from_declarations(document.inputs, document.source)
    assert problems == []
    for value in [*SCALARS, *LISTS, {}, 2**63, 10**30, float("nan"), "1.0", " 1 ", "a@b.c", False, [10**30]]:
        with suppress(ScriptError):
            found = schema.validate({"v": value}, now=lambda: 0)["v"]
            assert fits(found, declared_kind(document.inputs[0])), (value, found)
