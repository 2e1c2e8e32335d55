"""The statements `redis.*`: one table of cases, inside of the run and on a server."""

from __future__ import annotations

from typing import Any

import pytest

from runner.jobs import RunOptions, run_job
from runner.source import Source
from runner.stubs.clock import StandingClock
from tests.redis.running import attempt, run

Options = dict[str, Any]

CASES = {
    "a miss is false": ('redis.get { key = "a" } as $result', False),
    "nothing is there": ('redis.has { key = "a" } as $result', False),
    "something is there": (
        'redis.set { key = "a" data = null }\nredis.has { key = "a" } as $result',
        True,
    ),
    "set tells that it did": ('redis.set { key = "a" data = 1 } as $result', True),
    "create_only keeps what stands": (
        """redis.set { key = "a" data = 1 create_only = true } as $first
        redis.set { key = "a" data = 2 create_only = true } as $second
        redis.get { key = "a" } as $value
        var $result { value = [$first, $second, $value] }""",
        [True, False, 1],
    ),
    "set replaces a list": (
        """redis.push { key = "a" value = 1 }
        redis.set { key = "a" data = 2 }
        redis.get { key = "a" } as $result""",
        2,
    ),
    "del": (
        """redis.push { key = "a" value = 1 }
        redis.del { key = "a" } as $there
        redis.del { key = "a" } as $gone
        redis.has { key = "a" } as $has
        var $result { value = [$there, $gone, $has] }""",
        [True, False, False],
    ),
    "incr and decr": (
        """redis.incr { key = "n" } as $a
        redis.incr { key = "n" by = 10 } as $b
        redis.decr { key = "n" by = "4" } as $c
        redis.decr { key = "n" } as $d
        redis.get { key = "n" } as $e
        var $result { value = [$a, $b, $c, $d, $e] }""",
        [1, 11, 7, 6, 6],
    ),
    "incr counts on from what was set": (
        """redis.set { key = "n" data = 10 / 2 }
        redis.incr { key = "n" } as $result""",
        6,
    ),
    "push and unshift give the length": (
        """redis.push { key = "l" value = "b" } as $one
        redis.unshift { key = "l" value = "a" } as $two
        redis.range { key = "l" } as $all
        redis.count { key = "l" } as $count
        var $result { value = [$one, $two, $all, $count] }""",
        [1, 2, ["a", "b"], 2],
    ),
    "pop and shift": (
        """redis.push { key = "l" value = {n: 1} }
        redis.push { key = "l" value = [2] }
        redis.pop { key = "l" } as $last
        redis.shift { key = "l" } as $first
        redis.pop { key = "l" } as $none
        redis.shift { key = "l" } as $nothing
        var $result { value = [$last, $first, $none, $nothing] }""",
        [[2], {"n": 1}, None, None],
    ),
    "pop and shift with a count": (
        """foreach ((1..5)) {
          each as $i {
            redis.push { key = "l" value = $i }
          }
        }
        redis.pop { key = "l" count = 2 } as $last
        redis.shift { key = "l" count = 0 } as $none
        redis.shift { key = "l" count = 9 } as $rest
        redis.shift { key = "l" count = 1 } as $empty
        var $result { value = [$last, $none, $rest, $empty] }""",
        [[5, 4], [], [1, 2, 3], []],
    ),
    "range includes its end, and counts from the end": (
        """foreach ((0..4)) {
          each as $i {
            redis.push { key = "l" value = $i }
          }
        }
        redis.range { key = "l" start = 1 stop = 2 } as $a
        redis.range { key = "l" start = -2 stop = -1 } as $b
        redis.range { key = "l" start = 3 stop = 99 } as $c
        redis.range { key = "m" start = 0 stop = 9 } as $d
        var $result { value = [$a, $b, $c, $d] }""",
        [[1, 2], [3, 4], [3, 4], []],
    ),
    "count of nothing": ('redis.count { key = "l" } as $result', 0),
    "remove": (
        """foreach (["a", "b", "a", {x: 1}, "a"]) {
          each as $i {
            redis.push { key = "l" value = $i }
          }
        }
        redis.remove { key = "l" value = "a" count = 1 } as $one
        redis.remove { key = "l" value = "a" count = -1 } as $last
        redis.remove { key = "l" value = {x: 1} } as $object
        redis.remove { key = "l" value = "z" } as $none
        redis.range { key = "l" } as $left
        var $result { value = [$one, $last, $object, $none, $left] }""",
        [1, 1, 1, 0, ["b", "a"]],
    ),
    "keys are sorted, fit the pattern and lack the namespace": (
        """foreach (["user_2", "user_1", "other", "user"]) {
          each as $i {
            redis.set { key = $i data = 1 }
          }
        }
        redis.keys { search = "user_*" } as $some
        redis.keys { where = "user_?" } as $old
        redis.keys as $all
        redis.keys { search = "x[a" } as $none
        var $result { value = [$some, $old, $all, $none] }""",
        [["user_1", "user_2"], ["user_1", "user_2"], ["other", "user", "user_1", "user_2"], []],
    ),
    "a package has keys of its own": (
        """redis.incr { package_key = "1" key = "n" by = 5 }
        redis.incr { key = "n" }
        redis.get { package_key = "1" key = "n" } as $a
        redis.get { key = "n" } as $b
        redis.keys { package_key = "1" } as $c
        var $result { value = [$a, $b, $c] }""",
        [5, 1, ["n"]],
    ),
    "a package is no pattern": (
        """redis.incr { package_key = "a*" key = "n" }
        redis.incr { package_key = "ab" key = "m" }
        redis.keys { package_key = "a*" } as $result""",
        ["n"],
    ),
    "a limit without an error tells": (
        """redis.ratelimit { key = "r" max = 2 ttl = 60 } as $a
        redis.ratelimit { key = "r" max = 2 ttl = 60 } as $b
        redis.ratelimit { key = "r" max = 2 ttl = 60 } as $c
        redis.ratelimit { key = "other" max = 0 ttl = 60 } as $d
        var $result { value = [$a, $b, $c, $d] }""",
        [True, True, False, False],
    ),
    "a number is a key": (
        """redis.set { key = 5 data = "x" }
        redis.get { key = "5" } as $result""",
        "x",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_statements(name: str, redis: Options) -> None:
    stack, expected = CASES[name]
    assert run(stack, redis) == expected


VALUES = [
    None, True, False, 0, -7, 2**53 + 1, 1.5, 1e300, "", "text", "é ü 😀", "5", "-0", "1.5", "true", "null",
    '"quoted"', " 5 ", "[1]", "{", '{"a":1}', "NaN", "Infinity", "a\x00b", "\udcff\udcfe", [], {}, [[]],
    {"name": "a.bin", "data": "\udcff\x00"}, [1, "1", None],
    {"a": {"b": [1, {"c": "x"}]}, "": 0}, {"é": "\n"},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_value_comes_back_as_it_went_in(value: Any, redis: Options) -> None:
    stack = """redis.set { key = "v" data = $input.v }
    redis.get { key = "v" } as $single
    redis.push { key = "l" value = $input.v }
    redis.shift { key = "l" } as $element
    var $result { value = [$single, $element] }"""
    found = run(stack, redis, inputs={"v": value})
    assert found == [value, value]
    assert [type(item) for item in found] == [type(value)] * 2


FAULTS = {
    "no key": ("redis.get { key = null } as $result", "`redis.get` needs a text as `key`, but got null"),
    "empty key": (
        'redis.incr { key = "" } as $result',
        "`redis.incr` needs a text as `key`, but got an empty one",
    ),
    "a list as key": ("redis.get { key = [1] } as $result", "`redis.get` needs a text, but got a list"),
    "a list is no value": (
        'redis.push { key = "k" value = 1 }\nredis.get { key = "k" } as $result',
        '`redis.get` cannot use the key "k": it holds another kind of value: lists and single values have'
        " statements of their own",
    ),
    "a value is no list": (
        'redis.set { key = "k" data = 1 }\nredis.push { key = "k" value = 1 } as $result',
        '`redis.push` cannot use the key "k": it holds another kind of value: lists and single values have'
        " statements of their own",
    ),
    "a limit on a list": (
        'redis.push { key = "k" value = 1 }\nredis.ratelimit { key = "k" max = 1 ttl = 1 } as $result',
        '`redis.ratelimit` cannot use the key "k": it holds another kind of value: lists and single values'
        " have statements of their own",
    ),
    "no counter": (
        'redis.set { key = "k" data = "five" }\nredis.incr { key = "k" } as $result',
        '`redis.incr` cannot use the key "k": it holds no int',
    ),
    "a text that is a number is no counter": (
        'redis.set { key = "k" data = "5" }\nredis.incr { key = "k" } as $result',
        '`redis.incr` cannot use the key "k": it holds no int',
    ),
    "too large a counter": (
        'redis.set { key = "k" data = 9223372036854775807 }\nredis.incr { key = "k" } as $result',
        '`redis.incr` cannot use the key "k": the number would leave the range of 64 bits',
    ),
    "half a step": (
        'redis.incr { key = "k" by = 0.5 } as $result',
        "`redis.incr` needs an int, but got a decimal",
    ),
    "a negative count": (
        'redis.pop { key = "k" count = -1 } as $result',
        "`count` of `redis.pop` needs a number from 0 up, but got -1",
    ),
    "a window of nothing": (
        'redis.ratelimit { key = "k" max = 1 ttl = 0 } as $result',
        "`ttl` of `redis.ratelimit` needs a number of seconds above 0",
    ),
    "an endless ttl": (
        'redis.set { key = "k" data = 1 ttl = 1e300 } as $result',
        "`ttl` of `redis.set` is a number of seconds up to 31536000000",
    ),
    "a negative ttl": (
        'redis.set { key = "k" data = 1 ttl = -5 } as $result',
        "`redis.set` needs a number of seconds from 0 up, but got -5",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_sentences(name: str, redis: Options) -> None:
    stack, message = FAULTS[name]
    error = attempt(stack, redis).error
    assert error is not None
    assert error.message == message


def test_a_limit_with_an_error_raises(redis: Options) -> None:
    stack = """redis.ratelimit { key = "r" max = 1 ttl = 60 error = "Slow down" }
    redis.ratelimit { key = "r" max = 1 ttl = 60 error = "Slow down" }
    var $result { value = 1 }"""
    error = attempt(stack, redis).error
    assert error is not None
    assert (error.name, error.code, error.message) == (
        "toomanyrequests",
        "ERROR_CODE_TOO_MANY_REQUESTS",
        "Slow down",
    )


def test_inside_of_a_run_keys_end_by_the_clock_of_the_run() -> None:
    stack = """redis.set { key = "a" data = 5 ttl = 10 }
    redis.incr { key = "a" }
    redis.set { key = "b" data = 1 ttl = 10 }
    redis.set { key = "b" data = 2 }
    redis.set { key = "c" data = 3 ttl = 0 }
    redis.ratelimit { key = "r" max = 1 ttl = 10 } as $first
    util.sleep { value = 9 }
    redis.get { key = "a" } as $early
    redis.ratelimit { key = "r" max = 1 ttl = 10 } as $second
    util.sleep { value = 2 }
    redis.get { key = "a" } as $late
    redis.ratelimit { key = "r" max = 1 ttl = 10 } as $third
    redis.keys as $keys
    var $result { value = [$early, $late, $first, $second, $third, $keys] }"""
    inside = {"redis": None}
    assert run(stack, inside, clock=StandingClock()) == [6, False, True, False, True, ["b", "c", "r"]]


def test_on_a_server_keys_end_by_themselves(redis: Options) -> None:
    stack = """redis.set { key = "a" data = 5 ttl = 0.05 }
    redis.incr { key = "a" } as $kept
    util.sleep { value = 0.1 }
    redis.get { key = "a" } as $gone
    var $result { value = [$kept, $gone] }"""
    assert run(stack, redis) == [6, False]


def test_many_threads_count_right(redis: Options) -> None:
    document = """run.job "t" { main = { name: "f" } }
---
function "f" {
  input {
  }
  stack {
    var $all { value = [] }
    for (20) {
      each as $i {
        function.run "add" { async = true } as $one
        array.push $all { value = $one }
      }
    }
    await { ids = $all timeout = 10 } as $done
    redis.ratelimit { key = "r" max = 20 ttl = 60 } as $ok
    redis.get { key = "n" } as $n
  }
  response = {n: $n, ok: $ok}
}
---
function "add" {
  input {
  }
  stack {
    redis.incr { key = "n" }
    redis.ratelimit { key = "r" max = 20 ttl = 60 }
  }
  response = 1
}
"""
    result = run_job(Source(document, "t.xs"), RunOptions(**redis))
    assert result.error is None, result.error
    assert result.response == {"n": 20, "ok": False}
