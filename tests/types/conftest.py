"""Fixtures for the tests of input types: calls at a fixed time, and schemas read from XanoScript."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from runner.errors import Problem, ScriptError
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument
from runner.types import Field, Schema
from runner.types.declarations import schema_from_declarations

NOW = 1_767_225_600_000  # 2026-01-01T00:00:00Z


class Read(NamedTuple):
    """A schema that was read, with its problems and the text."""

    schema: Schema
    problems: list[Problem]
    source: Source

    def at(self, problem: Problem) -> str:
        """The text that a problem points at."""
        return self.source.text[problem.span.start : problem.span.end]

    def fixed(self, problem: Problem) -> str:
        """The first line of the problem's fix, after it was applied."""
        assert problem.fix is not None
        start, end = problem.fix.span
        text = self.source.text[:start] + problem.fix.replacement + self.source.text[end:]
        return Source(text).line(self.source.position(start).line).strip()


@pytest.fixture
def read():
    """Read the lines of an input block, of which the first is line 3 of f.xs."""

    def read_lines(lines: str) -> Read:
        source = Source(f"function f {{\n  input {{\n{lines}\n  }}\n\n  response = null\n}}\n", "f.xs")
        (document,) = parse_source(source)
        assert isinstance(document, FunctionDocument)
        return Read(*schema_from_declarations(document.inputs, source), source)

    return read_lines


@pytest.fixture
def call(read):
    """Validate a call of a function with these inputs, fields or lines; the clock stands at NOW."""

    def validate(inputs: list[Field] | str, **values: Any) -> dict[str, Any]:
        if isinstance(inputs, str):
            schema, problems, _ = read(inputs)
            assert problems == []
        else:
            schema = Schema(tuple(inputs))
        return schema.validate(values, now=lambda: NOW)

    return validate


@pytest.fixture
def faults(call):
    """The faults of such a call, by path."""

    def find(inputs: list[Field] | str, **values: Any) -> dict[str, str]:
        with pytest.raises(ScriptError) as caught:
            call(inputs, **values)
        assert caught.value.kind == "inputerror"
        return {fault["param"]: fault["message"] for fault in caught.value.payload}

    return find
