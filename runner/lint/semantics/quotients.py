"""Quotients that stand where only a whole number means something: `$list[$n / 2]`.

In XanoScript `7 / 2` is 3.5, so an index, an offset or a count that is a quotient needs a `|floor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from runner.check.live import live_filters
from runner.check.variables import subject, ungrouped
from runner.errors import Fix, Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.lint.semantics.exact import ExactDivisions
from runner.syntax.nodes import (
    Binary,
    Expression,
    FilterCall,
    Index,
    Literal,
    Member,
    Pipe,
    Statement,
    Ternary,
    Variable,
)

family = RuleFamily("semantics")

DIVIDING = frozenset({"divide", "div"})
SETTING = re.compile(r"var|var\.update|math\.(add|sub|div)")
WHOLE = frozenset({"ceil", "floor", "int", "number_format", "round", "to_int"})
# Filter -> the positions of its arguments that count or tell a place.
PLACES = {
    **dict.fromkeys(("array_slice", "slice", "substr"), (0, 1)),
    **dict.fromkeys(("get", "has", "set", "unset"), (0,)),
    "fill": (1,),
    "range": (0, 1),
}

# What an expression may stand for.
INDEX, COUNT, BOUND, KEY = "an index", "a number of rounds", "a bound", "a key"


class Quotient(NamedTuple):
    """A division and its operands as text; ``step`` is the variable that carries it, if one does.

    ``in_place`` says that it is a `math.div`, and ``node`` its divisor.
    """

    node: Expression
    dividend: str
    divisor: str
    step: str | None = None
    in_place: bool = False


class Use(NamedTuple):
    """An expression that stands for a place or a number of things."""

    node: Expression
    what: str


@family.rule("quotient-as-index")
def tell_quotients(view: FileView) -> Iterator[Problem]:
    """Each division once, at its place."""
    for body in view.bodies:
        divided, exact = _by_variables(body), ExactDivisions(body)
        told: set[int] = set()
        for use in _uses(body):
            for quotient in _quotients(body, use.node, divided):
                places = (quotient.node.span, use.node.span)
                if id(quotient.node) in told or exact.has(quotient.dividend, quotient.divisor, places):
                    continue
                told.add(id(quotient.node))
                yield _problem(view, body, quotient, use)


def _problem(view: FileView, body: Body, quotient: Quotient, use: Use) -> Problem:
    span = quotient.node.span
    where = "this one is" if quotient.step is None else f"`${quotient.step}` in line {body.line(use.node)} is"
    message = f"a quotient may be a fraction, and {where} {use.what}"
    if quotient.in_place:
        return view.warning(
            "quotient-as-index", message, span, hint="cut it off with `|floor` before it is used"
        )
    # An index is cut off here as well; elsewhere the fraction may be wanted, too.
    fix = Fix(span, _floored(body, quotient, use), safe=quotient.step is None and use.what == INDEX)
    return view.warning("quotient-as-index", message, span, fix=fix)


def _floored(body: Body, quotient: Quotient, use: Use) -> str:
    text = body.source.text[slice(*quotient.node.span)]
    floored = f"{text}|floor" if type(quotient.node) is Pipe else f"({text})|floor"
    setters = body.assignments.get(quotient.step or "", ())
    whole = [use.node, *filter(None, (statement.property("value") for statement in setters))]
    # Beside an operator it needs parentheses.
    return floored if any(ungrouped(node) is quotient.node for node in whole) else f"({floored})"


# -- where whole numbers are needed ------------------------------------------------------------------


def _uses(body: Body) -> Iterator[Use]:
    for node in body.all(Index):
        yield Use(node.key, INDEX)
    for binary in body.all(Binary):
        if binary.operator == "..":
            yield from (Use(side, BOUND) for side in (binary.left, binary.right))
    for call in body.all(FilterCall):
        places = PLACES.get(call.name, ())
        what = KEY if places == (0,) else BOUND
        yield from (Use(item, what) for at, item in enumerate(call.arguments) if at in places)
    for statement in body.statements("for"):
        head = subject(statement)
        if head is not None:
            yield Use(head, COUNT)


# -- what is a quotient ------------------------------------------------------------------------------


def _by_variables(body: Body) -> dict[str, list[Quotient]]:
    """The divisions whose results variables may hold, also after a sum with something else."""
    found: dict[str, list[Quotient]] = {}
    setters = [
        (name, statement)
        for name, statements in body.assignments.items()
        if not any(map(_sets_otherwise, statements)) and not _is_rounded(body, name, statements)
        for statement in statements
    ]
    # `$j = $mid - 1` takes from what is found of `$mid`: until nothing more comes.
    while True:
        before = sum(map(len, found.values()))
        for name, statement in setters:
            known = found.setdefault(name, [])
            for quotient in _given(body, statement, found):
                if all(quotient.node is not other.node for other in known):
                    known.append(quotient._replace(step=name))
        if sum(map(len, found.values())) == before:
            return found


def _sets_otherwise(statement: Statement) -> bool:
    """Whether a statement sets a part of a variable, or takes its value from elsewhere: `as $x`."""
    return SETTING.fullmatch(statement.name) is None or type(subject(statement)) is not Variable


def _given(body: Body, statement: Statement, divided: dict[str, list[Quotient]]) -> Iterator[Quotient]:
    """The divisions in what a statement gives its variable."""
    head, value = subject(statement), statement.property("value")
    if head is None or value is None:
        return
    if statement.name != "math.div":
        yield from _quotients(body, value, divided)
    elif not _is_constant(head, value):
        yield Quotient(value, body.text(head), body.text(value), in_place=True)


def _is_rounded(body: Body, name: str, statements: list[Statement]) -> bool:
    """Whether a variable is made whole after its division: `var.update $mid { value = $mid|floor }`."""
    return any(
        name in body.named(statement.block) and _is_whole(statement.property("value"))
        for statement in statements
    )


def _is_whole(node: Expression | None) -> bool:
    node = ungrouped(node) if node is not None else None
    return type(node) is Pipe and any(call.name in WHOLE for call in live_filters(node.filters))


def _quotients(body: Body, node: Expression, divided: dict[str, list[Quotient]]) -> Iterator[Quotient]:
    """The divisions that make a value a fraction: its own, and those of the variables in it."""
    pending = [node]
    while pending:
        node = ungrouped(pending.pop())
        if type(node) is Binary and node.operator in ("+", "-"):
            pending += [node.right, node.left]
        elif type(node) is Ternary:
            pending += [node.no, node.yes]
        elif type(node) is Binary and node.operator == "/" and not _is_constant(node.left, node.right):
            yield Quotient(node, body.text(node.left), body.text(node.right))
        elif type(node) is Pipe:
            yield from _piped(body, node)
        elif type(node) in (Variable, Member) and id(node) not in body.in_elements:
            yield from divided.get(variable_name(node) or "", ())


def _piped(body: Body, node: Pipe) -> Iterator[Quotient]:
    """The division of `$n|divide:2`."""
    last = live_filters(node.filters)[-1:]
    if last and last[0].name in DIVIDING and len(last[0].arguments) == 1 and node.value is not None:
        dividend = body.source.text[node.span.start : last[0].span.start].rstrip(" \n|")
        yield Quotient(node, dividend, body.text(last[0].arguments[0]))


def _is_constant(left: Expression, right: Expression) -> bool:
    """Whether a division of two literals is exact, or one by 1."""
    left, right = ungrouped(left), ungrouped(right)
    if type(right) is not Literal or type(right.value) is not int or not right.value:
        return False
    return right.value == 1 or (
        type(left) is Literal and type(left.value) is int and left.value % right.value == 0
    )
