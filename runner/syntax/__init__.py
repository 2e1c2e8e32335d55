"""TEXT -> TREE: reads XanoScript into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.errors import Fix, Problem, XanoScriptSyntaxError
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.syntax.comments import Comment
    from runner.syntax.nodes import Document

__all__ = ["parse_source", "read_comments"]


def parse_source(source: Source) -> tuple[Document, ...]:
    """The documents of a text, in order.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript; the error holds every problem found, the
            documents without what is wrong in them, and the gaps that this leaves.
    """
    from runner.syntax.builder import build_statements
    from runner.syntax.documents import DocumentReader
    from runner.syntax.recovery import read_all
    from runner.syntax.shapes import check_shapes

    source = source.unix()
    recovery = read_all(source)
    statements, problems = build_statements(source, recovery.reading.tree if recovery.reading else None)
    reader = DocumentReader(source, recovery)
    documents = reader.read_all(statements)
    problems = [*problems, *recovery.problems, *reader.problems, *check_shapes(source, statements, recovery)]
    if problems:
        held = sorted((_held_inside(problem) for problem in problems), key=lambda problem: problem.span)
        gaps = tuple(_clipped(gap, len(source.text)) for gap in recovery.gaps)
        raise XanoScriptSyntaxError(held, documents, gaps)
    return documents


def read_comments(source: Source) -> tuple[Comment, ...]:
    """Every comment of a text, in order.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    from runner.syntax.comments import find_comments
    from runner.syntax.recovery import read_all

    source = source.unix()
    recovery = read_all(source)
    if recovery.reading is None or recovery.problems:
        raise XanoScriptSyntaxError(recovery.problems)
    return tuple(find_comments(source.text, recovery.reading.tokens))


def _held_inside(problem: Problem) -> Problem:
    """``problem`` with its places inside of the text, which repairs at its end make longer."""
    size, span, fix = len(problem.source.text), problem.span, problem.fix
    if span.end > size:
        problem = problem.changed(span=_clipped(span, size))
    if fix is not None and fix.span.end > size:
        fix = Fix(_clipped(fix.span, size), fix.replacement)
        problem = problem.changed(fix=fix)
    return problem


def _clipped(span: Span, size: int) -> Span:
    return Span(min(span.start, size), min(span.end, size))
