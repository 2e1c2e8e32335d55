"""What `--database` and DATABASE_URL may say, and where the tables are then."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.database.target import DatabaseTarget, database_target
from runner.errors import UsageError

MEMORY = DatabaseTarget()
SERVER = DatabaseTarget(url="postgresql://user:pw@host:5432/name?sslmode=require")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (None, MEMORY),
        ("", MEMORY),
        (":memory:", MEMORY),
        ("sqlite://", MEMORY),
        ("sqlite:///", MEMORY),
        ("sqlite:///:memory:", MEMORY),
        ("file::memory:", MEMORY),
        ("data/shop.db", DatabaseTarget(file=Path("data/shop.db"))),
        ("what?.db", DatabaseTarget(file=Path("what?.db"))),
        ("C:\\data\\shop.db", DatabaseTarget(file=Path("C:\\data\\shop.db"))),
        ("sqlite:///shop.db", DatabaseTarget(file=Path("shop.db"))),
        ("SQLite:////data/shop.db", DatabaseTarget(file=Path("/data/shop.db"))),
        ("sqlite+pysqlite:///shop.db", DatabaseTarget(file=Path("shop.db"))),
        ("sqlite:shop.db", DatabaseTarget(file=Path("shop.db"))),
        ("file:./dev.db", DatabaseTarget(file=Path("dev.db"))),
        ("file:///data/dev.db", DatabaseTarget(file=Path("/data/dev.db"))),
        ("postgresql://user:pw@host:5432/name?sslmode=require", SERVER),
        ("postgres://user:pw@host:5432/name?sslmode=require", SERVER),
        ("PostgreSQL://user:pw@host:5432/name?sslmode=require", SERVER),
        ("postgresql+psycopg://user:pw@host:5432/name?sslmode=require", SERVER),
    ],
)
def test_where_tables_are(text: str | None, target: DatabaseTarget) -> None:
    assert database_target(text) == target


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mysql://root:hunter2@host/name", "a database at mysql:// cannot be used"),
        ("MYSQL://root:hunter2@host/name", "a database at MYSQL:// cannot be used"),
        ("sqlite:///shop.db?mode=ro", "takes no settings behind `?`"),
        ("file:./dev.db?connection_limit=1", "takes no settings behind `?`"),
    ],
)
def test_what_is_no_database(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("?", r"\?")) as caught:
        database_target(text)
    assert "hunter2" not in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("target", "named"),
    [
        (MEMORY, MEMORY),
        (
            DatabaseTarget(file=Path("data/shop.db")),
            DatabaseTarget(file=Path("data/shop.test.db")),
        ),
        (SERVER, SERVER.changed(schema="test")),
    ],
)
def test_other_data_sources_lie_beside(target: DatabaseTarget, named: DatabaseTarget) -> None:
    assert target.named("test") == named
