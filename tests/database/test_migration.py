"""A database that was kept and documents that went on: what is changed, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from runner.database.dumping import dumping
from runner.database.overview import look
from runner.database.rows import add_row
from runner.errors import ScriptError
from tests.database.keeping import lines, opened, place, rows_of

TABLE = """table "user" {{
  schema {{
    int id
    {columns}
  }}
  index = [
    {indexes}
  ]
}}"""
UNIQUE_NAME = '{type: "btree|unique", field: [{name: "name"}]}'
PLAIN_NAME = '{type: "btree", field: [{name: "name"}]}'
ADDED = [{"name": "Ann"}, {"name": "Ben"}]
TWINS = [{"name": "Ann"}, {"name": "Ben"}, {"name": "Ann"}]


@pytest.fixture(params=["file", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with place(request.param, tmp_path) as name:
        yield name


def document(columns: str, indexes: str = "") -> str:
    return TABLE.format(columns=columns, indexes=indexes)


def start(columns: str, indexes: str, rows: list[dict[str, Any]], kept: str) -> None:
    """Make the table in its first form, with rows."""
    with opened(document(columns, indexes), kept, {"user": rows}) as database:
        database.stored("user")


def then(columns: str, indexes: str, kept: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows that a run with another form of the document finds, and what its log tells."""
    with opened(document(columns, indexes), kept) as database:
        return rows_of(database, "user"), lines(database)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("int age", 0),
        ("int age?=18", 18),
        ("int? age", None),
        ("text nick", ""),
        ('text nick?="x"', "x"),
        ("bool ok", False),
        ("bool ok?=true", True),
        ("decimal price?=1.5", 1.5),
        ("text[] tags", []),
        ('text[] tags?=["a"]', ["a"]),
        ("json meta", None),
        ('json meta?={"a": 1}', {"a": 1}),
        ("timestamp at", None),
        ("uuid ref", None),
        ('enum kind?="b" {\n values = ["a", "b"]\n }', "b"),
        ('text "100 % sure"?="y"', "y"),
    ],
)
def test_a_new_column_has_its_default_in_the_rows_that_are_there(kept: str, column: str, value: Any) -> None:
    start("text name", "", ADDED, kept)
    rows, (line,) = then(f"text name\n    {column}", "", kept)
    assert [list(row.values()) for row in rows] == [[1, "Ann", value], [2, "Ben", value]]
    assert line.startswith('table "user": the column `')
    assert line.endswith("is new")


def test_now_is_the_time_of_the_change(kept: str) -> None:
    start("text name", "", ADDED, kept)
    rows, _ = then("text name\n    timestamp at?=now", "", kept)
    assert [row["at"] for row in rows] == [1_700_000_000_000] * 2


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (("text name", ""), ("text name", PLAIN_NAME), ["the index over `name` is new"]),
        (("text name", ""), ("text name", UNIQUE_NAME), ["the unique index over `name` is new"]),
        (("text name", PLAIN_NAME), ("text name", ""), ["is not declared any more, and goes"]),
        (
            ("text name", PLAIN_NAME),
            ("text name", UNIQUE_NAME),
            ["the unique index over `name` is new", "is not declared any more, and goes"],
        ),
        (
            ("text name\n int age?=1", ""),
            ("text name\n int size?=1", ""),
            ["the column `size` is new", "the column `age` is not declared any more, and keeps its values"],
        ),
        (("text name\n int age?=1", ""), ("text name", ""), []),
        (("text name", ""), ("text? name", ""), []),
        (("text? name", ""), ("text name", ""), []),
        (("text name", ""), ("text name?", ""), []),
        (("text name", ""), ("email name", ""), []),
        (("int id2", ""), ("timestamp id2", ""), []),
        (("text name", ""), ("text name", ""), []),
    ],
)
def test_what_loses_nothing_is_done_and_told(
    kept: str, before: tuple[str, str], after: tuple[str, str], told: list[str]
) -> None:
    start(*before, ADDED, kept)
    rows, found = then(*after, kept)
    assert len(rows) == 2
    assert [line.endswith(end) for line, end in zip(found, told, strict=True)] == [True] * len(told)
    # A second run finds nothing more to do.
    assert then(*after, kept) == (rows, [])


def test_an_index_that_is_new_holds_from_then_on(kept: str) -> None:
    start("text name", "", ADDED, kept)
    refused = pytest.raises(ScriptError, match=r"\ADuplicate record detected")
    with opened(document("text name", UNIQUE_NAME), kept) as database, refused:
        add_row(database, "user", {"name": "Ann"})
    with opened(document("text name"), kept) as database:
        assert add_row(database, "user", {"name": "Ann"})["name"] == "Ann"


