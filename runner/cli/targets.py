"""The argument JOB: what it may name, what was meant by a wrong name, how a shell completes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SUFFIX = ".xs"
# How deep a completion looks into folders: jobs/, and one folder in it.
DEPTH = 2
MAX_NEAR = 3


class JobTarget(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions alone
    """The type of JOB: a text, since it may be a URL; it completes as jobs of the file system."""

    name = "job"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Job files and folders below what is written so far."""
        from click.shell_completion import CompletionItem

        folder, slash, start = incomplete.rpartition("/")
        return [CompletionItem(path) for path in _walk(folder + slash, start, DEPTH)]


def job_folder(target: str) -> Path | None:
    """The folder that a job on this machine is in; None for standard input and a URL."""
    from runner.jobs.targets import STDIN

    if target == STDIN or "://" in target:
        return None
    path = Path(target)
    return path if path.is_dir() else path.parent


def require_job(target: str, commands: Sequence[str] = ()) -> None:
    """Look whether JOB names something, before anything is loaded for it.

    Args:
        target: what was written.
        commands: the commands, where JOB could have been meant to be one.

    Raises:
        UsageError: there is no such file, with the files and commands that are near, or it cannot be read.
    """
    # Before the import of what reads jobs, which `xsrun JOB --help` does not need.
    if "://" in target or _exists(target):
        return
    from runner.errors import UsageError
    from runner.jobs.targets import STDIN, bundled_job

    if target == STDIN or bundled_job(Path(target)) is not None:
        return
    what = f"`{target}` is neither a command nor a job" if commands else f"there is no job `{target}`"
    near = [*_near_commands(target, commands), *_near_jobs(Path(target))]
    if near:
        raise UsageError(f"{what}; did you mean {' or '.join(near[:MAX_NEAR])}?")
    raise UsageError(what, hint="a job is a .xs file, a folder with run.xs, `-` for standard input, or a URL")


def _exists(target: str) -> bool:
    try:
        return Path(target).exists()
    except OSError as error:  # a name that is too long, a folder that is closed
        from runner.errors import UsageError

        raise UsageError(f"{target} cannot be read: {error.strerror}") from None


def _near_commands(target: str, commands: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return [f"the command `{name}`" for name in get_close_matches(target.lower(), commands, n=1)]


def _near_jobs(target: Path) -> list[str]:
    from difflib import get_close_matches

    found = {Path(job).name.removesuffix(SUFFIX).lower(): job for job in _walk(_prefix(target), "", 0)}
    wanted = target.name.removesuffix(SUFFIX).lower()
    return [f"`{found[name]}`" for name in get_close_matches(wanted, found, n=MAX_NEAR)]


def _prefix(target: Path) -> str:
    return "" if target.parent == Path() else f"{target.parent}/"


def _walk(folder: str, start: str, depth: int) -> Iterator[str]:
    """The jobs in ``folder`` ("" or ending in "/") whose names begin with ``start``."""
    for path in _entries(folder):
        if not path.name.startswith(start) or (path.name.startswith(".") and not start):
            continue
        written = f"{folder}{path.name}"
        if path.suffix == SUFFIX or _is_job_folder(path):
            yield written
        elif depth > 0 and path.is_dir():
            yield from _walk(f"{written}/", "", depth - 1)


def _is_job_folder(path: Path) -> bool:
    from runner.jobs.targets import JOB_FILES

    return any((path / name).is_file() for name in JOB_FILES)


def _entries(folder: str) -> list[Path]:
    try:
        return sorted(Path(folder).iterdir())
    except OSError:
        return []
