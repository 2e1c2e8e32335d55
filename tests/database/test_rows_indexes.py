"""The indexes that documents declare, as databases have them and as jobs feel them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from runner.database.stored import index_name, stored_table
from runner.source import Source
from runner.syntax import parse_source
from runner.tables import Index, Table
from runner.tables.reading import read_table
from tests.database.running import attempt, run

DOCUMENT = """table "account" {
  schema {
    int id
    email mail filters=lower
    text first?
    text last?
    int? number
    timestamp created_at?=now
    json meta?
    text[] tags?
    vector place?
  }
  index = [
    {type: "primary", field: [{name: "id"}]}
    {type: "btree|unique", field: [{name: "mail", op: "asc"}]}
    {type: "unique", field: [{name: "first"}, {name: "last"}]}
    {type: "unique", fields: ["number"]}
    {type: "unique", field: [{name: "meta.code"}]}
    {type: "btree", field: [{name: "created_at", op: "desc"}]}
    {type: "gin", field: [{name: "tags", op: "jsonb_path_op"}]}
    {type: "gin", field: [{name: "first"}]}
    {type: "gin", field: [{name: "xdo", op: "jsonb_path_op"}]}
    {type: "search", lang: "english", field: [{name: "first", op: "A"}]}
    {type: "vector", field: [{name: "place", op: "vector_cosine_ops"}]}
    {type: "spatial", field: [{name: "place"}]}
  ]
}"""


def table(document: str) -> Table:
    [parsed] = parse_source(Source(document, "table.xs"))
    found, problems = read_table(parsed)
    assert problems == []
    return found


# Beside a row that is added to {mail: "a@b.example", first: "A", last: "B", number: 1, meta: {code: "x"}}:
# what the message names, None where it is added.
SECOND: list[tuple[dict[str, Any], str | None]] = [
    ({"mail": "A@B.example"}, '"mail" of table "account"'),
    ({"mail": "c@d.example"}, None),
    ({"mail": "c@d.example", "first": "A"}, None),
    ({"mail": "c@d.example", "first": "A", "last": "B"}, '"first" and "last" of table "account"'),
    ({"mail": "c@d.example", "number": 1}, "number"),
    ({"mail": "c@d.example", "number": None}, None),
    ({"mail": "c@d.example", "meta": {"code": "x"}}, "index 'account_meta.code_"),
    ({"mail": "c@d.example", "meta": {"code": "y"}}, None),
    ({"mail": "c@d.example", "id": 1}, "id"),
]
FIRST = {"mail": "a@b.example", "first": "A", "last": "B", "number": 1, "meta": {"code": "x"}}


@pytest.mark.parametrize(("row", "named"), SECOND, ids=str)
def test_unique_indexes_refuse_a_second_row(
    row: dict[str, Any], named: str | None, database: str | None
) -> None:
    stack = """var $message { value = null }
    db.add "account" { data = $input.first }
    try_catch {
      try {
        db.add "account" { data = $input.second }
      }
      catch {
        var $message { value = $error.message }
      }
    }
    db.query "account" { return = {type: "count"} } as $count
    var $result { value = [$message, $count] }"""
    message, count = run(stack, DOCUMENT, database, inputs={"first": FIRST, "second": row})
    if named is None:
        assert (message, count) == (None, 2)
    else:
        assert count == 1
        assert message.startswith("Duplicate record detected")
        assert named in message


@pytest.mark.parametrize(
    "statement",
    [
        'db.edit "account" { field_value = 2 data = {mail: "a@b.example"} }',
        'db.patch "account" { field_value = 2 data = {mail: "a@b.example"} }',
        'db.add_or_edit "account" { field_value = 2 data = {mail: "a@b.example"} }',
        'db.increment "account" { where = $db.account.id == 2 field_name = "number" value = -1 }',
    ],
)
def test_so_do_changes(statement: str, database: str | None) -> None:
    rows = {"account": [FIRST, {"mail": "c@d.example", "number": 2, "last": "C"}]}
    error = attempt(f"{statement}\n var $result {{ value = 1 }}", DOCUMENT, database, rows=rows).error
    assert error.message.startswith("Duplicate record detected")


def test_a_file_has_the_indexes(tmp_path: Path) -> None:
    database = tmp_path / "data.db"
    run('db.has "account" { field_value = 1 } as $result', DOCUMENT, str(database))
    with create_engine(f"sqlite:///{database}").connect() as connection:
        rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index'")).all()
    made = sorted(
        sql.partition(" ON ")[2].replace('"', "") + " UNIQUE" * ("UNIQUE" in sql) for (sql,) in rows
    )
    assert made == [
        "account (CAST(JSON_EXTRACT(meta, '$.code') AS VARCHAR)) UNIQUE",
        "account (created_at DESC)",
        "account (first, last) UNIQUE",
        "account (mail) UNIQUE",
        "account (number) UNIQUE",
    ]


def test_indexes_are_made_once(tmp_path: Path) -> None:
    database = str(tmp_path / "data.db")
    for number in range(3):
        stack = 'db.add "account" { data = $input.row } as $row\n var $result { value = $row.id }'
        row = {"mail": f"{number}@b.example", "first": str(number), "meta": {"code": number}}
        assert run(stack, DOCUMENT, database, inputs={"row": row}) == number + 1


def test_a_question_for_a_unique_column_uses_its_index(tmp_path: Path) -> None:
    database = tmp_path / "data.db"
    run('db.has "account" { field_value = 1 } as $result', DOCUMENT, str(database))
    with create_engine(f"sqlite:///{database}").connect() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM account WHERE mail = 'x'")).all()
    assert "USING INDEX account_mail_" in str(plan)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_lists_and_json_have_gin_indexes_in_postgresql(dialect: str) -> None:
    indexes = stored_table(table(DOCUMENT), dialect).sql.indexes
    gin = [index for index in indexes if index.dialect_options["postgresql"]["using"] == "gin"]
    assert [column.name for index in gin for column in index.columns] == (
        ["tags"] if dialect == "postgresql" else []
    )


def test_names_of_indexes_fit_and_differ() -> None:
    indexes = [
        Index("btree", (("a", ""),)),
        Index("unique", (("a", ""),)),
        Index("btree", (("a", "desc"),)),
        Index("btree", (("a", ""), ("b", ""))),
        Index("btree", (("a_b", ""),)),
        Index("btree", (("ä" * 80, ""),)),
        Index("btree", (("ä" * 81, ""),)),
    ]
    names = [index_name(table, index) for index in indexes for table in ("t", "ü" * 40)]
    assert len(set(names)) == len(names)
    assert max(len(name.encode()) for name in names) <= 63
    # What a kept database is compared by must not change from version to version.
    assert names[0] == index_name("t", Index("btree", (("a", ""),)))
