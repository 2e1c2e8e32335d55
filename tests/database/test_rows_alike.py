"""Random statements give the same rows and the same errors on SQLite and on PostgreSQL.

No index is unique: a number that was drawn for a row that is refused leaves a gap in PostgreSQL alone.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.database.running import run
from tests.database.servers import postgres_url

TABLE = """table "t" {
  schema {
    int id
    int a?
    int? b
    decimal c?=1.5
    text d filters=trim|lower
    text? e
    bool f?=true
    json g?
    text[] h?
    enum i?="x" { values = ["x", "y", 3] }
    timestamp? j
    date? k
    uuid? l
    object m? { schema { int n?=2
 text o } }
    vector p?
  }
  index = [
    {type: "btree", field: [{name: "b"}]}
    {type: "btree", field: [{name: "d", op: "desc"}]}
    {type: "gin", field: [{name: "g"}]}
  ]
}"""
UUID = "3f2b9a52-2f0e-4a68-9a5b-1f0c2a1d9b11"
# Values that each column takes, and some that may go anywhere.
TAKEN: dict[str, list[Any]] = {
    "a": [0, 1, "1", -(2**63), 2**63 - 1],
    "b": [*range(20)],
    "c": [0, 1, 2.5, "0.1", 1e308, -1e-300],
    "d": ["Ann ", "ann", "é👋", "'; --", "%s %(x)s ?", "\\", ""],
    "e": ["5", "true", "null", "[]", "{}"],
    "f": [True, False, "true", 0, "1"],
    "g": [
        *({"a": {"b": [1, None, 2.5, "\u2028"]}}, [], {}, "text", 5, True, [[]], {"": ""}),
        *({"x": 1, "y": 2}, {"y": 2, "x": 1.0}),
    ],
    "h": [["a"], [], ["a", 1, True], "a"],
    "i": ["x", "y", 3, "3"],
    "j": [0, "now", 1_700_000_000_000, "2024-02-29T12:00:00+02:00"],
    "k": ["2024-02-29", "now", 0],
    "l": [UUID, UUID.upper()],
    "m": [{"n": 4}, {"o": "x", "n": 4}, {}, {"o": "x", "more": 1}],
    "p": [[1, 2.5], []],
}
ANYTHING: list[Any] = [
    *(None, 0, 1, -1, 5.5, 10**20, "", "0", "x", "now", "2024-02-30", True, False),
    *([], [1], ["a"], {}, {"n": "z"}, {"a": 1}, UUID),
]
STACK = """var $result { value = [] }
    foreach ($input.steps) {
      each as $step {
        try_catch {
          try {
            var $row { value = null }
            switch ($step.statement) {
              case ("add") {
                db.add "t" { data = $step.data } as $row
              } break
              case ("edit") {
                db.edit "t" { field_value = $step.id data = $step.data } as $row
              } break
              case ("edit by") {
                db.edit "t" { field_name = $step.field field_value = $step.value data = $step.data } as $row
              } break
              case ("add or edit") {
                db.add_or_edit "t" {
                  field_name = $step.field
                  field_value = $step.value
                  data = $step.data
                } as $row
              } break
              case ("get") {
                db.get "t" { field_name = $step.field field_value = $step.value } as $row
              } break
              case ("has") {
                db.has "t" { field_name = $step.field field_value = $step.value } as $row
              } break
              case ("del") {
                db.del "t" { field_value = $step.id } as $row
              } break
            }
            array.push $result { value = $row }
          }
          catch {
            array.push $result { value = $error.code ~ ": " ~ $error.message }
          }
        }
      }
    }"""
STATEMENTS = ["add", "add", "edit", "edit by", "add or edit", "get", "has", "del"]


class Clock:
    def now(self) -> int:
        return 1_000

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing here sleeps")


def value(random: Random, column: str) -> Any:
    return random.choice(TAKEN[column] if random.random() < 0.9 else ANYTHING)


def step(random: Random) -> dict[str, Any]:
    field = random.choice([*TAKEN])
    columns = random.sample([*TAKEN], random.randint(1, 5))
    return {
        "statement": random.choice(STATEMENTS),
        "field": field,
        "value": value(random, field),
        "id": random.randint(1, 40),
        "data": {column: value(random, column) for column in columns},
    }


@pytest.mark.parametrize("seed", range(3))
def test_both_databases_do_the_same(seed: int) -> None:
    random = Random(seed)
    steps = [step(random) for _ in range(300)]
    with postgres_url() as url:
        theirs = run(STACK, TABLE, url, inputs={"steps": steps}, clock=Clock())
    ours = run(STACK, TABLE, None, inputs={"steps": steps}, clock=Clock())
    for taken, found, other in zip(steps, ours, theirs, strict=True):
        assert found == other, taken
    kinds = Counter(type(found).__name__ for found in ours)
    assert kinds["dict"] > 60
    assert kinds["str"] > 60
