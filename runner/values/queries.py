"""Questions to the database as values: the shape of an expression, and the parameters that go into it.

The compiler writes what a query says of `$db` as a *template*, a constant of nested tuples, and computes
everything else before the database is asked. So no value can ever become a part of the SQL.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from runner.records import Record

# One of, with templates in the place of each `part`:
#   ("param", index)                    a value that was computed before, by its place among the parameters
#   ("column", (key, ...))              `$db.key.key`; which of the keys is a table the query knows
#   ("operator", sign, part, part)      arithmetic, `~`, comparisons; signs as they are written, `==?`
#   ("and", part, part), ("or", part, part), ("??", part, part)
#   ("not", part), ("negate", part)
#   ("if", part, part, part)            `condition ? yes : no`
#   ("filter", name, part, (part, ...)) a filter with its arguments
#   ("call", name, (part, ...))         a function, `dbAddonAttr(...)`
#   ("list", (part, ...)), ("object", ((key, part), ...))
Template: TypeAlias = tuple[Any, ...]


class Query(Record):
    """An expression that the database works out: its template and the values of its parameters."""

    template: Template
    parameters: list[Any]
