"""The statements `function.run`, `function.call` and `await`."""

from __future__ import annotations

import time
from concurrent.futures import Future
from threading import Barrier, Event

import pytest

from runner.errors import ScriptError, StoppedError
from runner.statements import functions
from tests.statements.contexts import make_context


def fail(inputs):
    raise ScriptError("it broke", kind="notfound", payload={"id": 1})


@pytest.fixture
def release():
    """Lets functions that wait go on, at the latest when the test is over."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def context(release):
    table = {"echo": dict, "fail": fail, "wait": lambda inputs: release.wait(10), "none": lambda inputs: None}
    context = make_context(functions=table)
    yield context
    context.close()


@pytest.mark.parametrize("statement", [functions.run, functions.call])
@pytest.mark.parametrize(
    ("properties", "inputs"),
    [({}, {}), ({"input": None}, {}), ({"input": []}, {}), ({"input": {"a": 1}}, {"a": 1})],
)
def test_call(context, statement, properties, inputs):
    assert statement(context, "echo", **properties) == inputs


@pytest.mark.parametrize("statement", [functions.run, functions.call])
@pytest.mark.parametrize(("value", "kind"), [([1], "a list"), ("a", "a text"), (0, "an int")])
def test_input_has_to_be_an_object(context, statement, value, kind):
    with pytest.raises(ScriptError, match=f"needs an object as `input`, but got {kind}"):
        statement(context, "echo", input=value)


def test_the_caller_gets_what_the_function_raised(context):
    with pytest.raises(ScriptError, match="it broke") as caught:
        functions.run(context, "fail")
    assert (caught.value.kind, caught.value.payload) == ("notfound", {"id": 1})


def test_async_gives_a_future_for_await(context, release):
    future = functions.run(context, "wait", async_=True)
    assert isinstance(future, Future)
    assert not future.done()
    release.set()
    assert functions.await_(context, future) is True


def test_async_calls_run_at_the_same_time():
    barrier = Barrier(3)
    context = make_context(functions={"meet": lambda inputs: barrier.wait(5) >= 0})
    futures = [functions.run(context, "meet", async_=True) for _ in range(3)]
    assert functions.await_(context, futures) == [True, True, True]


def test_await_raises_what_the_future_raised(context):
    future = functions.run(context, "fail", async_=True)
    with pytest.raises(ScriptError, match="it broke") as caught:
        functions.await_(context, future)
    assert caught.value.kind == "notfound"


def test_await_a_list_keeps_its_order(context):
    futures = [functions.run(context, "echo", input={"n": n}, async_=True) for n in range(5)]
    assert functions.await_(context, ids=futures) == [{"n": n} for n in range(5)]


@pytest.mark.parametrize("value", [None, 1, "text", {"a": 1}, [], [1, None]])
def test_a_plain_value_awaits_to_itself(context, value):
    assert functions.await_(context, value) == value


def test_a_list_may_mix_futures_and_values(context):
    future = functions.run(context, "none", async_=True)
    assert functions.await_(context, [1, future, "x"]) == [1, None, "x"]


def test_a_future_can_be_awaited_twice(context):
    future = functions.run(context, "echo", input={"a": 1}, async_=True)
    assert functions.await_(context, future) == functions.await_(context, future) == {"a": 1}


def test_await_gives_up_after_its_timeout(context):
    futures = [functions.run(context, name, async_=True) for name in ("wait", "none")]
    with pytest.raises(ScriptError, match=r"^`await` waited 0.05 seconds, and 1 of 2 are not done$"):
        functions.await_(context, futures, timeout=0.05)


def test_a_function_that_takes_longer_than_its_timeout(context):
    with pytest.raises(
        ScriptError, match=r'^The function "wait" took longer than its `timeout` of 0.05 seconds$'
    ):
        functions.run(context, "wait", timeout=0.05)


def test_the_timeout_of_an_async_function_shows_at_await(context):
    future = functions.run(context, "wait", async_=True, timeout="0.05")
    with pytest.raises(ScriptError, match="took longer than its `timeout`"):
        functions.await_(context, future)


def test_a_function_that_ends_after_its_timeout_changes_nothing(context, release):
    future = functions.run(context, "wait", async_=True, timeout=0.01)
    with pytest.raises(ScriptError, match="took longer"):
        functions.await_(context, future)
    release.set()
    context.submit(lambda: None).result(5)
    assert isinstance(future.exception(5), ScriptError)


def test_a_timeout_that_is_not_reached(context):
    assert functions.run(context, "echo", input={"a": 1}, timeout=5) == {"a": 1}
    with pytest.raises(ScriptError, match="it broke"):
        functions.run(context, "fail", timeout=5)


@pytest.mark.parametrize("timeout", [-1, "soon"])
def test_a_timeout_is_a_number_of_seconds(context, timeout):
    with pytest.raises(ScriptError, match="needs a number"):
        functions.run(context, "echo", timeout=timeout)


def test_the_time_limit_of_the_run_ends_an_await(release):
    context = make_context(
        functions={"wait": lambda inputs: release.wait(10)}, deadline=time.monotonic() + 0.05
    )
    future = functions.run(context, "wait", async_=True)
    with pytest.raises(StoppedError, match="time limit"):
        functions.await_(context, future, timeout=30)


def test_the_end_of_the_run_cancels_a_limited_call(release):
    context = make_context(functions={"wait": lambda inputs: release.wait(10)})
    running = [functions.run(context, "wait", async_=True) for _ in range(32)]
    queued = functions.run(context, "wait", async_=True, timeout=30)
    context.close()
    assert queued.cancelled()
    assert not any(future.cancelled() for future in running)


def test_what_the_compiler_reads():
    specs = {spec.name: spec for spec in functions.family.specs}
    assert list(specs["function.run"].properties) == ["input", "async", "timeout"]
    assert specs["function.run"].named
    assert specs["await"].subject == "optional"
    assert all(not spec.required and spec.context for spec in specs.values())
