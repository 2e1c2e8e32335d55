"""Functions as rules look at them: what several rules ask of one is gathered once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from runner.check.live import walk_live
from runner.check.unset import set_anew
from runner.check.variables import RESERVED, is_input, is_var, root_variable, targets, ungrouped
from runner.compile.inference import DECLARED, Inference
from runner.source import Span
from runner.specs import Language
from runner.syntax.nodes import (
    Declaration,
    Expression,
    FilterCall,
    FunctionDocument,
    Member,
    Node,
    Pipe,
    Property,
    Statement,
    Variable,
)
from runner.values.kinds import ANY, OBJECT, TEXT, Kind, list_of

AnyNode = TypeVar("AnyNode", bound=Node)
Answer = TypeVar("Answer")

BLANKS = re.compile(r"\s+")
# Here what cannot be null, or null, is known of more types than code may be compiled for.
TYPES = DECLARED | {"object": Kind(OBJECT), "password": Kind(TEXT), "uuid": Kind(TEXT)}


class Body:
    """The stack and the response of one function; disabled code is no part of it."""

    def __init__(self, document: FunctionDocument, language: Language) -> None:
        self.document = document
        self.source = document.source
        self.language = language
        self._is_too_deep = False
        self._nodes: dict[type, list[Any]] = {}
        for part in (document.stack, document.response):
            for node in walk_live(part):
                self._nodes.setdefault(type(node), []).append(node)

    def all(self, kind: type[AnyNode]) -> list[AnyNode]:
        """All nodes of one kind, parents first."""
        return self._nodes.get(kind, [])

    def statements(self, *names: str) -> Iterator[Statement]:
        """All statements of these names."""
        return (statement for statement in self.all(Statement) if statement.name in names)

    def line(self, node: Node) -> int:
        """The line that a node begins on."""
        return self.source.position(node.span.start).line

    def text(self, node: Node) -> str:
        """What is equal for two expressions that say the same."""
        span = ungrouped(node).span if isinstance(node, Expression) else node.span
        return BLANKS.sub(" ", self.source.text[slice(*span)]).replace("$var.", "$")

    # -- what is known of values ---------------------------------------------------------------------

    def kind(self, node: Expression | None) -> Kind:
        """What kind of value an expression surely has."""
        found = self._asked(lambda kinds: [kinds.of(node)]) if id(node) not in self.in_elements else []
        return found[0] if found else ANY

    def through(self, pipe: Pipe) -> list[tuple[FilterCall, Kind]]:
        """The filters of a pipe that run, each with the kind of what it gets; none where nothing is known."""
        return self._asked(lambda kinds: kinds.through(pipe)) if id(pipe) not in self.in_elements else []

    def _asked(self, ask: Callable[[Inference], Iterable[Answer]]) -> list[Answer]:
        if self._is_too_deep:
            return []
        try:
            return list(ask(self._kinds))
        except RecursionError:
            # Of a function that is nested too deeply to be compiled nothing is known.
            self._is_too_deep = True
            return []

    @cached_property
    def _kinds(self) -> Inference:
        inputs = {item.name: input_kind(item) for item in self.document.inputs}
        return Inference(self.document, self.language, inputs)

    @cached_property
    def in_elements(self) -> frozenset[int]:
        """The identities of all nodes that are evaluated once an element, where names mean other things."""
        return frozenset(id(inner) for node in self._lazy() for inner in walk_live(node))

    def _lazy(self) -> Iterator[Node]:
        for call in self.all(FilterCall):
            spec = self.language.filters.get(call.name)
            if spec is not None and spec.lazy:
                yield from (item for at, item in enumerate(call.arguments) if at in spec.lazy)
        for statement in self.all(Statement):
            known = self.language.statements.get(statement.name)
            if known is not None and known.condition and statement.condition is not None:
                yield statement.condition
            for entry in statement.block.properties if known and known.lazy and statement.block else ():
                if known is not None and entry.key in known.lazy:
                    yield entry

    # -- variables -----------------------------------------------------------------------------------

    @cached_property
    def assignments(self) -> dict[str, list[Statement]]:
        """The statements that set each variable, a part of it or all, in the order of the file."""
        found: dict[str, list[Statement]] = {}
        for statement in self.all(Statement):
            for target in targets(statement, self.language):
                name = root_variable(target)
                if name is not None:
                    found.setdefault(name, []).append(statement)
        return found

    @cached_property
    def variables(self) -> frozenset[str]:
        """What some statement sets; what is only changed, and set by nothing, is told of as such."""
        targets = (target for one in self.all(Statement) for target in set_anew(one, self.language))
        return frozenset(filter(None, map(root_variable, targets))) - RESERVED.keys()

    def value_before(self, node: Expression) -> Expression | None:
        """The value of a variable that one statement alone sets, which stands before ``node`` reads it."""
        name = variable_name(node)
        setters = self.assignments.get(name, []) if name is not None else []
        if len(setters) != 1 or setters[0].name not in ("var", "var.update"):
            return None
        return setters[0].property("value") if setters[0].span.end <= node.span.start else None

    def named(self, node: Node | None) -> frozenset[str]:
        """The variables and inputs that stand below a node: "x", "input.y"."""
        return frozenset(name for inner in walk_live(node) if (name := variable_name(inner)) is not None)


def variable_name(node: Node) -> str | None:
    """The name that a node reads: "x" of `$x` and `$var.x`, "input.y" of `$input.y`."""
    if type(node) is Variable:
        return node.name if node.name not in ("var", "input") else None
    if type(node) is Member and is_var(node.base):
        return node.key
    return f"input.{node.key}" if type(node) is Member and is_input(node.base) else None


def own_expressions(statement: Statement) -> Iterator[Node]:
    """What a statement itself evaluates before it sets anything, without its nested statements."""
    yield from statement.head
    if statement.block is not None:
        yield from (entry.value for entry in statement.block.entries if type(entry) is Property)


def input_kind(declaration: Declaration) -> Kind:
    """What an input surely is after its validation."""
    kind = TYPES.get(declaration.type_name)
    if declaration.list_depth:
        kind = list_of(kind) if declaration.list_depth == 1 else None
    if kind is None:
        return ANY
    return kind.or_null() if declaration.nullable or declaration.optional else kind


def contains(span: Span, other: Span) -> bool:
    """Whether ``other`` stands inside of ``span``."""
    return span.start <= other.start and other.end <= span.end
