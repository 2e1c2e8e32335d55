"""The context of a run: env, time, randomness, network, functions, log, end."""

from __future__ import annotations

import threading
import time

import pytest

from runner.errors import ScriptError, StoppedError
from runner.execution.context import SystemClock
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse
from tests.statements.contexts import JSON, StubClock, StubSender, make_context

GET = HttpRequest("GET", "https://api.example.com/v1?key=hidden-1")


# -- env ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("key", "lower"),
        ("KEY", "upper"),
        ("Other", "mixed"),
        ("OTHER", "mixed"),
        ("missing", None),
        ("null", None),
        ("$remote_ip", "127.0.0.1"),
        ("$unknown", None),
    ],
)
def test_env_values_go_by_their_exact_name_first(name, value):
    env = {"key": "lower", "KEY": "upper", "Other": "mixed", "null": None}
    context = make_context(env=env, builtins={"remote_ip": "127.0.0.1"})
    assert context.env_value(name) == value


# -- time --------------------------------------------------------------------------------------------


def test_the_clock_is_the_given_one():
    context = make_context()
    context.sleep(60)
    assert (context.now(), context.clock.slept) == (1_700_000_000_000, [60])


def test_the_clock_of_the_system():
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0.02)
    assert 20 <= clock.now() - before < 2000
    assert abs(before / 1000 - time.time()) < 10


def test_a_sleep_beyond_the_deadline_waits_for_it_and_stops_the_run():
    clock = StubClock()
    context = make_context(clock=clock, deadline=time.monotonic() + 5)
    context.sleep(1)
    with pytest.raises(StoppedError):
        context.sleep(60)
    assert clock.slept[0] == 1
    assert 4 < clock.slept[1] <= 5


@pytest.mark.parametrize(
    ("left", "wanted", "low", "high"), [(None, 10, 10, 10), (5, 10, 4, 5), (5, 1, 1, 1), (-1, 10, 0, 0)]
)
def test_what_remains_of_the_time(left, wanted, low, high):
    deadline = None if left is None else time.monotonic() + left
    assert low <= make_context(deadline=deadline).remaining(wanted) <= high


# -- randomness --------------------------------------------------------------------------------------


def test_a_seed_makes_numbers_repeatable():
    drawn = [make_context(seed=seed).random.random() for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert make_context(seed=None).random.random() != make_context(seed=None).random.random()


def test_one_context_goes_on_with_its_numbers():
    context = make_context(seed=1)
    assert context.random.random() != context.random.random()


# -- network -----------------------------------------------------------------------------------------


def test_a_request_is_sent_and_logged_without_secrets():
    sender = StubSender(HttpResponse(201, JSON, b"12345"))
    context = make_context(sender, env={"k": "hidden-1"})
    assert context.send(GET).status == 201
    assert sender.requests == [GET]
    (entry,) = context.logs
    assert entry.level == "request"
    assert entry.message.startswith("GET https://api.example.com/v1?key=*** -> 201 (")
    assert {**entry.data, "ms": 0} == {
        "method": "GET",
        "url": "https://api.example.com/v1?key=***",
        "ms": 0,
        "status": 201,
        "size": 5,
    }


def test_a_request_that_fails_is_logged_too():
    context = make_context(
        StubSender(HttpFailure("Cannot connect to hidden-1", "connect")), env={"k": "hidden-1"}
    )
    with pytest.raises(HttpFailure):
        context.send(GET)
    (entry,) = context.logs
    assert "-> Cannot connect to *** (" in entry.message
    assert entry.data["error"] == "Cannot connect to ***"


def test_a_request_that_the_end_of_the_run_cuts_short_is_no_failure_of_the_job():
    failure = HttpFailure("No answer", "timeout")
    with pytest.raises(StoppedError):
        make_context(StubSender(failure), deadline=time.monotonic() - 1).send(GET)
    with pytest.raises(HttpFailure):
        make_context(StubSender(failure), deadline=time.monotonic() + 60).send(GET)


def test_the_sender_is_made_once_and_late():
    made = []
    context = make_context()

    def make() -> StubSender:
        made.append(threading.get_ident())
        time.sleep(0.01)
        return StubSender()

    context._make_http = make
    assert made == []
    threads = [threading.Thread(target=context.send, args=(GET,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(context.logs) == 8


# -- functions ---------------------------------------------------------------------------------------


def test_functions_are_called_by_name():
    context = make_context(functions={"double": lambda inputs: inputs["n"] * 2})
    assert context.call("double", {"n": 4}) == 8


def test_submitted_work_gives_a_future():
    context = make_context()
    assert context.submit(lambda: 5).result(5) == 5

    def fails() -> None:
        raise ScriptError("no")

    with pytest.raises(ScriptError, match="no"):
        context.submit(fails).result(5)
    context.close()


# -- log ---------------------------------------------------------------------------------------------


def test_the_log_keeps_everything_but_traces():
    told = []
    context = make_context(env={"k": "hidden-1"}, on_log=told.append)
    context.log("one hidden-1", at="hidden-1")
    context.log("two", level="warning")
    context.log("three", level="trace")
    assert [(entry.level, entry.message) for entry in context.logs] == [
        ("log", "one ***"),
        ("warning", "two"),
    ]
    assert [entry.message for entry in told] == ["one ***", "two", "three"]
    assert told[0].data == {"at": "***"}


# -- end ---------------------------------------------------------------------------------------------


def test_closing_gives_back_what_was_opened():
    sender = StubSender()
    closed = []
    sender.close = lambda: closed.append("http")
    context = make_context(sender)
    context.close()
    assert closed == []
    context.send(GET)
    client = context.client
    context.close()
    assert (closed, client.is_closed) == (["http"], True)


def test_closing_stops_what_still_runs():
    context = make_context()
    stopped = threading.Event()
    started = threading.Event()

    def work() -> None:
        try:
            started.set()
            while True:
                time.sleep(0.001)
        finally:
            stopped.set()

    future = context.submit(work)
    started.wait(5)
    context.close()
    assert stopped.wait(5)
    with pytest.raises(StoppedError):
        future.result(5)


# -- filters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "arguments", "result"),
    [
        ("round", 2.345, (2,), 2.35),
        ("to_upper", "a", (), "A"),
        ("map", [1, 2], (lambda item, index, parent, result: item * 10 + index,), [10, 21]),
    ],
)
def test_a_filter_by_its_name(name, value, arguments, result):
    assert make_context().filter(name, value, *arguments) == result


def test_a_filter_asks_the_context_for_chance():
    context = make_context()
    assert sorted(context.filter("shuffle", [3, 1, 2])) == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("rond", (), "there is no filter `rond`"),
        ("lambda_map", ("return 1",), "there is no filter `lambda_map` that Python code could call"),
        ("round", (1, 2, 3), "the filter `round` takes 0 to 1 arguments, but got 3"),
    ],
)
def test_a_filter_that_cannot_be_called(name, arguments, sentence):
    with pytest.raises(ScriptError, match=sentence):
        make_context().filter(name, 1, *arguments)
