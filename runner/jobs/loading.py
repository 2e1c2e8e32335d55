"""What people name as a job -> a job: the functions that it runs, the documents and workspaces around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from runner.errors import Problem, UsageError
from runner.jobs.targets import JOB_FILES, MAIN_FUNCTION, JobText, read_target
from runner.lookup import Library, job_library
from runner.lookup.folders import read_source
from runner.lookup.found import repeated_function
from runner.lookup.places import OwnUnits, SharedPlaces
from runner.lookup.roots import job_roots
from runner.records import Record
from runner.source import Source, Span
from runner.units import FunctionUnit, RunUnit, Target, Unit, WorkspaceUnit, read_units

WORKSPACE_FILE = "workspace.xs"
# The functions that a job may have, in the order in which they run.
ROLES = ("pre", "main", "post")


class Part(Record):
    """One function that a job runs: its ``role`` (one of ROLES), and where it is named.

    ``results`` maps the inputs that get the result of an earlier part to the role of that part;
    ``takes_args`` says that the function gets what the caller gives as one object, `args`.
    """

    role: str
    target: Target
    source: Source
    results: dict[str, str]
    takes_args: bool = False


class EnvName(Record):
    """An env name that a job declares, and where."""

    name: str
    source: Source
    span: Span


class JobFile(Record):
    """One file of a job; ``path`` is None for standard input, a URL or a text."""

    path: Path | None
    units: tuple[Unit, ...]


class Job(Record):
    """A job that was read: the functions that it runs, its env, and the files it stands in.

    ``source`` is its file, or the folder where that has none; ``note`` is for the person who named it.
    """

    name: str
    source: Source
    parts: tuple[Part, ...]
    env: tuple[EnvName, ...]
    files: tuple[JobFile, ...]
    workspaces: tuple[WorkspaceUnit, ...]
    note: str | None = None

    @property
    def file(self) -> str:
        """What people call the file."""
        return self.source.name

    @property
    def path(self) -> Path | None:
        """The file, where there is one."""
        return self.files[0].path

    @property
    def units(self) -> tuple[Unit, ...]:
        """Everything that stands in its files."""
        return tuple(unit for file in self.files for unit in file.units)

    @property
    def repeated(self) -> list[Problem]:
        """A warning for each function in the files of the job whose name an earlier one has."""
        first: dict[str, FunctionUnit] = {}
        functions = [unit for unit in self.units if isinstance(unit, FunctionUnit)]
        return [
            repeated_function(unit.name, unit.source, unit.name_span, earlier.source.where(earlier.name_span))
            for unit in functions
            if (earlier := first.setdefault(unit.name, unit)) is not unit
        ]

    def library(self, folders: Sequence[Path], shared: SharedPlaces | None = None) -> Library:
        """All functions that it can call; ``folders`` are those of ``--functions``.

        ``shared`` is what the libraries of other jobs know already.

        Raises:
            UsageError: one of ``folders`` is not there.
        """
        return job_library(_own_functions(self.files), self.path, folders, shared=shared)


def load_job(target: str | Path | Source | JobText, shared: SharedPlaces | None = None) -> Job:
    """Read the job that ``target`` names; ``shared`` is what the libraries of other jobs know already.

    Raises:
        UsageError: there is no such file, folder or answer, or it holds no job that runs here.
        XanoScriptSyntaxError: it is not XanoScript.
    """
    text = target if isinstance(target, JobText) else read_target(target)
    files = _job_files(text)
    units = files[0].units
    workspaces = _workspaces(files)
    run = _run_job(text.source, units)
    if run is not None:
        env = tuple(EnvName(name, run.source, span) for name, span in run.env)
        return Job(run.name, run.source, _run_parts(run), env, tuple(files), workspaces, text.note)
    parts = _function_parts(text, files, shared or SharedPlaces())
    if not parts:
        raise _no_job(text.source, units)
    # Without a run.job a workspace is where such a job declares its env.
    env = tuple(
        EnvName(name, workspace.source, workspace.name_span)
        for workspace in workspaces
        for name in workspace.env
    )
    name = workspaces[0].name if workspaces else MAIN_FUNCTION
    return Job(name, text.source, parts, env, tuple(files), workspaces, text.note)


def function_job(
    function: FunctionUnit, units: Sequence[Unit] = (), path: Path | None = None, env: Sequence[str] = ()
) -> Job:
    """A job that runs one function, with the inputs of the caller alone.

    Args:
        function: what runs.
        units: what else stands in its file.
        path: a file in the folder that functions are looked for beside; it need not be there.
        env: the names that it may see.
    """
    target = Target(function.name, function.name_span, {})
    names = tuple(EnvName(name, function.source, function.name_span) for name in env)
    parts = (Part("main", target, function.source, {}),)
    file = JobFile(path, (function, *units))
    return Job(function.name, function.source, parts, names, (file,), ())


def load_function(target: str | Path | Source | JobText, name: str | None, env: Sequence[str] = ()) -> Job:
    """A job that runs one function of what ``target`` names, or beside it, and nothing else.

    Args:
        target: a job, or a file of functions.
        name: the function; None is the first one in the file.
        env: the env names that its code may read, beyond those that the job declares.

    Raises:
        UsageError: there is no such file, or no function in it.
        XanoScriptSyntaxError: it is not XanoScript.
    """
    text = target if isinstance(target, JobText) else read_target(target)
    files = _job_files(text)
    units = files[0].units
    functions = [unit.name for unit in units if isinstance(unit, FunctionUnit)]
    if name is None and not functions:
        raise UsageError(f"{text.source.name} holds no function")
    # The texts of caller and case lie elsewhere: the file as a whole is the place.
    nowhere = Span(0, 0)
    wanted = functions[0] if name is None else name
    part = Part("main", Target(wanted, nowhere, {}), text.source, {})
    declared = [(key, span) for unit in units if isinstance(unit, RunUnit) for key, span in unit.env]
    names = {**dict.fromkeys(env, nowhere), **dict(declared)}
    return Job(
        wanted,
        text.source,
        (part,),
        tuple(EnvName(key, text.source, span) for key, span in names.items()),
        tuple(files),
        _workspaces(files),
        text.note,
    )


def holds_job(target: str | Path | Source | JobText) -> bool:
    """Whether there is a job, and not only functions of one.

    Raises:
        UsageError: there is no such file.
        XanoScriptSyntaxError: it is not XanoScript.
    """
    text = target if isinstance(target, JobText) else read_target(target)
    return text.files is not None or is_job(read_units(text.source, kept=True))


def is_job(units: Iterable[Unit]) -> bool:
    """Whether a `run.job` or a function `$main` is among the units of a file."""
    return any(
        isinstance(unit, RunUnit) or (isinstance(unit, FunctionUnit) and unit.name == MAIN_FUNCTION)
        for unit in units
    )


def _job_files(text: JobText) -> list[JobFile]:
    # A pipe has a path too: /dev/stdin, or what a shell puts in the place of `<(...)`.
    is_file = text.path is not None and text.path.is_file()
    files = [JobFile(text.path, read_units(text.source, kept=is_file))]
    return files + [JobFile(path, read_units(read_source(path), kept=True)) for path in text.files or ()]


# -- a run.job ---------------------------------------------------------------------------------------


def _run_job(source: Source, units: tuple[Unit, ...]) -> RunUnit | None:
    runs = [unit for unit in units if isinstance(unit, RunUnit)]
    jobs = [run for run in runs if run.construct == "run.job"]
    if len(jobs) == 1:
        return jobs[0]
    # Which of them was meant is nothing to guess at.
    if jobs:
        raise UsageError(
            f"{source.name} holds {len(jobs)} jobs; a file holds one", hint="put each in its own file"
        )
    if runs:
        raise _service(source, runs[0], units)
    return None


def _run_parts(run: RunUnit) -> tuple[Part, ...]:
    """The functions of a run.job; the result of each is an input `pre` or `main` of the next ones."""
    parts: list[Part] = []
    results: dict[str, str] = {}
    for role, target in zip(ROLES, run.targets, strict=True):
        if target is not None:
            parts.append(Part(role, target, run.source, dict(results)))
            results[target.alias or role] = role
    return tuple(parts)


# -- a job of the functions $pre, $main and $post ----------------------------------------------------


def _function_parts(text: JobText, files: Sequence[JobFile], shared: SharedPlaces) -> tuple[Part, ...]:
    """The functions of a job without a run.job; none where it has no `$main`.

    Only in the job's own files and folders: a `$pre` of somewhere else is not a part of it.
    """
    beside = job_roots(text.path.parent) if text.path is not None and text.files is not None else []
    own = Library([*_own_functions(files), *map(shared.folder, beside)])
    found = {role: own.find(f"${role}") for role in ROLES}
    if found["main"] is None:
        return ()
    parts: list[Part] = []
    for at, (role, function) in enumerate(found.items()):
        if function is None:
            continue
        # A Python function has no place in a text.
        unit = function.unit
        place = (unit.name_span, unit.source) if unit else (Span(0, 0), text.source)
        target = Target(function.name, place[0], {})
        # All of them, as Xano has it: where there is no `$pre`, its result is null.
        results = {earlier: earlier for earlier in ROLES[:at]}
        parts.append(Part(role, target, place[1], results, takes_args=True))
    return tuple(parts)


def _own_functions(files: Sequence[JobFile]) -> list[OwnUnits]:
    return [OwnUnits(file.units, file.path) for file in files]


# -- what is no job, and what stands around one ------------------------------------------------------


def _service(source: Source, service: RunUnit, units: tuple[Unit, ...]) -> UsageError:
    """The error for a service, with the job that runs one of its functions meanwhile."""
    functions = [unit.name for unit in units if isinstance(unit, FunctionUnit)]
    first = service.targets[0]
    name = first.name if first is not None else functions[0] if functions else "function_name"
    return UsageError(
        f"{source.name} is a run.service, which waits for requests; services are not run here yet",
        hint="one of its functions runs as a job, with this in the place of the run.service: "
        + job_text(name),
    )


def _no_job(source: Source, units: tuple[Unit, ...]) -> UsageError:
    # The commonest case: a file of `function/` was named instead of the job's.
    functions = [unit.name for unit in units if isinstance(unit, FunctionUnit)]
    if functions:
        return UsageError(
            f"{source.name} holds the function `{functions[0]}` and no run.job that runs it",
            hint=f"put this and a line of --- before it: {job_text(functions[0])}",
        )
    if not units:
        return UsageError(
            f"{source.name} is empty", hint='a job starts with run.job "name" { main = { name: "f" } }'
        )
    return UsageError(f"{source.name} holds a {units[0].construct}, but no run.job")


def job_text(function: str) -> str:
    """A run.job for one function, on one line."""
    return f'run.job "{function}" {{ main = {{ name: "{function}" }} }}'


def _workspaces(files: Sequence[JobFile]) -> tuple[WorkspaceUnit, ...]:
    """The workspaces of the job: in its own files, and in `workspace.xs` beside a `run.xs`."""
    # The job's own come first: of two that give a name the first counts.
    units = [unit for file in files for unit in file.units]
    path = files[0].path
    beside = path.with_name(WORKSPACE_FILE) if path is not None and path.name in JOB_FILES else None
    if beside is not None and beside.is_file():
        units += read_units(read_source(beside), kept=True)
    return tuple(unit for unit in units if isinstance(unit, WorkspaceUnit))
