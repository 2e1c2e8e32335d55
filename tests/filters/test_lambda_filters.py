"""The filters whose argument is JavaScript."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import FILTERS, make_context, typed

SEEN = {"var": {"factor": 10}, "input": {"limit": 2}}


def apply(name, value, *arguments):
    spec = FILTERS[name]
    assert spec.minimum <= len(arguments) <= spec.maximum
    return spec.function(make_context(), SEEN, value, *arguments)


USERS = [{"name": "ann", "age": 30}, {"name": "bob", "age": 17}]


@pytest.mark.parametrize(
    ("name", "value", "arguments", "expected"),
    [
        ("lambda", "ab", ["return $this.repeat(2)"], "abab"),
        ("lambda", None, ["return $this === null"], True),
        ("lambda", [3, 1, 2], ["return $this.sort()"], [1, 2, 3]),
        ("lambda", 5, ["return $this * $var.factor - $input.limit", 3], 48),
        ("lambda", 5, ["return typeof $result + typeof $index"], "undefinedundefined"),
        ("lambda_map", [5, 0], ["return 100 - $this"], [95, 100]),
        ("lambda_map", [1, 2], ["return [$this, $index, $parent.length]"], [[1, 0, 2], [2, 1, 2]]),
        ("lambda_map", {"b": 1, "1": 2}, ["return $index + $this"], ["b1", "12"]),
        ("lambda_map", [1, 2], [""], [None, None]),
        ("lambda_map", [], ["return nothing"], []),
        ("lambda_map", None, ["return 1"], []),
        ("lambda_map", [3, 4], ["return Promise.resolve($this)"], [3, 4]),
        ("lambda_map", [1], ["await new Promise(r => queueMicrotask(r)); return $this"], [1]),
        ("lambda_map", [1, 2], ["globalThis.n = (globalThis.n ?? 0) + $this; return n"], [1, 3]),
        ("lambda_filter", [0, 7, 10, 5], ["return $this % 5"], [7]),
        ("lambda_filter", USERS, ["return $this.age >= 18"], USERS[:1]),
        ("lambda_filter", [2.0, 2**60 + 1, "x"], ["return true"], [2.0, 2**60 + 1, "x"]),
        ("lambda_filter", {"a": 1, "b": 2}, ["return $this > 1"], [2]),
        ("lambda_filter", ["0", "", [], {}], ["return $this"], ["0", [], {}]),
        ("lambda_filter", [1], ["$this > 0"], []),
        ("lambda_some", ["a", "bb"], ["return $this.length > 1"], True),
        ("lambda_some", ["a", "bb"], ["return $this.length > 2"], False),
        ("lambda_some", [], ["return true"], False),
        ("lambda_every", [9, 12], ["return $this > 8"], True),
        ("lambda_every", [9, 8], ["return $this > 8"], False),
        ("lambda_every", [], ["return false"], True),
        ("lambda_find", ["x", "yz", "yw"], ["return $this.startsWith('y')"], "yz"),
        ("lambda_find", USERS, ["return $this.name === 'bob'"], USERS[1]),
        ("lambda_find", [2**60 + 1], ["return true"], 2**60 + 1),
        ("lambda_find", [1], ["return false"], None),
        ("lambda_findIndex", ["x", "yz", "yw"], ["return $this.endsWith('w')"], 2),
        ("lambda_findIndex", {"a": 1, "b": 8}, ["return $this === 8"], "b"),
        ("lambda_findIndex", [1], ["return false"], -1),
        ("lambda_reduce", ["a", "b"], [[], "return [$this, ...$result]"], ["b", "a"]),
        ("lambda_reduce", [1, 2, 3], [10, "return $result + $this * $index", 5], 18),
        ("lambda_reduce", [], ["start", "return 1"], "start"),
        (
            "lambda_reduce",
            {"a": 1, "b": 2},
            [{}, "$result[$index] = $this; return $result"],
            {"a": 1, "b": 2},
        ),
    ],
)
def test_filters(name, value, arguments, expected):
    assert typed(apply(name, value, *arguments)) == typed(expected)


def test_the_search_ends_with_the_first_element():
    code = "if ($index > 1) throw new Error('too far'); return $this > 1"
    assert apply("lambda_some", [1, 2, 3], code) is True
    assert apply("lambda_find", [1, 2, 3], code) == 2
    assert apply("lambda_every", [1, 0, 3], "if ($index > 1) throw 1; return $this > 0") is False


def test_what_is_piped_stays_as_it_is():
    value = [{"n": 1}]
    apply("lambda_map", value, "$this.n = 5; $parent.push(1); return $this")
    assert value == [{"n": 1}]


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("lambda_map", 5, ["return 1"], "`|lambda_map` needs a list, but got"),
        ("lambda_reduce", "abc", [0, "return 1"], "`|lambda_reduce` needs a list"),
        ("lambda", 1, [[1]], "`|lambda` needs"),
        (
            "lambda_map",
            [1],
            ["return x"],
            "`|lambda_map` failed: ReferenceError: x is not defined, in line 1",
        ),
        ("lambda_some", [1], ["for (;;);", 0.05], "`|lambda_some` was stopped: its code takes longer"),
        ("lambda_filter", [1], ["return 1", 0], "`|lambda_filter` needs a timeout of more than 0 seconds"),
    ],
)
def test_failures_name_the_filter(name, value, arguments, message):
    with pytest.raises(ScriptError) as caught:
        apply(name, value, *arguments)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("name", "arity"), [("lambda", "1 to 2"), ("lambda_map", "1 to 2"), ("lambda_reduce", "2 to 3")]
)
def test_numbers_of_arguments(name, arity):
    assert FILTERS[name].arity == arity
