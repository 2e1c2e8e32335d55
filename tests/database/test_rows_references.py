"""Columns that name rows of other tables."""

from __future__ import annotations

from typing import Any

import pytest

from tests.database.running import attempt, run

TABLES = """table "user" {
  schema {
    int id
    text name
  }
}
---
table "label" {
  schema {
    uuid id
    text name
  }
}
---
table "post" {
  schema {
    int id
    int? user_id { table = "user" }
    int[] readers? { table = "user" }
    uuid? label_id { table = "label" }
    int? parent_id { table = "post" }
    int? elsewhere_id { table = "nobody" }
  }
}"""
LABEL = "3f2b9a52-2f0e-4a68-9a5b-1f0c2a1d9b11"
ROWS = {
    "user": [{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}],
    "label": [{"id": LABEL, "name": "new"}],
    "post": [{"user_id": 1}],
}
# Beside what is written: the columns that name rows which are not there.
WRITTEN: list[tuple[dict[str, Any], list[str]]] = [
    ({"user_id": 1}, []),
    ({"user_id": "2"}, []),
    ({"user_id": 3}, ["user_id"]),
    ({"user_id": 0}, []),
    ({"user_id": None}, []),
    ({"user_id": ""}, []),
    ({"readers": [1, 2, 1]}, []),
    ({"readers": [1, 3, 2, 4]}, ["readers", "readers"]),
    ({"readers": [0]}, []),
    ({"readers": []}, []),
    ({"label_id": LABEL}, []),
    ({"label_id": LABEL[:-1] + "2"}, ["label_id"]),
    ({"parent_id": 1}, []),
    ({"parent_id": 99}, ["parent_id"]),
    ({"elsewhere_id": 9}, []),
    ({"user_id": 7, "parent_id": 98}, ["user_id", "parent_id"]),
]


@pytest.mark.parametrize("statement", ["add", "edit", "patch", "add_or_edit"])
def test_rows_that_are_named_are_there(statement: str, database: str | None) -> None:
    field = "" if statement == "add" else "field_value = 1"
    stack = f"""var $result {{ value = [] }}
    foreach ($input.rows) {{
      each as $row {{
        try_catch {{
          try {{
            db.{statement} "post" {{ {field} data = $row }}
            array.push $result {{ value = null }}
          }}
          catch {{
            array.push $result {{ value = $error.message }}
          }}
        }}
      }}
    }}"""
    found = run(stack, TABLES, database, inputs={"rows": [row for row, _ in WRITTEN]}, rows=ROWS)
    for (row, wanted), message in zip(WRITTEN, found, strict=True):
        named = [] if message is None else message.split("column `")[1:]
        assert [part.partition("`")[0] for part in named] == wanted, row


def test_the_sentence() -> None:
    error = attempt('db.add "post" { data = {user_id: 3} }\n var $result { value = 1 }', TABLES).error
    assert error.code == "ERROR_CODE_INPUT_ERROR"
    assert error.message == (
        "column `user_id` of table `post` is 3, but table `user` has no row with this id"
        " (declared at test.xs:31)"
    )
    assert error.payload == [{"param": "user_id", "message": error.message}]


def test_deleting_is_free(database: str | None) -> None:
    stack = """db.del "user" { field_value = 1 }
    db.get "post" { field_value = 1 } as $row
    db.edit "post" { field_value = 1 data = {parent_id: 1} } as $edited
    var $result { value = [$row.user_id, $edited.user_id] }"""
    assert run(stack, TABLES, database, rows=ROWS) == [1, 1]


def test_a_long_list_is_asked_for_at_once(database: str | None) -> None:
    rows = {**ROWS, "user": [{"id": number, "name": "x"} for number in range(1, 3001)]}
    stack = """db.add "post" { data = {readers: $input.readers} } as $row
    var $result { value = $row.readers|count }"""
    assert run(stack, TABLES, database, inputs={"readers": [*range(1, 3001)]}, rows=rows) == 3000
    error = attempt(stack, TABLES, database, inputs={"readers": [*range(1, 3041)]}, rows=rows).error
    assert error.message.startswith("40 columns are wrong:")
    assert error.message.endswith("- and 20 more")
