"""The ways that a run can take through a function: what is surely set at each point, what is never reached.

XanoScript has no scopes, so a variable is set from where something sets it; a branch that may be passed over,
a loop without rounds and a `try` that fails leave it unset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from runner.check.guards import guarded_operands
from runner.check.live import LOOPS, live_statements, walk_live
from runner.check.unset import BOUND
from runner.check.variables import path_of, root_variable, subject, targets
from runner.lint.bodies import Body, contains, own_expressions, variable_name
from runner.lint.semantics.choices import covers_all
from runner.lint.semantics.known import flags_of, has_a_round, set_with_flag
from runner.lint.semantics.points import Dead, Loop, Point, Read, State, asking, joined, of_case, truth
from runner.syntax.nodes import (
    Block,
    Expression,
    Group,
    ListLiteral,
    Literal,
    Logical,
    Node,
    ObjectEntry,
    ObjectLiteral,
    Statement,
    Ternary,
    Variable,
)

LEAVING = frozenset({"return", "throw", "debug.stop", "break", "continue"})
PLAIN = frozenset({Literal, ListLiteral, ObjectLiteral, ObjectEntry, Group})


class Flow:
    """The walk through one function.

    Attributes:
        unset: the reads of variables that something sets, but not surely before; each variable once.
        dead: what is never reached, its first statement each time.
    """

    def __init__(self, body: Body) -> None:
        self.unset: list[Read] = []
        self.dead: list[Dead] = []
        self._body = body
        self._names = body.variables
        self._loops: tuple[Loop, ...] = ()
        end = self._block(body.document.stack, State(frozenset()))
        if end is not None and body.document.response is not None:
            self._reads(body.document.response, end)

    # -- statements ----------------------------------------------------------------------------------

    def _block(self, block: Block | None, at: Point) -> Point:
        return self._run(live_statements(block), at)

    def _run(self, statements: Sequence[Statement], at: Point) -> Point:
        for number, statement in enumerate(statements):
            if at is None:
                if number:
                    self.dead.append(Dead(statement, statements[number - 1]))
                break
            at = self._statement(statement, at)
        return at

    def _statement(self, statement: Statement, at: State) -> Point:
        walk = WALKS.get(statement.name)
        if walk is not None:
            return walk(self, statement, at)
        return self._plain(statement, at)

    def _plain(self, statement: Statement, at: State) -> Point:
        at = self._evaluates(statement, at)
        for part in live_statements(statement.block):
            if part.name == "stack":
                # It may fail without leaving, as in `expect.to_throw`.
                self._block(part.block, at)
            else:
                # What it holds describes the statement, the `return` of a `db.query` for one.
                inner = (item for item in walk_live(part) if type(item) is Statement)
                self._reads(part, at.sets(name for item in inner for name in self._set_by(item)))
        if statement.name in LEAVING:
            self._leaves(statement, at)
            return None
        return at.sets(self._set_by(statement))

    def _leaves(self, statement: Statement, at: State) -> None:
        if self._loops and statement.name == "break":
            self._loops[-1].breaks.append(at)
        if self._loops and statement.name == "continue":
            self._loops[-1].continues.append(at)

    def _precondition(self, statement: Statement, at: State) -> Point:
        at = self._evaluates(statement, at)
        condition = subject(statement)
        return at.asks(self._body.named(condition)) if truth(condition) is not False else None

    def _stack(self, statement: Statement, at: State) -> Point:
        return self._block(statement.block, at)

    def _group(self, statement: Statement, at: State) -> Point:
        at = self._evaluates(statement, at)
        end: Point = at
        for part in live_statements(statement.block):
            end = self._block(part.block, end)
        return end.sets(self._set_by(statement)) if end is not None else None

    def _later(self, statement: Statement, at: State) -> Point:
        """What runs after the response: no loop reaches into it, and what it sets is its own."""
        loops, self._loops = self._loops, ()
        self._group(statement, at)
        self._loops = loops
        return at

    # -- branches ------------------------------------------------------------------------------------

    def _conditional(self, statement: Statement, at: State) -> Point:
        ends: list[Point] = []
        rest: Point = at
        cause: Node = statement
        for branch in live_statements(statement.block):
            condition = subject(branch) if branch.name != "else" else None
            if rest is None:
                self.dead.append(Dead(branch, cause))
                continue
            if condition is not None:
                rest = self._reads(condition, rest).asks(self._body.named(condition))
            holds = truth(condition) if branch.name != "else" else True
            if holds is False and condition is not None:
                self.dead.append(Dead(branch, condition))
                continue
            ends.append(self._block(branch.block, rest))
            if holds:
                rest, cause = None, condition or branch
        return self._after(statement, at, ends, rest)

    def _after(self, statement: Statement, at: State, ends: list[Point], rest: Point) -> Point:
        """The point behind branches; what they asked for is known only where one of them has left.

        Where they cover all cases none is passed over, though that is no proof that nothing gets behind them.
        """
        end = joined(ends) if rest is not None and covers_all(self._body, statement) else None
        end = end or joined([*ends, rest])
        if end is None or None in ends:
            return end
        return end._replace(asked=at.asked)

    def _switch(self, statement: Statement, at: State) -> Point:
        at = self._evaluates(statement, at)
        inside = at.asks(self._body.named(subject(statement)))
        cases = live_statements(statement.block)
        ends: list[Point] = []
        through: Point = None
        for case in cases:
            value = subject(case)
            if value is not None:
                self._reads(value, at)
            inner = of_case(case)
            through = self._run(inner, joined([inside, through]))
            if case.ends_in_break or len(inner) < len(live_statements(case.block)):
                ends.append(through)
                through = None
        rest = None if any(case.name == "default" for case in cases) else at
        return self._after(statement, at, [*ends, through] if through is not None else ends, rest)

    def _try(self, statement: Statement, at: State) -> Point:
        parts = {part.name: part for part in live_statements(statement.block)}
        tried: Point = at
        if "try" in parts:
            tried = self._block(parts["try"].block, at)
            at = at.sets(name for first in _cannot_fail(parts["try"].block) for name in self._set_by(first))
        caught: Point = at
        if "catch" in parts:
            caught = self._block(parts["catch"].block, at.sets(["error"]))
        end = joined([tried, caught])
        if "finally" not in parts:
            return end
        last = self._block(parts["finally"].block, at)
        return end.sets(last.bound) if end is not None and last is not None else None

    # -- loops ---------------------------------------------------------------------------------------

    def _loop(self, statement: Statement, at: State) -> Point:
        at = self._evaluates(statement, at)
        head = subject(statement)
        around = self._loops
        loop = Loop(statement, at, [], [])
        self._loops = (*around, loop)
        inside = at.asks(self._body.named(head))
        end: Point = inside
        for each in live_statements(statement.block):
            end = self._block(each.block, inside.sets(self._set_by(each)))
        self._loops = around
        if statement.name == "while" and truth(head):
            end = joined(loop.breaks)
            flags = end.asked & flags_of(self._body, statement) if end is not None else ()
            return asking(end, at.asks(flags))
        if has_a_round(self._body, statement):
            end = joined([end, *loop.breaks, *loop.continues])
            if end is not None and not loop.breaks:
                end = end.sets(set_with_flag(self._body, statement))
            return asking(end, at)
        return at

    # -- reads ---------------------------------------------------------------------------------------

    def _set_by(self, statement: Statement) -> Iterator[str]:
        return filter(None, map(root_variable, targets(statement, self._body.language)))

    def _evaluates(self, statement: Statement, at: State) -> State:
        """What a statement itself reads, the variable included that it changes a part of."""
        written = self._body.language.statements.get(statement.name)
        head = subject(statement)
        for node in own_expressions(statement):
            whole = node is head and written is not None and written.written and type(node) is Variable
            if not (whole and written is not None and written.subject == "changes"):
                at = self._reads(node, at)
        alias = statement.alias
        if alias is not None:
            for item in alias.filters:
                at = self._reads(item, at)
            if path_of(alias.target)[1]:
                at = self._reads(alias.target, at)
        return at

    def _reads(self, node: Node, at: State) -> State:
        """Notes what may be unset, and counts it as set from there on: a run that goes on has it."""
        unsure = self._names - at.bound
        if not unsure:
            return at
        found = [item for item in walk_live(node) if variable_name(item) in unsure]
        found = [item for item in found if not self._is_element(item)]
        if not found:
            return at
        guarded = self._guarded(node)
        for item in found:
            name = variable_name(item)
            if name is None or id(item) in guarded:
                continue
            asked = at.asked.union(*map(self._body.named, _conditions_around(node, item)))
            if name not in {read.name for read in self.unset}:
                self.unset.append(Read(name, item.span, asked, self._loops))
            at = at.sets([name])
        return at

    def _is_element(self, node: Node) -> bool:
        return variable_name(node) in BOUND and id(node) in self._body.in_elements

    def _guarded(self, node: Node) -> frozenset[int]:
        """The identities of the variables below a node that are read under a null guard."""
        operands = (
            operand for item in walk_live(node) for operand in guarded_operands(item, self._body.language)
        )
        return frozenset(id(path_of(operand)[0]) for operand in operands)


Walk = Callable[[Flow, Statement, State], Point]
WALKS: dict[str, Walk] = {
    "conditional": Flow._conditional,
    "switch": Flow._switch,
    "try_catch": Flow._try,
    "precondition": Flow._precondition,
    "group": Flow._group,
    "db.transaction": Flow._group,
    "stack": Flow._stack,
    "util.post_process": Flow._later,
    **dict.fromkeys(LOOPS, Flow._loop),
}


def _cannot_fail(block: Block | None) -> Iterator[Statement]:
    """The statements at the start of a `try` that surely run: they set variables to literals."""
    for statement in live_statements(block):
        value = statement.property("value") if statement.name == "var" else None
        if value is None or not all(type(node) in PLAIN for node in walk_live(value)):
            return
        yield statement


def _conditions_around(node: Node, inner: Node) -> Iterator[Expression]:
    """The conditions within an expression that decide whether ``inner`` is evaluated."""
    for item in walk_live(node):
        if type(item) is Logical and contains(item.right.span, inner.span):
            yield item.left
        elif type(item) is Ternary and any(contains(way.span, inner.span) for way in (item.yes, item.no)):
            yield item.condition
