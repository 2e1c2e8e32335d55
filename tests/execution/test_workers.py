"""What runs beside a run: how much at once, nested calls, the end."""

from __future__ import annotations

import threading
import time
from concurrent.futures import CancelledError, wait

import pytest

from runner.errors import ScriptError, StoppedError
from runner.execution import workers as module
from runner.execution.workers import MAX_PARALLEL, Workers


@pytest.fixture
def workers():
    running = Workers()
    yield running
    running.stop()


def test_work_gives_its_result_or_its_error(workers):
    def fails() -> None:
        raise KeyError("x")

    assert workers.submit(lambda: 1).result(5) == 1
    with pytest.raises(KeyError):
        workers.submit(fails).result(5)


def test_an_exception_that_is_no_error_goes_to_who_awaits(workers):
    def stops() -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        workers.submit(stops).result(5)


def test_all_threads_are_daemons(workers):
    assert workers.submit(lambda: threading.current_thread().daemon).result(5) is True


def test_no_more_than_the_limit_runs_at_once_and_all_of_it_runs(workers):
    running, most, lock = 0, 0, threading.Lock()

    def work() -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1
        return 1

    futures = [workers.submit(work) for _ in range(3 * MAX_PARALLEL)]
    assert sum(future.result(10) for future in futures) == 3 * MAX_PARALLEL
    assert 1 < most <= MAX_PARALLEL


def test_threads_end_when_there_is_no_work(workers):
    wait([workers.submit(lambda: None) for _ in range(10)])
    end = time.monotonic() + 5
    while workers._started and time.monotonic() < end:
        time.sleep(0.005)
    assert (workers._started, workers._threads, workers._stoppers) == (0, set(), set())
    assert workers.submit(lambda: 2).result(5) == 2


def test_work_that_waits_for_work_never_waits_for_ever(workers):
    def tree(depth: int) -> int:
        if depth == 0:
            return 1
        return sum(
            future.result(30) for future in [workers.submit(lambda: tree(depth - 1)) for _ in range(3)]
        )

    # 40 calls of the second level alone fill the pool, and all of them wait.
    roots = [workers.submit(lambda: tree(2)) for _ in range(MAX_PARALLEL + 8)]
    assert [root.result(30) for root in roots] == [9] * (MAX_PARALLEL + 8)


def test_calls_that_only_start_further_calls_come_to_an_end(workers, monkeypatch):
    monkeypatch.setattr(module, "MAX_THREADS", 50)

    def deeper() -> int:
        return workers.submit(deeper).result(30)

    with pytest.raises(ScriptError, match="more than 50 async calls wait for each other") as caught:
        workers.submit(deeper).result(30)
    assert caught.value.name == "recursion"


def test_a_machine_without_threads(workers, monkeypatch):
    def no_thread(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    with pytest.raises(ScriptError, match="the machine has no thread left"):
        workers.submit(lambda: 1)


def test_the_end_stops_what_runs_and_cancels_what_waits(workers):
    stopped = threading.Semaphore(0)

    def endless() -> None:
        try:
            while True:
                time.sleep(0.001)
        finally:
            stopped.release()

    running = [workers.submit(endless) for _ in range(MAX_PARALLEL)]
    waiting = workers.submit(lambda: 1)
    time.sleep(0.05)
    workers.stop()
    assert all(stopped.acquire(timeout=5) for _ in running)
    for future in running:
        with pytest.raises(StoppedError):
            future.result(5)
    with pytest.raises(CancelledError):
        waiting.result(5)
    with pytest.raises(StoppedError):
        workers.submit(lambda: 1)


def test_the_end_writes_nothing(workers, capfd):
    def endless() -> None:
        while True:
            time.sleep(0.0001)

    for _ in range(20):
        some = Workers()
        for _ in range(4):
            some.submit(endless)
            some.submit(lambda: None)
        some.stop()
    time.sleep(0.1)
    assert capfd.readouterr() == ("", "")
