"""Folders of functions: the names that their files give, and the names that files may not have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from runner.errors import UsageError
from runner.source import Source

SUFFIXES = frozenset({".py", ".xs"})
# Never functions, and sometimes huge.
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})


class FolderIndex:
    """The files of a folder and of all folders below it, by suffix and by name.

    A name is the path below the folder without the suffix, parted by "/". Names are only ever
    compared with these, never joined to a path: so no name leads out of the folder. ``outside``
    holds the links that do.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python: dict[str, Path] = {}
        self.xanoscript: dict[str, Path] = {}
        self.outside: dict[str, Path] = {}


def index_folder(folder: Path) -> FolderIndex:
    """Walk through ``folder`` in the order of names; what cannot be read is left out."""
    root = folder.resolve()  # so that a folder that is a link does not lead out of itself
    index = FolderIndex(root)
    for path in _walk(root):
        relative = path.relative_to(root)
        name = relative.with_suffix("").as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            index.outside[name] = path
        elif path.suffix == ".py":
            index.python[name] = path
        elif path.suffix == ".xs":
            index.xanoscript[name] = path
    return index


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        # Hidden folders hold virtual environments and repositories, never functions.
        if entry.name.startswith(".") or entry.name in SKIPPED:
            continue
        # Links to folders are not followed: they lead out, or to what is listed anyway.
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif Path(entry.name).suffix in SUFFIXES:
            yield Path(entry.path)


def display_path(path: Path) -> str:
    """``path`` as people write it: relative where it lies below the working directory."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def read_source(path: Path) -> Source:
    """The text of a file, named as people write it.

    Raises:
        UsageError: the file cannot be read, or is not UTF-8.
    """
    try:
        text = path.read_bytes().decode().removeprefix("\ufeff")
        return Source(text, display_path(path)).unix()
    except UnicodeDecodeError as error:
        raise UsageError(f"{display_path(path)} is not UTF-8 text: byte {error.start} is wrong") from None
    except OSError as error:
        raise UsageError(f"{display_path(path)} cannot be read: {error.strerror or error}") from None


def peek_text(path: Path) -> str:
    """The text of a file for a search in it: "" where it cannot be read, wrong bytes replaced.

    One broken file must not hide the functions of all the others.
    """
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""
