"""The plan of a run: everything that can be known, checked and shown before anything runs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner.errors import ProblemsError, StartError, XanoScriptSyntaxError
from runner.execution.context import Context
from runner.execution.limits import Limits
from runner.execution.machine import Machine
from runner.execution.messages import HttpSender
from runner.execution.result import Result
from runner.execution.secrets import Masker
from runner.execution.stacks import run_deep
from runner.jobs.data import JobData
from runner.jobs.environment import (
    EnvLayer,
    EnvValue,
    missing_error,
    missing_problems,
    process_layer,
    resolve,
    undeclared_env,
)
from runner.jobs.faults import Faults
from runner.jobs.loading import Job, load_job
from runner.jobs.options import RunOptions
from runner.jobs.outcome import run_guarded, start_failure
from runner.jobs.parts import ReadyPart, find_part, ready_part, require_takers
from runner.jobs.reach import Reach, explore, job_units
from runner.jobs.targets import JOB_FILES, JobText, read_target
from runner.lookup import Found, job_library
from runner.lookup.folders import read_source
from runner.lookup.places import OwnUnits
from runner.records import Record
from runner.source import Source
from runner.units import read_units

if TYPE_CHECKING:
    from runner.execution.mailbox import Mailbox
    from runner.execution.places import Places
    from runner.execution.storage import Storage

# What `$env.$name` gives on a machine that serves no request.
BUILTINS: dict[str, Any] = {
    "remote_ip": "127.0.0.1",
    "http_headers": {},
    "datasource": "live",
    "debugger": False,
}
# The source of env values that stand in for those that nobody gave.
PLACEHOLDER = "placeholder"


class Plan(Record):
    """A job that is ready to run; ``parts`` are its functions in the order in which they run."""

    job: Job
    parts: tuple[ReadyPart, ...]
    env: list[EnvValue]
    warnings: list[str]
    functions: list[str]
    machine: Machine
    data: JobData
    options: RunOptions
    load_time: float

    def describe(self) -> dict[str, Any]:
        """The plan as JSON-ready data; no env value and no sensitive input stands in it."""
        mask = Masker(value.value for value in self.env if value.value)
        described = {part.role: part.describe(mask) for part in self.parts}
        return {
            "job": self.job.name,
            "file": self.job.file,
            **described["main"],
            "pre": described.get("pre"),
            "post": described.get("post"),
            "env": [
                {"name": value.name, "found": value.source is not None, "source": value.source}
                for value in self.env
            ],
            "functions": self.functions,
            "warnings": self.warnings,
        }

    def run(self) -> Result:
        """Run the job. Never raises for what the job does; an interrupt passes through."""
        return run_deep(self._run)

    def rows(self, tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """What tables hold, as a run would find it that began now.

        Raises:
            ScriptError: no document declares one of them, or the database refuses.
        """
        context = self._context(Limits(None, None))
        try:
            return self.data.rows(tables, context)
        finally:
            context.close()

    def _run(self) -> Result:
        limits = Limits(self.options.timeout, self.options.max_memory)
        context = self._context(limits)
        for warning in self.warnings:
            context.log(warning, level="warning")
        return run_guarded(
            lambda: self._run_parts(context), context, self.machine.sources, limits, self.load_time
        )

    def _context(self, limits: Limits) -> Context:
        options = self.options
        context = Context(
            functions=self.machine,
            http=lambda: options.http(context) if options.http is not None else live_sender(),
            env={value.name: value.value for value in self.env},
            clock=options.clock,
            seed=options.seed,
            # What waits by another clock takes no time here, so nothing has to be cut to what is left.
            deadline=limits.deadline if options.clock is None else None,
            max_steps=options.max_steps,
            traces=options.trace,
            on_log=options.on_log,
            on_step=options.on_step,
            builtins=BUILTINS,
            storage=_storage(options.storage),
            database=lambda: self.data.database(context),
            redis=lambda: self.data.keys(context),
            mailbox=_mailbox(options.mail_dir),
            places=_places(options.geoip),
            s3_endpoint=options.s3_endpoint,
        )
        return context

    def _run_parts(self, context: Context) -> Any:
        """The result of `main`; what fails in one part ends the job, so that the next ones do not run."""
        results: dict[str, Any] = {}
        for part in self.parts:
            results[part.role] = part.run(self.machine, context, results)
        return results["main"]


def prepare(target: str | Path | Source | JobText | Job, options: RunOptions) -> Plan:
    """Load a job and everything that it may call, check it, resolve its inputs and its env.

    Raises:
        StartError: the job cannot start; its subclasses say why.
    """
    return run_deep(lambda: _prepare(target, options))


def _prepare(target: str | Path | Source | JobText | Job, options: RunOptions) -> Plan:
    options.check()
    started = time.perf_counter()
    faults = Faults()
    try:
        job = target if isinstance(target, Job) else load_job(target)
        library = job.library(options.functions)
        found = {part.role: find_part(part, library, faults) for part in job.parts}
    except XanoScriptSyntaxError as error:
        from runner.units.building import problems_of

        raise XanoScriptSyntaxError(problems_of(error)) from None
    others = cache(partial(job_units, job))
    reach = explore([one for one in found.values() if one is not None], library, others)
    data = JobData(job, options)
    if reach.asks_database:
        data.check()
        reach.problems += data.problems
    if reach.asks_redis:
        data.check_redis()
    # Warnings are about code that this run may never reach.
    problems = [problem for problem in reach.problems if problem.severity == "error"]
    if problems:
        faults.add(ProblemsError(problems), problems)
    # Of a function that has problems nobody knows what it declares.
    parts = () if problems else _ready_parts(job, found, reach, options, faults)
    reach.open = reach.open or None in found.values()
    env, missing = _env(job, reach, options, faults)
    faults.raise_all()
    warnings = [job.note] if job.note else []
    warnings += map(str, job.repeated)
    warnings += [str(problem) for problem in reach.problems if problem.severity != "error"]
    warnings += [*(warning for part in parts for warning in part.inputs.warnings), *missing]
    # Only code that reports its statements can have them counted.
    reports = options.trace or options.max_steps is not None or options.on_step is not None
    machine = Machine(library.find, trace=reports, checked=reach.schemas, units=others)
    loaded = (time.perf_counter() - started) * 1000
    return Plan(job, parts, env, warnings, sorted(reach.functions), machine, data, options, loaded)


def run_job(target: str | Path | Source | Job, options: RunOptions) -> Result:
    """Prepare and run; a job that could not start gives a result of its own."""
    try:
        # Here, since an interrupted process cannot close an input that another thread is reading.
        text = target if isinstance(target, Job) else read_target(target)
        # Both on one thread: Python functions may keep what belongs to the thread that imported them.
        return run_deep(lambda: prepare(text, options).run())
    except StartError as error:
        return start_failure(error)


def visible_functions(job: Path | None, folders: Sequence[Path]) -> list[Found]:
    """Every function that a job at ``job`` (a file or a folder) could call, in order of the lookup.

    Raises:
        UsageError: one of ``folders`` is not there, or ``job`` cannot be read.
        XanoScriptSyntaxError: ``job`` is not XanoScript.
    """
    if job is not None and job.is_file():
        own = OwnUnits(read_units(read_source(job), kept=True), job)
        return job_library([own], job, folders).all()
    return job_library((), job / JOB_FILES[0] if job is not None else None, folders).all()


# -- the steps of `prepare` --------------------------------------------------------------------------


def _ready_parts(
    job: Job, found: Mapping[str, Found | None], reach: Reach, options: RunOptions, faults: Faults
) -> tuple[ReadyPart, ...]:
    pairs = [(part, one) for part in job.parts if (one := found[part.role]) is not None]
    parts = tuple(ready_part(job, part, one, reach, options, faults) for part, one in pairs)
    if len(parts) == len(job.parts):
        require_takers(job, parts, options, faults)
    return parts


def _env(job: Job, reach: Reach, options: RunOptions, faults: Faults) -> tuple[list[EnvValue], list[str]]:
    """The env of the job, and warnings: names that are missing but not read, read but not declared."""
    declared = [name.name for name in job.env]
    # The defaults of a workspace stand last: whoever runs the job knows better.
    layers = list(options.env) if options.env is not None else [process_layer()]
    layers += [EnvLayer("workspace", workspace.env) for workspace in job.workspaces]
    if options.env_placeholder is not None:
        layers.append(EnvLayer(PLACEHOLDER, dict.fromkeys(declared, options.env_placeholder)))
    values = resolve(declared, layers)
    absent = [value.name for value in values if value.source is None]
    needed = [name for name in absent if reach.reads_env(name)]
    if needed and not options.allow_missing_env:
        error = missing_error(needed)
        places = [name for name in job.env if name.name in needed]
        faults.add(error, missing_problems(places, error))
    warnings = [f"the env value {name} is not set; it is null" for name in needed]
    warnings += [
        f"the env value {name} is not set, and no code reads it" for name in absent if name not in needed
    ]
    for name in reach.undeclared_env(declared):
        warnings.append(undeclared_env(name, _declaration(job, name)))
    return values, warnings


def _declaration(job: Job, name: str) -> str:
    if any(part.takes_args for part in job.parts):
        return f'workspace {job.name} {{ env = {{ {name}: "" }} }}'
    return f'env = ["{name}"]'


def _storage(folder: Path | None) -> Storage | None:
    if folder is None:
        return None
    from runner.execution.storage import Storage

    return Storage(folder)


def _mailbox(folder: Path | None) -> Mailbox | None:
    if folder is None:
        return None
    from runner.execution.mailbox import Mailbox

    return Mailbox(folder)


def _places(file: Path | None) -> Places | None:
    if file is None:
        return None
    from runner.execution.places import Places

    return Places(file)


def live_sender() -> HttpSender:
    """The sender of a run that goes over the network."""
    from runner.execution.network import HttpxSender

    return HttpxSender()
