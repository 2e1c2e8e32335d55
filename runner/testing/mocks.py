"""Mocks: in a test, a statement with `mock = {"its name": value}` gives that value and does not run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from runner.syntax.nodes import (
    Block,
    Expression,
    FunctionDocument,
    Literal,
    Node,
    ObjectLiteral,
    Pipe,
    Property,
    Statement,
    Variable,
)

AnyNode = TypeVar("AnyNode", bound=Node)


def mocked(document: FunctionDocument, test: str) -> FunctionDocument:
    """A function as the test of that name sees it; the tree that was given stays as it is."""
    if document.stack is None:
        return document
    return replace(document, stack=_block(document.stack, test))


def mock_of(statement: Statement, test: str) -> Expression | None:
    """What a statement gives in a test; None where nothing takes its place."""
    mocks = statement.property("mock")
    if type(mocks) is not ObjectLiteral:
        return None
    for entry in mocks.entries:
        if type(entry.key) is Literal and entry.key.value == test:
            return entry.value
    return None


def _block(block: Block, test: str) -> Block:
    entries: list[Any] = []
    for entry in block.entries:
        if type(entry) is Statement:
            entries.extend(_statement(entry, test))
        else:
            entries.append(entry)
    return replace(block, entries=entries)


def _statement(statement: Statement, test: str) -> list[Statement]:
    value = mock_of(statement, test)
    if value is not None:
        return _replacement(statement, value)
    return (
        [replace(statement, block=_block(statement.block, test))]
        if statement.block is not None
        else [statement]
    )


def _replacement(statement: Statement, value: Expression) -> list[Statement]:
    """The statement that only sets what the mocked one would have set; none where it sets nothing."""
    if statement.name in ("var", "var.update"):
        return [_setting(statement, statement.name, statement.head[0], value)]
    alias = statement.alias
    if alias is None:
        return []
    if alias.filters:
        value = Pipe(alias.span, value, alias.filters)
    # A path below a variable is changed, as its alias does.
    name = "var" if type(alias.target) is Variable else "var.update"
    return [_setting(statement, name, alias.target, value)]


def _setting(statement: Statement, name: str, target: Any, value: Expression) -> Statement:
    block = Block(statement.span, [Property(value.span, "value", value.span, value)])
    return Statement(statement.span, name, statement.name_span, [target], block, disabled=statement.disabled)
