"""What people name as a job -> a job: its `run.job`, the documents and workspaces around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from runner.errors import UsageError
from runner.jobs.targets import JOB_FILES, read_target
from runner.lookup.folders import read_source
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import Document, FunctionDocument, RunDocument, Target, WorkspaceDocument

WORKSPACE_FILE = "workspace.xs"


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was read: its `run.job` with what that runs, and all documents of its file.

    ``path`` is None for a job that came from standard input, a URL or a text; ``note`` is for the
    person who named it.
    """

    run: RunDocument
    main: Target
    documents: tuple[Document, ...]
    workspaces: tuple[WorkspaceDocument, ...]
    path: Path | None
    note: str | None = None

    @property
    def name(self) -> str:
        """The name of the `run.job`."""
        return self.run.name

    @property
    def file(self) -> str:
        """What people call the file."""
        return self.run.source.name


def load_job(target: str | Path | Source) -> Job:
    """Read the job that ``target`` names.

    Raises:
        UsageError: there is no such file, folder or answer, or it holds no job that runs here.
        XanoScriptSyntaxError: it is not XanoScript.
    """
    source, path, note = read_target(target)
    documents = parse_source(source)
    run = _only_job(source, documents)
    main = run.main
    assert main is not None  # a run.job without `main` does not parse
    for name in ("pre", "post"):
        if getattr(run, name) is not None:
            raise UsageError(
                f"`{name}` of a run.job does not run here yet", hint=f"call it from `{main.name}`"
            )
    return Job(run, main, documents, _workspaces(documents, path), path, note)


def _only_job(source: Source, documents: tuple[Document, ...]) -> RunDocument:
    runs = [document for document in documents if isinstance(document, RunDocument)]
    jobs = [run for run in runs if run.construct == "run.job"]
    if len(jobs) == 1:
        return jobs[0]
    # Which of them was meant is nothing to guess at.
    if jobs:
        raise UsageError(
            f"{source.name} holds {len(jobs)} jobs; a file holds one", hint="put each in its own file"
        )
    if runs:
        raise UsageError(
            f"{source.name} is a run.service, which keeps running; xsrun runs jobs to their end",
            hint="name a file with a run.job",
        )
    raise _no_job(source, documents)


def _no_job(source: Source, documents: tuple[Document, ...]) -> UsageError:
    # The commonest case: a file of `function/` was named instead of the job's.
    functions = [document.name for document in documents if isinstance(document, FunctionDocument)]
    if functions:
        name = functions[0]
        return UsageError(
            f"{source.name} holds the function `{name}` and no run.job that runs it",
            hint=f'put this and a line of --- before it: run.job "{name}" {{ main = {{ name: "{name}" }} }}',
        )
    if not documents:
        return UsageError(
            f"{source.name} is empty", hint='a job starts with run.job "name" { main = { name: "f" } }'
        )
    return UsageError(f"{source.name} holds a {documents[0].construct}, but no run.job")


def _workspaces(documents: tuple[Document, ...], path: Path | None) -> tuple[WorkspaceDocument, ...]:
    """The workspaces of the job: in its own file, and in `workspace.xs` beside it."""
    # The job's own come first: of two that give a name the first counts.
    found = [document for document in documents if isinstance(document, WorkspaceDocument)]
    beside = path.with_name(WORKSPACE_FILE) if path is not None and path.name in JOB_FILES else None
    if beside is not None and beside.is_file():
        read = parse_source(read_source(beside))
        found.extend(document for document in read if isinstance(document, WorkspaceDocument))
    return tuple(found)
