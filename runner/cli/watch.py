"""``xsrun watch``: runs a job again whenever one of its files changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from runner.cli.codes import INTERRUPTED
from runner.cli.console import Console
from runner.cli.targets import JobTarget, job_folder, require_job

# How often the files are looked at, in seconds: what a person takes for at once.
INTERVAL = 0.3
# What a run may depend on, by its ending; data it may write itself.
CODE = frozenset({".xs", ".py", ".env"})
SUFFIXES = CODE | {".json", ".yaml", ".yml", ".csv", ".txt"}
GRACE = 2.0

Seen = dict[str, tuple[int, int]]


@click.command(context_settings={"max_content_width": 100, "ignore_unknown_options": True})
@click.argument("job", type=JobTarget(), metavar="JOB")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[OPTIONS OF RUN]...")
def command(job: str, options: tuple[str, ...]) -> int:
    """Run a job, and again whenever one of its files changes.

    Looked at are the folder of JOB, the functions of its project, its tables and endpoints. All that
    stands behind JOB goes to `xsrun run`. A run that is under way when a file changes is stopped.
    Ctrl-C ends it.

    \b
    Example:
      xsrun watch jobs/hello.xs --input name=Ada
    """
    require_job(job)
    folder = job_folder(job)
    if folder is None:
        raise click.UsageError("only a job in a file or a folder can be watched")
    from runner.lookup.roots import folder_roots
    from runner.lookup.workspaces import workspace_folders

    folders = [folder, *(root.folder for root in folder_roots(folder)), *workspace_folders(folder.absolute())]
    command_line = [sys.executable, "-m", "runner", "run", job, *options]
    try:
        _watch(command_line, folders, Console())
    except KeyboardInterrupt:
        return INTERRUPTED


def _watch(command_line: list[str], folders: list[Path], console: Console) -> NoReturn:
    """Run, wait for a change, and so on; only an interrupt ends it."""
    seen = look(folders)
    while True:
        run = subprocess.Popen(command_line)
        try:
            changed = _wait(run, folders, seen, console)
        finally:
            stop(run)
        seen = look(folders)
        console.fail(console.style.dim(f"\n--- {time.strftime('%H:%M:%S')} {changed} changed ---"))


def _wait(run: subprocess.Popen[bytes], folders: list[Path], seen: Seen, console: Console) -> str:
    """The name of the first file that changes."""
    is_told = is_settled = False
    while True:
        time.sleep(INTERVAL)
        is_over, now = run.poll() is not None, look(folders)
        changed = sorted(path for path in {*seen, *now} if seen.get(path) != now.get(path))
        # Data that changes meanwhile the run writes itself: to run again for that would never end.
        changed = [path for path in changed if is_settled or _ending(path) in CODE]
        if changed:
            from runner.lookup.folders import display_path

            return display_path(Path(changed[0]))
        seen = now
        # What is told here may go to a file in the folder, which is seen a round later.
        is_settled = is_told
        if is_over and not is_told:
            is_told = True
            console.fail(console.style.dim(f"--- exit code {run.returncode}; waiting for a change ---"))


def stop(run: subprocess.Popen[bytes]) -> None:
    """End a run that is under way, with force where it does not listen."""
    if run.poll() is not None:
        return
    run.terminate()
    try:
        run.wait(GRACE)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()


def look(folders: list[Path]) -> Seen:
    """Size and time of every file in ``folders`` that a run may depend on."""
    return {str(path): state for folder in folders for path, state in _files(folder)}


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    from runner.lookup.folders import SKIPPED

    for place, inner, names in os.walk(folder.absolute()):
        inner[:] = [name for name in inner if not name.startswith(".") and name not in SKIPPED]
        for name in names:
            path = Path(place, name)
            if _ending(name) not in SUFFIXES:
                continue
            try:
                status = path.stat()
            except OSError:
                continue  # it went while we looked
            yield path, (status.st_size, status.st_mtime_ns)


def _ending(path: str) -> str:
    name = os.path.basename(path)
    return name if name == ".env" else os.path.splitext(name)[1]
