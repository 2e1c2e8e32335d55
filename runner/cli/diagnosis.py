"""What `xsrun doctor` looks at: this machine, this installation, this folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from runner.cache import OTHERS_MAY_WRITE, PACKAGE, cache_folder
from runner.records import Record
from runner.version import __version__

OLDEST_PYTHON = (3, 11)
# The libraries of an extra, by the names that `pip` knows.
EXTRAS = ("crypto", "db", "geoip", "lambda", "redis", "s3", "zip")
DISTRIBUTION = "xsrun"
OK, NOTE, WRONG = "ok", "note", "wrong"


class Finding(Record):
    """One thing that was looked at; ``state`` is "ok", "note" for what may be meant so, or "wrong"."""

    name: str
    state: str
    text: str
    hint: str | None = None

    def describe(self) -> dict[str, Any]:
        """The finding as JSON-ready data."""
        return dict(zip(self._fields, self.as_tuple(), strict=True))


def findings() -> Iterator[Finding]:
    """Everything, in the order in which people ask for it."""
    yield Finding("xsrun", OK, f"{__version__}, in {PACKAGE}")
    yield _python()
    yield from _libraries()
    yield _cache()
    yield _texts()
    yield from _clock()
    yield _proxy()
    yield _jobs()
    yield from _env_file()


# -- the installation --------------------------------------------------------------------------------


def _python() -> Finding:
    shown = f"{sys.implementation.name} {'.'.join(map(str, sys.version_info[:3]))} on {sys.platform}"
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("python", OK, shown)
    return Finding("python", WRONG, shown, "xsrun needs Python 3.11 or newer")


def _libraries() -> Iterator[Finding]:
    """The libraries that xsrun always needs, and those of each extra."""
    try:
        needed = [_requirement(line) for line in requires(DISTRIBUTION) or ()]
    except PackageNotFoundError:
        hint = "pip install -e . in the checkout; without it no plug-in and no version of a library is known"
        yield Finding("installed", NOTE, "xsrun runs from a folder and is not installed", hint)
        return
    for name in (None, *EXTRAS):
        versions = {library: _version(library) for library, extra in needed if extra == name}
        if not versions:  # what was installed is older than this extra
            continue
        missing = [library for library, found in versions.items() if found is None]
        shown = ", ".join(f"{library} {found or 'missing'}" for library, found in versions.items())
        label = f"extra {name}" if name else "libraries"
        if not missing:
            yield Finding(label, OK, shown)
        elif name is None:
            yield Finding(label, WRONG, shown, f"pip install {' '.join(missing)}")
        else:
            yield Finding(label, NOTE, f"not installed: {', '.join(missing)}", f"pip install 'xsrun[{name}]'")


def _requirement(line: str) -> tuple[str, str | None]:
    """The library of a line such as ``joserfc>=1.4; extra == "crypto"``, and the extra that asks for it."""
    text, _, marker = line.partition(";")
    name = text.strip()
    for end in " <>=!~[(":
        name = name.partition(end)[0]
    return name, marker.partition("extra ==")[2].strip().strip("'\"") or None


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _cache() -> Finding:
    if os.environ.get("XSRUN_CACHE") == "":
        return Finding("cache", NOTE, "turned off by an empty XSRUN_CACHE", "each run reads its job anew")
    folder = cache_folder()
    if folder is None:
        hint = "give it to yourself alone (chmod 700), or name another folder in XSRUN_CACHE"
        return Finding("cache", WRONG, "the folder cannot be used: others may write to it, or nobody", hint)
    files = [entry.stat().st_size for entry in os.scandir(folder) if entry.is_file()]
    if not os.access(folder, os.W_OK):
        return Finding("cache", WRONG, f"{folder} cannot be written to", "name another folder in XSRUN_CACHE")
    return Finding("cache", OK, f"{folder}, {len(files)} entries, {sum(files) / 1e6:.1f} MB")


# -- the machine -------------------------------------------------------------------------------------


def _texts() -> Finding:
    encodings = {sys.getfilesystemencoding().lower(), (sys.stdout.encoding or "utf-8").lower()}
    shown = f"{', '.join(sorted(encodings))}; files are always read as UTF-8"
    if encodings == {"utf-8"}:
        return Finding("texts", OK, shown)
    return Finding("texts", NOTE, shown, "names of files and output may look odd: PYTHONUTF8=1 mends it")


def _clock() -> Iterator[Finding]:
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    # The files of xsrun itself cannot come from the future; certificates and tokens need a true clock.
    newest = max(entry.stat().st_mtime for entry in os.scandir(PACKAGE) if entry.is_file())
    if time.time() < newest - 60:
        yield Finding("clock", WRONG, f"{now} UTC is before xsrun was installed", "set the clock")
    else:
        yield Finding("clock", OK, f"{now} UTC, {time.strftime('%Z')} here")
    from zoneinfo import available_timezones

    zones = len(available_timezones())
    if not zones:
        yield Finding("time zones", WRONG, "this machine knows none but UTC", "pip install tzdata")
    else:
        yield Finding("time zones", OK, f"{zones} known")


def _proxy() -> Finding:
    names = [name for name in os.environ if name.lower() in ("http_proxy", "https_proxy", "all_proxy")]
    # The address may hold a password.
    shown = f"requests go the way that {', '.join(sorted(names))} says" if names else "none"
    return Finding("proxy", OK, shown)


# -- the folder --------------------------------------------------------------------------------------


def _jobs() -> Finding:
    from runner.jobs.targets import JOB_FILES

    here = [name for name in (*JOB_FILES, "jobs", "functions", "function") if Path(name).exists()]
    here += [".xs files"] * any(path.name not in JOB_FILES for path in Path().glob("*.xs"))
    if not here:
        return Finding("folder", NOTE, "there is no job here", "xsrun new NAME makes one")
    return Finding("folder", OK, f"{', '.join(here)} here; `xsrun list` shows the jobs")


def _env_file() -> Iterator[Finding]:
    from runner.cli.environment import DEFAULT_FILE, read_environment

    path = Path(DEFAULT_FILE)
    if not path.is_file():
        yield Finding("env file", OK, "none here")
        return
    environment = read_environment((), (), None)
    names = sum(len(layer.values) for layer in environment.layers if layer.label == DEFAULT_FILE)
    for warning in environment.warnings:
        yield Finding("env file", WRONG, warning, "write NAME=value")
    if os.name == "posix" and path.stat().st_mode & OTHERS_MAY_WRITE:
        yield Finding("env file", WRONG, "others may write to .env", "chmod 600 .env")
    yield Finding("env file", OK, f".env gives {names} name{'' if names == 1 else 's'}")
