"""TEXT -> TREE: reads XanoScript into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.errors import XanoScriptSyntaxError
from runner.source import Source

if TYPE_CHECKING:
    from runner.syntax.comments import Comment
    from runner.syntax.nodes import Document

__all__ = ["parse_source", "read_comments"]


def parse_source(source: Source) -> tuple[Document, ...]:
    """The documents of a text, in order.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript; the error holds every problem found.
    """
    from runner.syntax.builder import Builder
    from runner.syntax.documents import DocumentReader
    from runner.syntax.nodes import Statement
    from runner.syntax.recovery import read_all
    from runner.syntax.shapes import check_shapes

    source = _unix(source)
    reading, problems = read_all(source)
    statements: list[Statement] = []
    if reading is not None:
        built = Builder().statements(reading.tree)
        statements = [item for item in built if isinstance(item, Statement)]
    reader = DocumentReader(source)
    documents = tuple(reader.read(statement) for statement in statements)
    problems.extend(reader.problems)
    problems.extend(check_shapes(source, statements))
    if problems:
        raise XanoScriptSyntaxError(sorted(problems, key=lambda problem: problem.span))
    return documents


def read_comments(source: Source) -> tuple[Comment, ...]:
    """Every comment of a text, in order.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    from runner.syntax.comments import find_comments
    from runner.syntax.recovery import read_all

    source = _unix(source)
    reading, problems = read_all(source)
    if reading is None or problems:
        raise XanoScriptSyntaxError(problems)
    return tuple(find_comments(source.text, reading.tokens))


def _unix(source: Source) -> Source:
    """The same text with plain newlines: files from Windows read as any other."""
    if "\r" not in source.text:
        return source
    return Source(source.text.replace("\r\n", "\n").replace("\r", "\n"), source.name)
