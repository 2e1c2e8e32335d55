"""What stands twice and counts once: operands, keys of objects, conditions of branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runner.check.live import live_statements, walk_live
from runner.check.variables import subject, ungrouped
from runner.errors import Problem
from runner.lint.bodies import Body
from runner.lint.rules import FileView, RuleFamily
from runner.syntax.nodes import (
    Binary,
    Call,
    Expression,
    FilterCall,
    Literal,
    Logical,
    Node,
    ObjectLiteral,
    Statement,
    Word,
)

family = RuleFamily("semantics")

COMPARING = frozenset({"==", "!=", "===", "!==", "<", "<=", ">", ">="})


@family.rule("same-operands")
def tell_same_operands(view: FileView) -> Iterator[Problem]:
    """`$a == $a`, `$a && $a`: one of the two was meant to be something else."""
    for body in view.bodies:
        nodes: list[Binary | Logical] = [*body.all(Binary), *body.all(Logical)]
        for node in nodes:
            compares = type(node) is Logical or node.operator in COMPARING
            if not compares or body.text(node.left) != body.text(node.right):
                continue
            # Who compares literals means to have a condition that always holds.
            if body.named(node) and is_steady(body, node):
                yield view.warning(
                    "same-operands", f"both sides of `{node.operator}` are the same", node.span
                )


def is_steady(body: Body, node: Node) -> bool:
    """Whether an expression gives the same each time: nothing in it asks the world outside."""
    return not any(
        type(item) is Call
        or (type(item) is Word and item.text == "now")
        or (type(item) is FilterCall and _asks_outside(body, item))
        for item in walk_live(node)
    )


def _asks_outside(body: Body, call: FilterCall) -> bool:
    spec = body.language.filters.get(call.name)
    return spec is None or spec.context


@family.rule("duplicate-key")
def tell_duplicate_keys(view: FileView) -> Iterator[Problem]:
    """`{a: 1, a: 2}`: the last one counts."""
    for body in view.bodies:
        for node in body.all(ObjectLiteral):
            keys = [(str(entry.key.value), entry.key) for entry in node.entries if type(entry.key) is Literal]
            for key, first, again in _repeated(keys):
                message = f"the key `{key}` stands here again, and replaces that of line {body.line(first)}"
                yield view.warning("duplicate-key", message, again.span)


@family.rule("duplicate-condition")
def tell_duplicate_conditions(view: FileView) -> Iterator[Problem]:
    """An `elseif` or a `case` that an earlier one leaves nothing for."""
    for body in view.bodies:
        for statement in body.statements("conditional", "switch"):
            asked = [
                (_meaning(body, condition), condition)
                for branch in live_statements(statement.block)
                if (condition := subject(branch)) is not None and is_steady(body, condition)
            ]
            for _, first, again in _repeated(asked):
                name = _branch(statement)
                message = f"this `{name}` never runs: line {body.line(first)} asks the same before it"
                yield view.warning("duplicate-condition", message, again.span)


def _branch(statement: Statement) -> str:
    return "case" if statement.name == "switch" else "elseif"


def _meaning(body: Body, condition: Expression) -> str:
    """What is equal for two conditions that hold for the same."""
    node = ungrouped(condition)
    return repr(node.value) if type(node) is Literal else body.text(condition)


def _repeated(items: Iterable[tuple[str, Node]]) -> Iterator[tuple[str, Node, Node]]:
    """Each item that was there before: its text, the first one, and it."""
    first: dict[str, Node] = {}
    for text, node in items:
        if text in first:
            yield text, first[text], node
        else:
            first[text] = node
