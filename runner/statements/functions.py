"""The statements that call functions by name, and `await`, which collects what runs at the same time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError, StoppedError
from runner.specs import StatementFamily
from runner.statements.arguments import inputs_of, seconds_of
from runner.values import is_truthy

# A job without `async` never needs these, and they take 10 ms to import.
if TYPE_CHECKING:
    from concurrent.futures import Future
    from threading import Timer

    from runner.execution.context import Context

family = StatementFamily("function")

# Seconds that nothing interrupts.
SLICE = 0.05


@family.statement("function.run", named=True, context=True)
def run(context: Context, name: str, *, input: Any = None, async_: Any = False, timeout: Any = None) -> Any:
    """Call the function ``name`` with the object ``input`` and yield its result.

    With `async = true` it yields a future for `await` at once. ``timeout`` is in seconds; the
    function is not ended by it, but nobody waits for it any longer.

    Raises:
        ScriptError: what the function raised, or ``input`` is not an object, or the time was over.
    """
    inputs = inputs_of(input, "function.run", name)
    asynchronous = is_truthy(async_)
    if timeout is None and not asynchronous:
        return context.call(name, inputs)
    future = _started(context, lambda: context.call(name, inputs), name, timeout)
    return future if asynchronous else _collect(context, [future], math.inf)[0]


@family.statement("function.call", named=True, context=True)
def call(context: Context, name: str, *, input: Any = None) -> Any:
    """`function.run` under the name that workflow tests have for it.

    Raises:
        ScriptError: what the function raised, or ``input`` is not an object.
    """
    return context.call(name, inputs_of(input, "function.call", name))


@family.statement("await", subject="optional", context=True)
def await_(context: Context, subject: Any = None, *, ids: Any = None, timeout: Any = None) -> Any:
    """The result of a future, or the results of a list of them; any other value stays as it is.

    The futures stand in the head or in ``ids``. ``timeout`` is in seconds, for all of them together.

    Raises:
        ScriptError: what a future raised, or not all of them came to an end in time.
    """
    awaited = subject if ids is None else ids
    seconds = math.inf if timeout is None else seconds_of(timeout, "await")
    if type(awaited) is list:
        return _collect(context, awaited, seconds)
    return _collect(context, [awaited], seconds)[0]


def _started(context: Context, work: Callable[[], Any], name: str, timeout: Any) -> Future[Any]:
    if timeout is None:
        return context.submit(work)
    seconds = seconds_of(timeout, f'function.run "{name}"')
    return _limited(context.submit(work), seconds, name)


def _limited(future: Future[Any], seconds: float, name: str) -> Future[Any]:
    """A future that ends as ``future`` does, or fails when that takes longer than ``seconds``."""
    from concurrent.futures import Future, InvalidStateError
    from contextlib import suppress
    from threading import Timer

    limited: Future[Any] = Future()

    def expire() -> None:
        message = f'The function "{name}" took longer than its `timeout` of {seconds:g} seconds'
        with suppress(InvalidStateError):
            limited.set_exception(ScriptError(message))

    timer = Timer(seconds, expire)
    # A timer that nobody waits for must not keep the process alive.
    timer.daemon = True
    timer.start()
    future.add_done_callback(lambda done: _hand_over(done, limited, timer))
    return limited


def _hand_over(done: Future[Any], limited: Future[Any], timer: Timer) -> None:
    from concurrent.futures import InvalidStateError
    from contextlib import suppress

    timer.cancel()
    # Both may come to an end at the same moment; the first of the two counts.
    with suppress(InvalidStateError):
        if done.cancelled():
            limited.cancel()
        elif error := done.exception():
            limited.set_exception(error)
        else:
            limited.set_result(done.result())


def _collect(context: Context, values: Sequence[Any], seconds: float) -> list[Any]:
    from concurrent.futures import Future, wait

    futures = {value for value in values if isinstance(value, Future)}
    left = limit = context.remaining(seconds)
    _, pending = wait(futures, 0)
    # In slices: a run that is stopped, for its memory or by Ctrl-C, learns of it between two of them.
    while pending and left > 0:
        _, pending = wait(pending, min(left, SLICE))
        left -= SLICE
    # What cut the waiting short decides: the run's own limit is no error that a job may catch.
    if pending and limit < seconds:
        raise StoppedError("The run reached its time limit")
    if pending:
        raise ScriptError(
            f"`await` waited {seconds:g} seconds, and {len(pending)} of {len(values)} are not done"
        )
    return [value.result() if isinstance(value, Future) else value for value in values]
