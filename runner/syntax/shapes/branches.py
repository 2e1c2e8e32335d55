"""Shapes of branches: `if` and its `conditional`, and the parentheses around conditions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.nodes import Group, Statement
from runner.syntax.shapes.wrapping import enclose, head_span, head_text

FORM = "conditional { if (...) { ... } elseif (...) { ... } else { ... } }"
# What stands in the parentheses of each.
SUBJECTS = {"switch": "value", "case": "value", "for": "number", "foreach": "list"}
ELSE_IFS = frozenset(("elif", "elsif", "else_if", "elseIf", "elsIf"))


def check_if(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """An `if` stands in a `conditional`; without one, it and its `else` are one mistake."""
    if parent is None or parent.name == "conditional":
        return
    chain = _chain(statement, parent)
    span = Span(statement.span.start, chain[-1].span.end)
    is_whole = all(branch.block is not None for branch in chain)
    yield Problem(
        "bare-if",
        "`if` stands inside of `conditional`",
        source,
        statement.name_span,
        hint=FORM,
        fix=Fix(span, enclose(source, span, "conditional")) if is_whole else None,
    )


def _chain(statement: Statement, parent: Statement) -> list[Statement]:
    """An `if` and the branches behind it that go with it."""
    siblings = parent.block.statements if parent.block is not None else []
    at = next(index for index, item in enumerate(siblings) if item is statement)
    return [statement, *takewhile(lambda item: item.name in ("elseif", "else"), siblings[at + 1 :])]


def check_conditional(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """A `conditional` has one `if`, which comes first."""
    branches = statement.block.statements if statement.block is not None else []
    for second in [branch for branch in branches if branch.name == "if"][1:]:
        yield Problem(
            "second-if",
            "a `conditional` has one `if`",
            source,
            second.name_span,
            hint="write `elseif`, or a `conditional` of its own",
        )
    for branch in branches:
        if branch.name in ELSE_IFS:
            yield _else_if(source, branch.name_span)
    if branches and branches[0].name in ("elseif", "else"):
        yield Problem(
            "no-if",
            f"a `conditional` starts with `if`, not with `{branches[0].name}`",
            source,
            branches[0].name_span,
            hint=FORM,
        )


def check_else(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`else if` is one word."""
    if statement.condition is None and not statement.head:
        return
    span = Span(statement.name_span.start, statement.head[0].span.start + 2)
    if source.text[span.end - 2 : span.end] == "if":
        yield _else_if(source, span)
    else:
        yield Problem(
            "condition-form",
            "`else` has no condition; a second condition is `elseif`",
            source,
            statement.name_span,
            hint="elseif (...) { ... }",
            fix=Fix(statement.name_span, "elseif"),
        )


def _else_if(source: Source, span: Span) -> Problem:
    message = "a second condition is `elseif`, one word"
    return Problem("else-if", message, source, span, hint="elseif (...) { ... }", fix=Fix(span, "elseif"))


def check_condition(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """What a branch or a loop looks at stands in one pair of parentheses."""
    name, span = statement.name, head_span(statement)
    if span is None or (len(statement.head) == 1 and type(statement.head[0]) is Group):
        return  # the checker tells of what is missing
    if name == "if" and parent is not None and parent.name != "conditional":
        return  # that it stands in the wrong place is what is told
    subject = SUBJECTS.get(name, "condition")
    head = head_text(source, statement).removesuffix(":")
    fix = Fix(span, f"({head})") if statement.block is not None else None
    yield Problem(
        "condition-form",
        f"`{name}` has its {subject} in parentheses",
        source,
        span,
        hint=f"{name} ({head}) {{ ... }}",
        fix=fix,
    )
