"""Divisions that leave no rest, as conditions around them say: `if ($n % 2 == 0) { ... $n / 2 ... }`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from runner.check.guards import EQUALITY
from runner.check.live import live_filters, live_statements
from runner.check.variables import subject, ungrouped
from runner.lint.bodies import Body, contains
from runner.source import Span
from runner.syntax.nodes import Binary, Expression, Literal, Logical, Pipe, Ternary, Unary

# The product of two numbers in a row is even: `$n * ($n + 1) / 2` is whole.
IN_A_ROW = re.compile(r"(.+) \* \(\1 [+-] 1\)|\((.+) [+-] 1\) \* \2")
# One more or less than a number that is odd.
BESIDE = re.compile(r"(.+) [+-] 1")
REST = frozenset({"modulus", "mod"})
PARITY = {"even": True, "odd": False}


class Claim(NamedTuple):
    """What a condition says of a division: it leaves no rest (``exact``), or it leaves one."""

    dividend: str
    divisor: str
    exact: bool


class ExactDivisions:
    """The places of a function where divisions surely leave no rest."""

    def __init__(self, body: Body) -> None:
        self._places: dict[Claim, list[Span]] = {}
        for claim, span in _claimed(body):
            self._places.setdefault(claim, []).append(span)

    def has(self, dividend: str, divisor: str, places: tuple[Span, ...]) -> bool:
        """Whether a division is exact where it stands, or where its result is used: at one of ``places``."""
        if divisor == "2" and IN_A_ROW.fullmatch(dividend):
            return True
        # `($n - $n % 2) / 2`
        if re.search(rf"(%\s*|\|mod(ulus)?:){re.escape(divisor)}(?!\w)", dividend):
            return True
        known = self._places.get(Claim(dividend, divisor, True), [])
        beside = BESIDE.fullmatch(dividend)
        if beside is not None and divisor == "2":
            known = known + self._places.get(Claim(beside[1], divisor, False), [])
        return any(contains(region, place) for region in known for place in places)


def _claimed(body: Body) -> Iterator[tuple[Claim, Span]]:
    """What the conditions of a function say, each with a place where it holds."""
    for statement in body.statements("conditional"):
        branches = live_statements(statement.block)
        for number, branch in enumerate(branches):
            condition = subject(branch) if branch.name != "else" else None
            for claim in _claims(body, condition):
                yield claim, branch.span
            for claim in _opposite(body, condition):
                yield from ((claim, other.span) for other in branches[number + 1 :])
    for ternary in body.all(Ternary):
        yield from ((claim, ternary.yes.span) for claim in _claims(body, ternary.condition))
        yield from ((claim, ternary.no.span) for claim in _opposite(body, ternary.condition))


def _claims(body: Body, condition: Expression | None) -> Iterator[Claim]:
    """What is so where a condition holds."""
    node = _meant(body, condition)
    if type(node) is Logical and node.operator == "&&":
        for side in _sides(node):
            yield from _claims(body, side)
    elif type(node) is Unary and node.operator == "!":
        yield from _opposite(body, node.operand)
    else:
        yield from _single(body, node)


def _opposite(body: Body, condition: Expression | None) -> Iterator[Claim]:
    """What is so where a condition does not hold; of several that `&&` joins nothing is known."""
    node = _meant(body, condition)
    if type(node) is Unary and node.operator == "!":
        yield from _claims(body, node.operand)
    else:
        yield from (claim._replace(exact=not claim.exact) for claim in _single(body, node))


def _single(body: Body, node: Expression | None) -> Iterator[Claim]:
    """`$n % 2 == 0` and its like, `$n|even`, and `$n % 2` by itself."""
    rest = _rest(body, node)
    if rest is not None:
        yield Claim(*rest, exact=False)
    elif type(node) is Pipe and node.value is not None and node.filters[-1].name in PARITY:
        yield Claim(body.text(node.value), "2", PARITY[node.filters[-1].name])
    elif type(node) is Binary and type(node.right) is Literal:
        rest = _rest(body, _meant(body, node.left))
        exact = _compared(node, rest[1]) if rest is not None else None
        if rest is not None and exact is not None:
            yield Claim(*rest, exact)


def _sides(node: Expression) -> Iterator[Expression]:
    """What `&&` joins, in no particular order."""
    while type(node) is Logical and node.operator == "&&":
        yield node.right
        node = ungrouped(node.left)
    yield node


def _compared(node: Binary, divisor: str) -> bool | None:
    """Whether a comparison of a rest with a number says that there is none."""
    value = node.right.value if type(node.right) is Literal else None
    if node.operator == ">":
        return False if value == 0 else None
    if node.operator not in EQUALITY or (value != 0 and divisor != "2"):
        return None
    return (value == 0) is node.operator.startswith("=")


def _rest(body: Body, node: Expression | None) -> tuple[str, str] | None:
    """The dividend and the divisor of `$n % 2` or `$n|modulus:2`."""
    if type(node) is Binary and node.operator == "%":
        return body.text(node.left), body.text(node.right)
    last = live_filters(node.filters)[-1:] if type(node) is Pipe else []
    if node is None or not last or last[0].name not in REST or not last[0].arguments:
        return None
    head = body.source.text[node.span.start : last[0].span.start].rstrip("| \n")
    return head, body.text(last[0].arguments[0])


def _meant(body: Body, node: Expression | None) -> Expression | None:
    """An expression without parentheses; of a variable that is set once, its value."""
    node = ungrouped(node) if node is not None else None
    value = body.value_before(node) if node is not None else None
    return ungrouped(value) if value is not None else node
