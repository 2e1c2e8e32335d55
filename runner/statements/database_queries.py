"""Statements that ask for many rows of a table at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.values import is_truthy

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database queries")

QUERIES = ("where", "join", "eval", "return", "addon")


@family.statement("db.query", named=True, context=True, queries=QUERIES)
def query(
    context: Context,
    name: str,
    *,
    where: Any = True,
    join: Any = None,
    eval: Any = None,
    sort: Any = None,
    order: Any = None,
    return_: Any = None,
    output: Any = None,
    addon: Any = None,
    lock: Any = False,
    additional_where: Any = None,
    override_sort: Any = None,
    override_paging: Any = None,
) -> Any:
    """The rows of a table: a list of them, or whatever ``return`` asks for.

    Raises:
        ScriptError: the query names what is not there, or the database refuses.
    """
    from runner.database.queries import ask
    from runner.database.selecting import Question

    if additional_where:
        raise ScriptError(
            "`additional_where` is not taken here: its conditions are in a form of Xano's own; "
            "write them in `where`, with `==?` and its like for those that may be missing"
        )
    if override_paging is not None:
        return_ = {**(return_ or {"type": "list"}), "paging": override_paging}
    question = Question(where, join, eval, override_sort or sort or order, is_truthy(lock))
    return ask(context, name, question, return_, output, addon)
