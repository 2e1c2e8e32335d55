"""The context of one run: the only way of statements, filters and functions to the world outside.

Clock, randomness, network, environment, log and other functions are all asked for here, so that a
test, a recording or a dry run replaces any of them in one place.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

from runner.execution.limits import stop_threads
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse, HttpSender, LogEntry
from runner.execution.secrets import Masker

if TYPE_CHECKING:
    import httpx

MAX_PARALLEL = 32


class Clock(Protocol):
    """Time as a run sees it."""

    def now(self) -> int:
        """Milliseconds since the epoch."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Functions(Protocol):
    """Functions by name, as `runner.lookup` finds them."""

    def call(self, context: Context, name: str, inputs: Mapping[str, Any]) -> Any:
        """Validate ``inputs``, run the function, give its result."""


class Context:
    """Everything that one run shares. A Python function may take it as its first parameter.

    Args:
        functions: finds functions by name.
        http: makes the HTTP sender when the first request needs one.
        env: the env values that the job declares, by the names it declares.
        clock: the time.
        seed: makes randomness repeatable.
        deadline: a time of `time.monotonic` at which the run has to be over.
        on_log: is told each entry as it is written.
    """

    def __init__(
        self,
        *,
        functions: Functions,
        http: Callable[[], HttpSender],
        env: Mapping[str, str | None],
        clock: Clock | None = None,
        seed: int | None = None,
        deadline: float | None = None,
        on_log: Callable[[LogEntry], None] | None = None,
        builtins: Mapping[str, Any] | None = None,
    ) -> None:
        self.functions = functions
        self.env = env
        self.clock: Clock = clock or SystemClock()
        self.random = random.Random(seed)
        self.deadline = deadline
        self.logs: list[LogEntry] = []
        self.builtins = dict(builtins or {})
        self.raw_input: dict[str, Any] = {}
        self.mask = Masker(value for value in env.values() if value)
        self._on_log = on_log
        self._make_http = http
        self._http: HttpSender | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._client: httpx.Client | None = None
        self._workers: set[int] = set()

    # -- env ---------------------------------------------------------------------------------

    def env_value(self, name: str) -> Any:
        """``$env.name``: exactly as declared, then without regard to case; null when unknown."""
        if name.startswith("$"):
            return self.builtins.get(name[1:])
        if name in self.env:
            return self.env[name]
        wanted = name.lower()
        return next((value for key, value in self.env.items() if key.lower() == wanted), None)

    # -- time --------------------------------------------------------------------------------

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return self.clock.now()

    def sleep(self, seconds: float) -> None:
        """Wait, but not past the deadline."""
        self.clock.sleep(min(seconds, self.remaining(seconds)))

    def remaining(self, wanted: float) -> float:
        """``wanted`` seconds, or what is left until the deadline when that is less."""
        if self.deadline is None:
            return wanted
        return max(0.0, min(wanted, self.deadline - time.monotonic()))

    # -- network -----------------------------------------------------------------------------

    @property
    def http(self) -> HttpSender:
        """The HTTP seam, made when it is first needed."""
        if self._http is None:
            self._http = self._make_http()
        return self._http

    @property
    def client(self) -> httpx.Client:
        """An `httpx.Client` for Python functions; what it sends goes through the seam, too."""
        if self._client is None:
            from runner.execution.client import make_client

            self._client = make_client(self)
        return self._client

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request and log it with its status and time.

        Raises:
            HttpFailure: no response came.
        """
        started = time.perf_counter()
        try:
            response = self.http.send(request)
        except HttpFailure as failure:
            self._log_request(request, started, error=str(failure))
            raise
        self._log_request(request, started, status=response.status, size=len(response.body))
        return response

    def _log_request(self, request: HttpRequest, started: float, **outcome: Any) -> None:
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        shown = outcome.get("status", outcome.get("error"))
        message = f"{request.method} {request.url} -> {shown} ({milliseconds} ms)"
        data = {"method": request.method, "url": self.mask(request.url), "ms": milliseconds, **outcome}
        self.log(message, level="request", **data)

    # -- functions ---------------------------------------------------------------------------

    def call(self, name: str, inputs: Mapping[str, Any]) -> Any:
        """Run another function by its name.

        Raises:
            ScriptError: what the function raised, or that there is none of that name.
        """
        return self.functions.call(self, name, inputs)

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        """Run ``work`` at the same time; `await` takes what this gives."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(MAX_PARALLEL, thread_name_prefix="xsrun-async")
        return self._pool.submit(self._work, work)

    def _work(self, work: Callable[[], Any]) -> Any:
        thread = threading.get_ident()
        self._workers.add(thread)
        try:
            return work()
        finally:
            self._workers.discard(thread)

    # -- log ---------------------------------------------------------------------------------

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        """Add an entry to the run's log, secrets masked."""
        entry = LogEntry(level, self.mask(message), data)
        if level != "trace":
            self.logs.append(entry)
        if self._on_log is not None:
            self._on_log(entry)

    # -- end ---------------------------------------------------------------------------------

    def close(self) -> None:
        """End what still runs beside the run, give everything back."""
        if self._pool is not None:
            stop_threads(tuple(self._workers))
            self._pool.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            self._client.close()
        if self._http is not None:
            self._http.close()
