"""One fresh JavaScript engine: text in, text out, within limits of time and memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from runner.errors import missing_extra

MEMORY = 128 << 20
# What nested calls of JavaScript may take of the thread's own stack: 4 MB are 2,400 calls.
STACK = 4 << 20
SMALL_STACK = 1 << 19

LIBRARY = Path(__file__).with_name("library")
# Compiled for every engine, in this order ...
CORE = ("json", "errors", "loading", "conversation")
# ... and those that are handed over as texts, compiled when the code uses a name of theirs.
PARTS = ("console", "random", "dates", "locale", "timers", "encoding", "url", "fetch")
ENTRY = "return (part, ...texts) => ({ give, receive, report, result })[part](...texts);"


class Interrupted(Exception):
    """The engine used up the time that it was given."""


class OutOfMemory(Exception):
    """The code needs more memory than the engine may have."""


class Broken(Exception):
    """The code changed what the engine itself relies on."""


class Engine:
    """``with Engine(left) as engine``: a context of its own, whose memory is given back at the end.

    The time limit counts the processor time of the whole process, which is all that the engine
    can measure; with it set, JavaScript cannot call Python. So they talk by texts, in turns. It
    looks at the limit between the steps of the code, and a single step may take long: see `threads.py`.

    Args:
        left: how many seconds of processor time may still be used; asked again and again.
    """

    def __init__(self, left: Callable[[], float]) -> None:
        self._left = left
        self._context: Any = None
        self._entry: Any = None
        self._error: type[Exception] = Exception

    def __enter__(self) -> Engine:
        try:
            import quickjs  # type: ignore[import-untyped, import-not-found, unused-ignore]
        except ImportError:
            raise missing_extra("JavaScript", "lambda") from None
        self._error = quickjs.JSException
        self._context = quickjs.Context()
        self._context.set_memory_limit(MEMORY)
        self._context.set_max_stack_size(_stack())
        self._entry = self._timed(self._context.eval, _core())
        for part in PARTS:
            self._timed(self._entry, "give", part, _part(part))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # An error that is kept for long keeps this object, but not the memory of the engine.
        self._entry = None
        self._context = None

    def send(self, message: str) -> str:
        """Hand over a message in ASCII, let the code run until it waits, give its report.

        Raises:
            Interrupted: the time is used up.
            OutOfMemory: the code needs too much memory.
            Broken: the code changed what the engine relies on.
        """
        self._timed(self._entry, "receive", message)
        while self._timed(self._context.execute_pending_job):
            pass
        return self._text("report")

    def result(self) -> str:
        """The JSON of what the code gave.

        Raises:
            OutOfMemory: it is too large.
        """
        return self._text("result")

    def _text(self, part: str) -> str:
        text = self._timed(self._entry, part)
        # A text that finds no memory on its way out arrives as null.
        if not isinstance(text, str):
            raise OutOfMemory
        return text

    def _timed(self, work: Callable[..., Any], *arguments: str) -> Any:
        left = self._left()
        # The engine looks at its clock now and then; many short pieces of work might never see it.
        if left <= 0:
            raise Interrupted
        self._context.set_time_limit(left)
        try:
            return work(*arguments)
        except self._error as error:
            raise _cause(str(error)) from None


def _cause(message: str) -> Exception:
    """What ended the engine; errors of the job's own code never come this way."""
    if "interrupted" in message:
        return Interrupted()
    # An engine without memory cannot always say so.
    if "out of memory" in message or "Failed obtaining" in message:
        return OutOfMemory()
    return Broken(message.partition("\n")[0])


def _stack() -> int:
    """A size that is well below that of the thread's stack, beyond which the process would crash."""
    try:
        import resource
    except ImportError:  # Windows, whose threads have 1 MB
        return SMALL_STACK
    limit, _ = resource.getrlimit(resource.RLIMIT_STACK)
    # Without a limit the system's threads get its default, which is 2 MB.
    return SMALL_STACK if limit < 0 else min(STACK, limit // 2)


@cache
def _core() -> str:
    return "\n".join(["(() => {", "'use strict';", *map(_part, CORE), ENTRY, "})()"])


@cache
def _part(name: str) -> str:
    return (LIBRARY / f"{name}.js").read_text("utf-8")
