"""The time that a piece of JavaScript may take, of its timeout and of the run."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError, StoppedError
from runner.values import to_number, to_text

if TYPE_CHECKING:
    from runner.execution.context import Context

DEFAULT_TIMEOUT = 10


class Budget:
    """The seconds that the code may take; waiting counts even where a clock of tests skips it.

    Args:
        name: what runs the code, for messages.
        timeout: the seconds, 10 where it is null.

    Raises:
        ScriptError: ``timeout`` is not a number above 0.
    """

    def __init__(self, context: Context, name: str, timeout: Any) -> None:
        self._context = context
        self._name = name
        self.seconds = _seconds(name, timeout)
        self._started = time.monotonic()
        self._slept = 0.0

    def left(self) -> float:
        """Seconds that are left, of the timeout or of the run; 0 or less when it is over."""
        taken = max(time.monotonic() - self._started, self._slept)
        return self._context.remaining(self.seconds - taken)

    def sleep(self, seconds: float) -> None:
        """Wait, which is refused at once where it would take too long.

        Raises:
            ScriptError: the timeout would come first.
            StoppedError: the run's own time limit came.
        """
        if seconds > self.seconds - self._slept:
            raise self.spent()
        self._context.sleep(seconds)
        self._slept += seconds

    def spent(self) -> BaseException:
        """The error of a time that is over."""
        if self._context.remaining(1) <= 0:
            return StoppedError("The run reached its time limit")
        message = (
            f"{self._name} was stopped: its code takes longer than its timeout of {self.seconds:g} seconds"
        )
        return ScriptError(message, name="timeout")


def _seconds(name: str, timeout: Any) -> float:
    seconds = float(DEFAULT_TIMEOUT if timeout is None else to_number(timeout, name))
    if not math.isfinite(seconds) or seconds <= 0:
        raise ScriptError(f"{name} needs a timeout of more than 0 seconds, but got {to_text(timeout)}")
    return seconds
