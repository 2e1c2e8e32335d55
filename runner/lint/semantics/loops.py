"""Loops that nothing ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import LOOPS, live_statements, walk_live
from runner.check.variables import RESERVED, root_variable, subject, targets
from runner.errors import Problem
from runner.lint.bodies import Body, variable_name
from runner.lint.rules import FileView, RuleFamily
from runner.lint.semantics.points import of_case, truth
from runner.lint.semantics.twice import is_steady
from runner.syntax.nodes import Expression, Node, Statement, Variable

family = RuleFamily("semantics")

# What may leave a loop from anywhere in it; `break` belongs to the innermost one.
LEAVING = frozenset({"debug.stop", "precondition", "return", "throw"})
CASES = frozenset({"case", "default"})


@family.rule("endless-loop")
def tell_endless_loops(view: FileView) -> Iterator[Problem]:
    """A `while` whose condition nothing in it can change, and that nothing leaves."""
    for body in view.bodies:
        for loop in body.statements("while"):
            condition = subject(loop)
            if condition is None or truth(condition) is False or can_leave(live_statements(loop.block)):
                continue
            if truth(condition):
                message = "this loop never ends: its condition always holds, and nothing leaves it"
                yield view.warning("endless-loop", message, condition.span, hint="leave it with `break`")
            elif _stays_the_same(body, loop, condition):
                names = body.named(condition)
                # An input is seldom the one that should change.
                listed = sorted(names & body.variables or names)
                meant = " or ".join(f"`${name}`" for name in listed)
                message = f"once it runs, this loop never ends: nothing in it sets {meant}"
                yield view.warning("endless-loop", message, condition.span)


def can_leave(statements: Iterable[Statement], inner: bool = False) -> bool:
    """Whether something in the body of a loop leaves it; ``inner`` for that of a loop in there."""
    for statement in statements:
        if statement.name in LEAVING or (statement.name == "break" and not inner):
            return True
        held = of_case(statement) if statement.name in CASES else live_statements(statement.block)
        if can_leave(held, inner or statement.name in LOOPS):
            return True
    return False


def _stays_the_same(body: Body, loop: Statement, condition: Expression) -> bool:
    names = body.named(condition)
    if not names or not is_steady(body, condition) or any(map(_is_open, walk_live(condition))):
        return False
    return not _set_in(body, loop) & {name.partition(".")[0] for name in names}


def _is_open(node: Node) -> bool:
    """Whether a node reads more than a variable of a name: `$var` and `$env` as a whole, an element."""
    return type(node) is Variable and node.name in RESERVED and node.name != "input"


def _set_in(body: Body, loop: Statement) -> set[str]:
    found = {"error"}
    for node in walk_live(loop):
        if type(node) is Statement:
            found.update(filter(None, map(root_variable, targets(node, body.language))))
            # `remove` sets what the `foreach` around it walks.
            walked = subject(node) if node.name == "foreach" else None
            found.update(filter(None, [variable_name(walked) if walked is not None else None]))
    return found
