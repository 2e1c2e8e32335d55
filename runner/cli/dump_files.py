"""The files that `xsrun db` writes dumps into and reads them from, piece by piece."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from runner.cli.console import Console
from runner.errors import UsageError
from runner.jobs.targets import STDIN

# Characters that go out at once.
PIECE = 1 << 16


def write_dump(texts: Iterable[str], file: Path | None, console: Console) -> None:
    """Write texts one behind the other, into a file or to standard output.

    A file that was there before stays as it is where something fails; only the user can read the new one.

    Raises:
        UsageError: the file cannot be written.
    """
    if file is None:
        for piece in _in_pieces(texts):
            console.result(piece)
        return
    try:
        if file.exists() and not file.is_file():
            # A pipe or a device, which nothing may take the place of.
            with open(file, "w", encoding="utf-8") as stream:
                stream.writelines(texts)
        else:
            _replace(file.resolve(), texts)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}") from None


def _replace(file: Path, texts: Iterable[str]) -> None:
    with NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as new:
        try:
            new.writelines(texts)
            new.close()
            os.replace(new.name, file)
        except BaseException:
            os.unlink(new.name)
            raise


def _in_pieces(texts: Iterable[str]) -> Iterator[str]:
    """Short texts put together, since each is written by a call of the system."""
    gathered: list[str] = []
    size = 0
    for text in texts:
        gathered.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(gathered)
            gathered, size = [], 0
    yield "".join(gathered)


def read_lines(file: str, name: str) -> Iterator[str]:
    """The lines of a file, or of standard input; ``name`` is what messages call it.

    Raises:
        UsageError: it cannot be read, or is not UTF-8.
    """
    try:
        with open(sys.stdin.fileno() if file == STDIN else file, encoding="utf-8-sig") as stream:
            yield from stream
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 text: byte {error.start} is wrong") from None
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror or error}") from None
