"""Comments that take problems away: `// xsrun: ignore[CODE, CODE]`, on the line or above it.

Above a statement one stands for all lines of that but those of the statements in it: comments are not to
stand between its properties.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from runner.check.suggestions import near
from runner.errors import Fix, Problem
from runner.lint.report import Suppression
from runner.source import Source, Span

if TYPE_CHECKING:
    from runner.syntax.comments import Comment

MARK = re.compile(r"//[ \t]*xsrun:[ \t]*ignore\b(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?")
NAME = re.compile(r"[^\s,]+")


def suppressions_of(
    source: Source, comments: Iterable[Comment], own_lines: Mapping[int, int]
) -> tuple[Suppression, ...]:
    """The suppressions among the comments of a text, in order; ``own_lines`` are those of its statements."""
    return tuple(
        _suppression(source, match, own_lines)
        for comment in comments
        if (match := MARK.match(source.text, *comment.span)) is not None
    )


def read_suppressions(source: Source) -> tuple[Suppression, ...]:
    """The suppressions of a text that is no XanoScript, so that nobody knows which `//` begin comments."""
    return tuple(_suppression(source, match, {}) for match in MARK.finditer(source.text))


def _suppression(source: Source, match: re.Match[str], own_lines: Mapping[int, int]) -> Suppression:
    codes: tuple[tuple[str, Span], ...] = ()
    if match["codes"] is not None:
        found = NAME.finditer(source.text, *match.span("codes"))
        codes = tuple((name[0], Span(*name.span())) for name in found)
    at, _ = source.position(match.start())
    line = _line_of_code(source, at)
    last = own_lines.get(line, line) if line > at else line
    return Suppression(Span(*match.span()), line, last, codes)


def _line_of_code(source: Source, line: int) -> int:
    """The line that a comment on ``line`` stands for: its own, or the next one that holds code."""
    last = len(source.line_starts)
    while line < last and source.line(line).lstrip()[:2] in ("", "//"):
        line += 1
    return line


def unsuppressed(problems: Sequence[Problem], suppressions: Sequence[Suppression]) -> Iterator[Problem]:
    """The problems of one file that no comment takes away."""
    taken = {(line, code) for one in suppressions for line in _lines(one) for code, _ in one.codes}
    return (problem for problem in problems if not taken or _key(problem) not in taken)


def unused_ignores(
    source: Source,
    problems: Sequence[Problem],
    suppressions: Sequence[Suppression],
    known: Collection[str],
) -> Iterator[Problem]:
    """A warning for each comment, or each code in one, that takes nothing away.

    Args:
        source: the file.
        problems: all that was found in it.
        suppressions: its comments.
        known: all codes that there are.
    """
    found = set(map(_key, problems))
    for one in suppressions:
        if not one.codes:
            message = "an ignore names the codes that it takes away"
            yield _warning(
                source, message, one.span, "// xsrun: ignore[CODE] on the line, or on the one before"
            )
        unused = [
            (code, span) for code, span in one.codes if not any((line, code) in found for line in _lines(one))
        ]
        for code, span in unused:
            whole = len(unused) == len(one.codes)
            yield _unused(source, code, span, known, _removal(source, one) if whole else None)


def _unused(source: Source, code: str, span: Span, known: Collection[str], fix: Fix | None) -> Problem:
    if code in known:
        return _warning(source, f"nothing here is `{code}`", span, "remove it from the comment", fix)
    close = near(code, known)
    return _warning(source, f"there is no code `{code}`", span, f"did you mean `{close}`?" if close else None)


def _warning(source: Source, message: str, span: Span, hint: str | None, fix: Fix | None = None) -> Problem:
    return Problem("unused-ignore", message, source, span, hint, fix, severity="warning")


def _removal(source: Source, suppression: Suppression) -> Fix:
    """The fix that takes a whole comment out, with its line where nothing else stands there."""
    text, (start, end) = source.text, suppression.span
    end = text.find("\n", end) if "\n" in text[end:] else len(text)
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        return Fix(Span(line, min(end + 1, len(text))), "")
    return Fix(Span(len(text[:start].rstrip(" \t")), end), "")


def _lines(one: Suppression) -> range:
    return range(one.line, one.last + 1)


def _key(problem: Problem) -> tuple[int, str]:
    line, _ = problem.source.position(problem.span.start)
    return line, problem.code
