"""The databases that tests run on: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from urllib.parse import quote
from uuid import uuid4

import pytest

# The server that a machine for tests has; another one may be named.
POSTGRES = os.environ.get("XSRUN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")


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
        connection.execute(f"CREATE SCHEMA {schema}")  # type: ignore[arg-type]
    try:
        yield f"{POSTGRES}?options={quote(f'-csearch_path={schema}', safe='')}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")  # type: ignore[arg-type]
