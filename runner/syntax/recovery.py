"""Recovery: one pass over a text finds all of its problems.

After a stumble the entry it stands in is blanked out, character by character, and the text is read
again. Every position stays where it was, and an entry that is wrong once is reported once.
"""

from __future__ import annotations

import re

from runner.errors import Problem
from runner.source import Source, Span
from runner.syntax.mistakes import explain
from runner.syntax.reader import Reading, Stumble, read

LIMIT = 25

# Texts and comments are skipped whole; brackets and newlines are what the scan is after.
SCAN = re.compile(
    r'"""(?:.|\n)*?(?:"""|\Z)|"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?|//[^\n]*|[{}()\[\]\n]'
)
NOT_NEWLINE = re.compile(r"[^\n]")


def read_all(source: Source) -> tuple[Reading | None, list[Problem]]:
    """The reading of a text, without the entries that are wrong, and a problem for each of those.

    The reading is None where nothing could be saved.
    """
    problems: list[Problem] = []
    current = source
    while len(problems) < LIMIT:
        try:
            return read(current), problems
        except Stumble as stumble:
            stumble.source = source
            problems.append(explain(stumble))
            blanked = _blank(current.text, stumble)
            if blanked is None:
                return None, problems
            current = Source(blanked, source.name)
    return None, problems


def _blank(text: str, stumble: Stumble) -> str | None:
    """``text`` without the entry of the stumble; None where there is nothing left to take out."""
    at = stumble.span.start
    if at >= len(text.rstrip()) or text.startswith("---", at):
        return None
    block = stumble.block
    start = at if block is None or block.entry is None else min(block.entry, at)
    end = _end_of_entry(text, start, at)
    region = Span(start, end if end > start else at + 1)
    if not text[region.start : region.end].strip():
        return None
    return text[: region.start] + NOT_NEWLINE.sub(" ", text[region.start : region.end]) + text[region.end :]


def _end_of_entry(text: str, start: int, least: int) -> int:
    """Where the entry that begins at ``start`` ends: a newline outside of brackets, or a closing one."""
    depth = 0
    for match in SCAN.finditer(text, start):
        found = match[0]
        if found == "\n":
            if depth == 0 and match.start() > least:
                return match.start()
        elif found in ("{", "(", "["):
            depth += 1
        elif found in ("}", ")", "]"):
            if depth == 0:
                return match.start()
            depth -= 1
    return len(text)
