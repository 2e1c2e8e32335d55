"""Tables as their documents declare them; what a database makes of them is `runner.database`'s."""

from runner.tables.table import KEY, Index, Table

__all__ = ["KEY", "Index", "Table"]
