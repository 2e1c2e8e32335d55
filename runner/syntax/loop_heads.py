"""Loops with the head of another language: `foreach ($list as $item)`, `for ($i = 0; $i < 5; $i++)`."""

from __future__ import annotations

import re

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import find_closer, indentation
from runner.syntax.reader import Stumble
from runner.syntax.unclosed import Finding

WALK = re.compile(
    r"\b(?:foreach|for\s+each|for|each)\s*\(\s*"
    r"(?P<subject>(?:[^()\n]|\([^()\n]*\))*?)\s+as\s+\$?(?P<name>\w+)\s*\)"
)
COUNT = re.compile(
    r"\bfor\s*\(\s*(?:(?:let|var|int)\s+)?\$?(?P<name>\w+)\s*=\s*0\s*;\s*\$?\w+\s*<\s*"
    r"(?P<subject>[^;\n]+?)\s*;[^;\n]*(?:\+\+|\+=\s*1)[^;\n)]*\)"
)
# Each form with the code and the rule that it breaks, and the statement that is meant.
FORMS = (
    (
        WALK,
        "foreach",
        "foreach-form",
        "the parentheses of `foreach` hold the list alone; `each` names the element",
    ),
    (COUNT, "for", "for-form", "`for` counts by itself, from 0: its parentheses hold how often"),
)
HAS_EACH = re.compile(r"\{\s*each\b")


def find_loop_head(stumble: Stumble, source: Source) -> Finding | None:
    """The problem of a loop in whose head the reader stumbles; its fix gives the loop its `each`."""
    text, at = stumble.source.text, stumble.span.start
    for pattern, keyword, code, rule in FORMS:
        for match in pattern.finditer(text, text.rfind("\n", 0, at) + 1):
            if not match.start() <= at < match.end():
                break  # only the first one of the line can be where the reader is
            head, each = f"{keyword} ({match['subject']})", f"each as ${match['name']}"
            problem = Problem(
                code,
                rule,
                source,
                stumble.span,
                hint=f"{head} {{ {each} {{ ... }} }}",
                fix=_fix(source, Span(*match.span()), head, each),
            )
            return Finding(problem, Fix(Span(*match.span()), f"{head} as ${match['name']}"))
    return None


def _fix(source: Source, place: Span, head: str, each: str) -> Fix | None:
    block = _block(source.text, place.end)
    if block is None:
        return None
    if HAS_EACH.match(source.text, block.start):
        return Fix(place, head)
    margin = " " * indentation(source, place.start)
    body = source.text[block.start : block.end]
    return Fix(Span(place.start, block.end), f"{head} {{\n{margin}{each} {body}\n{margin}}}")


def _block(text: str, start: int) -> Span | None:
    """The braces that open right behind ``start``, with all that stands in them."""
    opener = start + len(text[start:]) - len(text[start:].lstrip())
    end = find_closer(text, opener + 1) if text[opener : opener + 1] == "{" else None
    return Span(opener, end + 1) if end is not None else None
