"""The tables that a job, a file or a folder declares, in a database that is kept: nothing of the job runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random, SystemRandom
from time import time
from typing import TYPE_CHECKING, Any

from runner.database.opening import open_database
from runner.database.target import DATABASE_URL, database_target
from runner.errors import ProblemsError, UsageError
from runner.jobs.targets import JOB_FILES, read_target
from runner.lookup.folders import display_path, read_source
from runner.lookup.tables import Tables, find_tables
from runner.tables import Table
from runner.units import read_units

if TYPE_CHECKING:
    from runner.database.database import Database


class Bench:
    """What stands in for a run where people work with its tables; ``log`` is told each line."""

    def __init__(self, log: Callable[[str], None]) -> None:
        self.random: Random = SystemRandom()
        self._log = log

    def now(self) -> int:
        """Milliseconds since the epoch."""
        return int(time() * 1000)

    def remaining(self, wanted: float) -> float:
        """All of it: no limit stands around."""
        return min(wanted, threading.TIMEOUT_MAX)

    def log(self, message: str, level: str = "log", **data: Any) -> None:
        """Tell a line."""
        self._log(message)

    def hide(self, secrets: Iterable[str]) -> None:
        """Nothing of the job is shown that could hold them."""


def declared_tables(target: str) -> dict[str, Table]:
    """The tables that the code of a job may name, or that a file or the folder of a workspace declares.

    Raises:
        UsageError: there is no such file or folder, it cannot be read, or nothing declares a table.
        ProblemsError: their documents have problems.
    """
    tables = _tables(target)
    problems = [problem for problem in tables.problems if problem.severity == "error"]
    if problems:
        raise ProblemsError(problems)
    if not tables.units:
        raise UsageError(
            f"{target} declares no tables",
            hint="they stand in the files of the job, or in table/ or tables/ beside it",
        )
    return {name: unit.table for name, unit in sorted(tables.units.items())}


def _tables(target: str) -> Tables:
    try:
        text = read_target(target)
    except UsageError:
        # A workspace is no job that could be read; its tables lie below it.
        found = find_tables((), Path(target) / JOB_FILES[0]) if Path(target).is_dir() else None
        if found is None or not found.units:
            raise
        return found
    units = read_units(text.source, kept=text.path is not None and text.path.is_file())
    others = [unit for path in text.files or () for unit in read_units(read_source(path), kept=True)]
    return find_tables((*units, *others), text.path)


def kept_database(
    tables: dict[str, Table], place: str | None, log: Callable[[str], None], *, must_exist: bool
) -> Database:
    """The database with those tables.

    Args:
        tables: what it may have.
        place: a file, or the URL of a server.
        log: is told what the database does by itself.
        must_exist: whether a file has to be there.

    Raises:
        UsageError: no place is named, it is none, or there is no such file.
        ScriptError: the extra `db` is not installed.
    """
    target = database_target(place)
    if target.file is None and target.url is None:
        raise UsageError(
            "tables in memory are gone when a run ends: name the database where they are kept",
            hint=f"--database FILE or --database postgresql://..., or set {DATABASE_URL}",
        )
    if must_exist and target.file is not None and not target.file.exists():
        raise UsageError(f"there is no database {display_path(target.file)}")
    return open_database(tables, target, Bench(log))
