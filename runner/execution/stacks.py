"""Threads with room for deep recursion: what a job calls may call itself thousands of times."""

from __future__ import annotations

import contextvars
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

from runner.execution.limits import Stopper
from runner.execution.memory import PROCESS_MEMORY

Result = TypeVar("Result")

# Calls of Python that may stand on each other. A call of a function takes six, and jobs go hundreds of
# calls deep.
RECURSION_LIMIT = 12_000
# Python that calls itself by way of C takes up to 2.5 KB of a stack a call (a `sorted` with a key), and
# a stack that is too small for RECURSION_LIMIT of them ends the process. Only what is used is real memory.
STACK_SIZE = 64 * 1024 * 1024
# How long an interrupted run may clean up. What it waits for inside of C is not waited for.
GRACE = 0.2
# Where Ctrl-C does not wake a thread that waits, it is seen this often.
TICK = 0.2 if sys.platform == "win32" else None
# Threads that wait for more work, since starting one among many takes longer than a small job. Their stacks
# stay as large as the deepest work has made them, so there are not many.
KEPT = 32

_STARTING = threading.Lock()


class DeepThread(threading.Thread):
    """A daemon with a large stack.

    Raises:
        RuntimeError: ``start`` found no room for it.
    """

    def start(self) -> None:
        # Both are settings of the whole process, which other threads use as well.
        with _STARTING:
            sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
            PROCESS_MEMORY.make_room(self, STACK_SIZE)
            before = threading.stack_size(STACK_SIZE)
            try:
                super().start()
            finally:
                threading.stack_size(before)


def run_deep(work: Callable[[], Result]) -> Result:
    """The result of ``work``, done on a thread with a large stack; in such a thread at once.

    The caller waits. An interrupt ends that in every case, and the work as soon as it runs Python.

    Raises:
        BaseException: whatever ``work`` raises.
    """
    if isinstance(threading.current_thread(), DeepThread):
        return work()
    task = _Task(work)
    try:
        task.wait_for(_free_worker())
    except RuntimeError:
        return work()  # the machine has no such stack to give: it goes as deep as Python's own limit
    return cast("Result", task.result())


class _Worker:
    """A deep thread that does one task after another."""

    def __init__(self) -> None:
        # Threads of the parent are not there in a process that was forked.
        self.process = os.getpid()
        self._thread = DeepThread(target=self._serve, name="xsrun-run", daemon=True)
        self._task: _Task | None = None
        self._given = threading.Semaphore(0)

    def take(self, task: _Task) -> None:
        """Do ``task`` next.

        Raises:
            RuntimeError: the machine has no such thread to give.
        """
        self._task = task
        self._given.release()
        if self._thread.ident is None:
            self._thread.start()

    def _serve(self) -> None:
        kept = True
        while kept:
            self._given.acquire()
            task, self._task = cast("_Task", self._task), None
            try:
                task.run()
                # Before anybody is told: who goes on with the next task finds this thread waiting.
                kept = len(_WAITING) < KEPT
                if kept:
                    _WAITING.append(self)
            finally:
                task.finish()
            del task  # or the work and its result would live on until the next one comes


# Of the process and not of a run. Appending and popping are one operation of Python each, so threads
# need no lock for them.
_WAITING: list[_Worker] = []


def _free_worker() -> _Worker:
    while _WAITING:
        try:
            worker = _WAITING.pop()
        except IndexError:  # another thread took the last one
            break
        if worker.process == os.getpid():
            return worker
    return _Worker()


class _Task:
    """Work for another thread."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._context = contextvars.copy_context()
        self._stopper = Stopper()
        self._done = threading.Event()
        self._value: Any = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            with self._stopper:
                self._value = self._context.run(self._work)
        # Whatever it is: the thread that waits has to learn of it.
        except BaseException as error:
            self._stopper.leave()
            self._error = error

    def finish(self) -> None:
        """Let who waits for the work go on."""
        self._done.set()

    def wait_for(self, worker: _Worker) -> None:
        try:
            worker.take(self)
            while not self._done.wait(TICK):
                pass
        except RuntimeError:  # it was not started
            raise
        except BaseException:
            self._stopper.stop()
            self._done.wait(GRACE)
            raise

    def result(self) -> Any:
        if self._error is None:
            return self._value
        try:
            raise self._error
        finally:
            self._error = None  # or the error and this frame would hold each other
