"""The context of one run: the only way of statements, filters and functions to the world outside.

Clock, randomness, network, environment, log and other functions are all asked for here, so that a
test, a recording or a dry run replaces any of them in one place.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from runner.errors import ScriptError, StoppedError
from runner.execution.incoming import Incoming
from runner.execution.messages import HttpFailure, HttpRequest, HttpResponse, HttpSender, LogEntry
from runner.execution.secrets import Masker

# A job without requests, random values or `async` calls never imports what those need.
if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path
    from random import Random

    import httpx

    from runner.database.database import Database
    from runner.execution.mailbox import Mailbox
    from runner.execution.places import Places
    from runner.execution.storage import Storage
    from runner.execution.workers import Workers
    from runner.redis.keys import Keys


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


# Where it is set, what holds the same secret can open the auth tokens of a job.
AUTH_SECRET = "XSRUN_AUTH_SECRET"


class Functions(Protocol):
    """Functions by name, as `runner.lookup` finds them."""

    def call(self, context: Context, name: str, inputs: Mapping[str, Any]) -> Any:
        """Validate ``inputs``, run the function, give its result."""

    def call_unit(self, context: Context, construct: str, name: str, inputs: Mapping[str, Any]) -> Any:
        """The same for an "addon", a "task" or a "tool"."""

    def call_endpoint(
        self, context: Context, name: str, verb: str, api_group: str, inputs: Mapping[str, Any], headers: Any
    ) -> Any:
        """The same for a "query"; ``verb`` and ``api_group`` are "" where the caller does not say them."""


class Context:
    """Everything that one run shares. A Python function may take it as its first parameter.

    Args:
        functions: finds functions by name.
        http: makes the HTTP sender when the first request needs one.
        env: the env values that the job declares, by the names it declares.
        clock: the time.
        seed: makes randomness repeatable.
        deadline: a time of `time.monotonic` at which the run has to be over.
        max_steps: how many statements the run may execute.
        traces: whether code that reports its statements has them logged, too.
        on_log: is told each entry as it is written.
        on_step: is told the file and the line of each statement of code that reports them, before it runs.
        builtins: what `$env.$name` gives, by the names behind the second `$`.
        storage: where `storage.*` keeps files; None is `.xsrun/storage` in the current folder.
        database: makes the database when the first statement asks it.
        redis: makes the keys of the run likewise.
        mailbox: takes mails that would be sent otherwise.
        places: where IP addresses are.
        s3_endpoint: the URL of the server that takes the place of Amazon's S3.
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
        max_steps: int | None = None,
        traces: bool = True,
        on_log: Callable[[LogEntry], None] | None = None,
        on_step: Callable[[str, int], None] | None = None,
        builtins: Mapping[str, Any] | None = None,
        storage: Storage | None = None,
        database: Callable[[], Database] | None = None,
        redis: Callable[[], Keys] | None = None,
        mailbox: Mailbox | None = None,
        places: Places | None = None,
        s3_endpoint: str | None = None,
    ) -> None:
        self.functions = functions
        self.env = env
        self.clock: Clock = clock or SystemClock()
        self.deadline = deadline
        self.max_steps = max_steps
        self.traces = traces
        self.out_of_steps = False
        self.logs: list[LogEntry] = []
        self._builtins = dict(builtins or {})
        # What the run is asked with; an endpoint that it calls has a request of its own, on its thread.
        self._incoming = Incoming()
        self._serving = threading.local()
        self.put_off: deque[Callable[[], Any]] = deque()
        # Drawing the next number is one operation of Python, so threads need no lock for it.
        self._steps = count(1)
        self._secrets = frozenset(value for value in env.values() if value)
        self.mask = Masker(self._secrets)
        self._seed = seed
        self._on_log = on_log
        self._on_step = on_step
        self._make_http = http
        self._storage = storage
        self._make_database = database
        self._make_redis = redis
        self.mailbox = mailbox
        self.places = places
        self.s3_endpoint = s3_endpoint
        # Several threads may ask for the first of these at once.
        self._lock = threading.RLock()
        self._http: HttpSender | None = None
        self._database: Database | None = None
        self._redis: Keys | None = None
        self._auth_key: bytes | None = None
        self._client: httpx.Client | None = None
        self._workers: Workers | None = None

    def hide(self, secrets: Iterable[str]) -> None:
        """Mask more values from now on: those of sensitive inputs, which a run gets to know late."""
        new = frozenset(secrets) - self._secrets - {""}
        if new:
            with self._lock:
                self._secrets |= new
                self.mask = Masker(self._secrets)

    # -- what the run is asked with ------------------------------------------------------------

    @property
    def incoming(self) -> Incoming:
        """The request that the endpoint answers which this thread is in; outside of one that of the run."""
        found: Incoming | None = getattr(self._serving, "incoming", None)
        return found if found is not None else self._incoming

    @contextmanager
    def serving(self, incoming: Incoming) -> Iterator[None]:
        """Inside, this thread and what it starts answer another request, which may choose its data source."""
        before = getattr(self._serving, "incoming", None)
        datasource = self._builtins.get("datasource")
        self._serving.incoming = incoming
        try:
            yield
        finally:
            self._serving.incoming = before
            if self._builtins.get("datasource") != datasource:
                self.use_datasource(datasource or "")

    @property
    def raw_input(self) -> Mapping[str, Any]:
        """The inputs as they were given."""
        return self.incoming.inputs

    @raw_input.setter
    def raw_input(self, inputs: Mapping[str, Any]) -> None:
        self._incoming.inputs = inputs

    @property
    def auth(self) -> dict[str, Any] | None:
        """Who is signed in; None where nobody is."""
        return self.incoming.auth

    @property
    def streamed(self) -> list[Any]:
        """What goes out piece by piece, in the place of the response."""
        return self.incoming.streamed

    @property
    def builtins(self) -> dict[str, Any]:
        """What `$env.$name` gives, by the names behind the second `$`."""
        headers = self.incoming.headers
        return {**self._builtins, "http_headers": dict(headers)} if headers else self._builtins

    @property
    def auth_key(self) -> bytes:
        """What the auth tokens of the run are made and opened with; drawn where the job has no secret."""
        with self._lock:
            if self._auth_key is None:
                from runner.crypto.auth_tokens import KEY_BYTES, auth_key

                secret = self.env_value(AUTH_SECRET)
                self._auth_key = auth_key(secret) if secret else self.random.randbytes(KEY_BYTES)
            return self._auth_key

    def _here(self, work: Callable[[], Any]) -> Callable[[], Any]:
        """``work`` for another thread, or for later on, as if it were done in the request of now."""
        incoming: Incoming | None = getattr(self._serving, "incoming", None)
        if incoming is None:
            return work

        def serve() -> Any:
            with self.serving(incoming):
                return work()

        return serve

    # -- env ---------------------------------------------------------------------------------

    def env_value(self, name: str) -> Any:
        """``$env.name``: exactly as declared, then without regard to case; null when unknown."""
        # Not the job's, and no secret: `$env.$remote_ip` and the like.
        if name.startswith("$"):
            return self.builtins.get(name[1:])
        if name in self.env:
            return self.env[name]
        wanted = name.lower()
        return next((value for key, value in self.env.items() if key.lower() == wanted), None)

    # -- randomness --------------------------------------------------------------------------

    @cached_property
    def random(self) -> Random:
        """Random numbers: unpredictable, or with a seed the same ones in every run.

        Passwords and bytes are drawn from here, too, so without a seed the system's own source it is.
        """
        from random import Random, SystemRandom

        return SystemRandom() if self._seed is None else Random(self._seed)

    # -- steps -------------------------------------------------------------------------------

    def step(self) -> None:
        """Count a statement that is about to run.

        Raises:
            StoppedError: it is one too many; so is every later one, those of a `finally` included.
        """
        if self.max_steps is not None and next(self._steps) > self.max_steps:
            self.out_of_steps = True
            raise StoppedError("the run reached its limit of steps")

    def reach(self, file: str, line: int, text: str) -> None:
        """Count a statement, tell whoever follows the run, and log it where the run is traced.

        Raises:
            StoppedError: it is one too many.
        """
        self.step()
        if self._on_step is not None:
            self._on_step(file, line)
        if self.traces:
            self.log(f"{file}:{line}  {text}", level="trace")

    # -- time --------------------------------------------------------------------------------

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return self.clock.now()

    def sleep(self, seconds: float) -> None:
        """Wait.

        Raises:
            StoppedError: the deadline came first.
        """
        left = self.remaining(seconds)
        self.clock.sleep(left)
        # A sleep that was cut short is not one that is done: the job must not go on as if it were.
        if left < seconds:
            self._stop()

    def remaining(self, wanted: float) -> float:
        """``wanted`` seconds, or what is left until the deadline when that is less."""
        if self.deadline is None:
            return wanted
        return max(0.0, min(wanted, self.deadline - time.monotonic()))

    def _stop(self) -> NoReturn:
        raise StoppedError("the run reached its time limit")

    # -- network -----------------------------------------------------------------------------

    @property
    def http(self) -> HttpSender:
        """The HTTP seam, made when it is first needed."""
        with self._lock:
            if self._http is None:
                self._http = self._make_http()
            return self._http

    @property
    def client(self) -> httpx.Client:
        """An `httpx.Client` for Python functions; what it sends goes through the seam, too."""
        with self._lock:
            if self._client is None:
                from runner.execution.client import make_client

                self._client = make_client(self)
            return self._client

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send one request and log it with its status and time.

        Raises:
            HttpFailure: no response came.
            StoppedError: none came before the deadline.
        """
        started = time.perf_counter()
        try:
            response = self.http.send(request)
        except HttpFailure as failure:
            self._log_request(request, started, error=str(failure))
            # The request was cut to the time that is left: its failure is not one for `try_catch`.
            if self.deadline is not None and time.monotonic() >= self.deadline:
                self._stop()
            raise
        self._log_request(request, started, status=response.status, size=len(response.body))
        return response

    def _log_request(self, request: HttpRequest, started: float, **outcome: Any) -> None:
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        shown = outcome.get("status", outcome.get("error"))
        message = f"{request.method} {request.url} -> {shown} ({milliseconds} ms)"
        self.log(message, level="request", method=request.method, url=request.url, ms=milliseconds, **outcome)

    # -- files -------------------------------------------------------------------------------

    @property
    def storage(self) -> Storage:
        """The files that a run keeps; nothing is made on the disk before the first is written."""
        with self._lock:
            if self._storage is None:
                from runner.execution.storage import Storage

                self._storage = Storage()
            self._storage.watcher = self.log_file
            return self._storage

    def log_file(self, what: str, name: str, size: int, place: Path) -> None:
        """Log a file that the run has "created", "replaced" or "deleted"."""
        shown = f"{size} byte{'' if size == 1 else 's'}"
        self.log(f"{what} {place} ({shown})", level="file", what=what, name=name, size=size, place=str(place))

    # -- database ----------------------------------------------------------------------------

    @property
    def database(self) -> Database:
        """The tables of the run; nothing is opened before somebody asks.

        Raises:
            ScriptError: the run has none.
        """
        with self._lock:
            if self._database is None:
                if self._make_database is None:
                    raise ScriptError("this run has no database")
                self._database = self._make_database()
            return self._database

    def use_datasource(self, name: str) -> None:
        """Work with the tables of another data source from now on.

        Raises:
            ScriptError: it cannot be called so, or a transaction is open.
        """
        self.database.use(name)
        self._builtins["datasource"] = self.database.datasource

    def settled(self, work: Callable[[], Any]) -> Any:
        """The result of ``work``; a transaction that it leaves open counts if it comes to its end.

        Where one stands around it already, ``work`` is a part of that.

        Raises:
            ScriptError: the database refuses it, beside whatever ``work`` raises.
        """
        if self._database is not None and self._database.sessions.depth:
            return work()
        try:
            result = work()
        except BaseException:
            self._settle(commit=False)
            raise
        self._settle(commit=True)
        return result

    def _settle(self, commit: bool) -> None:
        if self._database is not None:
            self._database.settle(commit)

    # -- redis -------------------------------------------------------------------------------

    @property
    def redis(self) -> Keys:
        """The keys of the run; no server is asked, and none made, before the first of them is.

        Raises:
            ScriptError: the run has none.
        """
        with self._lock:
            if self._redis is None:
                if self._make_redis is None:
                    raise ScriptError("this run has no Redis server")
                self._redis = self._make_redis()
            return self._redis

    # -- functions ---------------------------------------------------------------------------

    def call(self, name: str, inputs: Mapping[str, Any]) -> Any:
        """Run another function by its name.

        Raises:
            ScriptError: what the function raised, or that there is none of that name.
        """
        return self.functions.call(self, name, inputs)

    def filter(self, name: str, value: Any, *arguments: Any) -> Any:
        """A filter of XanoScript: ``context.filter("round", price, 2)``.

        An argument that XanoScript evaluates once an element, as that of `map`, is a function of four
        arguments here: the element, its index, the list, the result so far.

        Raises:
            ScriptError: the filter failed, or there is none of that name.
        """
        from runner.execution.runtime import call_filter

        return call_filter(self, name, value, arguments)

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        """Run ``work`` at the same time; `await` takes what this gives.

        Raises:
            ScriptError: too many calls wait for each other.
        """
        with self._lock:
            if self._workers is None:
                from runner.execution.workers import Workers

                self._workers = Workers()
        there = self._here(work)
        return self._workers.submit(lambda: self.settled(there))

    def later(self, work: Callable[[], Any]) -> None:
        """Put ``work`` off until the response of the run is made."""
        self.put_off.append(self._here(work))

    # -- log ---------------------------------------------------------------------------------

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        """Add an entry to the run's log, secrets masked."""
        entry = LogEntry(level, self.mask(message), self.mask.data(data))
        # One a statement would fill the memory of a long run.
        if level != "trace":
            self.logs.append(entry)
        if self._on_log is not None:
            self._on_log(entry)

    # -- end ---------------------------------------------------------------------------------

    def close(self) -> None:
        """End what still runs beside the run, give everything back."""
        # First of all: what is stopped here must not open again what is closed below.
        if self._workers is not None:
            self._workers.stop()
        if self._client is not None:
            self._client.close()
        if self._http is not None:
            self._http.close()
        if self._database is not None:
            self._database.close()
        if self._redis is not None:
            self._redis.close()
        if self.places is not None:
            self.places.close()
