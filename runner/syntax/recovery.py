"""Recovery: one pass over a text finds all of its problems.

After a stumble the text is read again with the mistake repaired where a repair fits into its place,
else without the entry that it stands in. Every character keeps its offset, and what is wrong once is
reported once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import CLOSING, OPENING, scan
from runner.syntax.reader import Reading, Stumble, read

if TYPE_CHECKING:
    from runner.syntax.unclosed import Finding

# Each problem costs one reading of the whole text, so a long text gets fewer of them.
LEAST_READINGS = 25
MOST_READINGS = 200
CHARACTERS = 1_000_000  # what is read in all, unless LEAST_READINGS asks for more

# Where these were meant to end is a guess: what follows may belong to them.
GUESSED = frozenset(("unclosed-bracket", "unclosed-text", "cut-off"))
# What a line begins with that goes on with the one before.
CONTINUED = re.compile(r"\s*(?:[|?~+*/]|&&|==|!=)")
NOT_NEWLINE = re.compile(r"[^\n]")


class Recovery(NamedTuple):
    """What one pass found: a reading, None where nothing could be saved; the problems; the gaps.

    ``gaps`` are the places that could not be read: what seems to be missing may stand there.
    Where there is no reading that is the whole text.
    """

    reading: Reading | None
    problems: list[Problem]
    gaps: list[Span]

    def has_gap_in(self, span: Span) -> bool:
        """Whether a part of ``span`` could not be read."""
        return any(gap.start < span.end and span.start < gap.end for gap in self.gaps)


def read_all(source: Source) -> Recovery:
    """The reading of a text, without the entries that are wrong, and a problem for each of those."""
    problems: dict[int, Problem] = {}
    gaps: list[Span] = []
    text: str | None = source.text
    places: set[int] = set()
    moved: list[Span] = []  # what stands here stands elsewhere in the file
    left = _readings(source.text)
    while text is not None:
        try:
            return Recovery(read(Source(text, source.name)), list(problems.values()), gaps)
        except Stumble as stumble:
            if left == 0:
                return _unread(source, [*problems.values(), _too_many(stumble, source)])
            left -= 1
            from runner.syntax.explain import explain  # the table of mistakes, for faulty texts alone

            finding = explain(stumble, source)
            repaired = None
            if not any(span.start <= stumble.span.start < span.end for span in moved):
                problems.setdefault(finding.problem.span.start, finding.problem)
                if finding.repair is not None and stumble.span.start not in places:
                    repaired = _overlay(text, finding.repair, moved)
            places.add(stumble.span.start)
            if repaired is None or finding.problem.code in GUESSED:
                gaps.append(_gap(text, stumble, finding))
            text = repaired if repaired is not None else _blank(text, gaps[-1])
    return _unread(source, list(problems.values()))


def _unread(source: Source, problems: list[Problem]) -> Recovery:
    return Recovery(None, problems, [Span(0, len(source.text))])


def _readings(text: str) -> int:
    """How often ``text`` may be read: the bound on the time that a faulty text takes."""
    return max(LEAST_READINGS, min(MOST_READINGS, CHARACTERS // max(1, len(text))))


def _too_many(stumble: Stumble, source: Source) -> Problem:
    message = "there are more mistakes than these; mend them first"
    start = min(stumble.span.start, len(source.text))
    span = Span(start, min(max(start + 1, stumble.span.end), len(source.text)))
    return Problem("too-many", message, source, span)


def _overlay(text: str, fix: Fix, moved: list[Span]) -> str | None:
    """``text`` with a fix in place and every other character where it was; None where it is too long.

    Blanks beside the place give room, and so does a newline behind it. The place is added to ``moved``.
    """
    for wanted in (fix.replacement, fix.replacement.strip()):
        start, end = fix.span
        while end - start < len(wanted) and text[start - 1 : start] in (" ", "\t"):
            start -= 1
        while end - start < len(wanted) and text[end : end + 1] in (" ", "\t", "\n"):
            end += 1
        if end - start >= len(wanted) or end == len(text):
            rest = NOT_NEWLINE.sub(" ", text[start + len(wanted) : end])
            moved.append(Span(start, end))
            return text[:start] + wanted + rest + text[end:]
    return None


def _gap(text: str, stumble: Stumble, finding: Finding) -> Span:
    """The entry that a stumble stands in; an empty span where there is nothing left to take out."""
    at = stumble.span.start
    if stumble.is_at_end or at >= len(text.rstrip()):
        return Span(finding.problem.span.start, at) if finding.problem.code in GUESSED else Span(at, at)
    entry = stumble.block.entry
    start = at if entry is None else min(entry, at)
    end = _end_of_entry(text, start, at)
    return Span(start, end if end > start else at + 1)


def _blank(text: str, gap: Span) -> str | None:
    """``text`` with blanks in a gap; None where nothing but blanks stands there."""
    if not text[gap.start : gap.end].strip():
        return None
    return text[: gap.start] + NOT_NEWLINE.sub(" ", text[gap.start : gap.end]) + text[gap.end :]


def _end_of_entry(text: str, start: int, least: int) -> int:
    """Where the entry that begins at ``start`` ends: a newline outside of brackets, or a closing one."""
    opened: list[str] = []
    for match in scan(text, start):
        found = match[0]
        if found in CLOSING:
            opened.append(found)
        elif found in OPENING:
            if OPENING[found] in opened:
                # What is open inside of it is never closed: that may be the very mistake.
                while opened.pop() != OPENING[found]:
                    pass
            elif found == "}" or not opened:
                return match.start()
        elif not opened and match.start() >= least and not CONTINUED.match(text, match.end()):
            return match.start()
    return len(text)
