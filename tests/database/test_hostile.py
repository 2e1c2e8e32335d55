"""No value of a job becomes a part of SQL, whatever it holds; and what it holds is found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from runner.database.bulk import add_rows
from runner.database.database import Database
from runner.database.queries import ask
from runner.database.selecting import Question, Selection
from runner.database.target import database_target
from runner.errors import ScriptError
from runner.execution.context import Context
from runner.source import Source
from runner.syntax import parse_source
from runner.tables.reading import read_table
from runner.values.numbers import parse_number
from runner.values.queries import Query
from tests.database.hostile import COUNT, hostile_texts
from tests.database.running import attempt, run
from tests.database.servers import postgres_url
from tests.filters.applying import NOW, NoFunctions, StandingClock, no_http

NOTE = """table "note" {
  schema {
    int id
    text text
    json meta?
    text[] tags?
  }
}"""
DIALECTS = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}
TEXT = ("column", ("note", "text"))
COLOR = ("column", ("note", "meta", "color"))
TAGS = ("column", ("note", "tags"))
PARAMETER = ("param", 0)
# Conditions, and what they mean: functions of a row and the text.
CONDITIONS: dict[str, tuple[Any, Callable[[dict[str, Any], str], bool]]] = {
    "==": (("operator", "==", TEXT, PARAMETER), lambda row, text: row["text"] == text),
    "!=": (("operator", "!=", TEXT, PARAMETER), lambda row, text: row["text"] != text),
    "===": (("operator", "===", TEXT, PARAMETER), lambda row, text: row["text"] == text),
    ">=": (("operator", ">=", TEXT, PARAMETER), lambda row, text: row["text"] >= text),
    "path": (("operator", "==", COLOR, PARAMETER), lambda row, text: row["meta"]["color"] == text),
    "contains": (("operator", "contains", TAGS, PARAMETER), lambda row, text: text in row["tags"]),
    "includes": (
        ("operator", "includes", TEXT, PARAMETER),
        lambda row, text: text.lower() in row["text"].lower(),
    ),
    "filter": (
        ("operator", "==", ("filter", "concat", TEXT, (PARAMETER,)), ("param", 1)),
        lambda row, text: row["text"] + text == text,
    ),
    "replace": (
        ("operator", "==", ("filter", "replace", TEXT, (PARAMETER, ("param", 1))), ("param", 1)),
        lambda row, text: (row["text"].replace(text, text) if text else row["text"]) == text,
    ),
}
SAMPLE = 60
ANY_CHARACTER = st.characters(exclude_characters="\0", exclude_categories=["Cs"])


@contextmanager
def running(database: str | None) -> Iterator[Context]:
    """A run with the table, which is empty."""
    table, problems = read_table(parse_source(Source(NOTE, "note.xs"))[0])
    assert not problems

    def make() -> Database:
        return Database({"note": table}, database_target(database), context)

    clock = StandingClock(NOW)
    context = Context(functions=NoFunctions(), http=no_http, env={}, clock=clock, seed=1, database=make)
    try:
        yield context
    finally:
        context.database.close()


@pytest.fixture
def context(database: str | None) -> Iterator[Context]:
    with running(database) as found:
        yield found


def has_nul(context: Context, name: str) -> bool:
    """Whether a condition sees texts with a NUL as they are: SQLite cuts them off there inside of JSON."""
    return not is_postgresql(context) and name not in ("path", "contains")


def query(template: Any, text: str) -> Query:
    return Query(template, [text, text])


def fill(context: Context, texts: list[str]) -> list[dict[str, Any]]:
    rows = [{"text": text, "meta": {"color": text}, "tags": [text, "x"]} for text in texts]
    return add_rows(context.database, "note", rows)


def is_postgresql(context: Context) -> bool:
    return context.database.target.dialect == "postgresql"


def sql_of(context: Context, question: Question) -> str:
    """The SQL of a query, in which parameters are names."""
    select = Selection(context.database, "note", question).select()
    return str(select.compile(dialect=DIALECTS[context.database.target.dialect]))


@pytest.mark.parametrize("name", CONDITIONS)
def test_the_sql_of_a_condition_is_the_same_for_all_texts(context: Context, name: str) -> None:
    template = CONDITIONS[name][0]
    texts = hostile_texts(nul=True)
    # A text that is a number is one to JSON, too: `meta.color == "0"` looks for both.
    alike = [text for text in texts if parse_number(text) is None] if name in ("path", "contains") else texts
    assert len({sql_of(context, Question(query(template, text))) for text in alike}) == 1


def test_each_of_a_thousand_texts_is_stored_and_found(context: Context) -> None:
    texts = hostile_texts(nul=not is_postgresql(context))
    assert len(texts) == COUNT
    rows = fill(context, texts)
    assert [(row["text"], row["meta"], row["tags"]) for row in rows] == [
        (text, {"color": text}, [text, "x"]) for text in texts
    ]
    for row, text in zip(rows, texts, strict=True):
        found = ask(context, "note", Question(query(CONDITIONS["=="][0], text)))
        assert [one["id"] for one in found] == [row["id"]]


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_finds_what_python_finds(context: Context, name: str) -> None:
    template, holds = CONDITIONS[name]
    texts = hostile_texts(nul=has_nul(context, name))
    rows = fill(context, texts)
    for text in texts[:: COUNT // SAMPLE]:
        found = ask(context, "note", Question(query(template, text)))
        assert [row["id"] for row in found] == [row["id"] for row in rows if holds(row, text)], repr(text)


@pytest.mark.parametrize("name", CONDITIONS)
def test_any_text_at_all_does_no_harm(name: str) -> None:
    template, holds = CONDITIONS[name]

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(st.text(ANY_CHARACTER, max_size=20))
    def check(text: str) -> None:
        found = ask(context, "note", Question(query(template, text)))
        assert [row["id"] for row in found] == [row["id"] for row in rows if holds(row, text)]

    with running(None) as context:
        rows = fill(context, hostile_texts(nul=False)[:100])
        check()


@pytest.mark.parametrize("name", ["==", "path", "contains", "filter"])
def test_postgresql_has_no_texts_with_a_nul(name: str) -> None:
    with postgres_url() as url, running(url) as context:
        with pytest.raises(ScriptError, match="NUL"):
            fill(context, ["a\0b"])
        with pytest.raises(ScriptError, match="NUL"):
            ask(context, "note", Question(query(CONDITIONS[name][0], "a\0b")))


# -- texts in the place of names ---------------------------------------------------------------------

# Where a job computes a name: no column is called so, and the text is no part of SQL.
PLACES = {
    "table": "db.get $input.text {\nfield_value = 1\n} as $result",
    "field_name": 'db.get "note" {\nfield_name = $input.text\nfield_value = "x"\n} as $result',
    "sort": 'db.query "note" {\nsort = [{field: $input.text, order: "asc"}]\n} as $result',
    "direction": 'db.query "note" {\nsort = {id: $input.text}\n} as $result',
    "output": 'db.query "note" {\noutput = [$input.text]\n} as $result',
    "return": 'db.query "note" {\nreturn = {type: $input.text}\n} as $result',
    "group": 'db.query "note" {\nreturn = {type: "aggregate", group: [$input.text]}\n} as $result',
}


def alarming(texts: list[str]) -> list[str]:
    """Some of the texts that no column is called."""
    return [text for text in texts if text.strip()][:: COUNT // 40]


@pytest.mark.parametrize("place", PLACES)
def test_a_text_is_no_name(database: str | None, place: str) -> None:
    for text in alarming(hostile_texts(nul=True))[::4]:
        error = attempt(PLACES[place], NOTE, database, inputs={"text": text}).error
        assert error is not None, text
        assert error.name in ("inputerror", "standard", "notfound"), error.name


def test_a_key_of_a_document_can_be_any_text(context: Context) -> None:
    keys = [key for key in hostile_texts(nul=False) if key]
    add_rows(context.database, "note", [{"text": "all", "meta": {key: at for at, key in enumerate(keys)}}])
    for at, key in list(enumerate(keys))[:: len(keys) // SAMPLE]:
        template = ("operator", "==", ("column", ("note", "meta", key)), PARAMETER)
        assert len(ask(context, "note", Question(Query(template, [at])))) == 1, repr(key)
        assert ask(context, "note", Question(Query(template, [-1]))) == []


def test_an_eval_can_have_any_name(context: Context) -> None:
    add_rows(context.database, "note", [{"text": "all"}])
    for name in alarming(hostile_texts(nul=False)):
        [row] = ask(context, "note", Question(eval={name: Query(TEXT, [])}, sort={name: "desc"}))
        assert row[name] == "all"


def test_a_job_stores_and_finds_a_thousand_texts(database: str | None) -> None:
    texts = hostile_texts(nul=False)
    stack = """db.bulk.add "note" {
      items = $input.texts|map:{text: $$}
    }
    var $result {
      value = 0
    }
    foreach ($input.texts) {
      each as $text {
        db.query "note" {
          where = $db.note.text == $text && $db.note.text|trim == ($text|trim)
          return = {type: "count"}
        } as $count
        math.add $result {
          value = $count
        }
      }
    }"""
    assert run(stack, NOTE, database, inputs={"texts": texts}) == COUNT
