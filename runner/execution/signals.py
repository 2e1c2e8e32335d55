"""Signals: what leaves all functions of a run at once without being an error."""

from __future__ import annotations

from typing import Any


class StopRun(BaseException):
    """`debug.stop` was reached; ``value`` is the result of the run.

    Not an :class:`Exception`, so that no ``try_catch`` of a job can swallow it.
    """

    # No exit code: the run is done, and its result is the value.
    def __init__(self, value: Any) -> None:
        super().__init__("the run was stopped by debug.stop")
        self.value = value
