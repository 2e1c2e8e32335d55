"""Which variables may change their list or object in place, since nothing else ever holds it."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.live import live_filters, live_statements, walk_live
from runner.check.variables import RESERVED, root_variable, subject, targets, ungrouped
from runner.compile.inference import Inference
from runner.compile.ownership import EVERY, Ownership
from runner.specs import Language
from runner.syntax.nodes import (
    Block,
    Expression,
    FunctionDocument,
    ListLiteral,
    Node,
    ObjectLiteral,
    Pipe,
    Statement,
    Variable,
)

# Filters that give a copy of what is piped, with something more or less in it.
COPYING = frozenset({"set", "push", "append", "unset", "set_ifnotempty"})
CHANGING = frozenset({"array.push", "array.unshift", "array.pop", "array.shift", "array.merge"})


class Mutation:
    """The variables of one function that hold what nobody else holds, at every place of it."""

    def __init__(self, document: FunctionDocument, language: Language, kinds: Inference) -> None:
        self._language = language
        self._ownership = Ownership(document, language, kinds)
        self._shared: set[str] = set(RESERVED)
        self._block(document.stack)

    def owns(self, statement: Statement, name: str) -> bool:
        """Whether ``statement`` may change what the variable holds in place."""
        alone = name not in self._shared and EVERY not in self._shared
        return alone or self._ownership.owns(statement, name)

    def changes(self, block: Block | None, name: str) -> bool:
        """Whether something in a block may change the list of a variable in place."""
        return any(
            type(node) is Statement and name in map(root_variable, targets(node, self._language))
            for node in walk_live(block)
        )

    def _block(self, block: Block | None) -> None:
        for statement in live_statements(block):
            self._statement(statement)
            self._block(statement.block)

    def _statement(self, statement: Statement) -> None:
        for target in targets(statement, self._language):
            name = root_variable(target)
            if (
                name is not None
                and type(ungrouped(target)) is Variable
                and not self._gives_own(statement, name)
            ):
                self._shared.add(name)
        # Nothing changes behind a `return`.
        if statement.name != "return":
            self._shared.update(self._leaks(statement))

    def _gives_own(self, statement: Statement, name: str) -> bool:
        """Whether what a variable gets is new, and its own."""
        if statement.name in CHANGING:
            return statement.alias is None or root_variable(statement.alias.target) != name
        value = statement.property("value")
        if statement.name not in ("var", "var.update") or value is None:
            return False
        value = ungrouped(value)
        return isinstance(value, (ListLiteral, ObjectLiteral)) or self_update(statement, name) is not None

    def _leaks(self, statement: Statement) -> Iterator[str]:
        """The variables whose value itself another one gets."""
        head = subject(statement)
        changed = statement.name in CHANGING and (
            statement.alias is None or statement.name[6:] in ("pop", "shift")
        )
        for item in statement.head:
            if item is head and (changed or statement.name in ("var", "var.update", "foreach")):
                continue
            yield from self._ownership.leaks(item)
        if statement.alias is not None:
            yield from (name for call in statement.alias.filters for name in self._ownership.leaks(call))
        name = root_variable(head) if head is not None else None
        update = self_update(statement, name) if name is not None else None
        for entry in statement.block.properties if statement.block is not None else []:
            parts: list[Node] = [entry.value] if update is None else [*update.filters]
            for part in parts:
                yield from self._ownership.leaks(part)


def self_update(statement: Statement, name: str) -> Pipe | None:
    """The pipe of `var.update $x { value = $x|set:... }`, where only copying filters stand in it."""
    value = statement.property("value")
    node: Expression | None = ungrouped(value) if value is not None else None
    if statement.name not in ("var", "var.update") or type(node) is not Pipe or node.value is None:
        return None
    start = ungrouped(node.value)
    copying = all(item.name in COPYING for item in live_filters(node.filters))
    return node if type(start) is Variable and start.name == name and copying else None
