"""The tables of a job, and the database that a run of it has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from runner.database.target import database_target
from runner.errors import Problem
from runner.jobs.loading import Job
from runner.jobs.options import RunOptions

if TYPE_CHECKING:
    from runner.database.database import Database, World
    from runner.lookup.tables import Tables


class JobData:
    """Where a job keeps its data. Its tables are looked for when somebody asks for them.

    Raises:
        UsageError: the options name a database that cannot be used.
    """

    def __init__(self, job: Job, options: RunOptions) -> None:
        self._job = job
        self._options = options
        self._target = database_target(options.database)

    @cached_property
    def tables(self) -> Tables:
        """The tables that the code of the job may name.

        Raises:
            UsageError: a file cannot be read.
            XanoScriptSyntaxError: a file is not XanoScript.
        """
        from runner.lookup.tables import find_tables

        return find_tables(self._job.units, self._job.path)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the documents of its tables."""
        return self.tables.problems

    def database(self, world: World) -> Database:
        """The database of one run.

        Raises:
            ScriptError: the extra `db` is not installed.
        """
        from runner.errors import missing_extra

        try:
            from runner.database.database import Database
        except ImportError:
            raise missing_extra("a job with tables", "db") from None
        tables = {name: unit.table for name, unit in self.tables.units.items()}
        return Database(tables, self._target, world, self._options.rows)
