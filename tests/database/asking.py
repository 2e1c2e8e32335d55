"""Asks a database for what an expression of its columns is, in a table of one column for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from runner.database.functions import apply, register
from tests.filters.applying import make_context

DOCUMENT = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
SAMPLE = Table(
    "sample",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("text", Text),
    Column("int", BigInteger),
    Column("decimal", Double),
    Column("bool", Boolean),
    Column("json", DOCUMENT),
)


class Asking:
    """A connection to a database with the table `sample`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.context = make_context()
        SAMPLE.create(connection)

    def fill(self, kind: str, *values: Any) -> None:
        """The rows of the table, in one column."""
        self.connection.execute(delete(SAMPLE))
        self.connection.execute(insert(SAMPLE), [{kind: value} for value in values])

    def filter(self, name: str, kind: str, value: Any, *arguments: Any) -> Any:
        """``column|name:arguments`` where the column holds ``value``."""
        self.fill(kind, value)
        return self.ask(apply(name, self.dialect, SAMPLE.c[kind], arguments, self.context))

    def ask(self, expression: Any) -> Any:
        """What an expression is for the first row."""
        return self.connection.execute(select(expression).select_from(SAMPLE).order_by(SAMPLE.c.id)).scalar()

    def aggregate(self, expression: Any) -> Any:
        """What an aggregate is of all rows."""
        return self.connection.execute(select(expression)).scalar()


@contextmanager
def asking(database: str | None) -> Iterator[Asking]:
    """A connection to ``database``, which is named as in `RunOptions.database`."""
    if database is not None and database.startswith("postgresql:"):
        engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:", 1))
    else:
        engine = create_engine("sqlite://" if database is None else f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                register(connection.connection.dbapi_connection, make_context())  # type: ignore[arg-type]
            yield Asking(connection)
    finally:
        engine.dispose()
