"""The time limit of a run: stops its thread in the middle of whatever Python code it is in."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable
from types import TracebackType

from runner.errors import StoppedError


class TimeLimit:
    """``with TimeLimit(seconds): ...`` raises :class:`StoppedError` in this thread when time is up.

    Waiting that Python cannot interrupt (sleeping, the network) is cut to the deadline by the
    context, so the error arrives then. Without seconds there is no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._active = False
        self._fired = False
        self._timer: threading.Timer | None = None

    def __enter__(self) -> None:
        self._active = True
        if self._seconds is not None:
            self._timer = threading.Timer(self._seconds, self._fire)
            self._timer.daemon = True
            self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._active = False
            if self._timer is not None:
                self._timer.cancel()
            if self._fired and kind is not StoppedError:
                _raise_in(self._thread, None)  # too late: the work is done

    def _fire(self) -> None:
        with self._lock:
            if self._active:
                self._fired = True
                _raise_in(self._thread, StoppedError)


def stop_threads(threads: Iterable[int]) -> None:
    """Stop work that runs beside a run that is over."""
    for thread in threads:
        _raise_in(thread, StoppedError)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    target = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), target)
