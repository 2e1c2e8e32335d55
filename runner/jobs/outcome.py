"""What came of a run -> its result: a response, a failure with its place, a start that failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from runner.errors import ProblemsError, StartError, StoppedError
from runner.execution.context import Context
from runner.execution.failures import as_script_error, frames
from runner.execution.limits import TimeLimit
from runner.execution.result import ErrorInfo, Result, place
from runner.execution.secrets import Masker
from runner.execution.signals import StopRun
from runner.source import Source
from runner.values import plain


def run_guarded(
    work: Callable[[], Any],
    context: Context,
    sources: Mapping[str, Source],
    limit: TimeLimit,
    load_time: float,
) -> Result:
    """Do the work of a run within its time limit and turn whatever comes of it into a result.

    Args:
        work: gives the response.
        context: the run's; it is closed at the end.
        sources: the texts that places are shown in, by their names; those of the work may be added
            while it runs.
        limit: the time that the run has.
        load_time: the milliseconds that were spent before.

    Raises:
        StoppedError: the work was stopped by a limit that is not its own: a job that a function of
            another job runs ends with that one.
    """
    started = time.perf_counter()
    response: Any = None
    error: ErrorInfo | None = None
    try:
        with limit:
            response = _response(work)
    except StoppedError as stopped:
        # The error may have come while the limit was being lifted.
        limit.lift()
        if not limit.expired:
            raise
        error = _timeout(stopped, limit, sources)
    # A function that calls sys.exit() ends its run, not the process that asked for it.
    except (Exception, SystemExit) as failure:
        error = _failure(failure, sources, context.mask)
    finally:
        # Whatever still runs beside the run must not outlive it.
        context.close()
    spent = (time.perf_counter() - started) * 1000
    timings = {"load": round(load_time, 3), "run": round(spent, 3), "total": round(load_time + spent, 3)}
    return Result(error is None, response, error, tuple(context.logs), timings, 0 if error is None else 1)


def start_failure(error: StartError) -> Result:
    """The result of a job that could not start."""
    problems = error.problems if isinstance(error, ProblemsError) else ()
    where = place(problems[0].source, problems[0].span) if problems else None
    # A problem has a hint of its own; the error that carries several has none.
    hint = problems[0].hint if problems else error.hint
    info = ErrorInfo(error.code, error.code, error.message, None, where, hint, (), problems)
    return Result(False, None, info, (), {}, error.exit_code)


def _response(work: Callable[[], Any]) -> Any:
    try:
        return plain(work())
    except StopRun as stop:
        return plain(stop.value)


def _failure(failure: BaseException, sources: Mapping[str, Source], mask: Masker) -> ErrorInfo:
    error = as_script_error(failure)
    passed = frames(failure, sources)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    payload = mask.data(_payload(error.payload))
    return ErrorInfo(error.code, mask(error.name), mask(error.message), payload, where, None, passed)


def _payload(value: Any) -> Any:
    try:
        return plain(value)
    except RecursionError:
        return None  # too deep to be shown; the message still says what happened


def _timeout(stopped: StoppedError, limit: TimeLimit, sources: Mapping[str, Source]) -> ErrorInfo:
    passed = frames(stopped, sources)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    message = f"the job was stopped after {limit.seconds:.12g} second{'' if limit.seconds == 1 else 's'}"
    hint = "give it more time: --timeout, or `timeout` of runner.run"
    return ErrorInfo("timeout", "timeout", message, None, where, hint, passed)
