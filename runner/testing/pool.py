"""Runs tests at the same time, each in a process of a pool: one that hangs or dies fails alone."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import wait

from runner.records import Record
from runner.testing.finding import FoundTest
from runner.testing.outcomes import FAILED, Outcome
from runner.testing.worker import Order, serve

# Spawned, not forked: a worker must not have the open files, locks and threads of this process.
PROCESSES = get_context("spawn")
# Seconds beyond the limit of a test, which it ends by itself: what is left to do then takes a moment.
GRACE = 5.0
# Seconds until a worker has to be ready.
START = 60.0
# A case may give itself a time that no timer of a machine can hold.
LONGEST_WAIT = 3600.0


class Seat:
    """A worker and the test that it runs."""

    def __init__(self) -> None:
        self.orders, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        # The other end is the worker's alone, so that its death is seen here.
        theirs.close()
        self.broken = False
        self.index = -1
        self._ready = False
        self._limit = self._started = 0.0
        self._ends = time.monotonic() + START

    def give(self, index: int, found: FoundTest, count: bool) -> None:
        """Let the worker run a test."""
        self.index, self._limit = index, found.test.timeout
        self._start()
        # One that is not ready yet finds it then.
        self.orders.send(Order(found.file, found.test.name, count))

    def left(self) -> float:
        """Seconds until the worker has to be ended."""
        return max(0.0, self._ends - time.monotonic())

    def take(self) -> Outcome | None:
        """What came of the test, or that it did not come to an end; None where it only begins."""
        try:
            if self.orders.poll():
                outcome: Outcome | None = self.orders.recv()
                if outcome is None:
                    self._ready = True
                    self._start()
                return outcome
        except (EOFError, OSError):
            return self._ended("the process of the test ended in the middle of it")
        return self._ended(f"the test took longer than {self._limit:g} seconds, and did not end when told to")

    def close(self) -> None:
        """End the worker."""
        self.orders.close()
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        if self._ready:
            self._started = time.monotonic()
            self._ends = self._started + self._limit + GRACE

    def _ended(self, failure: str) -> Outcome:
        self.broken = True
        return Outcome(FAILED, (failure,), time.monotonic() - self._started)


class Done(Record):
    """A test that was run, and what came of it."""

    found: FoundTest
    outcome: Outcome


def run_tests(tests: Sequence[FoundTest], workers: int, *, count: bool = False) -> Iterator[Done]:
    """Run tests and give what came of them, in their order.

    Args:
        tests: what to run.
        workers: how many run at the same time.
        count: whether the lines that run are counted.
    """
    outcomes: dict[int, Outcome] = {}
    shown = 0
    pool = _Pool(tests, workers, count)
    try:
        for index, outcome in pool.outcomes():
            outcomes[index] = outcome
            while shown in outcomes:
                yield Done(tests[shown], outcomes.pop(shown))
                shown += 1
    finally:
        pool.close()


class _Pool:
    """The workers, and the tests that wait for one."""

    def __init__(self, tests: Sequence[FoundTest], workers: int, count: bool) -> None:
        self._tests = tests
        self._count = count
        self._waiting = deque(range(len(tests)))
        self._seats = [Seat() for _ in range(min(workers, len(tests)))]

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """The outcomes by the index of their test, as they come."""
        for seat in self._seats:
            self._give(seat)
        while self._seats:
            left = min(LONGEST_WAIT, *(seat.left() for seat in self._seats))
            ready = wait([seat.orders for seat in self._seats], left)
            for seat in [seat for seat in self._seats if seat.orders in ready or seat.left() == 0]:
                index, outcome = seat.index, seat.take()
                if outcome is not None:
                    self._follow(seat)
                    yield index, outcome

    def close(self) -> None:
        """End all workers, in the middle of whatever they do."""
        for seat in self._seats:
            seat.close()

    def _follow(self, seat: Seat) -> None:
        """Let a worker go on with what waits; one that is no use any more is replaced."""
        if self._waiting and not seat.broken:
            self._give(seat)
            return
        self._seats.remove(seat)
        seat.close()
        if self._waiting:
            self._seats.append(Seat())
            self._give(self._seats[-1])

    def _give(self, seat: Seat) -> None:
        index = self._waiting.popleft()
        seat.give(index, self._tests[index], self._count)
