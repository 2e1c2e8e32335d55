"""Which variables a function sets, and which of them a null guard may read before they are set.

XanoScript has no scopes: what is set anywhere is visible everywhere after it. Python's own locals
do the same, and raise by themselves where nothing was set. Only a guarded read of a variable that
may be unset needs help: such a variable starts out as ``UNSET``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.guards import guarded_operands
from runner.check.live import LOOPS, live_statements, walk_live
from runner.check.variables import RESERVED, is_input, root_variable, targets
from runner.specs import Language
from runner.syntax.nodes import Block, FunctionDocument, Member, Node, Property, Statement

BRANCHES = {"conditional": "else", "switch": "default"}
PERHAPS = LOOPS | {"try_catch"}


class Scope:
    """The variables of one function.

    Attributes:
        assigned: every variable that some statement sets.
        maybe_unset: those that a null guard may read before they are set.
        looped: the inputs that loops read; none where something sets an input.
    """

    def __init__(self, document: FunctionDocument, language: Language) -> None:
        self.assigned: set[str] = set()
        self.maybe_unset: set[str] = set()
        self.looped: set[str] = set()
        self._language = language
        self._sets_input = False
        # How many loops stand around the point that the walk has reached, and what is surely set there.
        self._loops = 0
        self._bound: set[str] = set()
        self._block(document.stack)
        self.looped = set() if self._sets_input else self.looped & {item.name for item in document.inputs}
        if document.response is not None:
            self._reads(document.response)
        # What nothing sets is no local at all: the compiler writes its reads as null, or as an error.
        self.maybe_unset &= self.assigned

    def _sets(self, statement: Statement) -> Iterator[str]:
        for target in targets(statement, self._language):
            name = root_variable(target)
            self._sets_input = self._sets_input or name == "input"
            if name is not None and name not in RESERVED:
                yield name
        if statement.name == "catch":
            yield "error"

    # -- the walk in the order of a run ------------------------------------------------------------

    def _block(self, block: Block | None) -> None:
        for statement in live_statements(block):
            self._statement(statement)

    def _statement(self, statement: Statement) -> None:
        is_loop = statement.name in LOOPS
        self._loops += is_loop
        self._guarded(statement)
        for expression in _expressions(statement):
            self._reads(expression)
        if statement.name in BRANCHES:
            self._branches(statement)
        elif statement.name in PERHAPS or self._is_detached(statement):
            self._perhaps(statement)
        elif statement.name in ("each", "catch"):
            # These set their variable before what they hold runs, others after it.
            self._bound.update(self._sets(statement))
            self._block(statement.block)
        else:
            self._block(statement.block)
        sets = set(self._sets(statement))
        self._bound |= sets
        self.assigned |= sets
        self._loops -= is_loop

    def _is_detached(self, statement: Statement) -> bool:
        spec = self._language.statements.get(statement.name)
        return spec is not None and spec.detached

    def _branches(self, statement: Statement) -> None:
        """Bound after branches is what each of them binds, if one of them surely runs."""
        before = set(self._bound)
        branches = live_statements(statement.block)
        outcomes = [self._after(branch, before) for branch in branches]
        surely = any(branch.name == BRANCHES[statement.name] for branch in branches)
        self._bound = set.intersection(*outcomes) if surely else before

    def _perhaps(self, statement: Statement) -> None:
        """What a loop or a part of a `try_catch` binds may be unbound after it, and in the next part."""
        before = set(self._bound)
        # A `catch` may follow any part of its `try`, so each part starts from what was bound before.
        for part in live_statements(statement.block):
            self._after(part, before)
        self._bound = before

    def _after(self, part: Statement, before: set[str]) -> set[str]:
        self._bound = set(before)
        self._statement(part)
        return self._bound

    def _reads(self, expression: Node) -> None:
        for node in walk_live(expression):
            self._guarded(node)
            if self._loops and type(node) is Member and is_input(node.base):
                self.looped.add(node.key)

    def _guarded(self, node: Node) -> None:
        for operand in guarded_operands(node, self._language):
            name = root_variable(operand)
            if name is not None and name not in self._bound:
                self.maybe_unset.add(name)


def _expressions(statement: Statement) -> Iterable[Node]:
    """The expressions that stand in a statement itself, without its nested statements."""
    yield from statement.head
    if statement.alias is not None:
        yield statement.alias
    for entry in statement.block.entries if statement.block is not None else []:
        if type(entry) is Property:
            yield entry.value
