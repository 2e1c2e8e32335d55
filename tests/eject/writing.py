"""Ejects functions that stand in a test."""

from __future__ import annotations

from pathlib import Path

from runner.eject.functions import Ejected, eject_function
from runner.eject.project import Project, comments_of
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument
from runner.types.declarations import schema_from_declarations


def ejected(stack: str, inputs: str = "", response: str = "null", env: tuple[str, ...] = ()) -> Ejected:
    """A function `f` of these parts in Python."""
    parts = f"  input {{\n{inputs}\n  }}\n  stack {{\n{stack}\n  }}\n  response = {response}\n"
    text = f'function "f" {{\n{parts}}}\n'
    (document,) = parse_source(Source(text, "f.xs"))
    assert isinstance(document, FunctionDocument)
    schema, problems = schema_from_declarations(document.inputs, document.source)
    assert problems == []
    return eject_function(document, xanoscript(), schema.fields, comments_of(document), env=env)


def body(stack: str, inputs: str = "", response: str = "null") -> list[str]:
    """The lines of its body, four blanks further out; what it imports is left out."""
    result = ejected(stack, inputs, response)
    assert result.refused == ()
    lines = result.text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(("def f(", "):", ") ->")))
    while not lines[start].endswith(":"):
        start += 1
    return [line[4:] for line in lines[start + 1 :]]


def expression(code: str, inputs: str = "") -> str:
    """What an expression becomes."""
    (line,) = body("", inputs, code)
    return line.removeprefix("return ")


def write(project: Project, folder: Path) -> None:
    """Put the files of a project into a folder."""
    for name, text in project.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
