"""Fixtures for the tests of the checker: the problems of a stack, and functions that were read."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from runner.check import check_function
from runner.errors import Problem
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument


class Found(NamedTuple):
    """A problem as its reader sees it: what the caret marks, and the hint."""

    code: str
    marked: str
    message: str
    hint: str | None


def read_function(stack: str, response: str = "null") -> FunctionDocument:
    """A function with this stack."""
    text = f"function f {{\n  stack {{\n{stack}\n  }}\n\n  response = {response}\n}}\n"
    (document,) = parse_source(Source(text, "f.xs"))
    assert isinstance(document, FunctionDocument)
    return document


def problems_of(stack: str, response: str = "null") -> list[Problem]:
    """The problems of a function with this stack."""
    return check_function(read_function(stack, response), xanoscript())


@pytest.fixture
def found():
    """The problems of a function with this stack, as their reader sees them."""

    def check(stack: str, response: str = "null") -> list[Found]:
        problems = problems_of(stack, response)
        return [
            Found(item.code, item.source.text[item.span.start : item.span.end], item.message, item.hint)
            for item in problems
        ]

    return check


@pytest.fixture
def fixed():
    """A stack after the fixes of all its problems."""

    def fix(stack: str) -> str:
        problems = problems_of(stack)
        text = problems[0].source.text
        for item in reversed(problems):
            assert item.fix is not None
            start, end = item.fix.span
            text = text[:start] + item.fix.replacement + text[end:]
        return text.split("stack {\n")[1].split("\n  }\n\n  response")[0]

    return fix
