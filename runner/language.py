"""The assembler: families of statements and filters, and the input types, become one Language."""

from __future__ import annotations

from functools import lru_cache

from runner.filters import FAMILIES as FILTER_FAMILIES
from runner.filters import UNSUPPORTED as UNSUPPORTED_FILTERS
from runner.specs import Language, index_by_name
from runner.statements import FAMILIES as STATEMENT_FAMILIES
from runner.statements import UNSUPPORTED as UNSUPPORTED_STATEMENTS
from runner.statements import control
from runner.types import TYPES


@lru_cache(maxsize=1)
def xanoscript() -> Language:
    """The language as xsrun speaks it."""
    return Language(
        filters=index_by_name(FILTER_FAMILIES),
        statements=index_by_name(STATEMENT_FAMILIES),
        types=dict(TYPES),
        runtime=dict(control.RUNTIME),
        unsupported_filters=UNSUPPORTED_FILTERS,
        unsupported_statements=UNSUPPORTED_STATEMENTS,
    )
