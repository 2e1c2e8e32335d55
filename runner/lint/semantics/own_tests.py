"""The `test` blocks of functions: what they expect, what they mock, what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from runner.check.functions import check_function
from runner.check.live import is_disabled
from runner.check.suggestions import near
from runner.errors import Fix, Problem
from runner.jobs.inputs import undeclared_input
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import Literal, ObjectLiteral, Statement
from runner.values import dump_json

family = RuleFamily("semantics")


@family.rule()
def tell_expectations(view: FileView) -> Iterator[Problem]:
    """Statements in a test that cannot run: warnings, since the function runs without its tests."""
    for document in view.functions:
        for test in document.tests:
            if test.block is not None and not is_disabled(test):
                stack = replace(test.block, entries=list(test.block.statements))
                for problem in check_function(replace(document, stack=stack, response=None), view.language):
                    yield problem.changed(severity="warning")


@family.rule("undeclared-input")
def tell_inputs(view: FileView) -> Iterator[Problem]:
    """What a test gives and the function does not declare: it is dropped in silence."""
    for document in view.functions:
        declared = document.statement.block.block("input") if document.statement.block is not None else None
        # A link to a table declares what only the table shows.
        if document.construct != "function" or (declared is not None and declared.statements):
            continue
        names = [item.name for item in document.inputs]
        for test in document.tests:
            given = test.property("input")
            for entry in given.entries if type(given) is ObjectLiteral else ():
                if type(entry.key) is Literal and entry.key.value not in names:
                    yield _undeclared(view, document.name, entry.key, names)


def _undeclared(view: FileView, function: str, key: Literal, names: list[str]) -> Problem:
    close = near(str(key.value), names)
    message = undeclared_input(function, str(key.value), "test")
    hint = f"did you mean `{close}`?" if close is not None else None
    return view.warning("undeclared-input", message, key.span, hint=hint)


@family.rule("duplicate-test")
def tell_names(view: FileView) -> Iterator[Problem]:
    """Two tests of one name: a mock is for both of them, and a report cannot tell them apart."""
    for document in view.functions:
        met: set[str] = set()
        for test in document.tests:
            name = test.title
            if name in met:
                message = f'the function has another test "{name}"'
                span = test.head[0].span if test.head else test.name_span
                yield view.warning("duplicate-test", message, span, hint="give it a name of its own")
            met.add(name)


@family.rule("unknown-mock")
def tell_mocks(view: FileView) -> Iterator[Problem]:
    """A mock for a test that the function does not have: the statement would run as it is."""
    for body in view.bodies:
        names = [test.title for test in body.document.tests]
        for statement in body.all(Statement):
            mocks = statement.property("mock")
            for entry in mocks.entries if type(mocks) is ObjectLiteral else ():
                if type(entry.key) is Literal and entry.key.value not in names:
                    yield _unknown_mock(view, entry.key, names)


def _unknown_mock(view: FileView, key: Literal, names: list[str]) -> Problem:
    close = near(str(key.value), names)
    message = f'the function has no test "{key.value}" that this mock could be for'
    hint = f'did you mean "{close}"?' if close is not None else "a mock has the name of its test"
    fix = Fix(key.span, dump_json(close), safe=False) if close is not None else None
    return view.warning("unknown-mock", message, key.span, hint=hint, fix=fix)
