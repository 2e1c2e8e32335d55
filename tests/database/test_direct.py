from __future__ import annotations

import time
from typing import Any

import pytest

from runner.database.placeholders import parse_sql
from runner.errors import ScriptError
from tests.database.running import attempt, run
from tests.database.servers import mysql_url, postgres_url

ITEM = """table "item" {
  schema {
    int id
    text name
    int amount
  }
  items = [{id: 1, name: "a", amount: 5}, {id: 2, name: "b?", amount: 7}, {id: 3, name: "50%", amount: 9}]
}"""


def query(sql: str, arguments: str = "", kind: str = "list", more: str = "") -> str:
    return f"""db.direct_query {{
      sql = {sql}
      {arguments}
      response_type = "{kind}"
      {more}
    }} as $result"""


# -- placeholders ------------------------------------------------------------------------------------

PLACES = {
    "SELECT ?, ?": ("SELECT ", ", ", ""),
    "SELECT '?', \"?\" -- ?\n, /* ? ; */ ?": ("SELECT '?', \"?\" -- ?\n, /* ? ; */ ", ""),
    "SELECT 'it''s ?', ?": ("SELECT 'it''s ?', ", ""),
    "SELECT a ?? 'k' AND b = ?": ("SELECT a ? 'k' AND b = ", ""),
    "SELECT ?;  -- done": ("SELECT ", ";  -- done"),
}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql"])
@pytest.mark.parametrize("sql", PLACES)
def test_placeholders_stand_outside_of_quotes_and_comments(dialect: str, sql: str) -> None:
    assert parse_sql(sql, dialect).parts == PLACES[sql]


OWN_QUOTES = [
    ("postgresql", r"SELECT E'\'?', $$ ? $$, $x$ ? $$ ? $x$, ARRAY[?]", 1),
    ("mysql", r"SELECT '\'?', `a?` # ?", 0),
    ("sqlite", "SELECT [a?], `b?`, ?", 1),
]


@pytest.mark.parametrize(("dialect", "sql", "places"), OWN_QUOTES)
def test_each_dialect_has_quotes_of_its_own(dialect: str, sql: str, places: int) -> None:
    assert parse_sql(sql, dialect).places == places


READING = {
    "SELECT a, count(*) FROM t WHERE a IN (1, ?) AND (b = 'f()' OR c > 1) -- g()": True,
    'SELECT max("a") FROM (SELECT 1 AS a) AS t': True,
    "SELECT add_item(1)": False,
    "SELECT * FROM public.add_item (1)": False,
    'SELECT "add item"(1)': False,
    "WITH a AS (DELETE FROM t RETURNING id) SELECT id FROM a": False,
}


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
@pytest.mark.parametrize("sql", READING)
def test_what_may_write_is_never_sent_twice_as_if_it_read(dialect: str, sql: str) -> None:
    assert parse_sql(sql, dialect).reads == READING[sql]


REFUSED = {
    "SELECT 1; DELETE FROM item": "several statements",
    "SELECT 1; -- and\n SELECT 2": "several statements",
    "": "no statement",
    "-- nothing": "no statement",
    "BEGIN": "`db.transaction` begins and ends transactions",
    "  rollback": "`db.transaction` begins and ends transactions",
}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql", "mysql"])
@pytest.mark.parametrize("sql", REFUSED)
def test_what_is_not_one_statement_is_refused(dialect: str, sql: str) -> None:
    with pytest.raises(ScriptError, match=REFUSED[sql]):
        parse_sql(sql, dialect)


def test_a_trigger_holds_statements_of_its_own() -> None:
    sql = "CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM item; END"
    assert parse_sql(sql, "sqlite").parts == (sql,)


# -- the database of the job -------------------------------------------------------------------------

