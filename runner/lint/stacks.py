"""Constructs with code of their own -> functions: an endpoint is checked as a function is."""

from __future__ import annotations

from runner.syntax.nodes import Document, FunctionDocument

# What Xano gives the others as input stands nowhere in their text.
WITH_STACKS = frozenset({"query", "task", "tool", "workflow_test"})


def as_function(document: Document) -> FunctionDocument | None:
    """The inputs, the stack and the response of a document; None of one that has no code to check."""
    if isinstance(document, FunctionDocument):
        return document
    block = document.statement.block
    if document.construct not in WITH_STACKS or block is None:
        return None
    declared = block.block("input")
    return FunctionDocument(
        document.span,
        document.source,
        document.construct,
        document.name,
        document.statement,
        inputs=declared.declarations if declared is not None else [],
        stack=block.block("stack"),
        response=block.get("response"),
        tests=[entry for entry in block.statements if entry.name == "test"],
        description=document.description,
    )
