"""The storage of a run: files under names, in one folder that no name leads out of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import NoReturn

from runner.errors import ScriptError
from runner.values.files import FORBIDDEN, LONGEST_PART

# What is told of a file: whether it was "created", "replaced" or "deleted", its name, size and place.
Watcher = Callable[[str, str, int, Path], None]
# In the current folder, like the data of other tools that belong to a project.
DEFAULT_FOLDER = Path(".xsrun") / "storage"


class Storage:
    """Files in a folder of this machine. A name is parts joined by slashes, such as `vault/a1/photo.png`.

    The folder is made when the first file is written, not before. Names are the same with and without
    a slash in front; a part that is "..", holds a character that some system forbids, or is a link is
    refused, so that a name always stands for a file of this folder. ``watcher`` is told each file that
    is written or deleted.
    """

    def __init__(self, folder: Path = DEFAULT_FOLDER, watcher: Watcher | None = None) -> None:
        # A run may change the current folder; its files stay together all the same.
        self.folder = Path(os.path.abspath(folder))
        self.watcher = watcher

    def put(self, name: str, data: bytes) -> None:
        """Write a file; one of that name is replaced, and nobody ever sees half of it.

        Raises:
            ScriptError: the name is none of a file in here, or the disk takes no more.
        """
        place = self._place(name)
        with _sentences(name, "written"):
            place.parent.mkdir(parents=True, exist_ok=True)
            # Of this run alone: others, in threads too, may write the same name.
            half = place.with_name(f"{place.name[:100]}.{os.getpid()}-{get_ident()}.part")
            known = place.is_file()
            try:
                half.write_bytes(data)
                half.replace(place)
            finally:
                half.unlink(missing_ok=True)
        self._tell("replaced" if known else "created", name, len(data), place)

    def get(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            ScriptError: there is none of that name (``notfound``), or it cannot be read.
        """
        place = self._existing(name)
        with _sentences(name, "read"):
            return place.read_bytes()

    def delete(self, name: str) -> bool:
        """Remove a file; False where there is none.

        Raises:
            ScriptError: the name is none of a file in here, or the file cannot be removed.
        """
        place = self._place(name)
        if not place.is_file():
            return False
        with _sentences(name, "deleted"):
            size = place.stat().st_size
            place.unlink(missing_ok=True)
        # Each file of a job has a folder of its own, which would otherwise stay behind.
        self._drop_empty(place.parent)
        self._tell("deleted", name, size, place)
        return True

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name.

        Raises:
            ScriptError: the name is none of a file in here.
        """
        return self._place(name).is_file()

    def list(self, prefix: str = "") -> list[str]:
        """The names of all files, or of those that start with ``prefix``, in order."""
        found = []
        for folder, _, names in os.walk(self.folder):
            inside = Path(folder).relative_to(self.folder)
            found += [(inside / name).as_posix() for name in names if not (Path(folder) / name).is_symlink()]
        return sorted(name for name in found if name.startswith(prefix.lstrip("/")))

    def url(self, name: str) -> str:
        """Where a file can be opened: a ``file://`` URL.

        Raises:
            ScriptError: there is no file of that name (``notfound``).
        """
        return self._existing(name).as_uri()

    def _tell(self, what: str, name: str, size: int, place: Path) -> None:
        if self.watcher is not None:
            self.watcher(what, "/" + name.removeprefix("/"), size, place)

    def _existing(self, name: str) -> Path:
        place = self._place(name)
        if not place.is_file():
            raise ScriptError(f'the storage has no file "{name}"', kind="notfound")
        return place

    def _place(self, name: str) -> Path:
        parts = name.removeprefix("/").split("/")
        for part in parts:
            if part in ("", ".", "..") or FORBIDDEN & set(part) or len(part) > LONGEST_PART:
                _refuse(name)
        place = self.folder
        for part in parts:
            place = place / part
            # Checked part by part: a link to a folder leads out just as well.
            if _is_link(place):
                _refuse(name)
        return place

    def _drop_empty(self, folder: Path) -> None:
        while folder != self.folder:
            try:
                folder.rmdir()
            except OSError:
                return  # it holds other files
            folder = folder.parent


def _is_link(place: Path) -> bool:
    # A junction is what Windows has beside links; Python knows it from 3.12 on.
    is_junction: Callable[[], bool] = getattr(place, "is_junction", lambda: False)
    return place.is_symlink() or is_junction()


def _refuse(name: str) -> NoReturn:
    raise ScriptError(
        f'"{name}" cannot be the name of a stored file: names are parts joined by slashes, without "..",'
        " links and characters that a system forbids"
    )


@contextmanager
def _sentences(name: str, what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is not text in UTF-8"
        raise ScriptError(f'the stored file "{name}" cannot be {what}: {reason}') from None
