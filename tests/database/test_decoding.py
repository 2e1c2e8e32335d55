"""JSON that others have written into columns, as a job reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from runner.database.database import Database
from runner.database.dumping import dumping
from runner.database.overview import look
from runner.database.rows import add_row, get_row
from runner.errors import ScriptError
from tests.database.keeping import opened, rows_of

TABLE = 'table "note" {\n schema {\n int id\n json meta?\n int[] numbers?\n }\n}'
# As SQL spells them.
NO_JSON = ["'abc'", "'{\"a\": 1'", "x'ff00'", "'NaN'", "'" + "[" * 100_000 + "'"]


def changed(database: Database, column: str, sql: str) -> None:
    """Let the row have something that no job would write."""
    add_row(database, "note", {"meta": {"a": 1}})
    statement = text(f"UPDATE note SET {column} = {sql}".replace(":", r"\:"))
    database.write(lambda connection: connection.execute(statement))


def dumped(database: Database) -> None:
    with dumping(database, ["note"]) as rows:
        list(rows)


READS = {
    "db.get": lambda database: get_row(database, "note", "id", 1),
    "all rows": lambda database: rows_of(database, "note"),
    "dump": dumped,
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("sql", NO_JSON, ids=range(len(NO_JSON)))
@pytest.mark.parametrize("column", ["meta", "numbers"])
def test_what_is_no_json_is_told_and_no_fault_of_ours(
    tmp_path: Path, column: str, sql: str, read: str
) -> None:
    with opened(TABLE, str(tmp_path / "notes.db")) as database:
        changed(database, column, sql)
        with pytest.raises(ScriptError, match=r"a column of JSON holds what is no JSON: .*db\.direct_query"):
            READS[read](database)
        assert [table.rows for table in look(database).tables] == [1]


def test_a_new_index_over_what_is_no_json_is_told(tmp_path: Path) -> None:
    place = str(tmp_path / "notes.db")
    with opened(TABLE, place) as database:
        changed(database, "meta", "'abc'")
    index = 'index = [{type: "btree", field: [{name: "meta.color"}]}]\n}'
    with (
        opened(TABLE.removesuffix("}") + index, place) as database,
        pytest.raises(ScriptError, match="a column of JSON holds what is no JSON: malformed JSON"),
    ):
        rows_of(database, "note")


@pytest.mark.parametrize(
    ("sql", "meta"),
    [
        ("'{\"a\": 123456789012345678901234567890}'", {"a": 1.2345678901234568e29}),
        ("'{\"a\": 9223372036854775807}'", {"a": 2**63 - 1}),
        ("'[1, 1.5]'", [1, 1.5]),
        ("'7'", 7),
    ],
)
def test_numbers_are_those_of_all_json(database: str | None, sql: str, meta: object) -> None:
    with opened(TABLE, database) as one:
        changed(one, "meta", sql)
        found = [get_row(one, "note", "id", 1), *rows_of(one, "note")]
        assert [repr(row["meta"]) for row in found if row] == [repr(meta)] * 2
