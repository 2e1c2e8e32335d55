"""Shapes: mistakes that the grammar lets through, because every statement looks alike to it.

Here stand those that show in the text alone. What a statement's name allows - its parts, its
properties, its variable - is the checker's, which knows the tables of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from runner.errors import Problem
from runner.source import Source
from runner.syntax.nodes import Statement
from runner.syntax.recovery import Recovery
from runner.syntax.shapes.branches import (
    ELSE_IFS,
    TRIES,
    check_condition,
    check_conditional,
    check_else,
    check_else_if,
    check_following,
    check_if,
    check_try,
)
from runner.syntax.shapes.catches import check_catch
from runner.syntax.shapes.functions import check_function, check_response
from runner.syntax.shapes.loops import check_each, check_loop, check_walk
from runner.syntax.shapes.variables import check_alias, check_keyword, check_value

Check = Callable[[Source, Statement, Statement | None], Iterator[Problem]]

# The checks of each name; the order does not matter, since problems are sorted by their place.
CHECKS: dict[str, tuple[Check, ...]] = {
    "conditional": (check_conditional,),
    "if": (check_if, check_condition),
    "elseif": (check_following, check_condition),
    "else": (check_following, check_else),
    **dict.fromkeys(ELSE_IFS, (check_following, check_else_if, check_condition)),
    **dict.fromkeys(TRIES, (check_try,)),
    "catch": (check_try, check_catch),
    "switch": (check_condition,),
    "case": (check_condition,),
    "precondition": (check_condition,),
    "for": (check_loop, check_condition, check_walk),
    "foreach": (check_loop, check_condition, check_walk),
    "while": (check_loop, check_condition),
    "each": (check_each,),
    "let": (check_keyword,),
    "const": (check_keyword,),
    "return": (check_value,),
    "throw": (check_value,),
    "debug.log": (check_value,),
    "debug.stop": (check_value,),
    "function": (check_function,),
}
EVERYWHERE: tuple[Check, ...] = (check_alias, check_response)
# What these miss may stand in an entry that could not be read and has been reported already: in the
# statement itself, or beside it.
MISSING = frozenset(("loop-without-each", "no-if", "else-outside", "bare-try"))
MISSING_BESIDE = frozenset(("else-outside", "bare-try"))


def check_shapes(source: Source, statements: Sequence[Statement], recovery: Recovery) -> Iterator[Problem]:
    """The problems of shape in all statements of a text, in no particular order."""
    pending: list[tuple[Statement, Statement | None]] = [(item, None) for item in statements]
    while pending:
        statement, parent = pending.pop()
        for check in (*CHECKS.get(statement.name, ()), *EVERYWHERE):
            for problem in check(source, statement, parent):
                around = parent if parent is not None and problem.code in MISSING_BESIDE else statement
                if problem.code not in MISSING or not recovery.has_gap_in(around.span):
                    yield problem
        if statement.block is not None:
            pending.extend((child, statement) for child in statement.block.statements)