@pytest.mark.parametrize(
    ("before", "rows", "after", "parts"),
    [
        (("text name", ""), ADDED, ("int name", ""), ["`name` holds text", "declared as `int`"]),
        (("text name", ""), ADDED, ("text[] name", ""), ["`name` holds text", "`text[]`", "json"]),
        (("int age", ""), ADDED, ("text age", ""), ["`age` holds int", "`text`"]),
        (("int age", ""), ADDED, ("decimal age", ""), ["`age` holds int", "`decimal`"]),
        (("bool ok", ""), ADDED, ("int ok", ""), ["`ok` holds bool", "`int`"]),
        (("text Name", ""), ADDED, ("text name", ""), ["`Name` of the database is declared as `name`"]),
        (("json a", ""), ADDED, ("text a", ""), ["`a` holds json", "`text`"]),
        (
            ("text name", ""),
            TWINS,
            ("text name", UNIQUE_NAME),
            ["`name` must be unique, but the rows 1 and 3 have the same"],
        ),
        (
            ("text name\n int age", ""),
            ADDED,
            ("text name\n int age", '{type: "btree|unique", field: [{name: "age"}]}'),
            ["`age` must be unique, but the rows 1 and 2 have the same"],
        ),
        (
            ("text name", ""),
            ADDED,
            ("text name\n int age?=1", '{type: "btree|unique", field: [{name: "age"}]}'),
            ["`age` must be unique, but the rows 1 and 2 have the same"],
        ),
        (
            ("text name\n int a\n int b", ""),
            TWINS,
            ("text name\n text a\n text b\n int c", UNIQUE_NAME),
            ["`a` holds int", "`b` holds int", "`name` must be unique"],
        ),
    ],
)
def test_what_could_cost_data_is_refused_and_changes_nothing(
    kept: str,
    before: tuple[str, str],
    rows: list[dict[str, Any]],
    after: tuple[str, str],
    parts: list[str],
) -> None:
    start(*before, rows, kept)
    there = then(*before, kept)
    with pytest.raises(ScriptError) as caught:
        then(*after, kept)
    message = caught.value.message
    assert [part for part in parts if part not in message] == []
    assert (caught.value.name, then(*before, kept)) == ("MigrationError", there)


def test_each_fault_has_a_line(kept: str) -> None:
    start("text name\n int a\n int b", "", TWINS, kept)
    with pytest.raises(ScriptError) as caught:
        then("text name\n text a\n json b\n int c", UNIQUE_NAME, kept)
    assert caught.value.message == (
        'the table "user" of the database cannot be made what its document says (declared at tables.xs:1:1), '
        "and was left as it is:\n"
        "  - the column `a` holds int in the database, but is declared as `text`\n"
        "  - the column `b` holds int in the database, but is declared as `json`\n"
        "  - `name` must be unique, but the rows 1 and 3 have the same\n"
        "  change the document; or keep the rows with `xsrun db dump`, make the table anew with "
        "`xsrun db reset --empty`, and give them back with `xsrun db load`"
    )


@pytest.mark.parametrize("column", ["int? age", "text? nick", "json? meta"])
def test_null_is_never_the_same(kept: str, column: str) -> None:
    start("text name", "", ADDED, kept)
    name = column.split()[1]
    unique = f'{{type: "btree|unique", field: [{{name: "{name}"}}]}}'
    assert len(then(f"text name\n {column}", unique, kept)[0]) == 2


PATH = '{type: "btree|unique", field: [{name: "meta.color", op: "desc"}]}'


@pytest.mark.parametrize(("second", "is_refused"), [("red", True), ("blue", False), (None, False)])
def test_a_unique_index_may_lead_into_json(kept: str, second: str | None, is_refused: bool) -> None:
    rows = [{"meta": {"color": "red"}}, {"meta": {"color": second}}, {"meta": {}}, {}]
    start("json? meta", "", rows, kept)
    if is_refused:
        with pytest.raises(ScriptError, match="`meta` must be unique, but the rows 1 and 2 have the same"):
            then("json? meta", PATH, kept)
    else:
        assert len(then("json? meta", PATH, kept)[1]) == 1
        assert then("json? meta", PATH, kept)[1] == []
        assert len(then("json? meta", "", kept)[1]) == 1


def test_tables_that_only_the_database_has_are_left_alone(kept: str) -> None:
    start("text name", "", ADDED, kept)
    other = document("text name").replace('"user"', '"other"')
    with opened(other, kept) as database:
        assert (rows_of(database, "other"), lines(database)) == ([], [])
    assert len(then("text name", "", kept)[0]) == 2


def test_an_index_of_others_stays(kept: str) -> None:
    start("text name", "", ADDED, kept)
    with opened(document("text name"), kept) as database:
        database.write(
            lambda connection: connection.execute(text('CREATE INDEX user_name_20240101 ON "user" (name)'))
        )
    assert then("text name", "", kept)[1] == []
    with opened(document("text name"), kept) as database:
        indexes = database.read(lambda connection: inspect(connection).get_indexes("user"))
    assert [index["name"] for index in indexes] == ["user_name_20240101"]


def test_a_table_whose_name_differs_in_case_alone_is_refused(tmp_path: Path) -> None:
    file = str(tmp_path / "data.db")
    start("text name", "", ADDED, file)
    with opened(document("text name").replace('"user"', '"User"'), file) as database:
        with pytest.raises(ScriptError, match="the database calls it `user`"):
            database.stored("User")
        [view] = look(database).tables
        assert (view.rows, len(view.faults)) == (2, 1)
        with dumping(database, ["User"]) as rows:
            assert [(table, row["name"]) for table, row in rows] == [("User", "Ann"), ("User", "Ben")]
