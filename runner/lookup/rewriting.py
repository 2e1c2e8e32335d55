"""A new text into an old file, which keeps its line ends and its mode and is never half written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from runner.errors import UsageError
from runner.lookup.folders import display_path

MARK = "\ufeff"
LINE_ENDS = ("\r\n", "\r", "\n")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def rewrite(path: Path, text: str) -> None:
    """Give a file another text.

    Args:
        path: the file, which is UTF-8; a link is followed.
        text: the new text, with plain newlines.

    Raises:
        UsageError: it cannot be written.
    """
    target = path.resolve()
    try:
        # Read as bytes: text streams would make all line ends alike.
        old = target.read_bytes().decode()
        mark = MARK if old.startswith(MARK) else ""
        written = mark + with_line_ends(text, old.removeprefix(mark))
        _replace(target, written.encode())
    except OSError as error:
        raise UsageError(f"{display_path(path)} cannot be written: {error.strerror or error}") from None


def with_line_ends(text: str, old: str) -> str:
    """``text`` with the line ends of ``old``: lines of both keep theirs, new ones get the commonest."""
    if "\r" not in old:
        return text
    ends = [_end(line) for line in LINE.findall(old)]
    common = max(LINE_ENDS, key=ends.count)
    if set(ends) <= {common, ""}:
        return text.replace("\n", common)
    return "".join(_mixed(text, old, common))


def _mixed(text: str, old: str, common: str) -> Iterator[str]:
    before = LINE.findall(old)
    bare = [line.rstrip("\r\n") for line in before]
    lines = text.split("\n")
    kept: dict[int, str] = {}
    for was, now, size in SequenceMatcher(None, bare, lines, autojunk=False).get_matching_blocks():
        kept.update((now + at, _end(before[was + at])) for at in range(size))
    for number, line in enumerate(lines[:-1]):
        yield line + (kept.get(number) or common)
    yield lines[-1]


def _end(line: str) -> str:
    return next((end for end in LINE_ENDS if line.endswith(end)), "")


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
