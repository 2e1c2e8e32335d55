"""Statements that read and write single rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.specs import StatementFamily
from runner.values import is_truthy

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database")

Row = dict[str, Any]
# What an addon is given is read from the row that it is for.
QUERIES = ("addon",)


@family.statement("db.get", named=True, context=True, queries=QUERIES)
def get(
    context: Context,
    name: str,
    *,
    field_name: Any = "id",
    field_value: Any,
    output: Any = None,
    addon: Any = None,
    lock: Any = False,
) -> Any:
    """The first row whose field is ``field_value``; null where there is none."""
    from runner.database.rows import get_row

    row = get_row(context.database, name, field_name, field_value, is_truthy(lock))
    return None if row is None else _shown(context, name, row, output, addon)


@family.statement("db.has", named=True, context=True)
def has(context: Context, name: str, *, field_name: Any = "id", field_value: Any) -> bool:
    """Whether there is a row whose field is ``field_value``."""
    from runner.database.rows import has_row

    return has_row(context.database, name, field_name, field_value)


@family.statement("db.add", named=True, context=True, queries=QUERIES)
def add(context: Context, name: str, *, data: Any, output: Any = None, addon: Any = None) -> Any:
    """A new row, as it was stored."""
    from runner.database.rows import add_row

    return _shown(context, name, add_row(context.database, name, data), output, addon)


# Xano takes a variable as `data` only in the second.
@family.statement("db.edit", named=True, context=True, queries=QUERIES)
@family.statement("db.patch", named=True, context=True, queries=QUERIES)
def edit(
    context: Context,
    name: str,
    *,
    field_name: Any = "id",
    field_value: Any,
    data: Any,
    output: Any = None,
    addon: Any = None,
) -> Any:
    """The first row whose field is ``field_value`` with other values in the columns of ``data``."""
    from runner.database.rows import edit_row

    row = edit_row(context.database, name, field_name, field_value, data)
    return _shown(context, name, row, output, addon)


@family.statement("db.add_or_edit", named=True, context=True, queries=QUERIES)
def add_or_edit(
    context: Context,
    name: str,
    *,
    field_name: Any = "id",
    field_value: Any,
    data: Any,
    output: Any = None,
    addon: Any = None,
) -> Any:
    """The first row whose field is ``field_value`` with ``data`` in it, a new one where there is none."""
    from runner.database.rows import add_or_edit_row

    row = add_or_edit_row(context.database, name, field_name, field_value, data)
    return _shown(context, name, row, output, addon)


@family.statement("db.del", named=True, context=True)
def delete(context: Context, name: str, *, field_name: Any = "id", field_value: Any) -> None:
    """Take away the first row whose field is ``field_value``."""
    from runner.database.rows import delete_row

    delete_row(context.database, name, field_name, field_value)


@family.statement("db.increment", named=True, context=True, queries=("where",))
def increment(context: Context, name: str, *, where: Any, field_name: Any, value: Any = 1) -> Row | None:
    """The first of the rows in which a column was counted up, as it is now; null where there is none."""
    from runner.database.counting import increment as count_up

    return count_up(context.database, name, where, field_name, value)


@family.statement("db.truncate", named=True, context=True)
def truncate(context: Context, name: str, *, reset: Any = False) -> None:
    """Take away all rows; with ``reset`` new ones are numbered from 1."""
    from runner.database.emptying import empty_table

    empty_table(context.database, name, is_truthy(reset))


@family.statement("db.schema", named=True, context=True)
def schema(context: Context, name: str, *, path: Any = None) -> Any:
    """The columns of a table as objects; with ``path`` the one that it leads to."""
    from runner.database.describing import described

    return described(context.database, name, path)


def _shown(context: Context, name: str, row: Row, output: Any, addon: Any) -> Any:
    """A row with what its addons give, of which ``output`` shows a part."""
    if output is None and addon is None:
        return row
    from runner.database.output import check_output, shaped, with_addons

    whole = with_addons(context, row, addon)
    check_output(output, whole, name)
    return shaped(whole, output, addon)
