"""The tree of a unit that came from the cache: read from its text once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runner.syntax import parse_source
from runner.units.functions import as_function

if TYPE_CHECKING:
    from runner.syntax.nodes import FunctionDocument
    from runner.units.unit import CodeUnit


def read_document(unit: CodeUnit) -> FunctionDocument:
    """The code that a unit stands for, as a function."""
    documents = (one for one in parse_source(unit.source) if one.statement.name_span == unit.name_span)
    function = as_function(next(documents))
    assert function is not None
    return function
