"""Filters inside of queries, as SQL: `$db.user.name|to_lower`, `$db.place.at|distance:$input.point`.

`apply` makes the expression of a filter, `aggregate` that of an aggregate. SQLite learns most of them from
`register`, which every new connection to it needs. `apply` reads the values of parameters that decide what
SQL is written (time zones, trim's characters, vectors, texts for timestamps), so an expression that it
gave belongs to those parameters; it must not be kept for others.

null counts as it does outside of queries: 0 in the place of a number, "" of a text; no time, no vector and no
place is null again. A value in a row that a filter cannot take gives null: one of many rows must not end
the query.
"""

from runner.database.functions.aggregates import AGGREGATES, aggregate
from runner.database.functions.applying import apply
from runner.database.functions.sqlite import register

__all__ = ["AGGREGATES", "aggregate", "apply", "register"]
