"""Shapes of branches: `if` and its `conditional`, and the parentheses around conditions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from runner.errors import Fix, Problem
from runner.source import Source, Span
from runner.syntax.brackets import indentation
from runner.syntax.nodes import Group, Statement
from runner.syntax.shapes.loops import walked
from runner.syntax.shapes.wrapping import enclose, extended, head_span, head_text

FORM = "conditional { if (...) { ... } elseif (...) { ... } else { ... } }"
# What stands in the parentheses of each.
SUBJECTS = {"switch": "value", "case": "value", "for": "number", "foreach": "list"}
ELSE_IFS = ("elif", "elsif", "else_if", "elseIf", "elsIf")
TRIES = ("try", "catch", "finally")
# The branches that an `if` may have behind it.
FOLLOWING = ("elseif", "else", *ELSE_IFS)


def check_if(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """An `if` stands in a `conditional`; without one, it and its `else` are one mistake."""
    if parent is None or parent.name == "conditional":
        return
    chain = _chain(statement, _siblings(statement, parent))
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


def _siblings(statement: Statement, parent: Statement) -> tuple[list[Statement], list[Statement]]:
    """The statements before and behind one in the block of its parent."""
    siblings = parent.block.statements if parent.block is not None else [statement]
    at = next(index for index, item in enumerate(siblings) if item is statement)
    return siblings[:at], siblings[at + 1 :]


def _chain(statement: Statement, siblings: tuple[list[Statement], list[Statement]]) -> list[Statement]:
    """A branch and the branches behind it that go with it."""
    return [statement, *takewhile(lambda item: item.name in FOLLOWING, siblings[1])]


def check_following(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """An `else` stands behind its `if`, in the braces of one `conditional`."""
    if parent is None or parent.name == "conditional":
        return
    siblings = _siblings(statement, parent)
    before = siblings[0][-1] if siblings[0] else None
    if before is not None and before.name in ("if", *FOLLOWING):
        return  # a chain of which the first branch is told
    message = f"`{statement.name}` stands in the `conditional` of its `if`"
    fix = None
    if before is not None and before.name == "conditional" and before.block is not None:
        message += ", before the closing brace"
        if all(branch.name != "else" for branch in before.block.statements):
            fix = extended(source, before.block, _chain(statement, siblings)[-1].span.end)
    yield Problem("else-outside", message, source, statement.name_span, hint=FORM, fix=fix)


def check_conditional(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """A `conditional` has one `if`, which comes first, and no condition of its own."""
    branches = statement.block.statements if statement.block is not None else []
    if has_own_condition(statement):
        yield _own_condition(source, statement)
    for earlier, branch in pairwise(branches):
        if branch.name == "if":
            yield _second_if(source, statement, earlier, branch)
    if branches and branches[0].name in FOLLOWING:
        yield Problem(
            "no-if",
            f"a `conditional` starts with `if`, not with `{branches[0].name}`",
            source,
            branches[0].name_span,
            hint=FORM,
        )


def has_own_condition(statement: Statement) -> bool:
    """Whether a `conditional` is written as if it were an `if`: a condition, and then what is done."""
    children = statement.block.statements if statement.block is not None else []
    is_branched = any(child.name in ("if", *FOLLOWING) for child in children)
    return statement.name == "conditional" and bool(statement.head) and not is_branched


def _own_condition(source: Source, statement: Statement) -> Problem:
    head, fix = head_text(source, statement), None
    span = head_span(statement) or statement.name_span
    if statement.block is not None:
        branch = Span(span.start, statement.block.span.end)
        margin = " " * indentation(source, statement.span.start)
        rest = source.text[span.end : branch.end].lstrip()
        fix = Fix(branch, f"{{\n{margin}if ({head}) {rest}\n{margin}}}")
    return Problem(
        "conditional-form",
        "a `conditional` has no condition; the `if` in it has",
        source,
        span,
        hint=f"conditional {{ if ({head}) {{ ... }} }}",
        fix=fix,
    )


def _second_if(source: Source, statement: Statement, earlier: Statement, branch: Statement) -> Problem:
    """Two conditions that do not depend on each other are two statements."""
    margin = " " * indentation(source, statement.span.start)
    between = Span(earlier.span.end, branch.span.start)
    gap = source.text[between.start : between.end]
    return Problem(
        "second-if",
        "a `conditional` has one `if`",
        source,
        branch.name_span,
        hint="write `elseif`, or a `conditional` of its own",
        fix=Fix(between, f"\n{margin}}}\n{margin}conditional {{{gap}"),
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


def check_else_if(source: Source, statement: Statement, _: Statement | None) -> Iterator[Problem]:
    """`elif` and its like are `elseif`."""
    yield _else_if(source, statement.name_span)


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
    if walked(source, statement) is not None:
        return  # so it is with an element in front of the list
    first = statement.head[0]
    if type(first) is Group and name != "switch":
        yield _without_braces(source, statement, first)
        return
    if name == "case" and statement.block is None:
        yield _case_without_braces(source, statement)
        return
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


def check_try(source: Source, statement: Statement, parent: Statement | None) -> Iterator[Problem]:
    """`try`, `catch` and `finally` stand in one `try_catch`."""
    if parent is None or parent.name == "try_catch":
        return
    before, behind = _siblings(statement, parent)
    if before and before[-1].name in TRIES:
        return  # a chain of which the first part is told
    chain = [statement, *takewhile(lambda item: item.name in TRIES, behind)]
    span = Span(statement.span.start, chain[-1].span.end)
    is_whole = statement.name == "try" and all(part.block is not None for part in chain)
    yield Problem(
        "bare-try",
        f"`{statement.name}` stands inside of `try_catch`",
        source,
        statement.name_span,
        hint="try_catch { try { ... } catch { ... } }",
        fix=Fix(span, enclose(source, span, "try_catch")) if is_whole else None,
    )


def _without_braces(source: Source, statement: Statement, condition: Group) -> Problem:
    """`if ($x) return { ... }`: the condition is whole, and code follows it."""
    rest = Span(condition.span.end, statement.span.end)
    code = source.text[rest.start : rest.end].strip()
    return Problem(
        "condition-form",
        f"the code of `{statement.name}` stands in braces behind its parentheses",
        source,
        Span(statement.head[1].span.start, statement.head[1].span.end),
        hint=f"{statement.name} (...) {{ ... }}",
        fix=Fix(rest, f" {{ {code} }}") if statement.name not in ("for", "foreach", "case") else None,
    )


def _case_without_braces(source: Source, statement: Statement) -> Problem:
    value = head_text(source, statement).removesuffix(":").strip()
    return Problem(
        "case-form",
        "`case` has its value in parentheses and its code in braces",
        source,
        statement.name_span,
        hint=f"case ({value}) {{ ... }} break",
    )
