"""The tables of a job, and the database and the keys that a run of it has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runner.errors import Problem
from runner.jobs.loading import Job
from runner.jobs.options import RunOptions

# A job without data imports nothing of these.
if TYPE_CHECKING:
    from runner.database.database import Database
    from runner.database.target import DatabaseTarget
    from runner.database.world import World
    from runner.lookup.tables import Tables
    from runner.redis.keys import Keys
    from runner.redis.target import RedisTarget
    from runner.redis.world import World as RedisWorld


class JobData:
    """Where a job keeps its data. Its tables are looked for when somebody asks for them."""

    def __init__(self, job: Job, options: RunOptions) -> None:
        self._job = job
        self._options = options

    @cached_property
    def target(self) -> DatabaseTarget:
        """The database that the options name.

        Raises:
            UsageError: it cannot be used.
        """
        from runner.database.target import database_target

        return database_target(self._options.database)

    @cached_property
    def redis_server(self) -> RedisTarget | None:
        """The Redis server that the options name; None is one inside of the run.

        Raises:
            UsageError: it cannot be used.
        """
        from runner.redis.target import redis_target

        return redis_target(self._options.redis)

    def check(self) -> None:
        """Look whether the database can be used; a job that asks none need not know.

        Raises:
            UsageError: it cannot.
        """
        _ = self.target

    def check_redis(self) -> None:
        """The same for the Redis server, and for jobs that ask for keys.

        Raises:
            UsageError: it cannot be used.
        """
        _ = self.redis_server

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
        """What is wrong with the documents of its tables.

        Raises:
            UsageError: a file cannot be read.
            XanoScriptSyntaxError: a file is not XanoScript.
        """
        return self.tables.problems

    def database(self, world: World) -> Database:
        """The database of one run.

        Raises:
            ScriptError: the extra `db` is not installed.
        """
        from runner.database.opening import open_database

        tables = {name: unit.table for name, unit in self.tables.units.items()}
        return open_database(tables, self.target, world, self._options.rows)

    def rows(self, names: Iterable[str], world: World) -> dict[str, list[dict[str, Any]]]:
        """What tables hold now, as the next run would find it.

        Raises:
            ScriptError: no document declares one of them, or the database refuses.
        """
        database = self.database(world)
        from runner.database.contents import all_rows

        try:
            return {name: all_rows(database, name) for name in names}
        finally:
            database.close()

    def keys(self, world: RedisWorld) -> Keys:
        """The keys of one run, under the name of the job where no other namespace is given.

        Raises:
            ScriptError: the extra `redis` is not installed.
        """
        from runner.errors import missing_extra

        try:
            from runner.redis.keys import Keys
        except ImportError:
            raise missing_extra("a job with keys of Redis", "redis") from None
        namespace = self._options.namespace
        return Keys(self.redis_server, self._job.name if namespace is None else namespace, world)
