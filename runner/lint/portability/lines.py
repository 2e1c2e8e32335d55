"""What Xano wants on lines of its own: branches, constructs, the properties of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from runner.errors import Fix, Problem
from runner.format.comments import SEPARATOR, without_comments
from runner.lint.entries import owners
from runner.lint.rules import FileView, RuleFamily
from runner.source import Span
from runner.syntax.nodes import Statement
from runner.syntax.nodes.statements import Entry

family = RuleFamily("portability")

# The end of a line, with the blank lines below it.
LINE_END = re.compile(r"\n(?:[ \t]*\n)*")
# The branches that follow the block of another one.
FOLLOWING = frozenset({"catch", "else", "elseif", "finally"})


@family.rule("else-line", "property-comma")
def tell_entries(view: FileView) -> Iterator[Problem]:
    """`} else {` on one line, and commas between properties, which only objects and lists have."""
    code = without_comments(view.source.text, view.comments)
    for before, entry in _neighbours(view):
        gap = code[before.span.end : entry.span.start]
        if "," in gap:
            yield _comma(view, before, entry, before.span.end + gap.index(","))
        elif "\n" not in gap and type(entry) is Statement and entry.name in FOLLOWING:
            message = f"Xano wants `{entry.name}` on a line of its own"
            fix = Fix(Span(before.span.end, entry.span.start), _new_line(view, before))
            yield view.warning("else-line", message, entry.name_span, fix=fix)


def _comma(view: FileView, before: Entry, entry: Entry, at: int) -> Problem:
    comma = Span(at, at + 1)
    fix = Fix(comma, "")
    if "\n" not in view.source.text[at : entry.span.start]:
        fix = Fix(Span(at, entry.span.start), _new_line(view, before))
    message = "Xano takes no commas between properties, only lines"
    return view.warning("property-comma", message, comma, fix=fix)


@family.rule("document-separator")
def tell_documents(view: FileView) -> Iterator[Problem]:
    """Constructs of one file without a line of `---` between them."""
    text = view.source.text
    for before, after in pairwise(view.documents):
        end, start = before.span.end, after.span.start
        if SEPARATOR.search(text, end, start):
            continue
        gap = LINE_END.search(text, end, start)
        place = Span(*gap.span()) if gap is not None else Span(start, start)
        fix = Fix(place, "\n---\n")
        message = "Xano wants a line of `---` between the constructs of a file"
        yield view.warning("document-separator", message, after.statement.name_span, fix=fix)


def _neighbours(view: FileView) -> Iterator[tuple[Entry, Entry]]:
    """Each two entries of a block that follow each other."""
    for owner in owners(view.documents):
        if owner.block is not None:
            yield from pairwise(owner.block.entries)


def _new_line(view: FileView, entry: Entry) -> str:
    """A line break, with the indentation of the line on which ``entry`` begins."""
    line = view.source.line(view.source.position(entry.span.start).line)
    return "\n" + line[: len(line) - len(line.lstrip())]
