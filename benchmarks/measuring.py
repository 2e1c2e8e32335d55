"""Times of several works that take turns, so that whatever else the machine does meets all alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter, process_time
from typing import Any

Work = Callable[[], Any]
# Gives the seconds that one turn took.
Turn = Callable[[], float]
# Nothing that is worth measuring takes less; a difference of two times may.
TICK = 1e-6


def timed(work: Work) -> Turn:
    """``work`` as a turn, measured by the clock on the wall."""
    return partial(_seconds, perf_counter, work)


def computed(work: Work) -> Turn:
    """``work`` as a turn, measured by what this process spends of a CPU: for work that never waits."""
    return partial(_seconds, process_time, work)


def _seconds(clock: Callable[[], float], work: Work) -> float:
    started = clock()
    work()
    return clock() - started


def beyond(time: float, nothing: float) -> float:
    """What is left of ``time`` without the time that doing nothing takes."""
    return max(time - nothing, TICK)


def best(turns: Sequence[Turn], rounds: int) -> list[float]:
    """The least seconds of each of ``turns``, which take place in turn, ``rounds`` times."""
    times = [[turn() for turn in turns] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]
