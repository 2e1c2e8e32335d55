"""Which variables surely are the only ones that hold their list, so that it may change in place.

A list is a variable's own after `var $a { value = [...] }` and after every change of it, until the list
itself is read (`$b = $a`, `[$a]`, `foreach ($a)`), since then somebody else may hold it. Reading its elements
or what a filter counts in it does no harm. Where this analysis cannot know it, compiled code asks
CPython for the number of holders (`runner.values.ownership`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import LOOPS, live_filters, live_statements, walk_live
from runner.check.variables import is_var, root_variable, subject, targets, ungrouped
from runner.compile.inference import Inference, annotated
from runner.specs import Language
from runner.syntax.nodes import (
    Binary,
    Block,
    Call,
    Expression,
    FunctionDocument,
    Group,
    Index,
    ListLiteral,
    Logical,
    Member,
    Node,
    Pipe,
    Statement,
    Ternary,
    Unary,
    Variable,
)
from runner.values.kinds import BOOL, LIST, NUMERIC, TEXT

# In the place of a name: every variable may be held by somebody else.
EVERY = "*"


class Ownership:
    """The variables of one function that own their lists, before each of its statements."""

    def __init__(self, document: FunctionDocument, language: Language, kinds: Inference) -> None:
        self._language = language
        self._kinds = kinds
        self._owned: dict[int, frozenset[str]] = {}
        self._lost: dict[int, frozenset[str]] = {}
        # How deep in loops the elements of each variable change.
        self._changed: dict[str, int] = {}
        self._copied: set[int] = set()
        self._finally = False
        self._note_changes(document.stack, 0)
        self._block(document.stack, frozenset(), 0)

    def owns(self, statement: Statement, name: str) -> bool:
        """Whether the variable alone holds its list when ``statement`` changes it."""
        return name in self._owned.get(id(statement), ())

    def copies(self, statement: Statement) -> bool:
        """Whether the list that this `var` gives to its variable is copied at once.

        It is where a loop further in changes it: one copy here spares a look at every change there.
        """
        return id(statement) in self._copied

    # -- the walk in the order of a run --------------------------------------------------------------

    def _block(self, block: Block | None, owned: frozenset[str], depth: int) -> frozenset[str]:
        for statement in live_statements(block):
            owned = self._statement(statement, owned, depth)
        return owned

    def _statement(self, statement: Statement, owned: frozenset[str], depth: int) -> frozenset[str]:
        if statement.name in ("group", "stack"):
            return self._block(statement.block, owned, depth)
        read = _without(owned, self._leaks_of(statement))
        self._owned[id(statement)] = read
        parts = live_statements(statement.block)
        if not parts:
            return self._after(statement, read, depth)
        # What any part loses may be lost when another one starts, and is lost behind all of them.
        lost = self._losses(statement)
        kept = _without(owned, lost)
        start = read if statement.name == "conditional" else kept
        for part in parts:
            inner = depth + (statement.name in LOOPS)
            start_of_part = _without(start, self._leaks_of(part))
            self._owned[id(part)] = start_of_part
            self._block(part.block, start_of_part, inner)
        return kept

    def _after(self, statement: Statement, owned: frozenset[str], depth: int) -> frozenset[str]:
        for target in targets(statement, self._language):
            name = root_variable(target)
            if name is None:
                continue
            if self._becomes_own(statement, target, name, depth):
                owned |= {name}
            else:
                owned -= {name}
        return owned

    def _becomes_own(self, statement: Statement, target: Expression, name: str, depth: int) -> bool:
        if self._is_change(statement, target):
            # The change was made in place, or in a copy that nobody else has.
            return name not in self._leaks_of(statement)
        if statement.name not in ("var", "var.update") or type(target) is not Variable:
            return False
        value = statement.property("value")
        if type(value) is ListLiteral or (type(value) is Binary and value.operator == ".."):
            return name not in self._leaks_of(statement)
        if depth < self._changed.get(name, 0) and self._kinds.of(value).only(LIST):
            self._copied.add(id(statement))
            return True
        return False

    def _note_changes(self, block: Block | None, depth: int) -> None:
        for statement in live_statements(block):
            self._finally = self._finally or statement.name == "finally"
            head = subject(statement)
            changes = self._is_owned(statement) or isinstance(head, (Index, Member))
            name = root_variable(head) if head is not None and changes else None
            if name is not None and any(True for _ in targets(statement, self._language)):
                self._changed[name] = max(depth, self._changed.get(name, 0))
            self._note_changes(statement.block, depth + (statement.name in LOOPS))

    # -- what is lost ----------------------------------------------------------------------------------

    def _losses(self, statement: Statement) -> frozenset[str]:
        """What a statement, with all that it holds, may take away from variables."""
        known = self._lost.get(id(statement))
        if known is not None:
            return known
        lost = self._leaks_of(statement)
        for target in targets(statement, self._language):
            name = root_variable(target)
            if name is not None and not self._is_change(statement, target):
                lost |= {name}
        if statement.name == "foreach":
            walked = subject(statement)
            lost |= {root_variable(walked) or ""} if walked is not None else set()
        for part in live_statements(statement.block):
            lost |= self._losses(part)
        self._lost[id(statement)] = lost
        return lost

    def _is_change(self, statement: Statement, target: Expression) -> bool:
        return target is subject(statement) and (self._is_owned(statement) or type(target) is Index)

    def _is_owned(self, statement: Statement) -> bool:
        """Whether a statement changes a list that is its variable's own, and else a copy of it."""
        spec = self._language.statements.get(statement.name)
        return spec is not None and spec.owned

    def _leaks_of(self, statement: Statement) -> frozenset[str]:
        """The variables whose value itself is read by the expressions of a statement."""
        spec = self._language.statements.get(statement.name)
        found: set[str] = set()
        if spec is not None and spec.variables:
            found.add(EVERY)
        # Nothing changes behind a `return`, but for what a `finally` does.
        if statement.name == "return" and not self._finally:
            return frozenset()
        # `array.push $a as $b` gives the list itself to another variable, `array.pop` what was in it.
        changes = spec is not None and spec.subject == "changes" and (spec.yields or statement.alias is None)
        for item in statement.head:
            only_changed = changes and item is subject(statement)
            found.update(self._of_path(item) if only_changed else self.leaks(item))
        if statement.condition is not None:
            found.update(self.leaks(statement.condition))
        if statement.alias is not None:
            found.update(self._of_path(statement.alias.target))
            for call in statement.alias.filters:
                found.update(self.leaks(call))
        for entry in statement.block.properties if statement.block is not None else []:
            found.update(self.leaks(entry.value))
        return frozenset(found)

    def leaks(self, node: Node) -> Iterator[str]:
        """The variables whose value itself, and not only something in it, comes out of ``node``."""
        if type(node) is Variable:
            yield EVERY if node.name == "var" else node.name
        elif type(node) is Group:
            yield from self.leaks(node.inner)
        elif isinstance(node, (Member, Index)):
            yield from [node.key] if type(node) is Member and is_var(node.base) else self._of_path(node)
        elif type(node) is Binary:
            yield from self._used(node.left, node.right)
        elif type(node) is Unary:
            yield from self._used(node.operand)
        elif type(node) is Logical and node.operator == "&&":
            yield from self._used(node.left, node.right)
        elif type(node) is Ternary:
            yield from self._used(node.condition)
            yield from self.leaks(node.yes)
            yield from self.leaks(node.no)
        elif type(node) is Pipe:
            yield from self._of_pipe(node)
        else:
            yield from self._inside(node)

    def _inside(self, node: Node) -> Iterator[str]:
        if type(node) is Call:
            yield EVERY
        for below in walk_live(node):
            if type(below) is Variable:
                yield EVERY if below.name == "var" else below.name

    def _of_pipe(self, node: Pipe) -> Iterator[str]:
        active = live_filters(node.filters)
        for item in active:
            spec = self._language.filters.get(item.name)
            if spec is None or spec.variables:
                yield EVERY
            yield from self._inside(item)
        if node.value is None:
            return
        spec = self._language.filters.get(active[0].name) if active else None
        # What is a number or a text holds no list.
        scalar = spec is not None and annotated(spec.function).only(NUMERIC | BOOL | TEXT)
        yield from self._used(node.value) if scalar else self.leaks(node.value)

    def _used(self, *nodes: Expression) -> Iterator[str]:
        """What is only looked at: a variable by itself does not leak there."""
        for node in map(ungrouped, nodes):
            if type(node) is Variable and node.name == "var":
                yield EVERY
            elif type(node) is not Variable:
                yield from self.leaks(node)

    def _of_path(self, node: Node) -> Iterator[str]:
        """The keys of a path, and what it starts from where that is no variable."""
        while isinstance(node, (Member, Index, Group)):
            if isinstance(node, Index):
                yield from self._used(node.key)
            node = node.inner if isinstance(node, Group) else node.base
        # What stands in `$var` are the variables themselves.
        if type(node) is not Variable or node.name == "var":
            yield from self.leaks(node)


def _without(owned: frozenset[str], lost: Iterable[str]) -> frozenset[str]:
    lost = frozenset(lost)
    return frozenset() if EVERY in lost else owned - lost
