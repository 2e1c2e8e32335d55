"""Functions as a table for people, as lines for programs, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runner.lookup import Found, PythonFunction
from runner.report.listing import describe_function, plain_text, table_text
from runner.report.style import Style
from runner.source import Source
from runner.units import FunctionUnit, read_units

DOUBLE = """function "double" {
  description = "Doubles."
  input {
    int n filters=min:0
    text unit?="m"
  }

  stack {
  }

  response = $input.n
}
"""


def greet(name: str, loud: bool = False) -> str:
    """Greet somebody
    by name.

    Args:
        name: who it is.
    """
    return name + "!" * loud


def xanoscript(text: str = DOUBLE) -> Found:
    """A XanoScript function that was found in a project."""
    [unit] = read_units(Source(text, "functions/double.xs"))
    assert isinstance(unit, FunctionUnit)
    return Found("double", "xanoscript", "project", Path("functions/double.xs"), unit=unit)


def python() -> Found:
    """A Python function that a job has of its own."""
    return Found("greet", "python", "job", None, function=PythonFunction(greet))


def described(**rest: Any) -> dict[str, Any]:
    """A function of the shape that ``describe_function`` gives."""
    row = {"name": "f", "kind": "python", "origin": "job", "description": "", "signature": []}
    return {**row, "shadowed": False, "error": None, **rest}


def test_a_xanoscript_function_as_data() -> None:
    data = describe_function(xanoscript())
    inputs = data.pop("inputs")
    assert data == {
        "name": "double",
        "kind": "xanoscript",
        "origin": "project",
        "path": str(Path("functions/double.xs")),
        "description": "Doubles.",
        "signature": ["int n filters=min:0", 'text unit?="m"'],
        "shadowed": False,
        "error": None,
    }
    assert [(item["name"], item["type"], item["required"]) for item in inputs] == [
        ("n", "int", True),
        ("unit", "text", False),
    ]


def test_a_python_function_as_data() -> None:
    data = describe_function(python())
    assert data["signature"] == ["text name", "bool loud?=false"]
    assert data["inputs"][0]["description"] == "who it is."
    assert data["path"] is None


def test_a_broken_file_as_data() -> None:
    data = describe_function(Found("x", "python", "project", Path("x.py"), error="x.py:1: no"))
    assert (data["error"], data["signature"], data["inputs"]) == ("x.py:1: no", [], [])


def test_a_wrong_declaration_is_the_error_of_its_function() -> None:
    data = describe_function(xanoscript(DOUBLE.replace("int n", "integr n")))
    assert "functions/double.xs:4" in data["error"]
    assert "integr" in data["error"]


def test_the_table_is_aligned_and_has_an_input_a_line() -> None:
    rows = [describe_function(python()), describe_function(xanoscript())]
    assert table_text(rows, Style()).splitlines() == [
        "greet   python      job      Greet somebody by name.",
        "    text name",
        "    bool loud?=false",
        "double  xanoscript  project  Doubles.",
        "    int n filters=min:0",
        '    text unit?="m"',
    ]


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        (described(description="Says\n  it."), "Says it."),
        (described(shadowed=True, description="Says it."), "shadowed, never called. Says it."),
        (described(shadowed=True), "shadowed, never called."),
        (described(error="f.py:1: SyntaxError"), "broken: f.py:1: SyntaxError"),
        (described(error="no", shadowed=True), "broken: no"),
        (described(description="\x1b[2J"), "\\x1b[2J"),
    ],
)
def test_remarks(row: dict[str, Any], remark: str) -> None:
    assert table_text([row], Style()) == f"f  python  job  {remark}"
    assert plain_text([row]) == f"f\tpython\tjob\t\t{remark}"


def test_a_function_without_a_remark_has_no_blanks_at_its_end() -> None:
    assert table_text([described()], Style()) == "f  python  job"


def test_plain_lines_keep_all_inputs_in_one_column() -> None:
    line = plain_text([describe_function(xanoscript())])
    assert line == 'double\txanoscript\tproject\tint n filters=min:0, text unit?="m"\tDoubles.'


def test_nothing_to_list() -> None:
    assert table_text([], Style()) == "no functions are visible from here"
    assert plain_text([]) == ""


@pytest.mark.parametrize(
    ("rest", "start"),
    [({"error": "no"}, "\x1b[1;31mbroken"), ({"shadowed": True}, "\x1b[2mshadowed")],
)
def test_colours_mark_what_cannot_be_called(rest: dict[str, Any], start: str) -> None:
    assert start in table_text([described(**rest)], Style(True))
