"""Comments where Xano's validator takes none: it wants them above constructs, items of a stack and inputs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from runner.errors import Fix, Problem
from runner.format.comments import comment_homes
from runner.lint.entries import owners
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.automaton import Token
from runner.syntax.comments import Comment
from runner.syntax.nodes import Statement

family = RuleFamily("portability")

HINT = "`xsrun fmt` moves it to where Xano takes it"
BLANK_LINE = re.compile(r"\n[ \t]*\n")


@family.rule("trailing-comment", "comment-in-value", "comment-before-brace", "comment-place")
def tell_places(view: FileView) -> Iterator[Problem]:
    """Comments that stand above nothing that Xano lets them stand above."""
    if not view.comments or not view.documents:
        return
    homes = comment_homes(view.source.text, view.documents, view.comments)
    starts = [token.start_pos for token in view.tokens]
    for comment, home in zip(view.comments, homes, strict=True):
        at = bisect_left(starts, comment.span.end)
        following = view.tokens[at] if at < len(starts) else None
        if comment.trailing:
            yield _problem(view, "trailing-comment", "behind code", comment)
        elif following is not None and following.start_pos != home and following.type != "SEPARATOR":
            yield _misplaced(view, comment, following)


def _misplaced(view: FileView, comment: Comment, following: Token) -> Problem:
    if any(span.start < comment.span.start < span.end for span in _values(view)):
        return _problem(view, "comment-in-value", "inside of a value", comment)
    if following == "}":
        return _problem(view, "comment-before-brace", "before a `}`", comment)
    return _problem(view, "comment-place", f"above `{following}`", comment)


def _problem(view: FileView, code: str, where: str, comment: Comment) -> Problem:
    return view.warning(code, f"Xano takes no comment {where}", comment.span, hint=HINT)


def _values(view: FileView) -> Iterator[Span]:
    """The spans of all values and heads."""
    for owner in owners(view.documents):
        if isinstance(owner, Statement):
            yield from (item.span for item in owner.head)
        if owner.block is not None:
            yield from (entry.value.span for entry in owner.block.properties)


@family.rule("header-comment-gap")
def tell_gaps(view: FileView) -> Iterator[Problem]:
    """Blank lines between a comment and the construct that it is about."""
    for document in view.documents:
        start = document.span.start
        above = [comment for comment in view.comments if comment.span.end <= start]
        if not above or not _is_header(view, above[-1], start):
            continue
        gap = Span(above[-1].span.end, start)
        if BLANK_LINE.search(view.source.text, *gap):
            message = f"Xano takes no blank line between a comment and the `{document.construct}` below it"
            yield view.warning("header-comment-gap", message, above[-1].span, fix=Fix(gap, "\n"))


def _is_header(view: FileView, comment: Comment, start: int) -> bool:
    return not comment.trailing and not view.source.text[comment.span.end : start].strip()
