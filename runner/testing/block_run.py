"""Runs the tests that stand in XanoScript itself."""

from __future__ import annotations

import re
import time
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from runner.execution.context import SystemClock
from runner.execution.result import ErrorInfo
from runner.jobs import EnvLayer, RunOptions, run_job
from runner.lookup.folders import peek_text, read_source
from runner.lookup.xs_files import SUFFIX
from runner.stubs import StandingClock, StubbedSender
from runner.testing.blocks import XanoScriptTest, read_blocks
from runner.testing.failures import failure_text
from runner.testing.outcomes import FAILED, PASSED, SKIPPED, TIME_LIMIT, Conditions, Outcome, Test

# What a file with a test holds; only such files are read.
HEAD = re.compile(r"^[ \t]*(?:workflow_)?test\b", re.MULTILINE)
UNSUPPORTED = "unsupported"
WORKFLOW = "workflow_test"
NO_ANSWER = "  nobody answers it in a test; a statement with a `mock` for the test sends nothing"


class TickingClock(StandingClock):
    """The time of the machine, on which each look takes a millisecond: what was stamped before is past."""

    def __init__(self) -> None:
        super().__init__(SystemClock().now())

    def now(self) -> int:
        """Milliseconds since the epoch, more at each look."""
        self.advance(0.001)
        return super().now()


class BlockTest:
    """A `test` of a function, or a `workflow_test`, as a test."""

    def __init__(self, block: XanoScriptTest, name: str) -> None:
        self.block = block
        self.name = name
        self.place = f"{block.source.name}:{block.source.position(block.span.start).line}"
        self.timeout = TIME_LIMIT

    def run(self, conditions: Conditions) -> Outcome:
        """Run it without env and network; what xsrun cannot run yet is skipped."""
        if self.block.job is None:
            return Outcome(SKIPPED, (f"`{self.block.construct}` does not run here yet",))
        started = time.perf_counter()
        sender = StubbedSender(())
        with TemporaryDirectory() as storage:
            options = RunOptions(
                env=[EnvLayer("test", {})],
                timeout=self.timeout,
                storage=Path(storage),
                # In memory, and empty: what a test needs it adds itself.
                rows={},
                seed=0,
                on_step=conditions.on_step,
                http=lambda context: sender,
                clock=TickingClock(),
            )
            result = run_job(self.block.job, options)
        error = result.error
        if error is not None and error.name == UNSUPPORTED:
            status, failures = SKIPPED, [error.message]
        else:
            failures = self._failures(error, sender)
            status = FAILED if failures else PASSED
        logs = tuple(f"{entry.level}: {entry.message}" for entry in result.logs)
        return Outcome(status, tuple(failures), time.perf_counter() - started, logs)

    def _failures(self, error: ErrorInfo | None, sender: StubbedSender) -> list[str]:
        """What is not as the test expects it."""
        # A workflow test has no place for a mock: its requests fail as without a network, and a job that
        # gets by without an answer is judged by what the test expects.
        if error is None and self.block.construct == WORKFLOW:
            return []
        unanswered = [f"{one.lines[0]}\n{NO_ANSWER}" for one in sender.unexpected]
        return unanswered or ([failure_text(error)] if error is not None else [])


def holds_blocks(path: Path) -> bool:
    """Whether a file seems to hold a test in XanoScript."""
    return path.suffix == SUFFIX and HEAD.search(peek_text(path)) is not None


def block_tests(path: Path) -> list[Test]:
    """The tests in a file of XanoScript.

    Raises:
        StartError: the file cannot be read, or is not XanoScript.
    """
    blocks = read_blocks(read_source(path), path)
    written = {block.name for block in blocks}
    tests: dict[str, Test] = {}
    for block in blocks:
        # Two tests of one name are both run, under names of their own, which no other one has.
        more = (f"{block.name} ({number})" for number in count(2))
        names = chain([block.name], (name for name in more if name not in written))
        name = next(name for name in names if name not in tests)
        tests[name] = BlockTest(block, name)
    return list(tests.values())
