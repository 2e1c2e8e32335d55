"""TEXT -> TREE: reads XanoScript into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.errors import Problem, XanoScriptSyntaxError
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.syntax.automaton import Token
    from runner.syntax.comments import Comment
    from runner.syntax.nodes import Document

# Mistakes that still look odd once they are repaired: their lines get no second problem.
HALF_REPAIRED = frozenset(("for-form", "foreach-form"))

__all__ = ["parse_source", "parse_tokens", "read_comments"]


def parse_source(source: Source) -> tuple[Document, ...]:
    """The documents of a text, in order.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript; the error holds every problem found, the
            documents without what is wrong in them, and the gaps that this leaves.
    """
    return parse_tokens(source)[0]


def parse_tokens(source: Source) -> tuple[tuple[Document, ...], list[Token]]:
    """The documents of a text and the tokens that they were read from; comments stand between those.

    Raises:
        XanoScriptSyntaxError: as :func:`parse_source` does.
    """
    from runner.syntax.builder import build_statements
    from runner.syntax.documents import DocumentReader
    from runner.syntax.recovery import read_all
    from runner.syntax.shapes import check_shapes

    source = source.unix()
    recovery = read_all(source)
    reading = recovery.reading
    statements, problems = build_statements(source, reading.tree if reading else None)
    reader = DocumentReader(source, recovery)
    documents = reader.read_all(statements)
    told = {_line(problem) for problem in recovery.problems if problem.code in HALF_REPAIRED}
    shapes = check_shapes(source, statements, recovery)
    problems += [problem for problem in (*reader.problems, *shapes) if _line(problem) not in told]
    problems += recovery.problems
    if problems:
        held = sorted((_held_inside(problem) for problem in problems), key=lambda problem: problem.span)
        gaps = tuple(_clipped(gap, len(source.text)) for gap in recovery.gaps)
        raise XanoScriptSyntaxError(held, documents, gaps)
    return documents, reading.tokens if reading else []


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


def _line(problem: Problem) -> int:
    return problem.source.position(problem.span.start).line


def _held_inside(problem: Problem) -> Problem:
    """``problem`` with its places inside of the text, which repairs at its end make longer."""
    size, span, fix = len(problem.source.text), problem.span, problem.fix
    if span.end > size:
        problem = problem.changed(span=_clipped(span, size))
    if fix is not None and fix.span.end > size:
        fix = fix.changed(span=_clipped(fix.span, size))
        problem = problem.changed(fix=fix)
    return problem


def _clipped(span: Span, size: int) -> Span:
    return Span(min(span.start, size), min(span.end, size))
