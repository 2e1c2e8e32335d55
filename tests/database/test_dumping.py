"""Dumps: all rows as a text and back, whatever they hold."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runner.database.database import Database
from runner.database.dumping import dumping
from runner.database.loading import load
from runner.database.resetting import reset
from runner.database.rows import add_row, delete_row, get_row
from runner.errors import ScriptError, UsageError
from runner.jobs.dumps import json_lines, read_dump, yaml_pieces
from tests.database.keeping import opened, place, rows_of

FORMS = {"jsonl": json_lines, "yaml": yaml_pieces}
TYPES = """table "all kinds: ä" {
  schema {
    int id
    int number?
    decimal price?
    text text?
    email mail?
    password secret?
    bool flag?
    timestamp at?
    date day?
    uuid ref?
    enum kind? {
      values = ["a", "true", "1"]
    }
    json json?
    object thing? {
      schema {
        text name?
      }
    }
    vector direction?
    text[] texts?
    int[] numbers?
    json[] jsons?
    image picture?
  }
  index = [
    {type: "btree|unique", field: [{name: "ref"}]}
    {type: "gin", field: [{name: "json"}]}
  ]
}
---
table "other" {
  schema {
    uuid id
    text "100 %"
    json? json
  }
}
---
table "nothing" {
  schema {
    int id
  }
}"""
NAMES = ["all kinds: ä", "nothing", "other"]
INT = st.integers(-(2**63), 2**63 - 1)
# PostgreSQL cannot hold a NUL.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
TEXTS = TEXT | st.sampled_from(
    ["no", "012", "1.5", "null", "~", "a\nb\n", " \n  b", "- a", "a: b", "# c", "\u2028"]
)
DECIMAL = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | INT | DECIMAL | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
ROW = st.fixed_dictionaries(
    {},
    optional={
        "number": INT | st.none(),
        "price": DECIMAL,
        "text": TEXTS,
        "mail": st.sampled_from(["a@b.example", "", None]),
        "flag": st.booleans(),
        "at": INT | st.none(),
        "day": st.dates().map(str) | st.none(),
        "ref": st.uuids().map(str),
        "kind": st.sampled_from(["a", "true", "1"]),
        "json": JSON,
        "thing": st.dictionaries(st.just("name"), TEXTS),
        "direction": st.lists(DECIMAL, max_size=3),
        "texts": st.lists(TEXTS, max_size=3),
        "numbers": st.lists(INT, max_size=3),
        "jsons": st.lists(JSON, max_size=3),
    },
)


@pytest.fixture(scope="module", params=["file", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with place(request.param, tmp_path_factory.mktemp("kept")) as name:
        yield name


@pytest.fixture
def kinds(kept: str) -> Iterator[Database]:
    """A database with empty tables of all types."""
    with opened(TYPES, kept) as one:
        reset(one, NAMES, seeded=False)
        yield one


def dumped(database: Database, form: str = "jsonl") -> str:
    names = sorted(database.tables)
    with dumping(database, names) as rows:
        return "".join(FORMS[form](names, rows))


def dumped_rows(database: Database, name: str) -> list[tuple[str, dict[str, Any]]]:
    with dumping(database, [name]) as rows:
        return list(rows)


def loaded(database: Database, text: str) -> dict[str, int]:
    return load(database, read_dump(StringIO(text), "dump"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, max_size=4), others=st.lists(st.fixed_dictionaries({"json": JSON}), max_size=2))
def test_what_is_dumped_comes_back(kinds: Database, rows: list[Any], others: list[Any]) -> None:
    kinds.rows = {NAMES[0]: rows, "other": [{"100 %": "x", **row} for row in others]}
    reset(kinds, NAMES, seeded=True)
    before = [rows_of(kinds, name) for name in NAMES]
    for form in FORMS:
        text = dumped(kinds, form)
        reset(kinds, NAMES, seeded=False)
        assert sum(loaded(kinds, text).values()) == len(rows) + len(others)
        assert dumped(kinds, form) == text
        assert [rows_of(kinds, name) for name in NAMES] == before


def test_a_dump_is_a_line_for_each_row(kinds: Database) -> None:
    add_row(kinds, "other", {"id": "8b3e2bd9-5d7d-4e1f-9d38-1d6d2b6ac1b7", "100 %": "x", "json": [1.5]})
    assert dumped(kinds) == (
        '{"version":1,"tables":["all kinds: ä","nothing","other"]}\n'
        '{"table":"other","row":{"id":"8b3e2bd9-5d7d-4e1f-9d38-1d6d2b6ac1b7","100 %":"x","json":[1.5]}}\n'
        '{"end":{"all kinds: ä":0,"nothing":0,"other":1}}\n'
    )
    assert dumped(kinds, "yaml") == (
        'version: 1\ntables:\n  "all kinds: ä": []\n  "nothing": []\n  "other":\n'
        "    - id: 8b3e2bd9-5d7d-4e1f-9d38-1d6d2b6ac1b7\n      100 %: x\n      json:\n      - 1.5\n"
    )


def test_rows_are_in_order_over_many_pages(kinds: Database) -> None:
    kinds.rows = {"nothing": [{"id": number} for number in range(1301, 0, -1)]}
    reset(kinds, ["nothing"], seeded=True)
    assert [row["id"] for _, row in dumped_rows(kinds, "nothing")] == list(range(1, 1302))


def test_a_dump_is_of_one_moment_and_nobody_waits_for_it(kinds: Database, kept: str) -> None:
    kinds.rows = {"nothing": [{"id": number} for number in range(1, 1302)]}
    reset(kinds, ["nothing"], seeded=True)
    with dumping(kinds, ["nothing"]) as rows:
        first = next(rows)
        with opened(TYPES, kept) as other:
            add_row(other, "nothing", {})
            delete_row(other, "nothing", "id", 1300)
        assert [row["id"] for _, row in [first, *rows]] == list(range(1, 1302))
    assert len(rows_of(kinds, "nothing")) == 1301


def test_hashes_of_passwords_stay(kinds: Database) -> None:
    hashed = add_row(kinds, NAMES[0], {"secret": "Tr0ub4dor"})["secret"]
    text = dumped(kinds)
    assert "Tr0ub4dor" not in text
    reset(kinds, NAMES, seeded=False)
    loaded(kinds, text)
    assert rows_of(kinds, NAMES[0])[0]["secret"] == hashed


def test_choices_that_are_no_texts_come_back(kept: str) -> None:
    text = 'table "choice" {\n schema {\n int id\n enum size {\n values = [1, 2.5, true]\n }\n }\n}'
    with opened(text, kept, {"choice": [{"size": 1}, {"size": 2.5}, {"size": True}]}) as one:
        before = rows_of(one, "choice")
        dump = dumped(one)
        reset(one, ["choice"], seeded=False)
        loaded(one, dump)
        assert (
            rows_of(one, "choice")
            == before
            == [{"id": 1, "size": 1}, {"id": 2, "size": 2.5}, {"id": 3, "size": True}]
        )


def test_ids_go_on_behind_those_that_were_loaded(kinds: Database) -> None:
    loaded(kinds, 'version: 1\ntables: {nothing: [{"id": 41}, {"id": 7}]}')
    assert add_row(kinds, "nothing", {})["id"] == 42


def test_a_dump_shows_what_is_there_and_not_what_is_declared(kept: str) -> None:
    before = 'table "moved" {\n schema {\n int id\n text a\n json b\n int gone\n }\n}'
    after = 'table "moved" {\n schema {\n int id\n int a\n text b\n text new\n }\n}'
    with opened(before, kept, {"moved": [{"a": "x", "b": {"c": 1}, "gone": 3}]}) as one:
        one.stored("moved")
    with opened(after, kept) as one:
        assert dumped_rows(one, "moved") == [("moved", {"id": 1, "a": "x", "b": {"c": 1}, "gone": 3})]


def test_types_of_others_come_as_texts(tmp_path: Path) -> None:
    with (
        place("postgresql", tmp_path) as url,
        opened('table "foreign" {\n schema {\n int id\n }\n}', url) as one,
    ):
        one.write(
            lambda connection: connection.exec_driver_sql(
                'CREATE TABLE "foreign" AS SELECT 1::bigint AS id, 1.50::numeric(5, 2) AS price, '
                "'2026-01-02 03:04:05+00'::timestamptz AT TIME ZONE 'UTC' AS at, ARRAY[1, 2] AS list"
            )
        )
        assert dumped_rows(one, "foreign") == [
            ("foreign", {"id": 1, "price": "1.50", "at": "2026-01-02 03:04:05", "list": "{1,2}"})
        ]


@pytest.mark.parametrize("kind", ["file", "postgresql"])
def test_rows_of_others_may_share_an_id_or_have_none(tmp_path: Path, kind: str) -> None:
    with (
        place(kind, tmp_path) as name,
        opened('table "foreign" {\n schema {\n int id\n }\n}', name) as one,
    ):
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
        one.write(
            lambda connection: connection.exec_driver_sql('CREATE TABLE "foreign" (id BIGINT, i BIGINT)')
        )
        fill = f'INSERT INTO "foreign" {numbers} SELECT CASE WHEN i > 600 THEN i / 400 END, i FROM n'
        one.write(lambda connection: connection.exec_driver_sql(fill))
        assert sorted(row["i"] for _, row in dumped_rows(one, "foreign")) == list(range(1, 1201))


def test_ids_of_others_may_be_of_any_type(tmp_path: Path) -> None:
    with (
        place("postgresql", tmp_path) as url,
        opened('table "foreign" {\n schema {\n uuid id\n }\n}', url) as one,
    ):
        one.write(
            lambda connection: connection.exec_driver_sql(
                'CREATE TABLE "foreign" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), i int)'
            )
        )
        fill = 'INSERT INTO "foreign" (i) SELECT generate_series(1, 1200)'
        one.write(lambda connection: connection.exec_driver_sql(fill))
        assert sorted(row["i"] for _, row in dumped_rows(one, "foreign")) == list(range(1, 1201))


# -- what is refused ---------------------------------------------------------------------------------

HEAD = '{"version":1,"tables":["nothing"]}\n'
ONE = '{"table":"nothing","row":{"id":1}}\n'
END = '{"end":{"nothing":1}}\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "dump is no dump of tables"),
        ("hello", "dump is no dump of tables"),
        ('{"a": 1}', "dump is no dump of tables"),
        ('{"version":2,"tables":["nothing"]}\n', "dump is no dump of tables"),
        ("version: 1\ntables: {nothing: [1]}", 'dump: row 1 of the table "nothing" is no object of columns'),
        ("a: [", "dump is not YAML"),
        (HEAD, "dump ends in the middle of a dump"),
        (HEAD + ONE, "dump ends in the middle of a dump"),
        (HEAD + END, "dump:2 tells of other numbers of rows than there are"),
        (HEAD + ONE[:-9], "dump:2 is no row of a dump"),
        (HEAD + '{"end": 5}', "dump:2 is no row of a dump"),
        (HEAD + '{"table":"nothing","row":[]}\n', "dump:2 is no row of a dump"),
        (HEAD + ONE + ONE + END.replace("1", "2"), "dump:3: Duplicate record detected"),
        (
            HEAD + ONE + '{"table":"nowhere","row":{}}\n' + END,
            'a table "nowhere", which no document declares',
        ),
        (HEAD + '{"table":"nothing","row":{"id":"x"}}\n' + END, "dump:2: column `id` of table `nothing`"),
    ],
)
def test_what_is_no_dump_adds_nothing(kinds: Database, text: str, message: str) -> None:
    with pytest.raises((UsageError, ScriptError)) as caught:
        loaded(kinds, text)
    assert message in str(caught.value)
    assert rows_of(kinds, "nothing") == []


def test_a_row_that_is_there_already_is_told(kinds: Database) -> None:
    add_row(kinds, "nothing", {"id": 900})
    lines = [f'{{"table":"nothing","row":{{"id":{number}}}}}\n' for number in range(1, 1001)]
    with pytest.raises(ScriptError, match=r"\Adump:901: Duplicate record detected"):
        loaded(kinds, HEAD + "".join(lines) + '{"end":{"nothing":1000}}\n')
    assert rows_of(kinds, "nothing") == [{"id": 900}]


def test_a_dump_is_read_line_by_line() -> None:
    def lines() -> Iterator[str]:
        yield HEAD
        yield ONE
        raise AssertionError("more than the first row was read")

    assert next(read_dump(lines(), "dump")).row == {"id": 1}


def test_the_rows_of_a_dump_are_not_those_that_tables_start_with(tmp_path: Path) -> None:
    seeded = 'table "seeded" {\n schema {\n int id\n }\n items = [{id: 1}]\n}'
    with opened(seeded, str(tmp_path / "data.db")) as one:
        assert loaded(one, "version: 1\ntables: {seeded: [{id: 1}, {id: 2}]}") == {"seeded": 2}
        assert rows_of(one, "seeded") == [{"id": 1}, {"id": 2}]


def test_a_reset_makes_what_the_documents_say_now(kept: str) -> None:
    before = 'table "again" {\n schema {\n int id\n text a\n }\n items = [{a: "x"}]\n}'
    after = 'table "again" {\n schema {\n int id\n int a\n }\n items = [{a: 5}]\n}'
    with opened(before, kept) as one:
        reset(one, ["again"], seeded=True)
    with opened(after, kept) as one:
        assert reset(one, ["again"], seeded=True) == {"again": 1}
        assert rows_of(one, "again") == [{"id": 1, "a": 5}]
        assert reset(one, ["again"], seeded=False) == {"again": 0}
        assert rows_of(one, "again") == []


def test_a_reset_is_all_or_nothing(kept: str) -> None:
    two = 'table "one" {\n schema {\n int id\n }\n}\n---\ntable "two" {\n schema {\n int id\n text a\n }\n}'
    with opened(two, kept, {"one": [{"id": 1}]}) as one:
        reset(one, ["one", "two"], seeded=True)
        one.rows = {"two": [{"a": []}]}
        with pytest.raises(ScriptError, match="starts with are wrong"):
            reset(one, ["one", "two"], seeded=True)
        assert rows_of(one, "one") == [{"id": 1}]


def test_a_run_finds_a_table_that_another_one_made_anew(kept: str) -> None:
    before = 'table "renewed" {\n schema {\n int id\n text a\n }\n}'
    after = before.replace("text a", "int a")
    with opened(before, kept, {"renewed": [{"a": "x"}]}) as one:
        # Servers prepare what they are asked often.
        assert [get_row(one, "renewed", "id", 1) for _ in range(12)] == [{"id": 1, "a": "x"}] * 12
        with opened(after, kept, {"renewed": [{"a": 5}]}) as other:
            reset(other, ["renewed"], seeded=True)
        assert get_row(one, "renewed", "id", 1) == {"id": 1, "a": 5}
