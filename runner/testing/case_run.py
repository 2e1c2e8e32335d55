"""Runs a case: the job with its inputs, its clock and its stubs, compared with what is expected."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from runner.errors import ERROR_TYPES, ScriptError, StartError, UsageError
from runner.execution.context import Context
from runner.execution.messages import HttpSender
from runner.execution.result import Result
from runner.execution.secrets import Masker
from runner.execution.stacks import run_deep
from runner.jobs import EnvLayer, Plan, RunOptions, prepare
from runner.jobs.loading import Job, holds_job, load_function
from runner.jobs.outcome import start_failure
from runner.lookup.library import near_names
from runner.records import Record
from runner.stubs import StandingClock, StubbedSender
from runner.stubs.differences import differences
from runner.testing.case import Case, read_cases
from runner.testing.failures import failure_text
from runner.testing.outcomes import FAILED, PASSED, Conditions, Outcome, Test
from runner.values import dump_json

NO_EXPECTATION = "the case expects nothing: give it a `response`, or let `xsrun test --update` write one"


class CaseRun(Record):
    """What a run of a case came to: its result, what its clock and its stubs saw, what hides its secrets.

    ``tables`` are the rows that the case compares, ``unread`` says why there are none.
    """

    result: Result
    clock: StandingClock
    sender: StubbedSender
    mask: Masker
    tables: Mapping[str, Sequence[Any]] = {}
    unread: str | None = None

    @property
    def response(self) -> Any:
        """The response as it is printed: 3.0 is 3 there."""
        return json.loads(dump_json(self.result.response))


class CaseTest:
    """A case as a test."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.name = case.name
        self.place = case.place
        self.timeout = case.timeout

    def run(self, conditions: Conditions) -> Outcome:
        """Run the case and compare what came of it."""
        started = time.perf_counter()
        run = run_case(self.case, conditions)
        failures = tuple(map(run.mask, case_failures(self.case, run)))
        return Outcome(
            FAILED if failures else PASSED,
            failures,
            time.perf_counter() - started,
            tuple(f"{entry.level}: {entry.message}" for entry in run.result.logs),
            observed=(run.response,) if run.result.ok and not run.sender.unexpected else (),
        )


def case_tests(path: Path) -> list[Test]:
    """The cases of a file as tests.

    Raises:
        StartError: the file cannot be read, or is no file of cases.
    """
    return [CaseTest(case) for case in read_cases(path)]


def run_case(case: Case, conditions: Conditions) -> CaseRun:
    """Run the job of a case, without env, network and files of the machine."""
    clock = StandingClock(case.now)
    sender = StubbedSender(case.http, any_order=case.any_order, wait=clock.advance)
    contexts: list[Context] = []

    def http(context: Context) -> HttpSender:
        contexts.append(context)
        return sender

    with TemporaryDirectory() as folder:
        options = RunOptions(
            inputs=case.input,
            # Never the environment of the process: what a job reads stands in its case.
            env=[EnvLayer("case", case.env)],
            timeout=case.timeout,
            storage=Path(folder, "storage"),
            # A database in memory is gone with its run, and with it what is compared.
            database=str(Path(folder, "data.db")) if case.tables_after else None,
            rows=case.tables,
            seed=case.seed,
            on_step=conditions.on_step,
            http=http,
            clock=clock,
        )
        result, tables, unread = run_deep(lambda: _result(case, options))
    # The run knows its sensitive inputs as well, which may stand in a request.
    mask = contexts[-1].mask if contexts else Masker(case.env.values())
    return CaseRun(result, clock, sender, mask, tables, unread)


def _result(case: Case, options: RunOptions) -> tuple[Result, Mapping[str, Sequence[Any]], str | None]:
    """What came of the run, and the rows that tables hold behind it, or why these cannot be read."""
    try:
        plan = prepare(_job(case), options)
        _require_declared(case, plan)
    except StartError as error:
        return start_failure(error), {}, None
    result = plan.run()
    try:
        return result, plan.rows(case.tables_after) if case.tables_after else {}, None
    except ScriptError as error:
        return result, {}, error.message


