"""What runs beside a run: `async` calls, on threads that never keep the process alive."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from runner.errors import ScriptError, StoppedError
from runner.execution.limits import Stopper
from runner.execution.stacks import DeepThread

MAX_PARALLEL = 32
# Asynchronous calls that wait for asynchronous calls; only an endless recursion needs so many.
MAX_THREADS = 500
# How long to wait for memory that others give back.
PAUSE = 0.01

Task = tuple[Future[Any], Callable[[], Any]]


class Workers:
    """Threads that work for one run.

    The threads of `concurrent.futures` would do, but a process waits for them when it ends, and
    work that waits for work in the same full pool waits for ever. Here the run itself gets
    ``MAX_PARALLEL`` threads, and what a worker submits gets a thread of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Task] = deque()
        self._threads: set[int] = set()
        self._stoppers: set[Stopper] = set()
        self._started = 0
        self._stopped = False

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        """Run ``work`` as soon as a thread is free; the future has what it returns or raises.

        Raises:
            ScriptError: too many calls wait for each other.
            StoppedError: the run is over.
        """
        future: Future[Any] = Future()
        with self._lock:
            if self._stopped:
                raise StoppedError("the run is over")
            # Whoever waits for this holds a thread already; in a queue it could wait for itself.
            nested = threading.get_ident() in self._threads
            if nested and self._started >= MAX_THREADS:
                raise ScriptError(
                    f"more than {MAX_THREADS} async calls wait for each other", name="recursion"
                )
            if self._started >= MAX_PARALLEL and not nested:
                self._waiting.append((future, work))
                return future
            self._start((future, work))
        return future

    def stop(self) -> None:
        """Let nothing more start, and stop what runs; does not wait for it."""
        with self._lock:
            self._stopped = True
            waiting, stoppers = tuple(self._waiting), tuple(self._stoppers)
            self._waiting.clear()
        for future, _ in waiting:
            future.cancel()
        for stopper in stoppers:
            stopper.stop()

    def _start(self, task: Task) -> None:
        thread = DeepThread(target=self._serve, args=(task,), name="xsrun-async", daemon=True)
        try:
            # Containers limit how many threads there may be, and say so in this way.
            thread.start()
        except RuntimeError as error:
            raise ScriptError(f"the machine has no thread left for an async call: {error}") from None
        self._started += 1

    def _serve(self, task: Task | None) -> None:
        while task is not None:
            try:
                with self._lock:
                    self._threads.add(threading.get_ident())
                self._work(*task)
            # Beyond the memory limit each step of this may fail, and whoever awaits the future has to know.
            except BaseException:
                _give_up(task[0])
            task = self._next()

    def _next(self) -> Task | None:
        with self._lock:
            # Threads above the limit were for nested work and end with it.
            if self._waiting and self._started <= MAX_PARALLEL:
                return self._waiting.popleft()
            self._threads.discard(threading.get_ident())
            self._started -= 1
            return None

    def _work(self, future: Future[Any], work: Callable[[], Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        stopper = Stopper()
        with self._lock:
            if self._stopped:
                return
            self._stoppers.add(stopper)
        try:
            with stopper:
                result = work()
        # Whatever it is: who awaits the future has to learn of it, and nobody else can.
        except BaseException as error:
            stopper.leave()
            future.set_exception(error)
        else:
            future.set_result(result)
        finally:
            with self._lock:
                self._stoppers.discard(stopper)


def _give_up(future: Future[Any]) -> None:
    """Fail a future for lack of memory, as soon as there is enough for that."""
    while not future.done():
        try:
            future.set_exception(MemoryError())
        except MemoryError:
            time.sleep(PAUSE)
