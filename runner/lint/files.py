"""One file -> everything that is wrong with it or odd about it, as far as the file alone tells."""

from __future__ import annotations

from collections.abc import Iterator

from runner.errors import Problem, XanoScriptSyntaxError
from runner.language import xanoscript
from runner.lint.families import FAMILIES
from runner.lint.rules import FileView
from runner.source import Source
from runner.syntax import parse_source
from runner.units import FunctionUnit
from runner.units.building import build_unit, problems_of


def file_problems(source: Source) -> list[Problem]:
    """The problems of a text, sorted by place; rules look at texts without mistakes of syntax alone."""
    source = source.unix()
    try:
        documents = parse_source(source)
    except XanoScriptSyntaxError as error:
        return problems_of(error)
    view = FileView(source, documents, xanoscript())
    return sorted(_problems(view), key=lambda problem: (problem.span, problem.code))


def _problems(view: FileView) -> Iterator[Problem]:
    for document in view.documents:
        unit = build_unit(document)
        if isinstance(unit, FunctionUnit):
            yield from (*unit.problems, *unit.warnings)
    for family in FAMILIES:
        for rule in family.rules:
            yield from rule(view)
