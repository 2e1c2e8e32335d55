"""The databases that tests run on: SQLite always, the others where a server answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pytest

# The servers that a machine for tests has; others may be named.
POSTGRES = os.environ.get("XSRUN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")
MYSQL = os.environ.get("XSRUN_TEST_MYSQL", "mysql://root@127.0.0.1:3306")


@cache
def postgres_answers() -> bool:
    import psycopg

    try:
        psycopg.connect(POSTGRES, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def postgres_url() -> Iterator[str]:
    """The URL of an empty schema of its own, which is dropped at the end; skips where no server answers."""
    import psycopg

    if not postgres_answers():
        pytest.skip(f"no PostgreSQL server answers at {POSTGRES}")
    schema = f"xsrun_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    try:
        yield f"{POSTGRES}?options={quote(f'-csearch_path={schema}', safe='')}&application_name={schema}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            # A test that failed may have left a transaction open, which a DROP would wait for.
            sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
            connection.execute(sql, [schema])
            # Other data sources have schemas beside it.
            found = connection.execute(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE %s", [f"{schema}%"]
            ).fetchall()
            for (name,) in found:
                connection.execute(f'DROP SCHEMA "{name}" CASCADE')


@contextmanager
def mysql_url() -> Iterator[str]:
    """The URL of an empty database of its own, which is dropped at the end; skips where no server answers."""
    import pymysql

    parts = urlsplit(MYSQL)
    settings = {"host": parts.hostname, "port": parts.port or 3306, "user": parts.username}
    try:
        connection = pymysql.connect(**settings, password=parts.password or "", connect_timeout=2)
    except pymysql.Error:
        pytest.skip(f"no MySQL server answers at {MYSQL}")
    name = f"xsrun_{uuid4().hex[:12]}"
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{MYSQL}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name}")
