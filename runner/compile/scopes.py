"""Which variables a function sets, and which of them a null guard may read before they are set.

XanoScript has no scopes: what is set anywhere is visible everywhere after it. Python's own locals
do the same, and raise by themselves where nothing was set. Only a guarded read of a variable that
may be unset needs help: such a variable starts out as ``UNSET``.
"""

from __future__ import annotations

from collections.abc import Iterable

from runner.compile.guards import guarded_operands, root_variable
from runner.syntax.nodes import Block, Expression, FunctionDocument, Node, Property, Statement, walk

BRANCHES = {"conditional": ("if", "elseif", "else"), "switch": ("case", "default")}
COMPLETE = {"conditional": "else", "switch": "default"}
LOOPS = ("foreach", "for", "while")


class Scope:
    """The variables of one function."""

    def __init__(self, document: FunctionDocument) -> None:
        self.assigned: set[str] = set()
        self.maybe_unset: set[str] = set()
        self._bound: set[str] = set()
        if document.stack is not None:
            for node in walk(document.stack):
                if isinstance(node, Statement):
                    self.assigned.update(targets(node))
            self._block(document.stack)
        if document.response is not None:
            self._reads(document.response)
        self.maybe_unset &= self.assigned

    def _block(self, block: Block) -> None:
        for statement in block.statements:
            self._statement(statement)

    def _statement(self, statement: Statement) -> None:
        for expression in expressions(statement):
            self._reads(expression)
        if statement.name in BRANCHES:
            self._branches(statement)
        elif statement.name in LOOPS or statement.name == "try_catch":
            self._perhaps(statement)
        elif statement.block is not None:
            self._block(statement.block)
        self._bound.update(targets(statement))

    def _branches(self, statement: Statement) -> None:
        """Bound after branches is what each of them binds, if one of them surely runs."""
        before = set(self._bound)
        outcomes: list[set[str]] = []
        for branch in statement.block.statements if statement.block else []:
            self._bound = set(before)
            self._statement(branch)
            outcomes.append(self._bound)
        names = {branch.name for branch in statement.block.statements} if statement.block else set()
        surely = COMPLETE[statement.name] in names
        self._bound = set.intersection(*outcomes) if outcomes and surely else before

    def _perhaps(self, statement: Statement) -> None:
        """What a loop or a `try` binds may not be bound after it."""
        before = set(self._bound)
        if statement.block is not None:
            self._block(statement.block)
        self._bound = before

    def _reads(self, expression: Expression) -> None:
        for node in walk(expression):
            for operand in guarded_operands(node):
                name = root_variable(operand)
                if name is not None and name not in self._bound:
                    self.maybe_unset.add(name)


def targets(statement: Statement) -> Iterable[str]:
    """The variables that a statement itself sets."""
    if statement.alias is not None:
        yield from _root(statement.alias.target)
    for item in statement.head:
        if isinstance(item, Expression):
            yield from _root(item)
    if statement.name == "catch":
        yield "error"


def expressions(statement: Statement) -> Iterable[Expression]:
    """The expressions that stand in a statement itself, without its nested statements."""
    for item in statement.head:
        if isinstance(item, Expression):
            yield item
    if statement.condition is not None:
        yield statement.condition
    for entry in statement.block.entries if statement.block else []:
        if type(entry) is Property:
            yield entry.value


def _root(node: Node) -> Iterable[str]:
    if isinstance(node, Expression):
        name = root_variable(node)
        if name is not None and name not in ("input", "env", "auth", "db", "var", "this", "$"):
            yield name
