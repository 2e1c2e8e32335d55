"""Units as plain tuples: what is packed comes back as it was."""

from __future__ import annotations

import marshal
from pathlib import Path

import pytest

from runner.errors import Problem
from runner.source import Source
from runner.units import CodeUnit, Endpoint, FunctionUnit, RunUnit, Unit, WorkspaceUnit, read_units
from runner.units.packing import pack, unpack

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests").rglob("*.xs"))

EVERYTHING = """run.job "J" {
  main = { name: "f", input: { a: [1, -2.5, null, true], "b c": { d: "é" } }, as: "it" }
  post = { name: "g" }
  env = ["KEY", "other"]
}
---
workspace w {
  env = { A: "a", n: 5 }
}
---
table t {
}
---
function "f" {
  description = "What it does"
  input {
    text[1:3]? names?=["x"] filters=trim|min:2:"too short" {
      description = "Names"
      sensitive = true
    }
    object o? {
      schema {
        enum e?="b" {
          values = ["a", "b"]
        }
        timestamp at?=now
      }
    }
    int nothing?=null
    int[ broken
  }
  stack {
    function.run "g" { input = { a: $env.KEY } }
    function.run $input.names
    var $x { value = $env|keys|nosuch }
    nosuch.statement
  }
  response = 1|upper
}
""".replace("    int[ broken\n", "    nosuch broken filters=lenght:1\n")


def told(problem: Problem) -> tuple[object, ...]:
    return (*problem.as_tuple()[:2], *problem.as_tuple()[3:])


def facts(unit: Unit) -> list[object]:
    """Everything that a unit says, its text left out."""
    found: list[object] = [type(unit), unit.construct, unit.name, unit.name_span, unit.source.name]
    if isinstance(unit, RunUnit):
        found += [unit.targets, unit.env]
    if isinstance(unit, WorkspaceUnit):
        found += [unit.env]
    if isinstance(unit, CodeUnit):
        found += [unit.endpoint, unit.description, unit.schema, unit.schema.describe(), unit.references]
        found += [list(map(told, unit.input_problems)), list(map(told, unit.code_problems))]
        found += [list(map(told, unit.warnings))]
    return found


def again(text: str) -> None:
    source = Source(text, "x.xs")
    for unit in read_units(source):
        packed = marshal.loads(marshal.dumps(pack(unit)))
        back = unpack(packed, source)
        assert facts(back) == facts(unit)
        if isinstance(back, CodeUnit) and isinstance(unit, CodeUnit):
            assert repr(back.document) == repr(unit.document)


def test_a_file_with_everything():
    again(EVERYTHING)


CODE = """\
query "deals/{id}" verb=post {
  api_group = Crm
  auth = "user"
  input {
    int id
  }
  stack {
    function.run "g"
    api.call "open" verb=GET { api_group = "Crm" }
  }
  response = $input.id
}
---
query open verb=GET {
  stack {
  }
}
---
addon first {
  stack {
    db.query t {
      return = {type: "single"}
    }
  }
}
---
task t {
  stack {
  }
}
---
tool t {
  stack {
    var $x { value = 1|nosuch }
  }
  response = $x
}
---
agent a {
}
"""


def test_what_has_code_and_is_no_function():
    again(CODE)
    units = read_units(Source(CODE, "x.xs"))
    with_code = [unit for unit in units if isinstance(unit, CodeUnit)]
    assert not any(isinstance(unit, FunctionUnit) for unit in units)
    assert [unit.construct for unit in with_code] == ["query", "query", "addon", "task", "tool"]
    endpoints = [unit.endpoint for unit in with_code]
    assert endpoints == [Endpoint("POST", "Crm", "user"), Endpoint("GET", "", ""), None, None, None]
    assert list(with_code[0].references.functions) == ["g"]
    assert list(with_code[0].references.others) == [("query", "open", "GET", "Crm")]
    assert [problem.code for problem in with_code[4].problems] == ["unknown-filter"]


@pytest.mark.parametrize(
    "stack",
    [
        "db.query t { }",
        "db.query t { } as $rows",
        "db.query t { } as $rows|first",
        "!db.query x { }\ndb.query t",
    ],
)
def test_an_addon_gives_what_its_query_finds(stack):
    (unit,) = read_units(Source(f"addon a {{\n  stack {{\n    {stack}\n  }}\n}}", "x.xs"))
    assert isinstance(unit, CodeUnit)
    code = unit.document
    *_, last = code.stack.statements
    assert repr(last.alias.target) == repr(code.response)
    assert unit.warnings == ()


def test_it_has_what_it_is_to_test():
    units = read_units(Source(EVERYTHING, "x.xs"))
    assert [unit.construct for unit in units] == ["run.job", "workspace", "table", "function"]
    function = units[-1]
    assert isinstance(function, FunctionUnit)
    assert [problem.code for problem in function.input_problems] == ["unknown-type", "unknown-input-filter"]
    assert {problem.code for problem in function.code_problems} >= {"unknown-filter", "unknown-statement"}
    assert any(problem.fix for problem in function.problems)
    references = function.references
    assert list(references.functions) == ["g"]
    assert (references.env, references.any_function, references.any_env) == (("KEY",), True, True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_the_tests(file):
    text = file.read_text(encoding="utf-8")
    try:
        read_units(Source(text, "x.xs"))
    except Exception:
        pytest.skip("it is one that cannot be read")
    again(text)


def test_windows_line_ends_move_no_place():
    source = Source(EVERYTHING.replace("\n", "\r\n"), "x.xs")
    (function,) = (unit for unit in read_units(source) if isinstance(unit, FunctionUnit))
    plain = read_units(Source(EVERYTHING, "x.xs"))[-1]
    assert isinstance(plain, FunctionUnit)
    assert [problem.where for problem in function.problems] == [problem.where for problem in plain.problems]
    assert "\r" not in function.source.text
