"""One file -> everything that is wrong with it or odd about it, as far as the file alone tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runner.errors import Problem, XanoScriptSyntaxError
from runner.language import xanoscript
from runner.lint.entries import own_lines
from runner.lint.families import FAMILIES
from runner.lint.gathering import facts_of
from runner.lint.report import FileReport
from runner.lint.rules import FileView
from runner.lint.suppressions import read_suppressions, suppressions_of
from runner.source import Source
from runner.syntax import parse_tokens
from runner.tables.reading import read_table
from runner.units import CodeUnit
from runner.units.building import build_unit, problems_of


def file_problems(source: Source) -> list[Problem]:
    """The problems of a text, sorted by place; rules look at texts without mistakes of syntax alone."""
    return list(file_report(source).problems)


def file_report(source: Source, path: Path | None = None) -> FileReport:
    """What the check wants to know of a text, which lies at ``path``."""
    source = source.unix()
    try:
        documents, tokens = parse_tokens(source)
    except XanoScriptSyntaxError as error:
        facts = facts_of(error.documents, error.gaps)
        return FileReport(
            source, path, tuple(problems_of(error)), facts, read_suppressions(source), broken=True
        )
    view = FileView(source, documents, tokens, xanoscript())
    problems = sorted(_problems(view), key=lambda problem: (problem.span, problem.code))
    suppressions = suppressions_of(source, view.comments, own_lines(source, documents))
    return FileReport(source, path, tuple(problems), facts_of(documents), suppressions)


def _problems(view: FileView) -> Iterator[Problem]:
    for function in view.functions:
        unit = build_unit(function)
        if isinstance(unit, CodeUnit):
            yield from (*unit.problems, *unit.warnings)
    for document in view.documents:
        if document.construct == "table":
            yield from read_table(document)[1]
    for family in FAMILIES:
        for rule in family.rules:
            yield from rule(view)
