"""Inputs whose place a variable of the same name takes: ``text = text.strip()``."""

from __future__ import annotations

from collections.abc import Iterator

from runner.check.live import live_statements, walk_live
from runner.check.variables import is_input, is_var, subject, ungrouped
from runner.eject.knowledge import Knowledge, input_kind
from runner.specs import Language
from runner.syntax.nodes import Block, FunctionDocument, Member, Node, Statement, Variable
from runner.types.field import Field


def renewed_inputs(document: FunctionDocument, language: Language, known: Knowledge) -> frozenset[str]:
    """The inputs that only the first value of a variable of their name reads, and which stay of one type."""
    nodes = list(walk_live([document.stack, document.response]))
    if _reads_all(nodes):
        return frozenset()
    fields = {field.name: field for field in known.fields}
    found: dict[str, Statement] = {}
    for statement in _straight(document.stack):
        head = subject(statement)
        target = ungrouped(head) if statement.name == "var" and head is not None else None
        if type(target) is Variable and target.name in fields:
            found.setdefault(target.name, statement)
    return frozenset(
        name
        for name, statement in found.items()
        if _fits(fields[name], known, name) and _is_only_here(statement, name, nodes)
    )


def _straight(block: Block | None) -> Iterator[Statement]:
    """The statements that surely run, once and in this order."""
    for statement in live_statements(block):
        yield statement
        if statement.name in ("group", "stack"):
            yield from _straight(statement.block)


def _reads_all(nodes: list[Node]) -> bool:
    """Whether something reads `$input` as a whole."""
    members = {id(node.base) for node in nodes if type(node) is Member and is_input(node.base)}
    return any(type(node) is Variable and node.name == "input" and id(node) not in members for node in nodes)


def _fits(field: Field, known: Knowledge, name: str) -> bool:
    return field.type != "object" and known.variable(name).only(input_kind(field).types)


def _is_only_here(statement: Statement, name: str, nodes: list[Node]) -> bool:
    """Whether the input is read nowhere else, and the variable nowhere before."""
    within = {id(node) for node in walk_live(statement)}
    members = [node for node in nodes if type(node) is Member and node.key == name]
    inputs = [id(node) for node in members if is_input(node.base)]
    variables: list[Node] = [node for node in nodes if type(node) is Variable and node.name == name]
    variables += [node for node in members if is_var(node.base)]
    before = any(node.span.start < statement.span.start for node in variables)
    return bool(inputs) and within.issuperset(inputs) and not before
