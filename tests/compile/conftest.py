"""Fixtures for the tests of the compiler: functions that were read, compiled and called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from runner.check import check_function
from runner.compile import compile_function
from runner.compile.links import links_of
from runner.execution.context import Context
from runner.execution.runtime import namespace
from runner.language import xanoscript
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument


def read_function(stack: str, response: str = "null", inputs: str = "", name: str = "f") -> FunctionDocument:
    """A function with this stack; the stack's first line is line 5 of its source."""
    head = f"function {name} {{\n  input {{ {inputs}\n  }}\n  stack {{\n"
    text = f"{head}{stack}\n  }}\n  response = {response}\n}}\n"
    (document,) = parse_source(Source(text, "f.xs"))
    assert isinstance(document, FunctionDocument)
    assert check_function(document, xanoscript()) == []
    return document


class NoFunctions:
    """A lookup that finds nothing."""

    def call(self, context: Context, name: str, inputs: Mapping[str, Any]) -> Any:
        raise LookupError(name)


def no_network() -> Any:
    raise AssertionError("no test here sends anything")


def make_context(**options: Any) -> Context:
    """A context for code that calls nothing and sends nothing."""
    return Context(functions=NoFunctions(), http=no_network, env={"A": "env"}, seed=1, **options)


def body_of(document: FunctionDocument, **options: Any) -> Callable[[Context, dict[str, Any]], Any]:
    """The Python function that a document is compiled to."""
    compiled = compile_function(document, xanoscript(), **options)
    defined: dict[str, Any] = {}
    exec(compiled.code, namespace(links_of(compiled.code, xanoscript())), defined)
    body: Callable[[Context, dict[str, Any]], Any] = defined[compiled.name]
    return body


@pytest.fixture
def run():
    """Run a stack and give the response."""

    def call(stack: str, response: str = "$var", inputs: str = "", **given: Any) -> Any:
        return body_of(read_function(stack, response, inputs))(make_context(), given)

    return call
