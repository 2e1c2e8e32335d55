"""Tests in XanoScript itself: the `test` blocks of functions and endpoints, and `workflow_test` documents.

Each becomes a function of its own. That of a `test` calls the code that carries it, with what that mocks
for the test, names the result `$response`, and goes on with the expectations; a `workflow_test` is its stack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from runner.jobs.loading import Job, function_job
from runner.lookup.workspaces import workspace_root
from runner.records import Record
from runner.source import Source, Span
from runner.syntax import parse_source
from runner.syntax.nodes import (
    Alias,
    Block,
    Document,
    FunctionDocument,
    Literal,
    Property,
    Statement,
    Variable,
)
from runner.testing.mocks import mocked
from runner.units import FunctionUnit
from runner.units.building import build_unit
from runner.units.functions import as_function

THROWS = "expect.to_throw"


class XanoScriptTest(Record):
    """One test that stands in a text: what people call it, where it is, and the job that it is.

    That of a construct which does not run here, such as an `agent`, has no job.
    """

    name: str
    source: Source
    span: Span
    construct: str
    job: Job | None


def read_blocks(source: Source, path: Path | None = None) -> list[XanoScriptTest]:
    """The tests of a text, in their order.

    Args:
        source: the text.
        path: its file, whose workspace holds the functions that are called.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    documents = parse_source(source)
    home = workspace_root(path.absolute().parent) / path.name if path is not None else None
    return [test for document in documents for test in _tests(document, documents, home)]


def _tests(document: Document, documents: Sequence[Document], home: Path | None) -> Iterator[XanoScriptTest]:
    others = [one for one in documents if one is not document]
    construct, source, statement = document.construct, document.source, document.statement
    if construct == "workflow_test":
        job = _job([_function(document, document.name, statement), *others], home)
        yield XanoScriptTest(document.name, source, statement.name_span, construct, job)
    for test in _carried(statement):
        name = test.title
        found = XanoScriptTest(f"{document.name}: {name}", source, test.name_span, construct, None)
        # Whatever it is, its test calls the code itself: nobody signs in, and no path is looked up.
        code = as_function(document)
        if code is not None:
            code = replace(code, construct="function")
            functions = [_calling(code, test, name), mocked(code, name), *others]
            found = found.changed(job=_job(functions, home))
        yield found


def _carried(statement: Statement) -> list[Statement]:
    """The `test` blocks of a construct."""
    block = statement.block
    return [entry for entry in block.statements if entry.name == "test"] if block is not None else []


def _job(documents: Sequence[Document], home: Path | None) -> Job:
    first, *others = [build_unit(document) for document in documents]
    assert isinstance(first, FunctionUnit)
    return function_job(first, others, home)


# -- a test as a function --------------------------------------------------------------------------


def _calling(document: FunctionDocument, test: Statement, name: str) -> FunctionDocument:
    """A function that calls the one that carries the test, and then expects what the test expects."""
    run = _call(document, test)
    expectations = test.block.statements if test.block is not None else []
    throwing = [one for one in expectations if one.name == THROWS and not one.disabled]
    stack = [_around(one, run) for one in throwing] or [run]
    rest = [one for one in expectations if one.name != THROWS]
    function = Statement(test.span, "function", test.name_span, test.head)
    return _function(
        document, f'test "{name}" of {document.name}', function, Block(test.span, [*stack, *rest])
    )


def _call(document: FunctionDocument, test: Statement) -> Statement:
    """``function.run "NAME" { input = ... } as $response``, at the place of the test."""
    inputs = test.property("input")
    entries = [Property(inputs.span, "input", inputs.span, inputs)] if inputs is not None else []
    return Statement(
        test.span,
        "function.run",
        test.name_span,
        [Literal(test.name_span, document.name)],
        Block(test.span, list(entries)),
        Alias(test.name_span, Variable(test.name_span, "response"), []),
    )


def _around(expectation: Statement, run: Statement) -> Statement:
    """`expect.to_throw` with the call as its stack; it is written without one in a test."""
    block = expectation.block or Block(expectation.span)
    stack = Statement(expectation.span, "stack", expectation.name_span, block=Block(expectation.span, [run]))
    return Statement(
        expectation.span,
        THROWS,
        expectation.name_span,
        block=Block(block.span, [*block.entries, stack]),
        disabled=expectation.disabled,
    )


def _function(
    document: Document, name: str, statement: Statement, stack: Block | None = None
) -> FunctionDocument:
    """A function with a stack and nothing else."""
    own = statement.block.block("stack") if statement.block is not None else None
    return FunctionDocument(
        statement.span, document.source, "function", name, statement, [], stack or own, None
    )
