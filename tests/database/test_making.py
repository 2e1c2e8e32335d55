"""Tables that are not there yet: made with their indexes, and filled with the rows that they start with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest
from sqlalchemy import inspect

from runner.database.rows import add_row, delete_row
from runner.errors import ScriptError
from tests.database.keeping import opened, place, rows_of
from tests.database.running import run

SEEDED = """table "user" {
  schema {
    int id
    text name filters=trim
    int age?=18
    text[] tags?
    json extra?
  }
  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "name"}]}
    {type: "btree", field: [{name: "age", op: "desc"}]}
  ]
  items = [
    {id: 7, name: " Ann ", tags: ["a"]}
    {id: 3, name: "Ben", age: 40, extra: {a: [1, null]}}
    {name: "Cid"}
  ]
}"""
ROWS = [
    {"id": 3, "name": "Ben", "age": 40, "tags": [], "extra": {"a": [1, None]}},
    {"id": 7, "name": "Ann", "age": 18, "tags": ["a"], "extra": None},
    {"id": 8, "name": "Cid", "age": 18, "tags": [], "extra": None},
]


@pytest.fixture
def kept(kind: str, tmp_path: Path) -> Iterator[str]:
    with place(kind, tmp_path) as name:
        yield name


def test_a_table_starts_with_its_items(database: str | None) -> None:
    with opened(SEEDED, database) as one:
        assert rows_of(one, "user") == ROWS


def test_ids_go_on_behind_those_of_the_items(database: str | None) -> None:
    stack = 'db.add "user" {\n data = {name: "Dan"}\n } as $result'
    assert run(stack, SEEDED, database)["id"] == 9


def test_rows_of_the_run_take_the_place_of_items(database: str | None) -> None:
    given = {"user": [{"id": 5, "name": "Eve"}, {"name": "Flo", "age": 2}]}
    with opened(SEEDED, database, given) as one:
        found = rows_of(one, "user")
    assert [(row["id"], row["name"], row["age"]) for row in found] == [(5, "Eve", 18), (6, "Flo", 2)]


def test_where_a_run_brings_rows_the_other_tables_are_empty(database: str | None) -> None:
    with opened(SEEDED, database, {"other": []}) as one:
        assert rows_of(one, "user") == []


@pytest.mark.parametrize("kind", ["file", "postgresql"])
def test_a_table_that_is_there_is_not_filled_again(kind: str, kept: str) -> None:
    with opened(SEEDED, kept) as one:
        delete_row(one, "user", "id", 3)
    with opened(SEEDED, kept) as one:
        assert rows_of(one, "user") == ROWS[1:]


def test_what_is_made_in_a_transaction_goes_with_it(database: str | None) -> None:
    with opened(SEEDED, database) as one:
        with suppress(RuntimeError), one.transaction():
            assert add_row(one, "user", {"name": "Dan"})["id"] == 9
            raise RuntimeError
        assert rows_of(one, "user") == ROWS


@pytest.mark.parametrize("fails", [False, True])
def test_other_threads_wait_for_a_table_that_a_transaction_makes(database: str | None, fails: bool) -> None:
    made, waiting = Event(), Event()

    def work() -> None:
        with suppress(RuntimeError), one.transaction():
            add_row(one, "user", {"name": "Dan"})
            made.set()
            waiting.wait(timeout=10)
            if fails:
                raise RuntimeError

    with opened(SEEDED, database) as one, ThreadPoolExecutor(2) as pool:
        first = pool.submit(work)
        assert made.wait(timeout=10)
        Timer(0.1, waiting.set).start()
        found = [row["name"] for row in rows_of(one, "user")]
        first.result(timeout=10)
    assert found == ["Ben", "Ann", "Cid"] + ["Dan"] * (not fails)


@pytest.mark.parametrize("kind", ["file", "postgresql"])
def test_its_indexes_are_made(kind: str, kept: str) -> None:
    with opened(SEEDED, kept) as one:
        one.stored("user")
        indexes = one.read(lambda connection: inspect(connection).get_indexes("user"))
    found = {tuple(index["column_names"]): bool(index["unique"]) for index in indexes}
    assert found == {("name",): True, ("age",): False}


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ([{"name": "Ann", "age": "old"}], ["starts with are wrong", "age", '"old"']),
        ([{"id": 1, "name": "Ann"}, {"id": 1, "name": "Ben"}], ["Duplicate record detected"]),
        ([{"id": 1, "name": "Ann"}, {"id": 2, "name": "Ann "}], ["Duplicate record detected"]),
    ],
)
def test_wrong_rows_make_no_table(database: str | None, rows: list[dict[str, Any]], parts: list[str]) -> None:
    with opened(SEEDED, database, {"user": rows}) as one:
        with pytest.raises(ScriptError) as caught:
            one.stored("user")
        assert [part for part in parts if part not in caught.value.message] == []
        there = one.read(lambda connection: inspect(connection).has_table("user"))
    assert not there


ODD = """table "order details: größe" {
  schema {
    int id
    int select
    text "100 % sure"
    text größe?="x"
  }
  index = [
    {type: "btree|unique", field: [{name: "select"}, {name: "größe", op: "desc"}]}
  ]
  items = [
    {"select": 1, "100 % sure": "yes"}
  ]
}"""


def test_names_may_be_anything(database: str | None) -> None:
    with opened(ODD, database) as one:
        assert rows_of(one, "order details: größe") == [
            {"id": 1, "select": 1, "100 % sure": "yes", "größe": "x"}
        ]


AT_ONCE = """
import sys
import runner
from runner.source import Source

sys.stdin.readline()
result = runner.run(Source(sys.argv[1]), database=sys.argv[2])
print(result.response if result.error is None else result.error.message)
"""
COUNTS = """run.job "counts" { main = { name: "f" } }
---
function "f" {
  stack {
    db.add "user" {
      data = {name: ""|uuid}
    } as $result
  }
  response = $result.id
}
---
"""


@pytest.mark.parametrize("kind", ["file", "postgresql"])
@pytest.mark.parametrize("before", ["", SEEDED.replace("    int age?=18\n", "").replace("age", "name")])
def test_several_processes_make_or_change_a_table_once(kind: str, kept: str, before: str) -> None:
    if before:
        with opened(before, kept) as one:
            one.stored("user")
    command = [sys.executable, "-c", AT_ONCE, COUNTS + SEEDED, kept]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    # All are told to go when all are there.
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    printed = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert sorted(printed) == ["10", "11", "9"]
