"""`db.bulk`: many rows in one statement, all of them or none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.database.running import attempt, run

TABLES = """table "team" {
  schema {
    int id
    text name
  }
  items = [{id: 1, name: "red"}, {id: 2, name: "blue"}]
}
---
table "user" {
  auth = true
  schema {
    int id
    text name filters=trim
    int age?=18
    text? note
    json meta?
    password secret?
    int team_id? {
      table = "team"
    }
  }
  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "name"}]}
  ]
}"""
USERS = """db.bulk.add "user" {
      data = [{name: "Ann", age: 30, note: "x"}, {name: "Bob", team_id: 2}, {name: "Cid", meta: {a: [1]}}]
    }
    """
ALL = """
    db.query "user" {
      output = ["id", "name", "age", "note"]
    } as $result"""
ADDED = [
    {"id": 1, "name": "Ann", "age": 30, "note": "x"},
    {"id": 2, "name": "Bob", "age": 18, "note": None},
    {"id": 3, "name": "Cid", "age": 18, "note": None},
]


def changed(at: int, **values: Any) -> list[dict[str, Any]]:
    """The rows that were added, one of them with other values."""
    return [{**row, **values} if index == at else row for index, row in enumerate(ADDED)]


@pytest.mark.parametrize("word", ["items", "data"])
def test_rows_are_added_in_order_and_given_back(database: str | None, word: str) -> None:
    stack = f"""db.bulk.add "user" {{
      {word} = [{{id: 77, name: " Ann "}}, {{name: "Bob", age: "7", meta: {{a: [1]}}}}]
    }} as $result"""
    nothing = {"age": 18, "note": None, "meta": None, "secret": "", "team_id": 0}
    first, second = run(stack, TABLES, database)
    assert first == {"id": 1, "name": "Ann", **nothing}
    assert second == {"id": 2, "name": "Bob", **nothing, "age": 7, "meta": {"a": [1]}}


def test_ids_count_where_they_are_allowed(database: str | None) -> None:
    stack = """db.bulk.add "user" {
      items = [{id: 77, name: "Ann"}, {name: "Bob"}, {id: 5, name: "Cid"}]
      allow_id_field = true
    } as $added
    db.bulk.add "user" {
      items = [{name: "Dan"}]
    } as $more
    var $result {
      value = ($added|map:$$.id) ~ ($more|map:$$.id)
    }"""
    assert run(stack, TABLES, database) == [77, 78, 5, 79]


@pytest.mark.parametrize(("boss", "count"), [(2, 2), (3, 0)])
def test_new_rows_may_name_one_another(database: str | None, boss: int, count: int) -> None:
    table = """table "person" {
      schema {
        int id
        int boss_id? {
          table = "person"
        }
      }
    }"""
    stack = f"""try_catch {{
      try {{
        db.bulk.add "person" {{
          items = [{{id: 1, boss_id: {boss}}}, {{id: 2}}]
          allow_id_field = true
        }}
      }}
    }}
    db.query "person" {{
      return = {{type: "count"}}
    }} as $result"""
    assert run(stack, table, database) == count


def test_no_rows_are_nothing(database: str | None) -> None:
    stack = """db.bulk.add "user" {
      items = []
    } as $added
    db.bulk.patch "user" {
      items = []
    } as $patched
    var $result {
      value = [$added, $patched]
    }"""
    assert run(stack, TABLES, database) == [[], 0]


def test_passwords_are_hashed(database: str | None) -> None:
    stack = """db.bulk.add "user" {
      items = [{name: "Ann", secret: "Sesame-1"}]
    } as $added
    security.check_password {
      text_password = "Sesame-1"
      hash_password = $added[0].secret
    } as $fits
    var $result {
      value = [$fits, $added[0].secret == "Sesame-1"]
    }"""
    assert run(stack, TABLES, database) == [True, False]


# What is wrong, and what the error says; no row of the statement is there afterwards.
@pytest.mark.parametrize(
    ("items", "kind", "message"),
    [
        ('[{name: "Ann"}, {name: "Bob", age: "x"}]', "inputerror", "items[1]: "),
        ('[{name: "Ann"}, 5]', "inputerror", "items[1]: "),
        ('[{name: "Ann"}, {name: "Ann"}]', "", "Duplicate record detected"),
        ('[{name: "Ann"}, {name: "Bob", team_id: 9}]', "inputerror", "table `team` has no row"),
        ('{name: "Ann"}', "inputerror", "a list of rows is expected"),
    ],
)
def test_one_wrong_row_lets_none_in(database: str | None, items: str, kind: str, message: str) -> None:
    stack = f"""try_catch {{
      try {{
        db.bulk.add "user" {{
          items = {items}
        }}
      }}
      catch {{
        var $caught {{
          value = $error
        }}
      }}
    }}
    db.query "user" {{
      return = {{type: "count"}}
    }} as $count
    var $result {{
      value = [$count, $caught.message, $caught.name]
    }}"""
    count, said, name = run(
        stack.replace("$error {", "$caught {").replace("$error.", "$caught."), TABLES, database
    )
    assert count == 0
    assert message in said
    assert kind in ("", name)


def test_an_update_replaces_rows(database: str | None) -> None:
    stack = (
        USERS
        + """db.bulk.update "user" {
      items = [{id: 1, name: "Amy"}, {id: 99, name: "Zoe"}]
    } as $count
    db.query "user" {
      output = ["id", "name", "age", "note"]
    } as $rows
    var $result {
      value = [$count, $rows]
    }"""
    )
    # Not the defaults, which are for new rows.
    assert run(stack, TABLES, database) == [1, changed(0, name="Amy", age=0, note=None)]


@pytest.mark.parametrize("word", ["update", "patch"])
def test_rows_of_a_condition_are_changed(database: str | None, word: str) -> None:
    stack = (
        USERS
        + f"""db.bulk.{word} "user" {{
      where = $db.user.name|to_lower == "ann" && $db.user.age > 20
      data = {{note: "old"}}
    }} as $count"""
        + ALL
    )
    assert run(stack, TABLES, database) == changed(0, note="old")
    assert run(stack.replace(ALL, "").replace("$count", "$result"), TABLES, None) == 1


def test_rows_of_a_condition_are_deleted(database: str | None) -> None:
    stack = (
        USERS
        + """db.bulk.delete "user" {
      where = $db.user.age == 18
    } as $count
    db.query "user" {
      output = ["name"]
    } as $rows
    var $result {
      value = [$count, $rows]
    }"""
    )
    assert run(stack, TABLES, database) == [2, [{"name": "Ann"}]]


@pytest.mark.parametrize("data", ["{}", "{id: 9}"])
def test_rows_that_get_no_values_are_counted(database: str | None, data: str) -> None:
    stack = f"""{USERS}db.bulk.patch "user" {{
      where = $db.user.age == 18
      data = {data}
    }} as $result"""
    assert run(stack, TABLES, database) == 2


@pytest.mark.parametrize("where", ["{id: 1}", "[$db.user.id == 1]", '"id = 1"'])
def test_what_is_no_condition_deletes_nothing(database: str | None, where: str) -> None:
    stack = f"""{USERS}try_catch {{
      try {{
        db.bulk.delete "user" {{
          where = {where}
        }}
      }}
    }}
    db.query "user" {{
      return = {{type: "count"}}
    }} as $result"""
    assert run(stack, TABLES, database) == 3


@pytest.mark.parametrize(("where", "count"), [("true", 3), ("null", 0), ("false", 0), ("1 == 2", 0)])
def test_conditions_without_columns_hold_for_all_or_none(
    database: str | None, where: str, count: int
) -> None:
    stack = (
        USERS
        + f"""db.bulk.delete "user" {{
      where = {where}
    }} as $result"""
    )
    assert run(stack, TABLES, database) == count


def test_a_condition_of_which_nothing_is_left_is_told(database: str | None) -> None:
    stack = (
        USERS
        + """db.bulk.patch "user" {
      where = $db.user.name ==? $input.name
      data = {note: "n"}
    } as $result"""
    )
    result = attempt(stack, TABLES, database, inputs={"name": None})
    assert result.response == 3
    told = [entry.message for entry in result.logs if entry.level == "warning"]
    assert told == ["nothing is left of the `where` for table `user`, so it holds for all rows"]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ('db.bulk.add "user" {\n}', "needs one list of rows as `items`"),
        ('db.bulk.add "user" {\nitems = []\ndata = []\n}', "needs one list of rows as `items`"),
        ('db.bulk.patch "user" {\n}', "needs either `items`, a list of rows with ids, or `where` and `data`"),
        ('db.bulk.patch "user" {\nitems = []\nwhere = true\n}', "but not both"),
        ('db.bulk.patch "user" {\nitems = [{name: "x"}]\n}', "items[0]: it has no `id`"),
        ('db.bulk.update "user" {\nwhere = $db.user.nam == 1\ndata = {age: 1}\n}', "did you mean"),
        ('db.bulk.delete "usr" {\nwhere = true\n}', "usr"),
    ],
)
def test_wrong_statements_say_what_to_do(statement: str, message: str) -> None:
    error = attempt(statement, TABLES).error
    assert error is not None
    assert message in error.message + str(error.problems)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux alone here")
def test_ten_thousand_rows_take_little_memory() -> None:
    # What `resource` tells of a new process begins with what the one that started it had.
    code = f"""
from pathlib import Path
from tests.database.running import run
stack = '''var $items {{
  value = (1..10000)|map:{{name: "user " ~ $$, age: $$, note: "a note of some length for the row " ~ $$}}
}}
db.bulk.add "user" {{
  items = $items
}} as $added
db.query "user" {{
  where = $db.user.age > 9990
  return = {{type: "count"}}
}} as $count
var $result {{
  value = [$added|count, $count]
}}'''
print(run(stack, {TABLES!r}), Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    result, kilobytes = done.stdout.rsplit(" ", 1)
    assert json.loads(result) == [10_000, 10]
    # Half of it is Python with SQLAlchemy, and a tenth the list of the job.
    assert int(kilobytes) < 120_000
