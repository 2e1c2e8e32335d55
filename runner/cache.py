"""What was worked out once, kept in the user's cache folder: parse tables, summaries and code of files.

An entry holds its whole key, which is compared, so its file may go by a short hash. Entries are
marshalled, never pickled, and are read only where nobody but the user can have written them.
"""

from __future__ import annotations

import marshal
import os
import re
import stat
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import MAGIC_NUMBER, source_hash
from typing import Any

from runner.version import __version__

# What compiled code is bound to.
PYTHON = f"{sys.implementation.cache_tag} {MAGIC_NUMBER.hex()}"
PACKAGE = os.path.dirname(os.path.abspath(__file__))
# Entries that a wheel brings along: those that depend on the language alone, worked out when it was built.
PREPARED = os.path.join(PACKAGE, "prepared")
VERSION_FILE = os.path.join(PREPARED, "fingerprint")
SUFFIX = ".bin"
# The files of entries and, with an ending, those that a run which was stopped left half written.
OWN_FILE = re.compile(r"[a-z]+-[0-9a-f]{16}\.bin(?:\.[0-9]+-[0-9a-f]{8})?")
# What makes the language: a change of one of these makes every entry stale.
LANGUAGE_FILES = (".py", ".lark")
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
# More than this, in number or in bytes, and the older half goes. To count them takes longer than to write
# one, so only one write out of so many does.
MAX_ENTRIES = 20_000
MAX_SIZE = 100_000_000
ROOM_EVERY = 256

Key = tuple[str, ...]


def cache_folder() -> str | None:
    """The folder for entries, made when it is missing; None where none is safe to use.

    `XSRUN_CACHE` names another one; empty, it turns caching off.
    """
    chosen = os.environ.get("XSRUN_CACHE")
    if chosen == "":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = chosen or os.path.join(base, "xsrun")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.stat(folder)
    except OSError:
        return None
    return folder if stat.S_ISDIR(status.st_mode) and _is_ours(status) else None


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What stands for this very version of the language."""
    # Of what is installed nothing changes; in a checkout any file may have, since the last run.
    installed = _read_bytes(VERSION_FILE, own=False)
    if installed:
        return installed.decode()
    found = sorted((entry.path, *_size_and_time(entry)) for entry in _language_files(PACKAGE))
    return f"{__version__} {source_hash(repr(found).encode()).hex()}"


def contents(*folders: str) -> str:
    """What stands for the contents of all files in folders of the package, wherever that lies; "." is all."""
    hashes = {}
    for folder in folders:
        for entry in _language_files(os.path.join(PACKAGE, folder)):
            hashes[os.path.relpath(entry.path, PACKAGE)] = source_hash(_read_bytes(entry.path, own=False))
    return f"{__version__} {source_hash(repr(sorted(hashes.items())).encode()).hex()}"


def read_entry(kind: str, key: Key) -> Any:
    """The value of an entry; None where there is none that can be trusted."""
    name = _file_name(kind, key)
    folder = cache_folder()
    data = _read_bytes(os.path.join(PREPARED, name), own=False)
    if not data and folder is not None:
        data = _read_bytes(os.path.join(folder, name), own=True)
    # Damaged data is not even looked at: reading code from it could end the process.
    if len(data) < 8 or source_hash(data[8:]) != data[:8]:
        return None
    try:
        stored, value = marshal.loads(data[8:])
    # A wheel may have been built by a Python that writes what this one cannot read.
    except (EOFError, TypeError, ValueError):
        return None
    return value if stored == key else None


def write_entry(kind: str, key: Key, value: Any) -> None:
    """Keep a value of plain data and code; where that cannot be done, nothing happens."""
    folder = cache_folder()
    if folder is None:
        return
    file = os.path.join(folder, _file_name(kind, key))
    chance = os.urandom(4)
    temporary = f"{file}.{os.getpid()}-{chance.hex()}"
    try:
        data = marshal.dumps((key, value))
        _write_bytes(temporary, source_hash(data) + data)
        os.replace(temporary, file)  # two runs at once each leave a whole file
        if int.from_bytes(chance, "big") % ROOM_EVERY == 0:
            _make_room(folder)
    except (OSError, ValueError):  # a full disk, a value nested more deeply than marshal goes
        _remove(temporary)


def _file_name(kind: str, key: Key) -> str:
    return f"{kind}-{source_hash(chr(0).join(key).encode('utf-8', 'surrogatepass')).hex()}{SUFFIX}"


def _read_bytes(file: str, *, own: bool) -> bytes:
    """The bytes of a file; none where it is not there, or ``own`` and somebody else may have written it."""
    try:
        with open(file, "rb") as stream:
            return stream.read() if not own or _is_ours(os.fstat(stream.fileno())) else b""
    except OSError:
        return b""


def _write_bytes(file: str, data: bytes) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)


def _is_ours(status: os.stat_result) -> bool:
    """Whether nobody but the user can have written something; where files have no owners, anything."""
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & OTHERS_MAY_WRITE


def _size_and_time(entry: os.DirEntry[str]) -> tuple[int, int]:
    status = entry.stat()
    return status.st_size, status.st_mtime_ns


def _make_room(folder: str) -> None:
    with os.scandir(folder) as entries:
        files = [(entry.stat(), entry.path) for entry in entries if OWN_FILE.fullmatch(entry.name)]
    if len(files) <= MAX_ENTRIES and sum(status.st_size for status, _ in files) <= MAX_SIZE:
        return
    files.sort(key=lambda file: file[0].st_mtime_ns)
    for _, path in files[: len(files) // 2]:
        _remove(path)


def _remove(file: str) -> None:
    try:
        os.unlink(file)
    except OSError:
        return  # another run was faster


def _language_files(path: str) -> Iterator[os.DirEntry[str]]:
    """Every file below a folder of the package that makes the language."""
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(LANGUAGE_FILES):
                yield entry
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _language_files(entry.path)
