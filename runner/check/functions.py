"""A function against what the language knows: every problem that no run is needed to see."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.expressions import check_expressions
from runner.check.statements import StatementChecker
from runner.errors import Problem
from runner.specs import Language
from runner.syntax.nodes import FunctionDocument


def check_function(document: FunctionDocument, language: Language) -> list[Problem]:
    """The problems of a function's stack and response, in the order of the file.

    What is disabled is not looked at, as it never runs; nor is what xsrun knows and cannot run yet.
    """
    return sorted(_problems(document, language), key=lambda problem: problem.span)


def _problems(document: FunctionDocument, language: Language) -> Iterator[Problem]:
    if document.stack is not None:
        yield from StatementChecker(document, language).check()
        yield from check_expressions(document.stack, document.source, language)
    if document.response is not None:
        yield from check_expressions(document.response, document.source, language)
