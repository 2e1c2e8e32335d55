"""A stumble -> a problem: what is wrong there, in one sentence, and what to write instead."""

from __future__ import annotations

import re

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import CLOSING, scan
from runner.syntax.loop_heads import find_loop_head
from runner.syntax.mistakes import MISTAKES, Mistake
from runner.syntax.mistakes.expressions import METHODS
from runner.syntax.mistakes.row import END
from runner.syntax.reader import Stumble
from runner.syntax.unclosed import (
    Finding,
    find_cut_off,
    find_outside,
    find_surplus_bracket,
    find_unclosed_bracket,
    find_unclosed_text,
)

WINDOW = 200  # characters before a stumble that the rows of the table see
DECLARATIONS = re.compile(r"\b(?:input|schema)\s*\Z")
CALL = re.compile(r"!?\s*(?:function|tool|task|action|api|addon|middleware|trigger)\.(?:run|call)\b")
ARGUMENT = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\([^()]*\)|\[[^\]]*\]|\{[^}]*\}|[^,])+")
VALUE = re.compile(r"[$\"'\w(]")  # the start of a value
ENDING = re.compile(rf"[ \t]*(?://[^\n]*)?{END}")
# What may stand in each place, for stumbles that no row of the table knows.
EXPECTED = {
    "file": 'a file holds constructs such as `function "name" { ... }` and `run.job "name" { ... }`',
    "block": "a line of a block is a statement or `key = value`",
    "entry": "behind a value stands an operator or a filter, and the next entry starts on a new line",
    "object": "an object holds entries, `key: value`; behind a value stands an operator or a filter",
    "list": "behind an item of a list stands a comma, an operator or a filter",
    "(": "behind a value stands an operator, a filter or the closing bracket",
    "tick": "backticks hold one expression",
}


def explain(stumble: Stumble, source: Source) -> Finding:
    """The problem of a stumble in ``source``, whose text the reader may have seen repaired."""
    for find in FINDERS:
        found = find(stumble, source)
        if found is not None:
            return found
    return _unexpected(stumble, source)


# -- the table of mistakes -------------------------------------------------------------------------


def _find_known(stumble: Stumble, source: Source) -> Finding | None:
    inside = _inside(stumble)
    for row in MISTAKES:
        if row.inside in ("", inside):
            match = _Match.of(row, stumble, source)
            if match is not None:
                return match.finding()
    return None


class _Match:
    """A row that fits: the places and the texts of the groups of its patterns."""

    def __init__(
        self, row: Mistake, stumble: Stumble, source: Source, spans: dict[str, Span], end: int
    ) -> None:
        self.row = row
        self.stumble = stumble
        self.source = source
        self.spans = spans
        self.end = end
        text = stumble.source.text
        self.values = {name: text[span.start : span.end].strip() for name, span in spans.items()}
        self._tidy()

    @classmethod
    def of(cls, row: Mistake, stumble: Stumble, source: Source) -> _Match | None:
        text, start = stumble.source.text, stumble.span.start
        behind = re.compile(row.at).match(text, start)
        if behind is None:
            return None
        window = max(0, start - WINDOW)
        before = re.search(f"(?:{row.before})\\Z", text[window:start])
        if before is None:
            return None
        spans = {name: Span(*behind.span(name)) for name in behind.re.groupindex}
        for name in before.re.groupindex:
            if before[name] is not None:
                spans[name] = Span(before.start(name) + window, before.end(name) + window)
        return cls(row, stumble, source, spans, behind.end())

    def _tidy(self) -> None:
        """Make the groups fit for a sentence."""
        if "arguments" in self.values:
            parts = (part.strip() for part in ARGUMENT.findall(self.values["arguments"]))
            self.values["arguments"] = "".join(f":{part}" for part in parts if part)
        if "keys" in self.values:
            self.values["keys"] = self.values["keys"].replace("?", "")
        if "method" in self.values:
            self.values["method"] = METHODS.get(self.values["method"], self.values["method"])
        if "{setter}" in self.row.hint:
            self.values["setter"] = self._setter()
        if "value" in self.values:
            value = _whole_part(self.values["value"])
            if self.spans["value"].end == self.end:
                self.end = self.spans["value"].start + len(value)
            self.values["value"] = value or "..."
        self.values["all"] = self.stumble.source.text[self._since : self.end]

    def _setter(self) -> str:
        """The statement that gives `$name` a value: `var`, where its construct has not named it before."""
        before = self.source.text[self.stumble.frames[1].offset : self.stumble.span.start]
        is_path = not self.values["name"].isidentifier()
        is_known = re.search(rf"\${re.escape(self.values['name'])}\b", before) is not None
        return "var.update" if is_path or is_known else "var"

    @property
    def _since(self) -> int:
        return self.spans.get("since", self.stumble.span).start

    def finding(self) -> Finding:
        """The problem, told with the author's own names."""
        row, stumble = self.row, self.stumble
        place = self.spans.get("here") or self.spans.get("cut") or stumble.span
        problem = Problem(
            row.code,
            row.message.format_map(self.values),
            self.source,
            _visible(stumble.source.text, place if place.end > place.start else stumble.span),
            hint=row.hint.format_map(self.values),
            fix=self._fix(),
        )
        if row.read_as is not None and problem.fix is not None:
            return Finding(problem, Fix(problem.fix.span, row.read_as.format_map(self.values)))
        skipped = Fix(Span(stumble.span.start, self.end), "")
        return Finding(problem, skipped if row.skip else problem.fix)

    def _fix(self) -> Fix | None:
        row = self.row
        if row.fix is None or ("{value}" in row.fix and self.values["value"] == "..."):
            return None
        return Fix(self.spans.get("cut", Span(self._since, self.end)), row.fix.format_map(self.values))


