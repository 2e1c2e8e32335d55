"""Short ways to read pieces of XanoScript in tests."""

from __future__ import annotations

from runner.errors import Problem, XanoScriptSyntaxError
from runner.source import Source
from runner.syntax import parse_source
from runner.syntax.nodes import Document, Expression, FunctionDocument, Statement
from tests.syntax.sexpr import show


def documents(text: str) -> tuple[Document, ...]:
    """The documents of a text."""
    return parse_source(Source(text, "test.xs"))


def function(text: str) -> FunctionDocument:
    """The one function of a text."""
    (document,) = documents(text)
    assert isinstance(document, FunctionDocument)
    return document


def expression(text: str) -> Expression:
    """An expression, read as the response of a function."""
    found = function(f'function "f" {{\n  response = {text}\n}}\n').response
    assert found is not None
    return found


def statements(text: str) -> list[Statement]:
    """Statements, read as the stack of a function."""
    stack = function(f'function "f" {{\n  stack {{\n{text}\n  }}\n}}\n').stack
    assert stack is not None
    return stack.statements


def sexpr(text: str) -> str:
    """An expression as an s-expression."""
    return show(expression(text))


def stack(text: str) -> str:
    """Statements as s-expressions, one a line."""
    return "\n".join(show(statement) for statement in statements(text))


def inputs(text: str) -> str:
    """Declarations, read as the input of a function, as s-expressions, one a line."""
    found = function(f'function "f" {{\n  input {{\n{text}\n  }}\n}}\n')
    return "\n".join(show(declaration) for declaration in found.inputs)


def problems(text: str) -> list[Problem]:
    """Every problem of a text; an empty list where it is XanoScript."""
    try:
        documents(text)
    except XanoScriptSyntaxError as error:
        return list(error.problems)
    return []
