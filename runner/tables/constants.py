"""The constant values in the document of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runner.errors import Problem
from runner.source import Source
from runner.syntax.constants import NotConstant, constant
from runner.syntax.nodes import Expression, Group, ListLiteral

# What stands for a value that is none.
UNKNOWN = object()


def constant_value(node: Expression, source: Source, problems: list[Problem]) -> Any:
    """The value of an expression; UNKNOWN, and a problem, where only a run would know it."""
    try:
        return constant(node)
    except NotConstant as error:
        message = "what a table declares is constant: it cannot be computed"
        problems.append(Problem("table-constant", message, source, error.span))
        return UNKNOWN


def constant_items(
    node: Expression, source: Source, problems: list[Problem]
) -> Iterator[tuple[Expression, Any]]:
    """The elements of a list with their places; anything else counts as a list of one."""
    while type(node) is Group:
        node = node.inner
    for item in node.items if type(node) is ListLiteral else [node]:
        value = constant_value(item, source, problems)
        if value is not UNKNOWN:
            yield item, value
