"""Values on their way into JavaScript and back."""

from __future__ import annotations

import math
import sys

import pytest

from runner.errors import ScriptError
from runner.values.streams import Stream
from tests.javascript.code import run


@pytest.fixture(autouse=True)
def usual_recursion_limit():
    """A run raises the limit for the whole process; what is too deep must not depend on earlier tests."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(before)


UNCHANGED = [
    None, True, False, 0, -5, 2**53 - 1, 1.5, -0.25, 1e300, "", "é😀", "a\0b", "line\nline\u2028",
    "\udcff\udc80", [], {}, [[]], {"a": {}}, {"": None, "x y": [1, {"z": "w"}]}, {"__proto__": 1},
]  # fmt: skip


@pytest.mark.parametrize("value", UNCHANGED, ids=ascii)
def test_there_and_back_nothing_changes(value):
    found = run("return [$var.x, $input.x]", var={"x": value}, inputs={"x": value})
    assert repr(found) == repr([value, value])


@pytest.mark.parametrize(
    ("returned", "value"),
    [
        ("undefined", None),
        ("{a: undefined, b: [undefined], c: () => 1}", {"b": [None]}),
        ("NaN", None),
        ("[Infinity, -Infinity]", [None, None]),
        ("-0", 0),
        ("4.0", 4),
        ("0.1 + 0.2", 0.30000000000000004),
        ("1e21", 1e21),
        ("2 ** 60", 1152921504606847000),
        ("2 ** 63", float(2**63)),
        ("2n ** 62n + 1n", 2**62 + 1),
        ("2n ** 64n", float(2**64)),
        ("-(10n ** 30n)", -1e30),
        ("[1n, {a: 2n}]", [1, {"a": 2}]),
        ("new Date(86400000)", "1970-01-02T00:00:00.000Z"),
        ("new Date(NaN)", None),
        ("{toJSON() { return 'own' }}", "own"),
        ("Object(5)", 5),
        ("new Map([[1, 2]])", {}),
        ("Symbol('x')", None),
        ("new Error('x')", {}),
        ("Promise.resolve(3)", 3),
        ("$auth", None),
        ("Promise.all([1, Promise.resolve(2)])", [1, 2]),
    ],
)
def test_results_are_what_json_makes_of_them(returned, value):
    assert repr(run(f"return ({returned})")) == repr(value)


def test_a_body_without_return_gives_null():
    assert run("const x = 5;") is None
    assert run("") is None


def test_whole_decimals_are_ints_in_javascript():
    assert repr(run("return [$var.x, $var.x + 1]", var={"x": 2.0})) == "[2, 3]"


def test_numbers_that_json_does_not_know_arrive_as_null():
    assert run("return [$var.x, $var.y]", var={"x": math.inf, "y": math.nan}) == [None, None]


def test_ints_beyond_53_bits_lose_digits_as_all_numbers_of_javascript_do():
    assert run("return $var.x", var={"x": 2**53 + 1}) == 2**53


def test_changes_of_the_code_stay_in_the_code():
    items = [3, 1, 2]
    assert run("$var.x.sort(); $input.x.push(4); return $var.x", var={"x": items}, inputs={"x": items}) == [
        1,
        2,
        3,
    ]
    assert items == [3, 1, 2]


def test_env_holds_what_the_job_declares_and_the_built_in_values():
    from tests.statements.contexts import make_context

    context = make_context(env={"KEY": "v", "GONE": None}, builtins={"remote_ip": "127.0.0.1"})
    assert run("return $env", context=context) == {"KEY": "v", "GONE": None, "$remote_ip": "127.0.0.1"}


def test_values_that_are_nested_too_deeply():
    with pytest.raises(ScriptError, match="The result of the JavaScript code is nested too deeply"):
        run("let a = []; for (let i = 0; i < 5000; i++) a = [a]; return a")
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(ScriptError, match="that the JavaScript code sees are nested too deeply"):
        run("return 1", var={"x": deep})


def test_a_variable_that_is_a_stream_is_not_there():
    rows = Stream([1])
    assert run("return [$var.rows === undefined, $var.a]", var={"rows": rows, "a": 1}) == [True, 1]
    assert list(rows) == [1]
