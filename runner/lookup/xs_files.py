"""What people name on a command line -> the .xs files that are meant: files, folders, globs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from runner.errors import UsageError
from runner.lookup.folders import SKIPPED, display_path

SUFFIX = ".xs"


def xs_files(names: Sequence[str]) -> list[Path]:
    """The .xs files behind ``names``, each once, sorted by path within each name.

    Args:
        names: files, which may have any suffix; folders, searched with all below them but hidden ones;
            globs that no shell has expanded, with ``**``. None at all is the working directory.

    Raises:
        UsageError: a name stands for nothing.
    """
    found: dict[Path, None] = {}
    for name in names or (".",):
        found.update(dict.fromkeys(_files(name)))
    return list(found)


def _files(name: str) -> Iterable[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(_below(path))
    if path.exists():
        return [path]
    matches = sorted(glob(name, recursive=True)) if has_magic(name) else []
    if not matches:
        raise UsageError(
            f"there is no file or folder {display_path(path)}",
            hint="name .xs files, folders, or patterns such as 'jobs/**/*.xs'",
        )
    return (file for match in matches for file in _matched(Path(match)))


def _matched(path: Path) -> Iterable[Path]:
    if path.is_dir():
        return sorted(_below(path))
    return [path] if path.suffix == SUFFIX else []


def _below(folder: Path) -> Iterator[Path]:
    # Walked with os.walk: it is several times faster than pathlib on thousands of files.
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".") and one not in SKIPPED]
        yield from (Path(place, file) for file in files if file.endswith(SUFFIX))
