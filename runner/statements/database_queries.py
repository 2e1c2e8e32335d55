"""Statements that ask for many rows of a table at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.specs import StatementFamily

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database queries")

QUERIES = ("where", "join", "eval", "return", "addon")


@family.statement("db.query", named=True, context=True, queries=QUERIES)
def query(
    context: Context,
    name: str,
    *,
    where: Any = None,
    join: Any = None,
    eval: Any = None,
    sort: Any = None,
    return_: Any = None,
    output: Any = None,
    addon: Any = None,
    lock: Any = False,
) -> Any:
    """The rows of a table."""
    return {"where": where, "join": join, "eval": eval, "return": return_, "addon": addon}