def _require_declared(case: Case, plan: Plan) -> None:
    names = [*(case.tables or ()), *(case.tables_after or ())]
    declared = plan.data.tables.units if names else {}
    unknown = [name for name in dict.fromkeys(names) if name not in declared]
    if unknown:
        near = " or ".join(f"`{name}`" for name in near_names(unknown[0], declared))
        hint = f"; did you mean {near}?" if near else ""
        raise UsageError(f"the case names the table `{unknown[0]}`, which no document declares{hint}")


def _job(case: Case) -> Job | Path:
    """The job beside the case, or one function: a file of functions has no job to run."""
    if case.function is None and holds_job(case.target):
        return case.target
    return load_function(case.target, case.function, tuple(case.env))


# -- what is not as expected -------------------------------------------------------------------------


def case_failures(case: Case, run: CaseRun) -> Iterator[str]:
    """What of a run is not as its case says, a text each."""
    if run.sender.unexpected:
        # What else is wrong came of that, or will show the next time.
        yield from ("\n".join(unexpected.lines) for unexpected in run.sender.unexpected)
        return
    yield from _outcome_failures(case, run)
    if run.result.ok or case.outcome == "error":
        yield from _unused(run.sender)
    if run.unread is not None:
        yield f"tables_after: {run.unread}"
    for name, rows in (case.tables_after or {}).items() if run.tables else ():
        found = json.loads(dump_json(run.tables[name]))
        yield from map(str, differences(rows, found, f"tables.{name}", part=True))
    missing = _missing_in_order(case.log, [entry.message for entry in run.result.logs])
    yield from (f"log: there is no {text!r}, or not at its place" for text in missing)
    if case.slept is not None:
        yield from map(str, differences(list(case.slept), run.clock.slept, "slept"))


def _unused(sender: StubbedSender) -> Iterator[str]:
    for stub in sender.unused:
        # The URL may be a matcher, which reads like any other data here.
        wanted = " ".join(str(stub.request[part]) for part in ("method", "url") if part in stub.request)
        yield f"never requested: {wanted or 'the stub'} at {stub.place}"


def _outcome_failures(case: Case, run: CaseRun) -> Iterator[str]:
    error = run.result.error
    if case.outcome == "error":
        yield from _error_failures(case.expected, run)
    elif error is not None:
        yield failure_text(error)
    elif case.outcome is not None:
        part = case.outcome == "response_has"
        yield from map(str, differences(case.expected, run.response, "response", part=part))
    elif not case.log and case.slept is None and case.tables_after is None:
        yield NO_EXPECTATION


def _error_failures(expected: Mapping[str, Any], run: CaseRun) -> Iterator[str]:
    error = run.result.error
    if error is None:
        yield f"expected an error, but got the response {dump_json(run.response)}"
        return
    wanted = {"name": error.name, "type": error.code, **expected}
    kind = wanted["type"]
    code = ERROR_TYPES[kind].code if kind in ERROR_TYPES else kind
    if error.code != code:
        yield f"error.type: expected {code}, but got {error.code}: {error.message}"
    if error.name != wanted["name"]:
        yield f"error.name: expected {wanted['name']}, but got {error.name}: {error.message}"
    if expected.get("message", "") not in error.message:
        yield f"error.message: expected a part {expected['message']!r}, but got {error.message!r}"
    if "payload" in expected:
        payload = json.loads(dump_json(error.payload))
        yield from map(str, differences(expected["payload"], payload, "error.payload"))


def _missing_in_order(wanted: Sequence[str], messages: Sequence[str]) -> list[str]:
    missing, at = [], 0
    for text in wanted:
        found = next((place for place in range(at, len(messages)) if text in messages[place]), None)
        if found is None:
            # The next ones may stand where this one should have.
            missing.append(text)
        else:
            at = found + 1
    return missing
