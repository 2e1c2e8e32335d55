"""The operator `between` of conditions."""

from __future__ import annotations

import pytest

from tests.database.running import run

TABLE = """table "t" {
  schema {
    int id
    int n
    int? low
    text name
  }
  items = [{n: 1, low: 0, name: "a"}, {n: 5, low: 6, name: "b"}, {n: 9, name: "c"}]
}"""


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("$db.t.n between 1:5", [1, 5]),
        ("$db.t.n not between 2:8", [1, 9]),
        ("$db.t.n between $db.t.low:10", [1]),
        ("$db.n between $input.least:$input.most", [5]),
        ('$db.name between "b":"c"', [5, 9]),
        ("$db.low between 0:9", [1, 5]),
        # Null lies nowhere.
        ("$db.low not between 0:9", [9]),
        ("$db.n between null:9", []),
        ("$db.n between? $input.none:5", [1, 5]),
        ("$db.n between? $input.least:$input.none", [5, 9]),
        ("$db.n not between? $input.none:5", [9]),
        ("$db.n between? $input.none:$input.none", [1, 5, 9]),
        ("$db.n between? 2:$db.low", [5]),
    ],
)
def test_both_bounds_are_included(database: str | None, where: str, found: list[int]) -> None:
    stack = f"db.query t {{ where = {where} }} as $rows\nvar $result {{ value = $rows|map:$$.n }}"
    assert run(stack, TABLE, database, inputs={"least": 2, "most": "8", "none": None}) == found
