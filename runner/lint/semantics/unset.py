"""Variables that a run may read before anything sets them, and code that no run reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from runner.check.live import LOOPS, live_statements
from runner.check.variables import root_variable, subject, targets
from runner.errors import Problem
from runner.lint.bodies import Body, contains
from runner.lint.rules import FileView, RuleFamily
from runner.lint.semantics.flow import Flow
from runner.lint.semantics.known import BRANCHING, has_a_round
from runner.lint.semantics.loops import can_leave
from runner.lint.semantics.points import Dead, Read, truth
from runner.source import Span
from runner.syntax.nodes import Statement

family = RuleFamily("semantics")

PARTS = frozenset({"if", "elseif", "else", "case", "default"})


class Place(NamedTuple):
    """A statement that may pass over what it holds: what that sets, and what decides about it."""

    statement: Statement
    sets: frozenset[str]
    decides: frozenset[str]


@family.rule("maybe-unset-var", "unreachable-code")
def walk_all_ways(view: FileView) -> Iterator[Problem]:
    """What the walk through each function finds."""
    for body in view.bodies:
        flow = Flow(body)
        places = list(_places(body)) if flow.unset else []
        for read in flow.unset:
            if not _is_decided(body, read, places):
                yield _unset(view, body, read, places)
        for dead in flow.dead:
            # Of a loop that nothing ends that is told at the loop.
            if (
                type(dead.cause) is Statement
                and dead.cause.name == "while"
                and not can_leave(live_statements(dead.cause.block))
            ):
                continue
            yield view.warning("unreachable-code", _dead_message(body, dead), dead.statement.name_span)


# -- reads of what may be unset --------------------------------------------------------------------


def _unset(view: FileView, body: Body, read: Read, places: list[Place]) -> Problem:
    sets = body.assignments[read.name]
    earlier = [one for one in sets if one.span.start < read.span.start]
    if not earlier:
        message = f"`${read.name}` is read before line {body.line(sets[0])} sets it"
    else:
        around = [place for place in places if _holds(place, earlier[-1].span)]
        # One that holds the read, too, is the reason only where that stands in its `catch`.
        around.sort(key=lambda place: (_holds(place, read.span), _is_entered(body, place)))
        reason = _reason(body, around[0]) if around else "not every way to here sets it"
        message = f"`${read.name}` may be unset here: {reason}"
    hint = f"set it before, e.g. var ${read.name} {{ value = null }}"
    return view.warning("maybe-unset-var", message, read.span, hint=hint)


def _reason(body: Body, place: Place) -> str:
    name, line = place.statement.name, body.line(place.statement)
    if _is_entered(body, place):
        return f"the `{name}` of line {line} may be left before it is set"
    if name in LOOPS:
        return f"the `{name}` of line {line} may have no round"
    if name == "try_catch":
        return f"the `try` of line {line} may fail before it is set"
    return f"not every way through the `{name}` of line {line} sets it"


def _is_entered(body: Body, place: Place) -> bool:
    """Whether it is a loop that surely has a round: then something in it is the reason."""
    return place.statement.name in LOOPS and has_a_round(body, place.statement)


def _is_decided(body: Body, read: Read, places: list[Place]) -> bool:
    """Whether conditions before a read speak of what decides about the variable: it may well be set then."""
    asked = _with_origins(body, read.asked)
    around = [
        place for place in places if read.name in place.sets and not contains(place.statement.span, read.span)
    ]
    for place in around:
        if asked & (place.sets | _with_origins(body, place.decides)):
            return True
    for loop in read.loops:
        # In a later round it may be set from the round before.
        again = any(contains(loop.statement.span, one.span) for one in body.assignments[read.name])
        if again and (read.asked - loop.before.asked):
            return True
    return _complete_each_other(body, around)


def _complete_each_other(body: Body, places: list[Place]) -> bool:
    """Whether two statements decide by the same whether they set a variable: `if ($a)`, then `if (!$a)`.

    A flag that the first one sets decides as well: `try { ... }`, then `if (!$done)`.
    """
    outer = [
        place
        for place in places
        if not any(other is not place and _holds(other, place.statement.span) for other in places)
    ]
    seen: frozenset[str] = frozenset()
    for place in outer:
        decides = _with_origins(body, place.decides)
        if seen & decides:
            return True
        seen |= decides | place.sets
    return False


def _with_origins(body: Body, names: frozenset[str]) -> frozenset[str]:
    """Names, and what the values of these variables were made of."""
    found = set(names)
    for name in names:
        for statement in body.assignments.get(name, ()):
            found |= body.named(statement.property("value"))
    return frozenset(found)


def _places(body: Body) -> Iterator[Place]:
    for statement in body.statements(*BRANCHING):
        inner = list(_with_nested(statement))
        sets = {root_variable(target) for one in inner for target in targets(one, body.language)}
        heads = [subject(one) for one in inner if one.name in PARTS or one is statement]
        decides = frozenset[str]().union(*map(body.named, heads))
        yield Place(statement, frozenset(filter(None, sets)), decides)


def _with_nested(statement: Statement) -> Iterator[Statement]:
    pending = [statement]
    while pending:
        one = pending.pop()
        yield one
        pending += live_statements(one.block)


def _holds(place: Place, span: Span) -> bool:
    return contains(place.statement.span, span)


# -- code that no run reaches ------------------------------------------------------------------------


def _dead_message(body: Body, dead: Dead) -> str:
    cause, line = dead.cause, body.line(dead.cause)
    if type(cause) is not Statement:
        if truth(subject(dead.statement)) is False:
            return f"this `{dead.statement.name}` never runs: its condition never holds"
        return f"this `{dead.statement.name}` never runs: the condition of line {line} always holds"
    if cause.name in LOOPS:
        return f"this never runs: nothing leaves the `{cause.name}` of line {line} to here"
    if cause.name == "precondition":
        return f"this never runs: the `precondition` of line {line} never holds"
    return f"this never runs: the `{cause.name}` of line {line} always leaves before it"
