"""The tree of a unit that came from the cache: read from its text once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.syntax import parse_source
from runner.syntax.nodes import FunctionDocument

if TYPE_CHECKING:
    from runner.units.unit import FunctionUnit


def read_document(unit: FunctionUnit) -> FunctionDocument:
    """The function that a unit stands for."""
    return next(
        document
        for document in parse_source(unit.source)
        if isinstance(document, FunctionDocument) and document.statement.name_span == unit.name_span
    )
