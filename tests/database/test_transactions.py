from __future__ import annotations

from typing import Any

import pytest

from tests.database.running import attempt, run
from tests.database.servers import postgres_url

ACCOUNT = """table "account" {
  schema {
    int id
    text name
    int balance
  }
}"""
NAMES = """db.query "account" { return = {type: "list"} } as $rows
    var $result { value = $rows|map:$$.name }"""


def add(name: str) -> str:
    return f'db.add "account" {{ data = {{name: "{name}", balance: 1}} }}'


def names(database: str | None) -> Any:
    return run(NAMES, ACCOUNT, database)


@pytest.fixture(params=["file", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Any) -> Any:
    """A database that outlives a run."""
    if request.param == "postgresql":
        with postgres_url() as url:
            yield url
    else:
        yield str(tmp_path / "data.db")


def test_what_stands_in_a_transaction_counts_as_a_whole(database: str | None) -> None:
    stack = f"""try_catch {{
      try {{
        db.transaction {{
          stack {{
            {add("a")}
            {add("b")}
            throw {{ name = "stop" value = "undone" }}
          }}
        }}
      }}
      catch {{ var $message {{ value = $error.message }} }}
    }}
    db.transaction {{
      stack {{
        {add("c")}
        {add("d")}
      }}
    }}
    {NAMES}
    var $result {{ value = [$message, $result] }}"""
    assert run(stack, ACCOUNT, database) == ["undone", ["c", "d"]]


LEAVING = {
    "throw": ('throw { name = "x" value = "y" }', []),
    "precondition": ("precondition (1 == 2)", []),
    "a missing row": ('db.edit "account" { field_name = "id" field_value = 99 data = {name: "z"} }', []),
    "debug.stop": ("debug.stop { value = 1 }", []),
    "return": ("return { value = 1 }", ["a"]),
    "its end": ("var $x { value = 1 }", ["a"]),
}


@pytest.mark.parametrize("end", LEAVING)
@pytest.mark.parametrize("form", ["stack", "old"])
def test_how_a_transaction_ends(kept: str, form: str, end: str) -> None:
    statement, left = LEAVING[end]
    body = f"{add('a')}\n{statement}"
    stack = f"db.transaction {{ stack {{ {body} }} }}" if form == "stack" else f"db.transaction {{}}\n{body}"
    attempt(f"var $result {{ value = 1 }}\n{stack}", ACCOUNT, kept)
    assert names(kept) == left


LIMITS: dict[str, dict[str, Any]] = {"timeout": {"timeout": 0.4}, "steps": {"max_steps": 4}}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_of_the_run_undoes_what_is_not_committed(kept: str, limit: str) -> None:
    names(kept)
    stack = (
        f"db.transaction {{ stack {{ {add('a')}\n while (true) {{ each {{ var $x {{ value = 1 }} }} }} }} }}"
    )
    assert attempt(stack, ACCOUNT, kept, **LIMITS[limit]).error.name == limit
    assert names(kept) == []


@pytest.mark.parametrize("word", ["break", "continue"])
def test_leaving_a_round_of_a_loop_keeps_what_was_written(database: str | None, word: str) -> None:
    stack = f"""foreach ([1, 2]) {{
      each as $i {{
        db.transaction {{
          stack {{
            {add("a")}
            {word}
          }}
        }}
      }}
    }}
    {NAMES}"""
    assert run(stack, ACCOUNT, database) == (["a"] if word == "break" else ["a", "a"])


def test_a_transaction_within_another_can_be_undone_alone(database: str | None) -> None:
    stack = f"""db.transaction {{
      stack {{
        {add("a")}
        try_catch {{
          try {{
            db.transaction {{
              stack {{
                {add("b")}
                throw {{ name = "x" value = "y" }}
              }}
            }}
          }}
        }}
        {add("c")}
      }}
    }}
    {NAMES}"""
    assert run(stack, ACCOUNT, database) == ["a", "c"]


def test_a_statement_that_fails_leaves_the_transaction_usable(database: str | None) -> None:
    unique = ACCOUNT[:-1] + '  index = [{type: "btree|unique", field: [{name: "name"}]}]\n}'
    stack = f"""db.transaction {{
      stack {{
        {add("a")}
        try_catch {{
          try {{ {add("a")} }}
          catch {{ var $message {{ value = $error.message }} }}
        }}
        try_catch {{
          try {{ db.direct_query {{ sql = "SELECT * FROM nowhere" }} }}
          catch {{ var $second {{ value = $error.message }} }}
        }}
        {add("b")}
      }}
    }}
    {NAMES}
    var $result {{ value = [$result, $message, $second] }}"""
    left, message, second = run(stack, unique, database)
    assert left == ["a", "b"]
    assert message.startswith("Duplicate record detected")
    assert second.startswith("there is no such table in the database: ")


def test_a_table_that_was_made_inside_goes_with_the_rows(database: str | None) -> None:
    other = ACCOUNT.replace('"account"', '"other"')
    stack = f"""try_catch {{
      try {{
        db.transaction {{
          stack {{
            {add("a")}
            throw {{ name = "x" value = "y" }}
          }}
        }}
      }}
    }}
    {add("b")}
    {NAMES}"""
    assert run(stack, f"{ACCOUNT}\n---\n{other}", database) == ["b"]


def test_what_one_function_begins_counts_for_those_that_it_calls(kept: str) -> None:
    stack = """db.transaction {}
    function.run "write"
    throw { name = "x" value = "y" }"""
    write = f'function "write" {{\n  stack {{\n    {add("a")}\n  }}\n  response = 1\n}}'
    assert attempt(stack, f"{ACCOUNT}\n---\n{write}", kept).error.name == "x"
    assert names(kept) == []


def test_an_async_call_has_transactions_of_its_own(kept: str) -> None:
    write = (
        f'function "write" {{\n  stack {{\n    db.transaction {{}}\n    {add("a")}\n  }}\n  response = 1\n}}'
    )
    stack = """function.run "write" { async = true } as $call
    await $call as $result
    throw { name = "x" value = "y" }"""
    assert attempt(stack, f"{ACCOUNT}\n---\n{write}", kept).error.name == "x"
    assert names(kept) == ["a"]


ASKED = f"""query "write" verb=POST {{
  stack {{
    db.transaction {{}}
    {add("a")}
    precondition ($input.good)
  }}
  response = $env.$datasource
}}
---
task "write" {{
  stack {{
    db.transaction {{}}
    {add("a")}
  }}
}}""".replace("  stack {", "  input {\n    bool good?=true\n  }\n  stack {", 1)
ASK = 'api.call "write" verb=POST as $result'
FAIL = 'throw { name = "x" value = "y" }'
CAUGHT = 'try_catch { try { api.call "write" verb=POST { input = {good: false} } } }'


@pytest.mark.parametrize(
    ("stack", "left"),
    [
        (f"{ASK}\n{FAIL}", ["a"]),
        (f'task.call "write" as $result\n{FAIL}', ["a"]),
        (f"{CAUGHT}\n{add('b')}", ["b"]),
        # In the transaction of the caller it is a part of that.
        (f"db.transaction {{}}\n{ASK}\n{FAIL}", []),
        (f"db.transaction {{ stack {{ {ASK} }} }}\n{FAIL}", ["a"]),
        (f"db.transaction {{ stack {{ {ASK}\n{FAIL} }} }}", []),
    ],
)
def test_what_an_endpoint_or_a_task_begins_ends_with_it(kept: str, stack: str, left: list[str]) -> None:
    attempt(stack, f"{ACCOUNT}\n---\n{ASKED}", kept)
    assert names(kept) == left


def test_what_is_put_off_has_a_transaction_of_its_own(kept: str) -> None:
    stack = f"""var $result {{ value = 1 }}
    util.post_process {{ stack {{ db.transaction {{}}\n {add("a")} }} }}
    util.post_process {{ stack {{ db.transaction {{}}\n {add("b")}\n {FAIL} }} }}
    util.post_process {{ stack {{ {add("c")} }} }}"""
    assert attempt(stack, ACCOUNT, kept).error is None
    assert names(kept) == ["a", "c"]


@pytest.mark.parametrize("name", ["serializable", "repeatable_read", "read_committed", "SERIALIZABLE"])
def test_isolations(database: str | None, name: str) -> None:
    stack = f'db.transaction {{ isolation = "{name}" stack {{ {add("a")} }} }}\n{NAMES}'
    assert run(stack, ACCOUNT, database) == ["a"]


def test_an_isolation_that_is_none_is_told(database: str | None) -> None:
    result = attempt(f'db.transaction {{ isolation = "chaos" stack {{ {add("a")} }} }}', ACCOUNT, database)
    known = "read_committed, repeatable_read, serializable"
    message = f'there is no isolation "chaos"; a transaction takes one of {known}'
    assert result.error.message == message


# -- data sources ------------------------------------------------------------------------------------


def use(name: str) -> str:
    return f'db.set_datasource {{ value = "{name}" }}'


def test_a_data_source_has_rows_of_its_own(database: str | None) -> None:
    seeded = ACCOUNT[:-1] + '  items = [{id: 1, name: "first", balance: 0}]\n}'
    stack = f"""{add("live")}
    {use("other")}
    {NAMES}
    var $other {{ value = $result }}
    {add("second")}
    {NAMES}
    var $more {{ value = $result }}
    {use("live")}
    {NAMES}
    var $result {{ value = [$other, $more, $result, $env.$datasource] }}"""
    expected = [["first"], ["first", "second"], ["first", "live"], "live"]
    assert run(stack, seeded, database) == expected


def test_a_data_source_is_kept_and_every_run_begins_with_the_usual_one(kept: str) -> None:
    run(f"{use('staging')}\n{add('a')}\nvar $result {{ value = $env.$datasource }}", ACCOUNT, kept)
    assert names(kept) == []
    assert run(f'db.set_datasource {{ name = "staging" }}\n{NAMES}', ACCOUNT, kept) == ["a"]
    assert run(f"{use('staging')}\n{use('default')}\n{NAMES}", ACCOUNT, kept) == []


def test_an_endpoint_has_the_data_source_that_it_chooses_for_itself(database: str | None) -> None:
    asked = ASKED.replace("db.transaction {}", use("other"), 1)
    stack = f"{ASK}\n var $there {{ value = $result }}\n{NAMES}"
    stack += "\nvar $result { value = [$there, $env.$datasource, $result] }"
    assert run(stack, f"{ACCOUNT}\n---\n{asked}", database) == ["other", "live", []]


@pytest.mark.parametrize("name", ["../other", "a b", "x'; DROP TABLE account; --", "ü", "a" * 41])
def test_names_that_no_data_source_can_have(database: str | None, name: str) -> None:
    result = attempt(f"{use(name)}\nvar $result {{ value = 1 }}", ACCOUNT, database)
    assert "a data source cannot be called" in result.error.message


def test_a_transaction_has_one_data_source(database: str | None) -> None:
    result = attempt(f"db.transaction {{ stack {{ {add('a')}\n {use('other')} }} }}", ACCOUNT, database)
    assert "a transaction has one data source" in result.error.message
