"""Input types, input filters and the schema of a function's inputs.

XanoScript functions and Python functions declare their inputs by the same :class:`Schema`.
"""

from runner.types.field import Field
from runner.types.filter_text import split_filters
from runner.types.filters import INPUT_FILTERS, InputFilter
from runner.types.schema import Schema
from runner.types.table import TYPES, TypeSpec
from runner.values.paths import MISSING

__all__ = [
    "INPUT_FILTERS",
    "MISSING",
    "TYPES",
    "Field",
    "InputFilter",
    "Schema",
    "TypeSpec",
    "split_filters",
]
