from __future__ import annotations

from tests.database.running import run

USERS = """table "user" {
  schema {
    int id
    text name
  }
}"""


def test_a_row_that_was_added_is_found() -> None:
    stack = """db.add "user" {
      data = {name: "Ann"}
    }
    db.get "user" {
      field_name = "name"
      field_value = "Ann"
    } as $result"""
    assert run(stack, USERS) == {"id": 1, "name": "Ann"}
