"""The plan of a run: everything that can be known, checked and shown before anything runs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner.errors import InputError, Problem, ProblemsError, ScriptError, StartError, UsageError
from runner.execution.context import Context
from runner.execution.machine import Machine
from runner.execution.messages import HttpSender, LogEntry
from runner.execution.result import Result
from runner.jobs.environment import EnvLayer, EnvValue, missing_error, process_layer, resolve
from runner.jobs.loading import Job, job_span, load_job
from runner.jobs.outcome import run_guarded, start_failure
from runner.jobs.reach import Reach, explore
from runner.language import xanoscript
from runner.lookup import Found, Library, job_library
from runner.source import Source
from runner.syntax.nodes import Target
from runner.types import Schema

# A function that calls itself takes five Python frames a call; jobs go hundreds of calls deep.
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
    target: Target
    function: Found
    inputs: dict[str, Any]
    validated: dict[str, Any]
    env: list[EnvValue]
    warnings: list[str]
    reach: Reach
    machine: Machine
    options: RunOptions
    load_time: float

    def describe(self) -> dict[str, Any]:
        """The plan as JSON-ready data; no env value stands in it."""
        return {
            "job": self.job.name,
            "file": self.job.file,
            "function": {
                "name": self.function.name,
                "kind": self.function.kind,
                "origin": self.function.origin,
                "path": str(self.function.path) if self.function.path is not None else None,
            },
            "inputs": self.validated,
            "env": [
                {"name": value.name, "found": value.source is not None, "source": value.source}
                for value in self.env
            ],
            "functions": sorted(self.reach.functions),
            "warnings": self.warnings,
        }

    def run(self) -> Result:
        """Run the job. Never raises for what the job does; an interrupt passes through."""
        deadline = time.monotonic() + self.options.timeout if self.options.timeout is not None else None
        context = Context(
            functions=self.machine,
            http=_live_sender,
            env={value.name: value.value for value in self.env},
            seed=self.options.seed,
            deadline=deadline,
            on_log=self.options.on_log,
            builtins=BUILTINS,
        )
        context.raw_input = dict(self.inputs)
        for warning in self.warnings:
            context.log(warning, level="warning")
        sys.setrecursionlimit(max(sys.getrecursionlimit(), RECURSION_LIMIT))
        return run_guarded(
            lambda: self.machine.call(context, self.target.name, self.inputs),
            context,
            self.machine.sources,
            self.options.timeout,
            self.load_time,
        )


def prepare(target: str | Path | Source, options: RunOptions) -> Plan:
    """Load a job and everything that it may call, check it, resolve its inputs and its env.

    Raises:
        StartError: the job cannot start; its subclasses say why.
    """
    started = time.perf_counter()
    job = load_job(target)
    main = _main(job)
    library = job_library(job.documents, job.path, options.functions)
    found = _find(library, main.name, job)
    reach = explore(found, library, xanoscript())
    problems = [problem for problem in reach.problems if problem.severity == "error"]
    if problems:
        raise ProblemsError(problems)
    schema = reach.schema(found)
    warnings = [job.note] if job.note else []
    warnings += [str(problem) for problem in reach.problems if problem.severity != "error"]
    inputs, undeclared = _inputs(main, schema, options)
    warnings += undeclared
    validated = _validate(schema, inputs)
    env, missing = _env(job, reach, options)
    warnings += missing
    machine = Machine(library.find, xanoscript(), trace=options.trace)
    loaded = (time.perf_counter() - started) * 1000
    return Plan(job, main, found, inputs, validated, env, warnings, reach, machine, options, loaded)


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
        UsageError: one of ``folders`` is not there.
    """
    if job is not None and job.is_file():
        return job_library(load_job(job).documents, job, folders).all()
    return job_library((), job / "run.xs" if job is not None else None, folders).all()


# -- the steps of `prepare` --------------------------------------------------------------------------


def _main(job: Job) -> Target:
    run = job.run
    assert run.main is not None  # a run.job without `main` does not parse
    for name in ("pre", "post"):
        if getattr(run, name) is not None:
            raise UsageError(
                f"`{name}` of a run.job does not run here yet", hint=f"call it from `{run.main.name}`"
            )
    return run.main


def _find(library: Library, name: str, job: Job) -> Found:
    found = library.find(name)
    if found is None:
        message, _, hint = library.missing(name).partition("; ")
        raise ProblemsError([Problem("unknown-function", message, job.run.source, job_span(job), hint=hint)])
    return found


def _inputs(main: Target, schema: Schema, options: RunOptions) -> tuple[dict[str, Any], list[str]]:
    """The inputs of the call, and a warning for each of the job's own that nobody declares."""
    inputs = {**(main.inputs if options.job_inputs else {}), **options.inputs}
    undeclared = schema.undeclared(inputs)
    wrong = [name for name in undeclared if name.partition(".")[0].partition("[")[0] in options.inputs]
    if wrong:
        raise InputError(_no_input(wrong[0], main, schema))
    return inputs, [
        f"`{main.name}` declares no input `{name}`; the value that the job gives is left out"
        for name in undeclared
    ]


def _no_input(name: str, main: Target, schema: Schema) -> str:
    from runner.check.suggestions import near

    known = [item.name for item in schema.fields]
    close = near(name, known)
    way_out = (
        f"did you mean `{close}`?" if close else f"it has {', '.join(known)}" if known else "it has none"
    )
    return f"`{main.name}` has no input `{name}`; {way_out}"


def _validate(schema: Schema, inputs: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return schema.validate(inputs, now=lambda: time.time_ns() // 1_000_000)
    except ScriptError as error:
        raise InputError(
            error.message, hint="give inputs with --input name=value, or in `main.input`"
        ) from None


def _env(job: Job, reach: Reach, options: RunOptions) -> tuple[list[EnvValue], list[str]]:
    """The env of the job, and warnings: names that are missing but not read, read but not declared."""
    declared = [name for name, _ in job.run.env]
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
