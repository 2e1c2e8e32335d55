"""Statements that read and write single rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.specs import StatementFamily

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database")


@family.statement("db.get", named=True, context=True)
def get(context: Context, name: str, *, field_name: Any = "id", field_value: Any) -> dict[str, Any] | None:
    """The first row whose field is ``field_value``; null where there is none."""
    from runner.database.rows import get_row

    return get_row(context.database, name, field_name, field_value)


@family.statement("db.add", named=True, context=True)
def add(context: Context, name: str, *, data: Any) -> dict[str, Any]:
    """A new row, as it was stored."""
    from runner.database.rows import add_row

    return add_row(context.database, name, data)
