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
    timeout: float | None,
    load_time: float,
) -> Result:
    """Do the work of a run within its time limit and turn whatever comes of it into a result."""
    started = time.perf_counter()
    response: Any = None
    error: ErrorInfo | None = None
    try:
        with TimeLimit(timeout):
            response = plain(work())
    except StopRun as stop:
        response = plain(stop.value)
    except StoppedError as stopped:
        error = _timeout(stopped, timeout, sources)
    except Exception as failure:
        error = _failure(failure, sources, context.mask)
    finally:
        context.close()
    spent = (time.perf_counter() - started) * 1000
    timings = {"load": round(load_time, 3), "run": round(spent, 3), "total": round(load_time + spent, 3)}
    return Result(error is None, response, error, tuple(context.logs), timings, 0 if error is None else 1)


def start_failure(error: StartError) -> Result:
    """The result of a job that could not start."""
    problems = error.problems if isinstance(error, ProblemsError) else ()
    where = place(problems[0].source, problems[0].span) if problems else None
    hint = None if isinstance(error, ProblemsError) else getattr(error, "hint", None)
    info = ErrorInfo(error.code, error.code, str(error), None, where, hint, (), problems)
    return Result(False, None, info, (), {}, error.exit_code)


def _failure(failure: Exception, sources: Mapping[str, Source], mask: Masker) -> ErrorInfo:
    error = as_script_error(failure)
    passed = frames(failure, sources)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    payload = _masked(plain(error.payload), mask)
    return ErrorInfo(error.code, error.name, mask(error.message), payload, where, None, passed)


def _timeout(stopped: StoppedError, timeout: float | None, sources: Mapping[str, Source]) -> ErrorInfo:
    passed = frames(stopped, sources)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    message = f"the job was stopped after {timeout:g} seconds"
    return ErrorInfo("timeout", "timeout", message, None, where, "give it more with --timeout", passed)


def _masked(value: Any, mask: Masker) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(item, mask) for item in value]
    if isinstance(value, dict):
        return {mask(key): _masked(item, mask) for key, item in value.items()}
    return value
