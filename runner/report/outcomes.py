"""What came of tests -> text for people, and cases of JUnit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from runner.lookup.folders import display_path
from runner.report.junit import JunitCase
from runner.report.style import Style, on_one_line, visible
from runner.testing.outcomes import FAILED, PASSED, SKIPPED
from runner.testing.pool import Done

MARKS = {PASSED: ".", FAILED: "F", SKIPPED: "s"}
# Of what is not as expected so many lines are shown, and of a log the last ones.
MOST_LINES = 40
MOST_LOGS = 20


def file_line(done: Sequence[Done], style: Style) -> str:
    """One file: a dot for each of its tests that passed, an F for one that failed, an s for a skipped one."""
    marks = "".join(_colour(one.outcome.status, style)(MARKS[one.outcome.status]) for one in done)
    return f"{visible(display_path(done[0].found.file))} {marks}"


def test_line(done: Done, style: Style) -> str:
    """One test: its outcome, its time, its name."""
    outcome = done.outcome
    status = _colour(outcome.status, style)(f"{outcome.status:<7}")
    return f"{status} {outcome.seconds * 1000:6.0f} ms  {on_one_line(done.found.id)}"


def failure_lines(done: Done, style: Style, *, logs: bool) -> str:
    """A test that failed or was skipped: where it stands, why, and the end of its log if that is wanted."""
    outcome = done.outcome
    status = _colour(outcome.status, style)(outcome.status.upper())
    head = f"{status} {style.bold(on_one_line(done.found.test.name))}"
    lines = [line for failure in outcome.failures for line in failure.splitlines()]
    shown = [f"  {visible(line)}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(style.dim(f"  ... {len(lines) - MOST_LINES} more lines ..."))
    if logs:
        shown += [style.dim(f"  | {visible(line)}") for line in outcome.logs[-MOST_LOGS:]]
    return "\n".join([head, f"  at {done.found.test.place}", *shown])


def summary_line(done: Sequence[Done], seconds: float, style: Style) -> str:
    """How many tests passed, failed and were skipped: ``1 failed, 12 passed in 0.8 s``."""
    counts = Counter(one.outcome.status for one in done)
    parts = [f"{counts[status]} {status}" for status in (FAILED, PASSED, SKIPPED) if counts[status]]
    worst = FAILED if counts[FAILED] else PASSED
    return _colour(worst, style)(f"{', '.join(parts) or 'no tests ran'} in {seconds:.1f} s")


def junit_cases(done: Iterable[Done]) -> list[JunitCase]:
    """The tests as JUnit has them; the file is what they belong to."""
    return [_junit_case(one) for one in done]


def _junit_case(done: Done) -> JunitCase:
    outcome, file = done.outcome, display_path(done.found.file)
    failures = outcome.failures if outcome.status == FAILED else ()
    return JunitCase(
        done.found.test.name,
        file,
        file,
        int(done.found.test.place.rpartition(":")[2]),
        outcome.seconds,
        [(failure.partition("\n")[0], failure) for failure in failures],
        "; ".join(outcome.failures) if outcome.status == SKIPPED else None,
        "\n".join(outcome.logs),
    )


def _colour(status: str, style: Style) -> Callable[[str], str]:
    return {FAILED: style.red, SKIPPED: style.yellow, PASSED: style.cyan}[status]
