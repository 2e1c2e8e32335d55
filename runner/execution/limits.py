"""The limits of a run; that of its time stops it in the middle of whatever Python code it is in."""

from __future__ import annotations

import gc
import sys
import threading
import time
from types import FrameType, TracebackType

from runner.errors import StoppedError
from runner.execution.memory import MemoryLimit

# How often the memory is looked at, which costs some microseconds.
LOOK = 0.02
# How long code that swallowed the error may go on until it gets the next one.
AGAIN = 0.25
# How long an error waits until the thread has left code that must not be torn apart, and how often it looks.
PATIENCE, TICK = 10.0, 0.001
# A lock that `import` holds for a moment in there would be held for ever.
IMPORTING = frozenset({"<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>"})

_LOOKING = threading.Lock()


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


class Limits:
    """``with Limits(seconds, memory): ...`` raises :class:`StoppedError` in this thread beyond one of them.

    The error comes again and again until the block is left, because a `finally` that ends in
    `return`, or Python code that catches everything, swallows one. Without limits nothing is watched.
    Waiting is cut to ``deadline`` by the context, so that the error does not have to wait for it.

    Args:
        seconds: above 0; counted from now on, not from the start of the block.
        memory: bytes that the block may take; a single value that is far too large is a MemoryError.
    """

    def __init__(self, seconds: float | None = None, memory: int | None = None) -> None:
        self.seconds = seconds
        self.deadline = None if seconds is None else time.monotonic() + seconds
        self.memory = MemoryLimit(memory)
        self._stopper = Stopper()
        self._over = threading.Event()

    @property
    def expired(self) -> bool:
        """Whether the time is up."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def __enter__(self) -> None:
        self._stopper.__enter__()
        self.memory.start()
        if self.deadline is not None or self.memory.size is not None:
            # A daemon: a limit of an hour must not keep a process alive that is done.
            threading.Thread(target=self._watch, name="xsrun-limit", daemon=True).start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lift()

    def lift(self) -> None:
        """End the limits; see :meth:`Stopper.leave`."""
        # First of all: what has come of the block is looked at next, and that takes memory.
        self.memory.lift()
        self._over.set()
        self._stopper.leave()

    def _watch(self) -> None:
        while not self._wait(self._pause()):
            while self.expired or self.memory.is_exceeded():
                self._stopper.stop()
                if self._wait(AGAIN):
                    return

    def _pause(self) -> float:
        """How long nothing needs to be looked at."""
        # wait() takes no more than this, which is some centuries.
        left = threading.TIMEOUT_MAX if self.deadline is None else self.deadline - time.monotonic()
        return min(left, threading.TIMEOUT_MAX if self.memory.size is None else LOOK)

    def _wait(self, seconds: float) -> bool:
        try:
            return self._over.wait(seconds)
        except MemoryError:  # waiting takes some, too
            return False


def _wait_for_safe_place(thread: int) -> None:
    last = time.monotonic() + PATIENCE
    while _is_delicate(thread) and time.monotonic() < last:
        time.sleep(TICK)


def _is_delicate(thread: int) -> bool:
    """Whether an error in ``thread`` would do harm where that is."""
    frame = _frame_of(thread)
    place = frame.f_code.co_filename if frame is not None else ""
    if place == threading.__file__:
        # A thread that is being started has no number. Until it runs, Python takes it for the one that
        # starts it: it would get the error and end, and the other would wait for it for ever.
        return any(one.ident is None for one in threading.enumerate())
    return place in IMPORTING


def _frame_of(thread: int) -> FrameType | None:
    # Before 3.11.9 and 3.12.3, Python holds its list of threads while it makes this table. Garbage that is
    # collected meanwhile lets another thread run, and one that starts or ends then waits for that list for
    # ever, and everything for that thread.
    with _LOOKING:
        collects = gc.isenabled()
        gc.disable()
        try:
            return sys._current_frames().get(thread)
        finally:
            if collects:
                gc.enable()


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    # Most runs end in time and never need it.
    import ctypes

    # The one way that Python has to stop a loop which looks at no flag; null takes it back.
    set_error = ctypes.pythonapi.PyThreadState_SetAsyncExc
    arguments = ctypes.c_ulong(thread), ctypes.py_object(error) if error is not None else None
    if error is not None:
        _wait_for_safe_place(thread)  # last of all, so that it is still there
    set_error(*arguments)