def _whole_part(value: str) -> str:
    """``value`` up to a bracket that closes what stands before it; "" where it goes on on the next line."""
    depth = 0
    for match in scan(value, 0):
        if match[0] not in CLOSING:
            depth -= 1
            if depth < 0:
                return value[: match.start()].rstrip()
        else:
            depth += 1
    return "" if depth else value


def _inside(stumble: Stumble) -> str:
    """What the stumble stands in, as the rows of the table name it."""
    frames, text = stumble.frames, stumble.source.text
    frame = frames[-1]
    if len(frames) == 1:
        return "file"
    if frame.kind != "{":
        return {"[": "list", "(": "("}.get(frame.kind, "tick")
    if not frame.block:
        return "object"
    if not DECLARATIONS.search(text, 0, frame.offset):
        return "block"
    outer = frames[-3].entry if len(frames) > 3 else None
    return "call input" if outer is not None and CALL.match(text, outer) else "input"


def _find_ternary(stumble: Stumble, source: Source) -> Finding | None:
    """A `?` whose `:` should have come before the place where its value ends."""
    ternaries = stumble.frames[-1].ternaries
    text, at = stumble.source.text, stumble.span.start
    if not ternaries or not (ENDING.match(text, at) or VALUE.match(text, at)):
        return None
    span, hint = Span(ternaries[-1], ternaries[-1] + 1), "(condition) ? (yes) : (no)"
    return Finding(Problem("ternary", "this `?` has no `:`", source, span, hint=hint))


# -- everything else -------------------------------------------------------------------------------


def _unexpected(stumble: Stumble, source: Source) -> Finding:
    span = _visible(stumble.source.text, stumble.span)
    found = stumble.source.text[span.start : span.end].strip()
    what = f"`{found}`" if found.isprintable() and found else "the end of the line"
    if found and not found.isprintable():
        what = f"the character U+{ord(found[0]):04X}"
    inside = _inside(stumble)
    if inside in ("block", "input", "call input"):
        inside = "block" if stumble.frames[-1].entry is None else "entry"
    return Finding(Problem("unexpected", f"{what} cannot stand here", source, span, hint=EXPECTED[inside]))


def _visible(text: str, span: Span) -> Span:
    """``span``, one character at least and never past the end of its line."""
    start = span.start if span.start < len(text) else len(text.rstrip())
    newline = text.find("\n", start)
    stop = len(text) if newline == -1 else newline
    return Span(start, min(len(text), max(start + 1, min(span.end, stop))))


# Who looks at a stumble, in this order; the first one that knows it tells.
FINDERS = (
    find_unclosed_text,
    find_cut_off,
    find_unclosed_bracket,
    find_surplus_bracket,
    find_outside,
    find_loop_head,
    _find_known,
    _find_ternary,
)
