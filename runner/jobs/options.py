"""How to run a job: what the command line, `runner.run` and cases set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.errors import UsageError
from runner.execution.context import Clock, Context
from runner.execution.memory import require_memory_limits
from runner.execution.messages import HttpSender, LogEntry
from runner.jobs.environment import EnvLayer
from runner.records import Record

# Less would not even hold what a request needs to be imported.
LEAST_MEMORY = 16 * 1024 * 1024


class RunOptions(Record):
    """How to run a job.

    Attributes:
        inputs: laid over `main.input`, key by key.
        job_inputs: whether `main.input` counts at all.
        env: where env values come from, the first that has a name wins; None is the process.
        allow_missing_env: a missing env value is null instead of an error.
        env_placeholder: what an env name has that nobody gave, for runs that send nothing.
        functions: folders that functions are looked for in.
        timeout: seconds that the run may take.
        max_steps: statements that the run may execute.
        max_memory: bytes that the run may take, beyond what the process has.
        storage: the folder of the files that the run keeps; None is `.xsrun/storage`.
        trace: log each statement before it runs.
        on_log: is told each log entry as it is written.
        on_step: is told the file and the line of each statement before it runs.
        seed: makes random values repeatable.
        http: makes what a run sends its requests with; None is the network.
        clock: the time as the run sees it; None is that of the machine.
        database: a file, or the URL of a PostgreSQL server, that keeps the tables; None is in memory.
        rows: the rows that the tables start with, by their names, in the place of their `items`.
        redis: the URL of a Redis server; None is one inside of the run.
        mail_dir: the folder that mails are written to, as .eml files; None sends them.
        geoip: a file of MaxMind's that knows where IP addresses are; None refuses to look them up.
        s3_endpoint: the URL of a server that takes the place of Amazon's S3.
        namespace: what the keys of the job begin with in Redis; None is the name of the job, "" nothing.
    """

    inputs: Mapping[str, Any] = {}
    job_inputs: bool = True
    env: Sequence[EnvLayer] | None = None
    allow_missing_env: bool = False
    env_placeholder: str | None = None
    functions: Sequence[Path] = ()
    timeout: float | None = None
    max_steps: int | None = None
    max_memory: int | None = None
    storage: Path | None = None
    trace: bool = False
    on_log: Callable[[LogEntry], None] | None = None
    on_step: Callable[[str, int], None] | None = None
    seed: int | None = None
    http: Callable[[Context], HttpSender] | None = None
    clock: Clock | None = None
    database: str | None = None
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    redis: str | None = None
    namespace: str | None = None
    mail_dir: Path | None = None
    geoip: Path | None = None
    s3_endpoint: str | None = None

    def check(self) -> None:
        """Look whether the limits are limits.

        Raises:
            UsageError: one of them is none, or this machine has none of the kind.
        """
        # Written so that NaN, which compares with nothing, is refused as well.
        if self.timeout is not None and not self.timeout > 0:
            raise UsageError(f"the time limit is a number of seconds above 0, but got {self.timeout:g}")
        if self.max_steps is not None and self.max_steps < 1:
            raise UsageError(f"the limit of steps is a number above 0, but got {self.max_steps}")
        if self.max_memory is None:
            return
        if self.max_memory < LEAST_MEMORY:
            raise UsageError(f"the memory limit is 16M or more, but got {self.max_memory} bytes")
        require_memory_limits()
