"""What people name as a job -> its text: a file, a folder, `-`, a URL, a text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from runner.errors import UsageError
from runner.lookup import bundled_folder
from runner.lookup.folders import display_path, index_folder, peek_text, read_source
from runner.lookup.workspaces import FOLDERS
from runner.records import Record
from runner.source import Source

JOB_FILES = ("run.xs", "index.xs")
# The function that a job without a run.job is.
MAIN_FUNCTION = "$main"
STDIN = "-"
WEB_SCHEMES = ("http", "https")


class JobText(Record):
    """The text of a job and where it is.

    ``path`` is None for a text that is no file of this machine; ``note`` says what was found where it
    is not what was named. ``files`` are those of a folder whose files are a job together, else None.
    """

    source: Source
    path: Path | None = None
    note: str | None = None
    files: tuple[Path, ...] | None = None


def read_target(target: str | Path | Source) -> JobText:
    """Read what ``target`` names.

    Raises:
        UsageError: there is no such file, folder or answer, or it cannot be read.
    """
    if isinstance(target, Source):
        return JobText(Source(target.text.removeprefix("\ufeff"), target.name))
    if target == STDIN:
        return JobText(_standard_input())
    if isinstance(target, str) and "://" in target:
        return JobText(_from_web(target))
    # Else it would be the working directory, which nobody named.
    if target == "":
        raise UsageError("the job has no name", hint="name a file, a folder that holds run.xs, or a URL")
    path, note = _locate(Path(target))
    if path.is_dir():
        return _folder_text(path, note)
    return JobText(read_source(path), path, note)


def _standard_input() -> Source:
    stream = sys.stdin
    if stream is None:  # a process without one, such as a service
        raise UsageError("there is no standard input to read a job from")
    # A text stream would decode by the locale; one that stands in for stdin may have no bytes.
    data = stream.buffer.read() if hasattr(stream, "buffer") else stream.read().encode()
    return _decoded(data, "<stdin>")


def _from_web(url: str) -> Source:
    scheme = url.partition("://")[0]
    if scheme.lower() not in WEB_SCHEMES:
        raise UsageError(
            f"a job is not fetched over {scheme}://",
            hint="https:// works, and http:// from this machine; name a file by its path",
        )
    from runner.jobs.download import download, shown

    return _decoded(download(url), shown(url))


def _decoded(data: bytes, name: str) -> Source:
    """Bytes from outside as a text, without the mark that Windows puts first."""
    try:
        return Source(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text: byte {error.start} is wrong") from None


def _locate(path: Path) -> tuple[Path, str | None]:
    """The file of a job, or the folder that is one, and a note where it is not what was named."""
    try:
        if path.is_dir():
            return _in_folder(path), None
        if path.exists():
            return path, None
    except OSError as error:  # a name that is too long, a folder that is closed
        raise UsageError(f"{display_path(path)} cannot be read: {error.strerror or error}") from None
    # Last of all: a job of one's own is never hidden by one that comes with xsrun.
    bundled = bundled_job(path)
    if bundled is not None:
        return bundled, f"{path} is not here; this is the one that comes with xsrun"
    raise UsageError(
        f"there is no file or folder {display_path(path)}",
        hint="a job is a .xs file, a folder with run.xs, `-` for standard input, or a URL",
    )


def bundled_job(path: Path) -> Path | None:
    """The file of a job that comes with xsrun: ``jobs/hello.xs`` works in any folder.

    Args:
        path: what was named; it is not looked for in the working directory.

    Returns:
        None where no such job comes with xsrun.

    Raises:
        UsageError: it is a folder of ours that is no job, such as ``jobs`` itself.
    """
    folder = bundled_folder("jobs")
    if folder is None or path.is_absolute() or path.parts[:1] != ("jobs",) or ".." in path.parts:
        return None
    found = folder.joinpath(*path.parts[1:])
    if found.is_dir():
        return _in_folder(found)
    return found if found.is_file() else None


def _in_folder(folder: Path) -> Path:
    """The file of a folder that is its job; the folder itself where one of its files holds `$main`."""
    for name in JOB_FILES:
        if (folder / name).is_file():
            return folder / name
    files = sorted(folder.glob("*.xs"))
    if _holds_main(folder, files):
        return folder
    # Its one file is the job, whatever people call it.
    if len(files) == 1:
        return files[0]
    shown = display_path(folder)
    if files:
        raise UsageError(
            f"the folder {shown} has no run.xs",
            hint=f"name one of its files, such as {display_path(files[0])}",
        )
    raise UsageError(f"the folder {shown} has no run.xs", hint="a job folder holds run.xs and function/*.xs")


def _holds_main(folder: Path, files: Sequence[Path]) -> bool:
    """Whether a function `$main` seems to stand in a file of the folder or of its functions."""
    from runner.lookup.xanoscript_files import XanoScriptFiles, function_heads

    # By the heads of functions: a folder of a hundred jobs is not to be parsed.
    if any(MAIN_FUNCTION in function_heads(peek_text(file)) for file in files):
        return True
    indexes = (index_folder(folder / name) for name in FOLDERS)
    return any(
        MAIN_FUNCTION in index.python or MAIN_FUNCTION in XanoScriptFiles(index).paths for index in indexes
    )


def _folder_text(folder: Path, note: str | None) -> JobText:
    """A folder whose files are a job together: a text of its own it has none."""
    files = tuple(sorted(folder.glob("*.xs")))
    # Functions are looked for beside a file, which need not be there.
    return JobText(Source("", display_path(folder)), folder / MAIN_FUNCTION, note, files)
