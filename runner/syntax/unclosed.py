"""Texts and brackets that are never closed, and brackets that close nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import (
    CLOSING,
    closing_place,
    find_bare_head,
    find_closer,
    find_surplus,
    find_unclosed,
    find_unopened,
    indentation,
    is_balanced,
    is_first_on_line,
    is_left_open,
    scan,
)
from runner.syntax.reader import Stumble

# What shows that a bracket was left open: the closing ones of others, and braces of blocks.
OUT_OF_PLACE = {"(": "{}]", "[": "})", "{": "", "`": "}", "```": "}"}
# The next property of a block, which no parentheses and no list can hold.
PROPERTY = re.compile(r"[a-z]\w*[ \t]*=(?!=)")
# So many brackets are open at the end of a text that was cut off; fewer may each lack their own.
LEAST_OPEN = 2


class Finding(NamedTuple):
    """A problem, and what the text is read as from here on; without that, its entry is left out."""

    problem: Problem
    repair: Fix | None = None


# -- texts -----------------------------------------------------------------------------------------


def find_unclosed_text(stumble: Stumble, source: Source) -> Finding | None:
    """A text without its closing quote: it swallows all up to the next quote of the file."""
    start = _opening_quote(stumble)
    if start is None:
        return None
    text = stumble.source.text
    end = text.find("\n", start)
    end = len(text) if end == -1 else end
    if text.startswith(text[start] * 3, start):
        message, quote = "this text in triple quotes is never closed", text[start] * 3
        # Where it was meant to end nobody can tell: nothing behind it is read.
        closing = "".join(CLOSING.get(frame.kind, frame.kind) for frame in reversed(stumble.frames[1:]))
        repair = Fix(Span(start, len(text)), "0" + closing)
    else:
        message, quote = "this text is never closed", text[start]
        kept = text[_closers_behind(text, start, end) : end]
        repair = Fix(Span(start, end), "0" + kept.rjust(end - start - 1))
    problem = Problem("unclosed-text", message, source, Span(start, end), hint=f"end it with {quote}")
    return Finding(problem, repair)


def _opening_quote(stumble: Stumble) -> int | None:
    """Where the text starts that swallowed too much, if that is why the reader stumbles."""
    text, at = stumble.source.text, stumble.span.start
    for token in stumble.tokens:
        start, end = token.start_pos or 0, token.end_pos or 0
        if token.type != "STRING":
            continue
        if end == at and len(token) == 2 and text[at : at + 1] == token[0]:
            return start  # `""` and then `"`: three quotes
        if "\n" in token and _looks_opening(text, end - 1):
            return start
    if text[at : at + 1] in ("'", '"') and (stumble.token_type == "" or "\n" in stumble.text):
        return at
    return None


def _looks_opening(text: str, quote: int) -> bool:
    """Whether a quote that closes a text looks as if it had been meant to open one."""
    return text[:quote].rstrip(" ")[-1:] in "=:([{,~|" or text[quote + 1 : quote + 2].isalnum()


def _closers_behind(text: str, start: int, end: int) -> int:
    """Where the brackets begin that end the line and close what the line opened before ``start``."""
    opened: list[str] = []
    for match in scan(text, text.rfind("\n", 0, start) + 1, start):
        if match[0] in CLOSING:
            opened.append(match[0])
        elif opened:
            opened.pop()
    kept = end
    for at in range(end - 1, start, -1):
        if opened and text[at] == CLOSING[opened[0]]:
            opened.pop(0)
            kept = at
        elif text[at] == "{" and kept == end:
            kept = at  # the block of the statement
        elif text[at] not in " ,":
            break
    return kept


# -- brackets --------------------------------------------------------------------------------------


def find_unclosed_bracket(stumble: Stumble, source: Source) -> Finding | None:
    """A bracket that is still open where the document ends, or where something stands out of place."""
    if len(stumble.frames) < 2 or not _is_left_open(stumble):
        return None
    frame, at = stumble.frames[-1], stumble.span.start
    opener = frame.offset
    if stumble.is_at_end and frame.kind == "{":
        opener = find_unclosed(stumble.source, stumble.frames[1].offset, at) or opener
    bracket = stumble.source.text[opener : opener + len(frame.kind)]
    closing = CLOSING.get(bracket, bracket)
    is_indented = stumble.is_at_end and indentation(stumble.source, opener) > 0
    place = closing_place(stumble.source, opener, at, is_indented)
    fix = Fix(Span(place, place), closing)
    if "\n" in stumble.source.text[opener:place]:
        # Over several lines the indentation tells the place, and it may be what is wrong.
        closing_line = "\n" + " " * indentation(stumble.source, opener) + closing
        fix = Fix(fix.span, closing_line if closing == "}" else closing, safe=False)
    message, hint = f"this `{bracket}` is never closed", f"put a `{closing}` where it ends"
    span = Span(opener, opener + len(bracket))
    # A block that would be empty was meant to hold something, and where that ends nothing tells.
    is_guessed = stumble.is_at_end and place == span.end
    problem = Problem("unclosed-bracket", message, source, span, hint=hint, fix=None if is_guessed else fix)
    return Finding(problem, fix)


def _is_left_open(stumble: Stumble) -> bool:
    frame, character = stumble.frames[-1], stumble.text[:1]
    if stumble.is_at_end:
        return True
    if character == CLOSING.get(frame.kind):
        return False
    if character and character in OUT_OF_PLACE[frame.kind]:
        return True
    text, at = stumble.source.text, stumble.span.start
    if frame.kind in "([" and is_first_on_line(text, at) and PROPERTY.match(text, at):
        return True
    # Lines that are not indented as their block is say nothing where every brace has its other one.
    if frame.kind == "{" and is_balanced(stumble.source, stumble.frames[1].offset):
        return False
    return is_left_open(stumble.source, frame.offset, stumble.span.start)


def find_cut_off(stumble: Stumble, source: Source) -> Finding | None:
    """A text that ends in the middle of a line or a block: whatever is open then is one fault."""
    opened = stumble.frames[1:]
    if not stumble.is_at_end or len(opened) < LEAST_OPEN or any(frame.kind != "{" for frame in opened[:2]):
        return None
    text = stumble.source.text
    end = len(text[: stumble.span.start].rstrip())
    # Where lines lack their braces here and there, the last one stands at the left margin.
    if indentation(source, end) <= indentation(source, opened[0].offset):
        return None
    message = f"the text ends here, and {len(opened)} brackets are still open"
    closing = "".join("\n" + CLOSING.get(frame.kind, frame.kind) for frame in reversed(opened))
    problem = Problem("cut-off", message, source, Span(end - 1, end), hint="the end of the file is missing")
    return Finding(problem, Fix(Span(end, len(text)), closing))


def find_surplus_bracket(stumble: Stumble, source: Source) -> Finding | None:
    """A bracket that closes nothing: this one, or a brace before it by which the construct ended."""
    at, character = stumble.span.start, stumble.text[:1]
    found = find_surplus(stumble.source, at + 1) if len(stumble.frames) == 1 else None
    if found is None:
        is_closing = character and character in "})]"
        if not is_closing or character == CLOSING.get(stumble.frames[-1].kind):
            return None
        found = at
    unopened = _unopened(find_unopened(stumble.source, found), source)
    if unopened is not None:
        return unopened
    span = Span(found, found + 1)
    message = f"this `{stumble.source.text[found]}` closes nothing"
    # Which brace of several is the one too many, only their indentation tells.
    fix = Fix(span, "", safe=stumble.source.text[found] != "}")
    return Finding(Problem("stray-bracket", message, source, span, hint="leave it out", fix=fix), fix)


def find_outside(stumble: Stumble, source: Source) -> Finding | None:
    """What stands outside of every construct, where the line that should open one has no brace."""
    frames, text = stumble.frames, stumble.source.text
    if len(frames) == 1 and stumble.text[:1] in ("=", ":"):
        brace = find_closer(text, stumble.span.start)
        if brace is not None:
            return _unopened(find_unopened(stumble.source, brace), source)
    if len(frames) == 2 and indentation(source, frames[1].offset):
        # An indented line is part of what the line above it was meant to open.
        return _unopened(find_bare_head(stumble.source, frames[1].offset), source)
    return None


def _unopened(bare: Span | None, source: Source) -> Finding | None:
    """The problem of a line that should have opened a block."""
    if bare is None:
        return None
    line = source.text[bare.start : bare.end]
    fix = Fix(Span(bare.end, bare.end), " {")
    message, hint = "a `{` is missing at the end of this line", f"{line} {{"
    return Finding(Problem("unopened-block", message, source, bare, hint=hint, fix=fix), fix)
