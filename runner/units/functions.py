"""Constructs with code of their own -> functions: an endpoint is checked and compiled as a function is."""

from __future__ import annotations

from dataclasses import replace

from runner.check.live import is_disabled
from runner.syntax.nodes import Alias, Block, Document, Expression, FunctionDocument, Variable

# What Xano gives the others as input stands nowhere in their text.
WITH_STACKS = frozenset({"query", "addon", "task", "tool", "workflow_test"})
# An addon gives what its query found; one without `as` keeps it under this name.
FOUND = "found"


def as_function(document: Document) -> FunctionDocument | None:
    """The inputs, the stack and the response of a document; None of one that has no code to run."""
    if isinstance(document, FunctionDocument):
        return document
    block = document.statement.block
    if document.construct not in WITH_STACKS or block is None:
        return None
    declared, stack, response = block.block("input"), block.block("stack"), block.get("response")
    if document.construct == "addon" and response is None and stack is not None:
        stack, response = _found(stack)
    return FunctionDocument(
        document.span,
        document.source,
        document.construct,
        document.name,
        document.statement,
        inputs=declared.declarations if declared is not None else [],
        stack=stack,
        response=response,
        tests=[entry for entry in block.statements if entry.name == "test"],
        description=document.description,
    )


def _found(stack: Block) -> tuple[Block, Expression | None]:
    """The stack of an addon, and the result of its last statement, whatever that calls it."""
    live = [entry for entry in stack.statements if not is_disabled(entry)]
    if not live:
        return stack, None
    last = live[-1]
    if last.alias is not None:
        return stack, last.alias.target
    result = Variable(last.name_span, FOUND)
    named = replace(last, alias=Alias(last.name_span, result, []))
    return replace(stack, entries=[named if entry is last else entry for entry in stack.entries]), result
