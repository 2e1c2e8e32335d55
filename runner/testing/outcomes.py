"""What every kind of test has in common: a name, a place, a run, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from runner.records import Record

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"

# Seconds that a test may take.
TIME_LIMIT = 30.0


class Outcome(Record):
    """What came of a test.

    Attributes:
        status: "passed", "failed" or "skipped".
        failures: what is not as expected, a text each, of several lines where that reads better;
            of a skipped test why.
        seconds: how long it took.
        logs: what the run logged, a line each, secrets masked.
        hits: how often each line of a file ran, where somebody counts them: {"function/f.xs": {3: 2}}.
        observed: the response alone, of a test that had one, else nothing.
    """

    status: str
    failures: tuple[str, ...] = ()
    seconds: float = 0.0
    logs: tuple[str, ...] = ()
    hits: Mapping[str, Mapping[int, int]] = {}
    observed: tuple[Any, ...] = ()


class Conditions(Record):
    """How tests run.

    Attributes:
        on_step: is told the file and the line of each statement before it runs.
    """

    on_step: Callable[[str, int], None] | None = None


class Test(Protocol):
    """One test of a file."""

    # Unique in its file, and what people call it.
    name: str
    # Where it stands: ``file:line``.
    place: str
    # Seconds that it may take.
    timeout: float

    def run(self, conditions: Conditions) -> Outcome:
        """Run it, in the process of a worker. Never raises for what the test does."""


class Kind(Record):
    """A kind of tests: which files hold them, and how a file is read.

    ``tests`` raises a StartError for a file that cannot be read.
    """

    holds: Callable[[Path], bool]
    tests: Callable[[Path], list[Test]]
