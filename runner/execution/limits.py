"""The time limit of a run: stops its thread in the middle of whatever Python code it is in."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from runner.errors import StoppedError

# How long code that swallowed the error may go on until it gets the next one.
AGAIN = 0.25


class Stopper:
    """``with stopper: ...`` lets other threads raise :class:`StoppedError` in the middle of the block.

    Waiting that Python cannot interrupt (sleeping, the network) goes on to its end first.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: int | None = None
        self._raised = False

    def __enter__(self) -> None:
        self._inside = threading.get_ident()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def stop(self) -> None:
        """Raise the error in the thread that is in the block, if one is."""
        with self._lock:
            if self._inside is not None:
                self._raised = True
                _raise_in(self._inside, StoppedError)

    def leave(self) -> None:
        """End the block; afterwards no error comes any more. Ending it twice does no harm.

        Python delivers the error at the next function call, which may be this one: whoever catches
        a :class:`StoppedError` has to leave once more.
        """
        with self._lock:
            # One that was raised and not yet delivered would hit whatever this thread does next.
            if self._inside is not None and self._raised:
                _raise_in(self._inside, None)
            self._inside = None


class TimeLimit:
    """``with TimeLimit(seconds): ...`` raises :class:`StoppedError` in this thread when time is up.

    The error comes again and again until the block is left, because a `finally` that ends in
    `return`, or Python code that catches everything, swallows one. Without seconds there is no limit.
    Waiting is cut to ``deadline`` by the context, so that the error does not have to wait for it.

    Args:
        seconds: above 0; counted from now on, not from the start of the block.
    """

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.deadline = None if seconds is None else time.monotonic() + seconds
        self._stopper = Stopper()
        self._over = threading.Event()

    @property
    def expired(self) -> bool:
        """Whether the time is up."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def __enter__(self) -> None:
        self._stopper.__enter__()
        if self.deadline is not None:
            # A daemon: a limit of an hour must not keep a process alive that is done.
            watch = threading.Thread(
                target=self._watch, args=(self.deadline,), name="xsrun-limit", daemon=True
            )
            watch.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lift()

    def lift(self) -> None:
        """End the limit; see :meth:`Stopper.leave`."""
        self._over.set()
        self._stopper.leave()

    def _watch(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        # wait() takes no more than this, which is some centuries.
        while not self._over.wait(min(left, threading.TIMEOUT_MAX)):
            self._stopper.stop()
            left = AGAIN


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    # Most runs end in time and never need it.
    import ctypes

    # The one way that Python has to stop a loop which looks at no flag; null takes it back.
    target = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), target)
