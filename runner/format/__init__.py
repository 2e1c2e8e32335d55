"""TREE -> TEXT: one canonical style, Xano's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.errors import StartError, XanoScriptSyntaxError
from runner.source import Source

if TYPE_CHECKING:
    from runner.syntax.nodes import Document

__all__ = ["format_source"]


def format_source(source: Source) -> str:
    """The text of ``source`` in the canonical style, with plain newlines.

    It ends as the text does, with a newline or without: Xano's exporter writes none.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
        StartError: the style would change what the text says, or it is nested too deeply.
    """
    from runner.format.comments import place_comments, without_comments
    from runner.format.statements import Writer
    from runner.syntax import parse_tokens
    from runner.syntax.comments import find_comments

    source = source.unix()
    text = source.text
    documents, tokens = parse_tokens(source)
    if not documents:
        return text
    comments = tuple(find_comments(text, tokens))
    placed = place_comments(text, documents, comments)
    try:
        writer = Writer(text, without_comments(text, comments), placed)
        written = writer.write(documents) + ("\n" if text.endswith("\n") else "")
    except RecursionError:
        raise StartError(f"{source.name} is nested too deeply to be formatted") from None
    if written != text and not _is_kept(Source(written, source.name), documents, len(comments)):
        message = f"{source.name} is left alone: formatting would change what it says"
        raise StartError(message, hint="this is a fault of xsrun; please report it")
    return written


def _is_kept(written: Source, documents: tuple[Document, ...], comments: int) -> bool:
    """Whether a written text has the meaning of ``documents``, and as many comments."""
    from runner.format.meaning import same_meaning
    from runner.syntax import parse_tokens
    from runner.syntax.comments import find_comments

    try:
        again, tokens = parse_tokens(written)
    except XanoScriptSyntaxError:
        return False
    return same_meaning(documents, again) and len(list(find_comments(written.text, tokens))) == comments
