"""Rows of a table: what the statements of a job take, against the same SQL by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    Integer,
    MetaData,
    Text,
    bindparam,
    create_engine,
    insert,
    select,
)
from sqlalchemy import Table as SqlTable

from benchmarks.jobs import FUNCTIONS
from benchmarks.measuring import best
from benchmarks.tables import Table, at_most
from runner.jobs import RunOptions, run_job
from runner.source import Source

ROWS, QUICK_ROWS = 2_000, 20
MANY, QUICK_MANY = 10_000, 100
ROUNDS = 5
ONE_ROW, MANY_ROWS = 1.3, 1.5

TEXT = f"""\
A table of eight columns, in memory and in a file. By hand means SQLAlchemy Core: one connection that commits
by itself, the statement made once, a row as a dict; nothing is looked at, converted or filled in. Each time
is CPU time for one row, the best of {ROUNDS} turns of {ROWS:,} rows; `db.query` reads {MANY:,} at once."""

# Gives the seconds that it took.
Work = Callable[[Connection], float]

PERSON = """table "person" {
  schema {
    int id
    text name
    email email filters=trim|lower
    int age
    decimal weight?
    bool active?=true
    json meta?
    timestamp created_at?=now
  }
}
"""
ADD = """db.add "person" {
  data = {name: "Ann", email: "ann@example.com", age: $i, weight: 61.5, meta: {color: "red"}}
} as $x"""
GET = """db.get "person" {
  field_name = "id"
  field_value = $i + 1
} as $x"""
QUERY = """db.query "person" {
} as $x"""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is a few rows, one turn each."""
    rows, many, rounds = (QUICK_ROWS, QUICK_MANY, 1) if quick else (ROWS, MANY, ROUNDS)
    works: tuple[tuple[str, Work, str, int, int, float], ...] = (
        ("`db.add`", partial(adding, rows), ADD, rows, rows, ONE_ROW),
        ("`db.get`", partial(getting, rows), GET, rows, rows, ONE_ROW),
        (f"`db.query`, {many:,} rows", reading, QUERY, 1, many, MANY_ROWS),
    )
    head = ("", "µs a row, by hand", "µs a row, in a job", "ratio", "goal")
    shown = Table("Rows of a table", TEXT, head)
    for name, hand, step, turns, count, goal in works:
        for place in ("memory", "file"):
            with by_hand(place, many) as connection:
                seconds = best([partial(hand, connection), partial(in_job, place, step, turns, many)], rounds)
            cells = (f"{1e6 * second / count:.1f}" for second in seconds)
            shown.rows.append((f"{name}, {place}", *cells, *at_most(seconds[1] / seconds[0], goal)))
    return shown


# -- by hand -----------------------------------------------------------------------------------------

SQL = SqlTable(
    "person",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("email", Text),
    Column("age", BigInteger),
    Column("weight", Double),
    Column("active", Boolean),
    Column("meta", JSON),
    Column("created_at", BigInteger),
    sqlite_autoincrement=True,
)
ROW = {
    "name": "Ann",
    "email": "ann@example.com",
    "age": 7,
    "weight": 61.5,
    "active": True,
    "meta": {"color": "red"},
    "created_at": 1_700_000_000_000,
}


@contextmanager
def by_hand(place: str, rows: int) -> Iterator[Connection]:
    """A connection to a table of ``rows`` rows."""
    with TemporaryDirectory() as folder:
        name = "" if place == "memory" else f"/{Path(folder, 'data.db')}"
        engine = create_engine(f"sqlite://{name}", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("PRAGMA synchronous = NORMAL")
            SQL.create(connection)
            connection.execute(insert(SQL), [ROW] * rows)
            yield connection
        engine.dispose()


def adding(rows: int, connection: Connection) -> float:
    """The seconds of adding rows, each as it was stored."""
    statement = insert(SQL).returning(*SQL.columns)
    started = process_time()
    for at in range(rows):
        dict(connection.execute(statement, {**ROW, "age": at}).one()._mapping)
    return process_time() - started


def getting(rows: int, connection: Connection) -> float:
    """The seconds of getting rows by their keys."""
    statement = select(SQL).where(SQL.c.id == bindparam("key"))
    started = process_time()
    for at in range(rows):
        dict(connection.execute(statement, {"key": at + 1}).one()._mapping)
    return process_time() - started


def reading(connection: Connection) -> float:
    """The seconds of reading all rows."""
    statement = select(SQL).order_by(SQL.c.id)
    started = process_time()
    [dict(row._mapping) for row in connection.execute(statement)]
    return process_time() - started


# -- in a job ----------------------------------------------------------------------------------------


JOB = """run.job "Measured" {{
  main = {{ name: "measured", input: {{}} }}
}}
---
function measured {{
  input {{
    int n
  }}
  stack {{
    // Makes the table and fills it.
    db.has "person" {{ field_value = 1 }} as $x
    function.run "cpu_clock" as $started
    for ($input.n) {{
      each as $i {{
        {step}
      }}
    }}
    function.run "cpu_clock" as $ended
  }}
  response = $ended - $started
}}
---
{tables}
"""


def in_job(place: str, step: str, turns: int, rows: int) -> float:
    """The seconds of a loop in a job, whose table has rows already."""
    with TemporaryDirectory() as folder:
        database = None if place == "memory" else str(Path(folder, "data.db"))
        job = Source(JOB.format(step=step, tables=PERSON), "benchmark.xs")
        seeds = {"person": [ROW] * rows}
        options = RunOptions(inputs={"n": turns}, functions=(FUNCTIONS,), database=database, rows=seeds)
        result = run_job(job, options)
    assert result.error is None, result.error
    return float(result.response) / 1e9
