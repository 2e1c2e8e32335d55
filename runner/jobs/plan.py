"""The plan of a run: everything that can be known, checked and shown before anything runs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner.errors import Problem, ProblemsError, StartError, UsageError, XanoScriptSyntaxError
from runner.execution.context import Context
from runner.execution.limits import TimeLimit
from runner.execution.machine import Machine
from runner.execution.messages import HttpSender, LogEntry
from runner.execution.result import Result
from runner.execution.secrets import Masker
from runner.jobs.environment import EnvLayer, EnvValue, missing_error, process_layer, resolve
from runner.jobs.inputs import JobInputs, resolve_inputs, shown_inputs
from runner.jobs.loading import Job, load_job
from runner.jobs.outcome import run_guarded, start_failure
from runner.jobs.reach import Reach, explore, problems_of
from runner.jobs.targets import JOB_FILES
from runner.language import xanoscript
from runner.lookup import Found, Library, job_library
from runner.lookup.folders import read_source
from runner.source import Source
from runner.syntax import parse_source
from runner.types import Schema

# A call of a function takes six Python frames, and jobs go hundreds of calls deep. Twice as many
# frames still fit on the stack of a thread.
RECURSION_LIMIT = 20_000

# What `$env.$name` gives on a machine that serves no request.
BUILTINS: dict[str, Any] = {
    "remote_ip": "127.0.0.1",
    "http_headers": {},
    "datasource": "live",
    "debugger": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How to run a job; each field is one option of the command line.

    Attributes:
        inputs: laid over `main.input`, key by key.
        job_inputs: whether `main.input` counts at all.
        env: where env values come from, the first that has a name wins; None is the process.
        allow_missing_env: a missing env value is null instead of an error.
        functions: folders that functions are looked for in.
        timeout: seconds that the run may take.
        trace: log each statement before it runs.
        on_log: is told each log entry as it is written.
        seed: makes random values repeatable.
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    job_inputs: bool = True
    env: Sequence[EnvLayer] | None = None
    allow_missing_env: bool = False
    functions: Sequence[Path] = ()
    timeout: float | None = None
    trace: bool = False
    on_log: Callable[[LogEntry], None] | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A job that is ready to run."""

    job: Job
    function: Found
    schema: Schema
    inputs: JobInputs
    env: list[EnvValue]
    warnings: list[str]
    functions: list[str]
    machine: Machine
    options: RunOptions
    load_time: float

    def describe(self) -> dict[str, Any]:
        """The plan as JSON-ready data; no env value and no sensitive input stands in it."""
        mask = Masker(value.value for value in self.env if value.value)
        return {
            "job": self.job.name,
            "file": self.job.file,
            "function": {
                "name": self.function.name,
                "kind": self.function.kind,
                "origin": self.function.origin,
                "path": str(self.function.path) if self.function.path is not None else None,
            },
            "inputs": mask.data(shown_inputs(self.schema.fields, self.inputs.validated)),
            "env": [
                {"name": value.name, "found": value.source is not None, "source": value.source}
                for value in self.env
            ],
            "functions": self.functions,
            "warnings": self.warnings,
        }

    def run(self) -> Result:
        """Run the job. Never raises for what the job does; an interrupt passes through."""
        limit = TimeLimit(self.options.timeout)
        context = Context(
            functions=self.machine,
            http=_live_sender,
            env={value.name: value.value for value in self.env},
            seed=self.options.seed,
            deadline=limit.deadline,
            on_log=self.options.on_log,
            builtins=BUILTINS,
        )
        # `util.get_raw_input` gives them as they were written.
        context.raw_input = dict(self.inputs.given)
        for warning in self.warnings:
            context.log(warning, level="warning")
        return run_guarded(
            lambda: self.machine.call(context, self.function.name, self.inputs.given),
            context,
            self.machine.sources,
            limit,
            self.load_time,
        )


def prepare(target: str | Path | Source, options: RunOptions) -> Plan:
    """Load a job and everything that it may call, check it, resolve its inputs and its env.

    Raises:
        StartError: the job cannot start; its subclasses say why.
    """
    _require_positive(options.timeout)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
    started = time.perf_counter()
    try:
        job = load_job(target)
        library = job_library(job.documents, job.path, options.functions)
        found = _find(library, job)
    except XanoScriptSyntaxError as error:
        raise XanoScriptSyntaxError(problems_of(error, xanoscript())) from None
    reach = explore(found, library, xanoscript())
    # Warnings are about code that this run may never reach.
    problems = [problem for problem in reach.problems if problem.severity == "error"]
    if problems:
        raise ProblemsError(problems)
    schema = reach.schema(found)
    inputs = resolve_inputs(job.main, schema, options.inputs, job_inputs=options.job_inputs)
    env, missing = _env(job, reach, options)
    warnings = [job.note] if job.note else []
    warnings += [str(problem) for problem in reach.problems if problem.severity != "error"]
    warnings += [*inputs.warnings, *missing]
    machine = Machine(library.find, xanoscript(), trace=options.trace, checked=reach.schemas)
    loaded = (time.perf_counter() - started) * 1000
    functions = sorted(reach.functions)
    return Plan(job, found, schema, inputs, env, warnings, functions, machine, options, loaded)


def run_job(target: str | Path | Source, options: RunOptions) -> Result:
    """Prepare and run; a job that could not start gives a result of its own."""
    try:
        plan = prepare(target, options)
    except StartError as error:
        return start_failure(error)
    return plan.run()


def visible_functions(job: Path | None, folders: Sequence[Path]) -> list[Found]:
    """Every function that a job at ``job`` (a file or a folder) could call, in order of the lookup.

    Raises:
        UsageError: one of ``folders`` is not there, or ``job`` cannot be read.
        XanoScriptSyntaxError: ``job`` is not XanoScript.
    """
    if job is not None and job.is_file():
        return job_library(parse_source(read_source(job)), job, folders).all()
    return job_library((), job / JOB_FILES[0] if job is not None else None, folders).all()


# -- the steps of `prepare` --------------------------------------------------------------------------


def _require_positive(timeout: float | None) -> None:
    # Written so that NaN, which compares with nothing, is refused as well.
    if timeout is not None and not timeout > 0:
        raise UsageError(f"the time limit is a number of seconds above 0, but got {timeout:g}")


def _find(library: Library, job: Job) -> Found:
    found = library.find(job.main.name)
    if found is None:
        message, hint = library.missing(job.main.name)
        span = job.main.name_span
        raise ProblemsError([Problem("unknown-function", message, job.run.source, span, hint=hint)])
    return found


def _env(job: Job, reach: Reach, options: RunOptions) -> tuple[list[EnvValue], list[str]]:
    """The env of the job, and warnings: names that are missing but not read, read but not declared."""
    declared = [name for name, _ in job.run.env]
    # The defaults of a workspace stand last: whoever runs the job knows better.
    layers = list(options.env) if options.env is not None else [process_layer()]
    layers += [EnvLayer("workspace", document.env) for document in job.workspaces]
    values = resolve(declared, layers)
    absent = [value.name for value in values if value.source is None]
    needed = [name for name in absent if reach.reads_env(name)]
    if needed and not options.allow_missing_env:
        raise missing_error(needed)
    warnings = [f"the env value {name} is not set; it is null" for name in needed]
    warnings += [
        f"the env value {name} is not set, and no code reads it" for name in absent if name not in needed
    ]
    for name in reach.undeclared_env(declared):
        warnings.append(f'the code reads $env.{name}, which is null: declare it, env = ["{name}"]')
    return values, warnings


def _live_sender() -> HttpSender:
    from runner.execution.network import HttpxSender

    return HttpxSender()
