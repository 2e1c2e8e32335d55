"""What people name on a command line -> the .xs files that are meant: files, folders, globs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from glob import glob, has_magic
from pathlib import Path

from runner.errors import UsageError
from runner.lookup.folders import SKIPPED, display_path

SUFFIX = ".xs"


def xs_files(names: Sequence[str], more: tuple[str, ...] = ()) -> list[Path]:
    """The .xs files behind ``names``, each once, sorted by path within each name.

    Args:
        names: files, which may have any suffix; folders, searched with all below them but hidden ones;
            globs that no shell has expanded, with ``**``, which leave out the same. None at all is the
            working directory.
        more: the endings of other files that are meant as well.

    Raises:
        UsageError: a name stands for nothing.
    """
    found: dict[tuple[str, str], Path] = {}
    # By folders: to follow the links to each file would take longer than to find it.
    folder = cache(os.path.realpath)
    for name in names or (".",):
        for path in _files(name, (SUFFIX, *more)):
            found.setdefault((folder(path.parent), path.name), path)
    return list(found.values())


def _files(name: str, endings: tuple[str, ...]) -> Iterable[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(_below(path, endings))
    if path.exists():
        return [path]
    matches = sorted(_matches(name)) if has_magic(name) else []
    if not matches:
        raise UsageError(
            f"there is no file or folder {display_path(path)}",
            hint="name .xs files, folders, or patterns such as 'jobs/**/*.xs'",
        )
    return (file for match in matches for file in _matched(Path(match), endings))


def _matches(pattern: str) -> Iterator[str]:
    """What a pattern fits; what a search of folders leaves out has to be named in it."""
    skipped = SKIPPED.difference(Path(pattern).parts)
    return (match for match in glob(pattern, recursive=True) if skipped.isdisjoint(Path(match).parts))


def _matched(path: Path, endings: tuple[str, ...]) -> Iterable[Path]:
    if path.is_dir():
        return sorted(_below(path, endings))
    return [path] if path.name.endswith(endings) and _can_be_text(path) else []


def _below(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    # Walked with os.walk: it is several times faster than pathlib on thousands of files.
    for place, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if not one.startswith(".") and one not in SKIPPED]
        yield from (
            path for file in files if file.endswith(endings) and _can_be_text(path := Path(place, file))
        )


def _can_be_text(path: Path) -> bool:
    """Whether no pipe or device lies there, at which a reader would wait; a dead link is told later on."""
    return path.is_file() or not path.exists()
