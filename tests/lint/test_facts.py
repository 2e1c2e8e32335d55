"""What one file tells the rules across files, and that it stays so in the cache."""

from __future__ import annotations

import marshal

import pytest

from runner.errors import XanoScriptSyntaxError
from runner.lint.facts import Facts, pack_facts, unpack_facts
from runner.lint.gathering import facts_of
from runner.source import Source
from runner.syntax import parse_source

TEXT = """run.job "Job" {
  main = { name: "f", input: { a: [1, { b: null }] }, as: "x" }
  env = ["KEY"]
}
---
function "f" {
  input {
    object a? {
      schema {
        int b?=1 filters=min:0
      }
    }
  }
  stack {
    function.run "g" {
      input = { now: now, known: "text", $env.X: 1 }
    }
    !function.run "off" {}
    function.run $input.a {}
    db.edit user {
      field_name = "id"
      data = { name: $env.KEY }
    }
  }
  response = $env.KEY
}
"""


def read(text: str) -> Facts:
    return facts_of(parse_source(Source(text, "f.xs")))


def test_facts_survive_the_cache() -> None:
    facts = read(TEXT)
    again = unpack_facts(marshal.loads(marshal.dumps(pack_facts(facts))))
    assert again == facts
    assert again.documents[1].schema == facts.documents[1].schema


def test_what_a_job_tells() -> None:
    [job] = read(TEXT).of("run.job")
    [call] = job.calls
    assert (call.name, call.part, call.result, call.is_open) == ("f", "main", "x", False)
    assert [(given.name, given.constant) for given in call.given] == [("a", ([1, {"b": None}],))]
    assert [name.name for name in job.env] == ["KEY"]


def test_what_a_function_tells() -> None:
    [function] = read(TEXT).of("function")
    [call] = function.calls
    # `now` is known to a run alone, and so is a computed key.
    assert [(given.name, given.constant) for given in call.given] == [("now", ()), ("known", ("text",))]
    assert (call.is_open, function.any_function, function.any_env) == (True, True, False)
    [use] = function.tables
    assert (use.statement, use.table, use.is_open) == ("db.edit", "user", False)
    assert ([key.name for key in use.keys], [column.name for column in use.columns]) == (["id"], ["name"])
    assert [read.name for read in function.reads] == ["X", "KEY"]
    assert [field.name for field in function.schema.fields] == ["a"]


@pytest.mark.parametrize(
    ("broken", "is_whole"), [("response = [", False), ("response = 1 }\n---\nfunction g { stack { [ }", True)]
)
def test_of_a_broken_function_nothing_is_sure(broken: str, is_whole: bool) -> None:
    with pytest.raises(XanoScriptSyntaxError) as raised:
        parse_source(Source(f"function f {{\n  {broken}\n}}\n"))
    [first, *_] = facts_of(raised.value.documents, raised.value.gaps).documents
    assert (first.name, first.is_whole, first.any_function) == ("f", is_whole, not is_whole)
