"""Statements, declarations, documents: lines, indentation, blank lines."""

from __future__ import annotations

import pytest

from runner.errors import XanoScriptSyntaxError
from runner.source import Source
from tests.format.formatting import formatted, in_stack, stack


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!debug.stop{value=1}", "!debug.stop {\n  value = 1\n}"),
        ("security.create_uuid  as  $x", "security.create_uuid as $x"),
        (
            "array.find $a if( $this>1 ) as $x|first",
            "array.find $a if ($this > 1) as $x|first",
        ),
        ("db.query  t { } as $r.items|count", "db.query t {\n} as $r.items|count"),
        (
            "foreach($a){each as $i{break}}",
            "foreach ($a) {\n  each as $i {\n    break\n  }\n}",
        ),
        (
            "switch ($a) { case (1) { break } break default { continue } }",
            "switch ($a) {\n  case (1) {\n    break\n  } break\n\n  default {\n    continue\n  }\n}",
        ),
        (
            "conditional { if ($a|get:'a':'a long text'|strlen|is_null) { } else { } }",
            "conditional {\n  if ($a|get:'a':'a long text'|strlen|is_null) {\n  }\n\n  else {\n  }\n}",
        ),
        (
            'api.request { url = "u" params = {a: "' + "b" * 60 + '"} headers = [] timeout = 5 }',
            'api.request {\n  url = "u"\n  params = {\n    a: "' + "b" * 60 + '"\n  }\n\n'
            "  headers = []\n  timeout = 5\n}",
        ),
        ("debug.stop\n\n\n\ndebug.stop", "debug.stop\n\ndebug.stop"),
        ("debug.stop\ndebug.stop", "debug.stop\ndebug.stop"),
    ],
)
def test_in_a_stack(written: str, expected: str) -> None:
    assert in_stack(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("text  a", "text a"),
        ("int[1 : 3]? a ?", "int[1:3]? a?"),
        ("text ?a", "text? a"),
        ("text a ?= 'b' filters = trim|min:1", "text a?='b' filters=trim|min:1"),
        ("timestamp a?=now", "timestamp a?=now"),
        ("enum a { values=['x'] }\n\n\nint b", "enum a {\n  values = ['x']\n}\n\nint b"),
        (
            "object a { description='d' schema { int b } }",
            "object a {\n  description = 'd'\n\n  schema {\n    int b\n  }\n}",
        ),
    ],
)
def test_declarations(written: str, expected: str) -> None:
    lines = expected.replace("\n", "\n    ").replace("    \n", "\n")
    assert formatted(f"function f {{ input {{\n{written}\n}} }}") == (
        f"function f {{\n  input {{\n    {lines}\n  }}\n}}"
    )


def test_documents_are_parted_and_sections_too() -> None:
    written = 'run.job "J" { main={name:"f"} }\nquery  a/b verb=GET { auth="u" input{} stack{}response=1 }'
    assert formatted(written) == (
        'run.job "J" {\n  main = {name: "f"}\n}\n---\n'
        'query a/b verb=GET {\n  auth = "u"\n\n  input {\n  }\n\n  stack {\n  }\n\n  response = 1\n}'
    )


def test_what_an_agent_answers_keeps_its_lines() -> None:
    text = 'agent a {\n  llm = {\n    type: "x"\n    output {\n      text b\n    }\n  }\n}\n'
    assert formatted(text.replace("    ", "  ")) == text


@pytest.mark.parametrize("blank", ["", "  "])
def test_blank_lines_as_the_exporter_indents_them_stay(blank: str) -> None:
    text = f"function f {{\n  stack {{\n    break\n{blank}\n    break\n  }}\n}}"
    assert formatted(text) == text
    assert formatted(text.replace(f"\n{blank}\n", f"\n\t{blank}\n")) == text.replace(f"\n{blank}\n", "\n\n")


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_the_end_of_a_text(end: str) -> None:
    assert formatted("function f {}" + end) == "function f {\n}" + end[:1]


def test_lines_of_windows_become_plain() -> None:
    assert formatted(stack("break").replace("\n", "\r\n")) == stack("break")


@pytest.mark.parametrize("text", ["", "\n", "// nothing\n\n// at all"])
def test_without_code_nothing_changes(text: str) -> None:
    assert formatted(text) == text


def test_what_is_no_xanoscript_is_refused() -> None:
    with pytest.raises(XanoScriptSyntaxError, match="no value"):
        formatted(stack("var $x { value = }"))


def test_source_is_named_in_errors() -> None:
    from runner.format import format_source

    with pytest.raises(XanoScriptSyntaxError, match=r"jobs/a\.xs:1:1"):
        format_source(Source("fnction f {}", "jobs/a.xs"))
