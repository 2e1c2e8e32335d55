"""The statements for single rows, on every database."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from runner.database import prepared
from tests.database.running import attempt, run
from tests.database.servers import postgres_url

USERS = """table "user" {
  schema {
    int id
    text name
    email? mail
    int age?
    bool active?=true
    json meta?
  }
}"""

# Three rows to start with: Ann and Bob, and a second Ann.
ROWS = {
    "user": [
        {"name": "Ann", "age": 30, "mail": "ann@example.com"},
        {"name": "Bob", "age": 40, "active": False, "meta": {"a": [1]}},
        {"name": "Ann", "age": 50},
    ]
}
ANN = {"id": 1, "name": "Ann", "mail": "ann@example.com", "age": 30, "active": True, "meta": None}
BOB = {"id": 2, "name": "Bob", "mail": None, "age": 40, "active": False, "meta": {"a": [1]}}
OTHER = {"id": 3, "name": "Ann", "mail": None, "age": 50, "active": True, "meta": None}
NAMES = """db.query "user" {
      sort = {id: "asc"}
    } as $all
    var $result { value = $all|map:($$.id ~ $$.name) }"""


# -- db.get, db.has ----------------------------------------------------------------------------------

# Beside a field and a value: the row that is found.
FOUND: list[tuple[str, Any, Any]] = [
    ("id", 2, BOB),
    ("id", "2", BOB),
    ("id", 2.0, BOB),
    ("id", 2.5, None),
    ("id", "two", None),
    ("id", None, None),
    ("id", True, None),
    ("id", 10**30, None),
    ("id", [2], None),
    ("name", "Ann", ANN),
    ("name", "ann", None),
    ("name", "", None),
    ("name", "' OR 1=1 --", None),
    ("name", {"a": 1}, None),
    ("mail", None, BOB),
    ("mail", "ann@example.com", ANN),
    ("mail", "no address", None),
    ("age", "50", OTHER),
    ("active", False, BOB),
    ("active", "false", BOB),
    ("active", "maybe", None),
    ("meta", {"a": [1]}, BOB),
    ("meta", {"a": [2]}, None),
    ("meta", None, ANN),
]


def test_the_first_row_with_a_value_is_found(database: str | None) -> None:
    stack = """var $result { value = [] }
    foreach ($input.cases) {
      each as $case {
        db.get "user" {
          field_name = $case.field
          field_value = $case.value
        } as $row
        db.has "user" {
          field_name = $case.field
          field_value = $case.value
        } as $has
        array.push $result { value = {row: $row, has: $has} }
      }
    }"""
    cases = [{"field": field, "value": value} for field, value, _ in FOUND]
    found = run(stack, USERS, database, inputs={"cases": cases}, rows=ROWS)
    for (field, value, wanted), answer in zip(FOUND, found, strict=True):
        assert answer == {"row": wanted, "has": wanted is not None}, (field, value)


@pytest.mark.parametrize(
    "statement",
    [
        'db.get "user" { field_name = $input.field field_value = 1 }',
        'db.has "user" { field_name = $input.field field_value = 1 }',
        'db.del "user" { field_name = $input.field field_value = 1 }',
        'db.edit "user" { field_name = $input.field field_value = 1 data = {name: "x"} }',
        'db.patch "user" { field_name = $input.field field_value = 1 data = {name: "x"} }',
        'db.add_or_edit "user" { field_name = $input.field field_value = 1 data = {name: "x"} }',
        'db.increment "user" { where = true field_name = $input.field value = 1 }',
    ],
)
@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("nmae", "table `user` has no column `nmae` (did you mean `name`?)"),
        ('id" = 1 OR "id', 'table `user` has no column `id" = 1 OR "id`'),
        ("1; DROP TABLE user", "table `user` has no column `1; DROP TABLE user`"),
        ("", "table `user` has no column ``"),
        (["id"], "table `user` has no column `a list of 1 item`"),
        (None, "table `user` has no column `null`"),
    ],
)
def test_a_field_that_is_no_column_is_refused(statement: str, field: Any, says: str) -> None:
    error = attempt(f"{statement} as $x\n var $result {{ value = 1 }}", USERS, inputs={"field": field}).error
    assert error.message.startswith(says)
    assert error.code == "ERROR_CODE_INPUT_ERROR"


def test_a_part_of_a_row_is_shown() -> None:
    stack = """db.get "user" { field_value = 2 output = ["id", "meta.a"] } as $a
    db.add "user" { data = {name: "Cid"} output = ["name"] } as $b
    db.edit "user" { field_value = 2 data = {age: 1} output = ["age"] } as $c
    db.get "user" { field_value = 99 output = ["id"] } as $d
    var $result { value = [$a, $b, $c, $d] }"""
    assert run(stack, USERS, rows=ROWS) == [{"id": 2, "meta": {"a": [1]}}, {"name": "Cid"}, {"age": 1}, None]


ADDON = """
---
addon "same age" {
  input {
    int age?
  }
  stack {
    db.query "user" {
      where = $db.user.age == $input.age
      return = {type: "count"}
    } as $count
  }
  response = $count
}"""


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ('db.get "user" { field_value = 2', {"id": 2, "same": 1}),
        ('db.add "user" { data = {name: "Cid", age: 40}', {"id": 4, "same": 2}),
        ('db.edit "user" { field_value = 2 data = {age: 50}', {"id": 2, "same": 2}),
        ('db.patch "user" { field_value = 2 data = {age: 50}', {"id": 2, "same": 2}),
        ('db.add_or_edit "user" { field_value = 2 data = {age: 50}', {"id": 2, "same": 2}),
    ],
)
def test_addons_give_a_row_what_belongs_to_it(statement: str, wanted: Any) -> None:
    stack = f"""{statement}
      addon = [{{name: "same age", input: {{age: $output.age}}, as: "same"}}]
      output = ["id", "same"]
    }} as $result"""
    assert run(stack, USERS + ADDON, rows=ROWS) == wanted


def test_a_row_that_is_locked_is_the_same_row(database: str | None) -> None:
    stack = """db.transaction {
      stack {
        db.get "user" { field_name = "name" field_value = "Bob" lock = true } as $result
      }
    }"""
    assert run(stack, USERS, database, rows=ROWS) == BOB


# -- db.edit, db.patch, db.del -----------------------------------------------------------------------


@pytest.mark.parametrize("statement", ["edit", "patch"])
def test_editing_changes_what_is_given_of_the_first_row(statement: str, database: str | None) -> None:
    stack = f"""db.{statement} "user" {{
      field_name = "name"
      field_value = "Ann"
      data = {{age: "31", id: 99, meta: {{x: null}}}}
    }} as $a
    db.get "user" {{ field_value = 3 }} as $b
    db.{statement} "user" {{ field_value = 2 data = {{}} }} as $c
    var $result {{ value = [$a, $b, $c] }}"""
    changed = {**ANN, "age": 31, "meta": {"x": None}}
    assert run(stack, USERS, database, rows=ROWS) == [changed, OTHER, BOB]


@pytest.mark.parametrize(
    "statement",
    [
        'db.edit "user" { field_name = "name" field_value = $input.v data = {age: 1} }',
        'db.edit "user" { field_name = "name" field_value = $input.v data = {} }',
        'db.patch "user" { field_name = "name" field_value = $input.v data = {age: 1} }',
        'db.del "user" { field_name = "name" field_value = $input.v }',
    ],
)
@pytest.mark.parametrize("value", ["Zoe", None, ["Ann"]])
def test_a_row_that_is_not_there_raises_notfound(statement: str, value: Any, database: str | None) -> None:
    stack = f"""try_catch {{
      try {{
        {statement}
      }}
      catch {{
        var $code {{ value = $error.code ~ ": " ~ $error.message }}
      }}
    }}
    {NAMES}
    var $result {{ value = [$code, $result] }}"""
    code, left = run(stack, USERS, database, inputs={"v": value}, rows=ROWS)
    assert code.startswith("ERROR_CODE_NOT_FOUND: table `user` has no row whose `name` is ")
    assert left == ["1Ann", "2Bob", "3Ann"]


def test_deleting_takes_the_first_row_away_and_gives_null(database: str | None) -> None:
    stack = f"""db.del "user" {{ field_name = "name" field_value = "Ann" }} as $gone
    {NAMES}
    var $result {{ value = [$gone, $result] }}"""
    assert run(stack, USERS, database, rows=ROWS) == [None, ["2Bob", "3Ann"]]


# -- db.add_or_edit ----------------------------------------------------------------------------------


def test_add_or_edit_finds_what_the_filters_of_the_column_have_made(database: str | None) -> None:
    table = """table "t" {
      schema {
        int id
        email mail filters=trim|lower
        int n?
      }
      index = [{type: "btree|unique", field: [{name: "mail"}]}]
    }"""
    stack = """foreach ([1, 2, 3]) {
      each as $n {
        db.add_or_edit t { field_name = "mail" field_value = " Ann@Example.com" data = {n: $n} } as $row
      }
    }
    db.query t {} as $result"""
    assert run(stack, table, database) == [{"id": 1, "mail": "ann@example.com", "n": 3}]


def test_add_or_edit_edits_what_is_there_and_adds_what_is_not(database: str | None) -> None:
    stack = f"""db.add_or_edit "user" {{ field_name = "name" field_value = "Ann" data = {{age: 1}} }} as $a
    db.add_or_edit "user" {{ field_name = "name" field_value = "Zoe" data = {{age: 2}} }} as $b
    db.add_or_edit "user" {{ field_name = "name" field_value = "Zoe" data = {{age: 3}} }} as $c
    db.add_or_edit "user" {{ field_name = "id" field_value = 0 data = {{name: "New"}} }} as $d
    db.add_or_edit "user" {{ field_name = "id" field_value = 9 data = {{name: "Nine"}} }} as $e
    db.add_or_edit "user" {{ field_name = "name" field_value = "Yan" data = {{name: "Yann"}} }} as $f
    {NAMES}
    var $result {{ value = [$a.age, $b, $c.id, $c.age, $result] }}"""
    age, added, *rest = run(stack, USERS, database, rows=ROWS)
    assert age == 1
    assert added == {"id": 4, "name": "Zoe", "mail": None, "age": 2, "active": True, "meta": None}
    assert rest == [4, 3, ["1Ann", "2Bob", "3Ann", "4Zoe", "5New", "9Nine", "10Yann"]]


def test_many_runs_add_one_row(database: str | None) -> None:
    stack = """db.add_or_edit "user" { field_name = "name" field_value = "One" data = {age: 1} } as $a
    var $result { value = $a.id }"""
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda _: run(stack, USERS, database), range(12)))
    assert ids == [1] * 12


def test_a_secret_that_is_looked_for_is_not_shown() -> None:
    table = 'table "t" { schema { int id\n text token { sensitive = true } } }'
    error = attempt(
        'db.del "t" { field_name = "token" field_value = "s3cret" }\n var $result { value = 1 }', table
    ).error
    assert error.message == "table `t` has no row whose `token` is ***"


def test_long_names_are_cut_in_messages() -> None:
    columns = " ".join(f"\n int column_{number}" for number in range(30))
    table = f'table "t" {{ schema {{ int id {columns} }} }}'
    stack = 'db.get "t" { field_name = $input.name field_value = 1 } as $result'
    error = attempt(stack, table, inputs={"name": "x" * 10_000}).error
    assert len(error.message) < 250
    assert error.message.endswith("column_7, column_8, ...)")


# -- db.increment ------------------------------------------------------------------------------------


def test_counting(database: str | None) -> None:
    stack = """db.increment "user" { where = $db.user.name == "Ann" field_name = "age" value = 5 } as $a
    db.increment "user" { where = $db.user.id == 2 field_name = "age" value = -1 } as $b
    db.increment "user" { where = $db.user.id == 99 field_name = "age" value = 1 } as $c
    db.query "user" { sort = {id: "asc"} } as $all
    var $result { value = [$a.age, $b.age, $c, $all|map:$$.age] }"""
    assert run(stack, USERS, database, rows=ROWS) == [35, 39, None, [35, 39, 55]]


@pytest.mark.parametrize(
    ("declaration", "start", "value", "says"),
    [
        ("int n filters=max:10", 9, 2, "column `n` of table `t` would be 11, but at most 10 is allowed"),
        ("int n filters=min:0", 1, -2, "column `n` of table `t` would be -1, but at least 0 is needed"),
        ("int n", 1, 0.5, "`value` is 0.5, but a whole number is expected for `n`"),
        ("int n", 1, "x", '`value` is "x", but a whole number is expected for `n`'),
        ("text n", "1", 1, "column `n` of table `t` cannot be counted: it is no `int` or `decimal`"),
        ("int n", 2**63 - 1, 1, None),
    ],
)
def test_what_cannot_be_counted_stays(
    declaration: str, start: Any, value: Any, says: str | None, database: str | None
) -> None:
    stack = """try_catch {
      try {
        db.increment "t" { where = true field_name = "n" value = $input.v }
      }
      catch {
        var $message { value = $error.message }
      }
    }
    db.get "t" { field_value = 1 } as $row
    var $result { value = [$message, $row.n] }"""
    table = f'table "t" {{ schema {{ int id\n {declaration} }} }}'
    message, left = run(stack, table, database, inputs={"v": value}, rows={"t": [{"n": start}]})
    assert left == start
    assert says is None or message == says


# -- db.truncate, db.schema --------------------------------------------------------------------------


@pytest.mark.parametrize(("reset", "next_id"), [("reset = true", 1), ("reset = false", 4), ("", 4)])
def test_truncating(reset: str, next_id: int, database: str | None) -> None:
    stack = f"""db.truncate "user" {{ {reset} }} as $none
    db.has "user" {{ field_name = "name" field_value = "Ann" }} as $has
    db.add "user" {{ data = {{}} }} as $new
    var $result {{ value = [$none, $has, $new.id] }}"""
    assert run(stack, USERS, database, rows=ROWS) == [None, False, next_id]


def test_truncating_is_undone_with_its_transaction(database: str | None) -> None:
    stack = """try_catch {
      try {
        db.transaction {
          stack {
            db.truncate "user" { reset = true }
            throw { name = "no" value = "not today" }
          }
        }
      }
    }
    db.add "user" { data = {} } as $new
    db.query "user" { return = {type: "count"} } as $count
    var $result { value = [$new.id, $count] }"""
    assert run(stack, USERS, database, rows=ROWS) == [4, 4]


def test_truncating_a_table_of_others(tmp_path: Path) -> None:
    file = str(tmp_path / "others.db")
    with closing(sqlite3.connect(file)) as connection:
        # Without AUTOINCREMENT SQLite keeps no numbers that could begin again.
        connection.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("INSERT INTO item VALUES (5, 'x')")
        connection.commit()
    stack = """db.truncate item { reset = true }
    db.add item { data = {} } as $new
    var $result { value = $new.id }"""
    assert run(stack, 'table "item" {\n schema {\n int id\n text name\n }\n}', file) == 1


@pytest.mark.parametrize("field", ["meta", "part", "list"])
def test_the_keys_of_objects_may_come_in_any_order(field: str, database: str | None) -> None:
    table = """table "t" {
      schema {
        int id
        json meta?
        object part? { schema { int a?
          int b? } }
        json[] list?
      }
    }"""
    stack = f"""db.add t {{ data = {{}}|set:"{field}":$input.first }} as $row
    db.get t {{ field_name = "{field}" field_value = $input.second }} as $found
    db.has t {{ field_name = "{field}" field_value = $input.other }} as $has
    db.edit t {{ field_name = "{field}" field_value = $input.second data = {{}} }} as $edited
    db.del t {{ field_name = "{field}" field_value = $input.second }}
    var $result {{ value = [$found.id, $has, $edited.id] }}"""
    values = {"first": {"a": 1, "b": 2}, "second": {"b": 2, "a": 1}, "other": {"b": 1, "a": 2}}
    inputs = {name: [value] for name, value in values.items()} if field == "list" else values
    assert run(stack, table, database, inputs=inputs) == [1, False, 1]


def test_decimals_of_others_are_decimals() -> None:
    stack = """db.add item { data = {price: 1.25} } as $new
    db.edit item { field_value = 1 data = {price: 2.5} } as $edited
    db.get item { field_value = 1 } as $row
    var $result { value = [$new.price, $edited.price, $row.price, $row.price + 1] }"""
    with postgres_url() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE item (id serial PRIMARY KEY, price numeric(10, 2))")
        table = 'table "item" {\n schema {\n int id\n decimal price\n }\n}'
        assert run(stack, table, url) == [1.25, 2.5, 2.5, 3.5]


DESCRIBED = """table "t" {
  schema {
    int id
    timestamp created_at?=now
    text name filters=trim { description = "what it is called" }
    enum status?="open" { values = ["open", "done"] }
    int? user_id { table = "user" }
    text[] tags?
    password password?="secret"
    object address { schema { text city } }
  }
}"""


def test_columns_describe_themselves() -> None:
    columns = {column["name"]: column for column in run('db.schema "t" as $result', DESCRIBED)}
    assert list(columns) == [
        "id", "created_at", "name", "status", "user_id", "tags", "password", "address",
    ]  # fmt: skip
    assert columns["name"] == {
        "name": "name",
        "type": "text",
        "description": "what it is called",
        "nullable": False,
        "default": "",
        "required": True,
        "access": "public",
        "style": "single",
        "format": "",
    }
    assert columns["created_at"]["default"] == "now"
    assert columns["status"]["values"] == ["open", "done"]
    assert (columns["user_id"]["nullable"], columns["user_id"]["tableref_id"]) == (True, "user")
    assert columns["tags"]["style"] == "list"
    assert (columns["password"]["access"], columns["password"]["default"]) == ("private", "")
    assert [member["name"] for member in columns["address"]["children"]] == ["city"]


@pytest.mark.parametrize(("path", "name"), [("status", "status"), ("address.city", "city")])
def test_one_column_describes_itself(path: str, name: str) -> None:
    stack = 'db.schema "t" { path = $input.path } as $result'
    assert run(stack, DESCRIBED, inputs={"path": path})["name"] == name


def test_a_column_that_is_not_there_is_not_described() -> None:
    error = attempt('db.schema "t" { path = "stauts" } as $result', DESCRIBED).error
    assert error.message == "table `t` has no column `stauts` (did you mean `status`?)"


# -- tables ------------------------------------------------------------------------------------------


def test_a_document_that_is_wrong_keeps_the_job_from_starting() -> None:
    document = USERS.replace("int age?", "int age?\n    text age?")
    error = attempt('db.get "user" { field_value = 1 } as $result', document).error
    assert [problem.code for problem in error.problems] == ["duplicate-input"]
    assert "column `age` is declared twice" in error.problems[0].message


def test_statements_that_are_kept_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []

    class Counted(prepared.Prepared):
        def __init__(self, statement: Any, stored: Any, dialect: Any) -> None:
            super().__init__(statement, stored, dialect)
            kept.append(len(stored.statements))

    monkeypatch.setattr(prepared, "MOST", 3)
    monkeypatch.setattr(prepared, "Prepared", Counted)
    stack = """foreach ($input.changes) {
      each as $change {
        db.edit "user" { field_value = 1 data = $change }
      }
    }
    db.get "user" { field_value = 1 } as $result"""
    names = ["name", "mail", "age", "active"]
    changes = [{name: ANN[name] for name in names[start:]} for start in range(4)] * 3
    assert run(stack, USERS, inputs={"changes": changes}, rows=ROWS) == ANN
    assert len(kept) >= 12
    assert max(kept) < 3


def test_rows_stay_in_a_file(tmp_path: Path) -> None:
    database = str(tmp_path / "data.db")
    run('db.add "user" { data = {name: "Ann"} } as $result', USERS, database)
    assert run('db.get "user" { field_value = 1 } as $result', USERS, database)["name"] == "Ann"