ANSWERS: dict[str, tuple[str, Any]] = {
    "a list of values": (
        query('"SELECT name FROM item WHERE id = ? AND amount > ?"', "arg = [1, 2]"),
        [{"name": "a"}],
    ),
    "lines of values": (
        query('"SELECT name FROM item WHERE id = ? AND amount > ?"', "arg = 1\n      arg = 2"),
        [{"name": "a"}],
    ),
    "one value": (query('"SELECT id FROM item WHERE name = ?"', 'arg = "b?"'), [{"id": 2}]),
    "a sign of another kind": (
        query("\"SELECT id FROM item WHERE name LIKE '50%' AND amount = ?\"", "arg = 9"),
        [{"id": 3}],
    ),
    "a sign without values": (query("\"SELECT id FROM item WHERE name LIKE '50%'\""), [{"id": 3}]),
    "one row": (query('"SELECT id, name FROM item ORDER BY id"', kind="single"), {"id": 1, "name": "a"}),
    "no row": (query('"SELECT id FROM item WHERE id = 99"', kind="single"), None),
    "no rows": (query('"SELECT id FROM item WHERE id = 99"'), []),
    "an aggregate": (
        query('"SELECT count(*) AS n, sum(amount) AS total FROM item"', kind="single"),
        {"n": 3, "total": 21},
    ),
    "null": (query('"SELECT id FROM item WHERE name = ?"', "arg = null"), []),
    "null whose type nobody knows": (
        query('"SELECT id FROM item WHERE (? IS NULL OR name = ?) ORDER BY id"', "arg = null\narg = null"),
        [{"id": 1}, {"id": 2}, {"id": 3}],
    ),
    "a text whose type nobody knows": (
        query('"SELECT id FROM item WHERE (? IS NULL OR name = ?)"', 'arg = "a"\narg = "a"'),
        [{"id": 1}],
    ),
    "hostile text": (
        query('"SELECT ? AS t"', 'arg = "\'; DROP TABLE item; --"'),
        [{"t": "'; DROP TABLE item; --"}],
    ),
    "a write": (query('"UPDATE item SET amount = 0 WHERE id = ?"', "arg = 1"), []),
    "a write that answers": (
        query('"DELETE FROM item WHERE id = ? RETURNING name"', "arg = 1", kind="single"),
        {"name": "a"},
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_answers(database: str | None, case: str) -> None:
    stack, expected = ANSWERS[case]
    assert run(stack, ITEM, database) == expected


def test_what_is_written_in_a_transaction_can_be_undone(database: str | None) -> None:
    stack = f"""try_catch {{
      try {{
        db.transaction {{
          stack {{
            {query('"DELETE FROM item"')}
            throw {{ name = "x" value = "y" }}
          }}
        }}
      }}
    }}
    {query('"SELECT count(*) AS n FROM item"', kind="single")}"""
    assert run(stack, ITEM, database) == {"n": 3}


def test_a_template_makes_the_sql(database: str | None) -> None:
    stack = 'var $column { value = "amount" }\n' + query(
        '"SELECT {{ $var.column }} AS v FROM item WHERE id = ?"',
        "arg = 2",
        "single",
        'parser = "template_engine"',
    )
    assert run(stack, ITEM, database) == {"v": 7}


FAULTS = {
    query('"SELECT ? , ?"', "arg = [1]"): "`sql` has 2 placeholders `?`, but `arg` gives 1 value",
    query('"SELECT 1"', "arg = [1]"): "`sql` has 0 placeholders `?`, but `arg` gives 1 value",
    query('"SELEC 1"'): "the database does not understand the SQL: ",
    query('"SELECT * FROM nowhere"'): "there is no such table in the database: ",
    query('"SELECT nothere FROM item"'): "there is no such column in the database: ",
    query(
        '"SELECT * FROM x1_23"'
    ): "`x1_23` is the name of a table inside of Xano; here SQL takes the table's own name",
    query('"SELECT 1"', kind="rows"): '`response_type` is "list" or "single", but got "rows"',
    query(
        '"SELECT 1"', more='parser = "twig"'
    ): '`parser` is "template_engine" or is left out, but got "twig"',
}


@pytest.mark.parametrize("stack", FAULTS)
def test_faults(database: str | None, stack: str) -> None:
    result = attempt(stack, ITEM, database)
    assert result.error.message.startswith(FAULTS[stack])


def test_only_values_may_stand_several_times(database: str | None) -> None:
    result = attempt(query('"SELECT 1"', more='sql = "SELECT 2"'), ITEM, database)
    assert "`sql` stands twice in this block" in result.error.message


def test_values_of_postgresql_as_a_job_sees_them() -> None:
    columns = {
        "1.50::numeric": 1.5,
        "3::numeric": 3,
        "ARRAY[1, 2]": [1, 2],
        "'{\"a\": [1, 2.5]}'::jsonb": {"a": [1, 2.5]},
        "true": True,
        "'2024-01-02'::date": "2024-01-02",
        "'2024-01-02 03:04:05+00'::timestamptz AT TIME ZONE 'UTC'": "2024-01-02 03:04:05",
        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "1 = ANY(?)": True,
        "'{\"k\": 1}'::jsonb ?? 'k'": True,
    }
    sql = ", ".join(f"{one} AS c{number}" for number, one in enumerate(columns))
    stack = 'db.direct_query { sql = $input.sql arg = [[1, 2]] response_type = "single" } as $result'
    with postgres_url() as url:
        found = run(stack, ITEM, url, inputs={"sql": f"SELECT {sql}"})
    assert list(found.values()) == list(columns.values())


# -- other servers -----------------------------------------------------------------------------------


def external(kind: str, sql: str, arguments: str = "") -> str:
    return f"""db.external.{kind}.direct_query {{
      sql = "{sql}"
      connection_string = $input.url
      {arguments}
    }} as $result"""


def test_another_postgresql_server() -> None:
    with postgres_url() as url:
        url = url.replace("postgresql://", "postgres://")
        stack = "\n".join(
            [
                external("postgres", "CREATE TABLE thing (id int, name text)"),
                external("postgres", "INSERT INTO thing VALUES (?, ?)", 'arg = [1, "a"]'),
                external("postgres", "SELECT * FROM thing WHERE name = ?", 'arg = "a"'),
            ]
        )
        modes = f"{url}&sslmode=disabled"
        assert run(stack, ITEM, inputs={"url": modes}) == [{"id": 1, "name": "a"}]


def test_a_mysql_server() -> None:
    with mysql_url() as url:
        stack = "\n".join(
            [
                external("mysql", "CREATE TABLE thing (id int, name text, price decimal(8,2), at datetime)"),
                external(
                    "mysql",
                    "INSERT INTO thing VALUES (?, ?, ?, ?)",
                    'arg = [1, "50%", 2.5, "2024-01-02 03:04:05"]',
                ),
                external("mysql", "SELECT * FROM thing WHERE name = ?", 'arg = "50%"'),
            ]
        )
        expected = [{"id": 1, "name": "50%", "price": 2.5, "at": "2024-01-02 03:04:05"}]
        assert run(stack, ITEM, inputs={"url": f"{url}?sslmode=disabled"}) == expected


def test_the_time_limit_ends_a_query_of_a_mysql_server() -> None:
    with mysql_url() as url:
        started = time.monotonic()
        stack = external("mysql", "SELECT sleep(55) AS a")
        assert attempt(stack, ITEM, inputs={"url": url}, timeout=0.4).error.name == "timeout"
        assert time.monotonic() - started < 5
        working = "SELECT info FROM information_schema.processlist WHERE info LIKE 'SELECT sleep(55)%'"
        assert run(external("mysql", working), ITEM, inputs={"url": url}) == []


URLS = {
    ("postgres", "mysql://u:secret@localhost/x"): "`connection_string` is a URL of the form postgresql://",
    ("mysql", ""): "`connection_string` is a URL of the form mysql://",
    ("mysql", "mysql://"): "the URL of the MySQL database cannot be read",
    ("mysql", "mysql://u:secret@127.0.0.1:1/x"): "the database server cannot be reached",
    ("postgres", "postgresql://u:secret@127.0.0.1:1/x"): "the database server cannot be reached",
    ("postgres", "postgresql://u:secret@[::1"): "the URL of the database cannot be read",
}


@pytest.mark.parametrize(("kind", "url"), URLS)
def test_servers_that_cannot_be_asked(kind: str, url: str) -> None:
    logs: list[Any] = []
    result = attempt(external(kind, "SELECT 1"), ITEM, inputs={"url": url}, on_log=logs.append)
    assert result.error.message.startswith(URLS[kind, url])
    assert "secret" not in f"{result.error} {logs}"


def test_a_wrong_password_is_told_and_not_shown() -> None:
    with mysql_url() as url:
        wrong = url.replace("root:@", "nobody:hunter22@").replace("root@", "nobody:hunter22@")
        result = attempt(external("mysql", "SELECT 1"), ITEM, inputs={"url": wrong})
    assert "refuses the user name or the password" in result.error.message
    assert "hunter22" not in str(result.error)
