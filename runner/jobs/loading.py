"""What people name on the command line -> a job: a file, a folder, `-`, a URL, a text."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from runner.errors import UsageError
from runner.lookup import bundled_folder
from runner.lookup.folders import display_path, read_source
from runner.source import Source, Span
from runner.syntax import parse_source
from runner.syntax.nodes import Document, FunctionDocument, RunDocument, WorkspaceDocument

JOB_FILES = ("run.xs", "index.xs")
WORKSPACE_FILE = "workspace.xs"
FETCH_TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Job:
    """A job that was read: its `run.job`, all documents of its file, and where that is.

    ``path`` is None for a job that came from standard input, a URL or a text.
    """

    run: RunDocument
    documents: tuple[Document, ...]
    workspaces: tuple[WorkspaceDocument, ...]
    path: Path | None
    note: str | None = None

    @property
    def name(self) -> str:
        return self.run.name

    @property
    def file(self) -> str:
        """What people call the file."""
        return self.run.source.name


def load_job(target: str | Path | Source) -> Job:
    """Read the job that ``target`` names.

    Raises:
        UsageError: there is no such file, folder or answer, or it holds no job.
        XanoScriptSyntaxError: it is not XanoScript.
    """
    if isinstance(target, Source):
        return _job(target, None)
    if isinstance(target, str):
        if target == "-":
            return _job(Source(sys.stdin.read(), "<stdin>"), None)
        if target.startswith(("http://", "https://")):
            return _job(Source(_fetch(target), target), None)
    path, note = _locate(Path(target))
    return _job(read_source(path), path, note)


def _job(source: Source, path: Path | None, note: str | None = None) -> Job:
    documents = parse_source(source)
    runs = [document for document in documents if isinstance(document, RunDocument)]
    if not runs:
        raise _no_job(source, documents)
    jobs = [run for run in runs if run.construct == "run.job"]
    if not jobs:
        raise UsageError(
            f"{runs[0].source.name} is a run.service, which keeps running; xsrun runs jobs to their end",
            hint="name a file with a run.job",
        )
    if len(jobs) > 1:
        raise UsageError(
            f"{source.name} holds {len(jobs)} jobs; a file holds one", hint="put each in its own file"
        )
    return Job(jobs[0], documents, _workspaces(documents, path), path, note)


def _no_job(source: Source, documents: tuple[Document, ...]) -> UsageError:
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
    found = [document for document in documents if isinstance(document, WorkspaceDocument)]
    beside = path.with_name(WORKSPACE_FILE) if path is not None and path.name in JOB_FILES else None
    if beside is not None and beside.is_file():
        read = parse_source(read_source(beside))
        found.extend(document for document in read if isinstance(document, WorkspaceDocument))
    return tuple(found)


def _locate(path: Path) -> tuple[Path, str | None]:
    """The file of a job, and a note where it is not the one that was named."""
    if path.is_dir():
        return _in_folder(path), None
    if path.exists():
        return path, None
    bundled = _bundled(path)
    if bundled is not None:
        return bundled, f"{path} is not here; this is the one that comes with xsrun"
    raise UsageError(f"there is no file or folder {display_path(path)}")


def _in_folder(folder: Path) -> Path:
    for name in JOB_FILES:
        if (folder / name).is_file():
            return folder / name
    files = sorted(folder.glob("*.xs"))
    if len(files) == 1:
        return files[0]
    shown = display_path(folder)
    if files:
        raise UsageError(
            f"the folder {shown} has no run.xs", hint=f"name one of its files, such as {files[0]}"
        )
    raise UsageError(f"the folder {shown} has no run.xs", hint="a job folder holds run.xs and function/*.xs")


def _bundled(path: Path) -> Path | None:
    """A bundled job: `jobs/hello.xs` works in any folder."""
    folder = bundled_folder("jobs")
    if folder is None or path.is_absolute() or path.parts[:1] != ("jobs",) or ".." in path.parts:
        return None
    found = folder.joinpath(*path.parts[1:])
    if found.is_dir():
        return _in_folder(found)
    return found if found.is_file() else None


def _fetch(url: str) -> str:
    """The text behind a URL; plain http only from this machine itself."""
    import httpx

    host = httpx.URL(url).host
    if url.startswith("http://") and host not in ("localhost", "127.0.0.1", "::1"):
        raise UsageError("a job comes over https, since it is code that runs here", hint=f"https://{url[7:]}")
    try:
        response = httpx.get(url, timeout=FETCH_TIMEOUT, follow_redirects=True)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UsageError(f"{url} cannot be fetched: {error}") from None
    if response.status_code != 200:
        raise UsageError(f"{url} cannot be fetched: the server answered {response.status_code}")
    return response.text


def job_span(job: Job) -> Span:
    """The place of `main.name`, for problems with the function that it names."""
    return job.run.main.name_span if job.run.main is not None else job.run.span
