"""What came of a run -> its result: a response, a failure with its place, a start that failed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from runner.errors import ProblemsError, ScriptError, StartError, StoppedError
from runner.execution.context import Context
from runner.execution.limits import Limits
from runner.execution.result import ErrorInfo, Result, place
from runner.execution.secrets import Masker
from runner.execution.signals import StopRun
from runner.records import Record
from runner.source import Source
from runner.values import plain

# Powers of 1024, the largest first.
SIZE_UNITS = ((3, "G"), (2, "M"), (1, "K"), (0, " bytes"))


class Reached(Record):
    """A limit that ended a run: its name, which is the error's, the sentence and the way out."""

    name: str
    message: str
    hint: str


def run_guarded(
    work: Callable[[], Any],
    context: Context,
    sources: Mapping[str, Source],
    limits: Limits,
    load_time: float,
) -> Result:
    """Do the work of a run within its limits and turn whatever comes of it into a result.

    Args:
        work: gives the response.
        context: the run's; it is closed at the end.
        sources: the texts that places are shown in, by their names; those of the work may be added
            while it runs.
        limits: the time and the memory that the run has; its steps are counted by ``context``.
        load_time: the milliseconds that were spent before.

    Raises:
        StoppedError: the work was stopped by a limit that is not its own: a job that a function of
            another job runs ends with that one.
    """
    started = time.perf_counter()
    response: Any = None
    error: ErrorInfo | None = None
    answered = False
    try:
        with limits:
            response = _response(work, context)
            answered = True
            _post_process(context, sources)
    except StoppedError as stopped:
        # The error may have come while the limit was being lifted.
        limits.lift()
        reached = _reached(limits, context)
        if reached is None:
            raise
        if answered:
            context.log(f"what `util.post_process` put off was cut short: {reached.message}", level="warning")
        else:
            error = _stopped(stopped, reached, sources, context.mask)
    except KeyboardInterrupt:
        raise
    # Whatever a Python function raises, sys.exit() too, ends its run, not the process that asked for it.
    except BaseException as failure:
        limits.lift()  # leaving the block needs some memory as well, and there may have been none
        out_of_memory = isinstance(failure, MemoryError) and limits.memory.size is not None
        if out_of_memory:
            error = _stopped(failure, _memory(limits), sources, context.mask)
        else:
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


def _response(work: Callable[[], Any], context: Context) -> Any:
    try:
        response = context.settled(work)
    except StopRun as stop:
        return plain(stop.value)
    return plain(context.incoming.answer(response))


def _post_process(context: Context, sources: Mapping[str, Source]) -> None:
    """Do what `util.post_process` put off; the response is made, so that a failure is a warning."""
    while context.put_off:
        work = context.put_off.popleft()
        try:
            context.settled(work)
        except StopRun:
            return
        except (KeyboardInterrupt, StoppedError):
            raise
        except BaseException as failure:
            error = _failure(failure, sources, context.mask)
            where = f" ({error.span.file}:{error.span.line})" if error.span is not None else ""
            context.log(f"`util.post_process` failed{where}: {error.message}", level="warning")


def _failure(failure: BaseException, sources: Mapping[str, Source], mask: Masker) -> ErrorInfo:
    from runner.execution.failures import as_script_error, frames

    error = as_script_error(failure)
    passed = frames(failure, sources, mask)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    payload = mask.data(_payload(error.payload))
    return ErrorInfo(error.code, mask(error.name), mask(error.message), payload, where, None, passed)


def _payload(value: Any) -> Any:
    try:
        return plain(value)
    except (RecursionError, ScriptError):
        return None  # too deep to be shown, or a stream; the message still says what happened


def _stopped(
    stopped: BaseException, reached: Reached, sources: Mapping[str, Source], mask: Masker
) -> ErrorInfo:
    from runner.execution.failures import frames

    cause = stopped
    passed = frames(stopped, sources, mask)
    # It may have come when another error had left the job already: that one knows the place.
    while not passed and cause.__context__ is not None:
        cause = cause.__context__
        passed = frames(cause, sources, mask)
    where = place(passed[-1].source, passed[-1].span) if passed else None
    return ErrorInfo(reached.name, reached.name, reached.message, None, where, reached.hint, passed)


def _reached(limits: Limits, context: Context) -> Reached | None:
    """The limit of this run that has stopped it; None where none of its own has."""
    seconds, steps = limits.seconds, context.max_steps
    if limits.expired:
        return Reached(
            "timeout",
            f"the job was stopped after {seconds:.12g} second{'' if seconds == 1 else 's'}",
            "give it more time: --timeout, or `timeout` of runner.run",
        )
    if context.out_of_steps:
        return Reached(
            "steps",
            f"the job was stopped after {steps} statement{'' if steps == 1 else 's'}",
            "let it take more: --max-steps, or `max_steps` of runner.run; an endless loop never ends",
        )
    return _memory(limits) if limits.memory.exceeded else None


def _memory(limits: Limits) -> Reached:
    return Reached(
        "memory",
        f"the job needs more than the {size_text(limits.memory.size or 0)} of memory that it may take",
        "give it more: --max-memory, or `max_memory` of runner.run",
    )


def size_text(size: int) -> str:
    """A number of bytes as `--max-memory` takes it, in the largest unit that divides it: ``512M``."""
    power, unit = next((at, unit) for at, unit in SIZE_UNITS if size % 1024**at == 0)
    return f"{size // 1024**power}{unit}"
