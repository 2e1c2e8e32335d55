"""What takes the place of the network: answers from stubs, and complaints about what did not fit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from runner.execution.messages import HttpRequest, HttpResponse, no_answer, no_connection
from runner.records import Record
from runner.stubs.differences import Difference
from runner.stubs.requests import request_differences
from runner.stubs.stub import FAILURES, Stub

MOST_DIFFERENCES = 8


class Unexpected(Record):
    """A request that no stub answers, the stub that is nearest, and what of the request differs."""

    request: HttpRequest
    nearest: Stub | None
    differences: Sequence[Difference]

    @property
    def lines(self) -> list[str]:
        """What people read: the request, then the differences."""
        head = f"unexpected request: {self.request.method} {self.request.url}"
        if self.nearest is None:
            return [head, "  no stub is left for it"]
        shown = [f"  {one}" for one in self.differences[:MOST_DIFFERENCES]]
        more = len(self.differences) - len(shown)
        near = f"  the nearest stub is at {self.nearest.place}:"
        return [head, near, *shown, *([f"  and {more} more differences"] if more > 0 else [])]


class StubbedSender:
    """Answers requests from stubs, each used once.

    What does not fit is no answer for the run, as if nobody took the connection, and remembered: a job
    that catches the failure must not hide it. Threads may share one.

    Args:
        stubs: in the order in which they are used.
        any_order: whether each request may take any stub, the first that fits.
        wait: lets the clock of the run go on, by seconds.
    """

    def __init__(
        self,
        stubs: Iterable[Stub],
        *,
        any_order: bool = False,
        wait: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self.unused = list(stubs)
        self.unexpected: list[Unexpected] = []
        self._any_order = any_order
        self._wait = wait
        # Requests with `async` come from several threads.
        self._lock = threading.Lock()

    def send(self, request: HttpRequest) -> HttpResponse:
        """Answer one request.

        Raises:
            HttpFailure: no stub fits, the one that does answers with a failure, or too late.
        """
        with self._lock:
            stub = self._take(request)
        # Not an AssertionError: the job could catch that, and nobody would hear of it.
        if stub is None:
            raise no_connection(request, "no stub fits the request")
        self._wait(min(stub.delay, request.timeout))
        if stub.delay > request.timeout:
            raise no_answer(request)
        if stub.response is None:
            raise FAILURES[stub.failure or "connect"](request)
        return stub.response.changed(url=request.url)

    def close(self) -> None:
        """Nothing to give back."""

    def _take(self, request: HttpRequest) -> Stub | None:
        candidates = self.unused if self._any_order else self.unused[:1]
        compared = []
        for stub in candidates:
            found = request_differences(stub.request, request)
            if not found:
                self.unused.remove(stub)
                return stub
            compared.append((stub, found))
        nearest, found = min(compared, key=lambda pair: _distance(pair[1]), default=(None, []))
        self.unexpected.append(Unexpected(request, nearest, found))
        return None


def _distance(found: Sequence[Difference]) -> tuple[bool, bool, int]:
    """How far a request is from a stub: another address is further than any other body."""
    paths = [one.path for one in found]
    return "url" in paths, "method" in paths, len(paths)
