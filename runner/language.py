"""The assembler: families of statements and filters, and the input types, become one Language."""

from __future__ import annotations

from functools import lru_cache

from runner.filters import FAMILIES as FILTER_FAMILIES
from runner.filters.suggestions import SUGGESTIONS
from runner.specs import Language, index_by_name
from runner.statements import FAMILIES as STATEMENT_FAMILIES
from runner.statements import UNSUPPORTED as UNSUPPORTED_STATEMENTS
from runner.statements import control
from runner.types import TYPES

# Filters of XanoScript that parse, and fail with a sentence where they are reached.
UNSUPPORTED_FILTERS = frozenset(
    """
    decrypt encrypt jwe_decode jwe_encode jws_decode jws_encode lambda lambda_every lambda_filter
    lambda_find lambda_findIndex lambda_map lambda_reduce lambda_some secureid_decode secureid_encode
    sql_alias sql_esc to_expr
    """.split()
)


@lru_cache(maxsize=1)
def xanoscript() -> Language:
    """The language as xsrun speaks it."""
    filters = index_by_name(FILTER_FAMILIES)
    return Language(
        filters=filters,
        statements=index_by_name(STATEMENT_FAMILIES),
        types=dict(TYPES),
        runtime=dict(control.RUNTIME),
        filter_hints=SUGGESTIONS,
        unsupported_filters=UNSUPPORTED_FILTERS - filters.keys(),
        unsupported_statements=UNSUPPORTED_STATEMENTS,
    )
