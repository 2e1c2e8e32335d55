"""Statements that write many rows of a table at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.errors import ScriptError
from runner.specs import StatementFamily
from runner.values import is_truthy

if TYPE_CHECKING:
    from runner.execution.context import Context

family = StatementFamily("database bulk")

UPDATE = "`db.bulk.{}` needs either `items`, a list of rows with ids, or `where` and `data`"
# Tells a `where` that is not there from one that is null.
NOT_GIVEN = object()


@family.statement("db.bulk.add", named=True, context=True)
def add(
    context: Context, name: str, *, items: Any = None, data: Any = None, allow_id_field: Any = False
) -> Any:
    """New rows, as they were stored. Ids that they bring count only with ``allow_id_field``.

    Raises:
        ScriptError: one of them breaks what the table declares; then none is added.
    """
    from runner.database.bulk import add_rows

    rows = _one_of(items, data, "`db.bulk.add` needs one list of rows as `items`")
    return add_rows(context.database, name, rows, is_truthy(allow_id_field))


@family.statement("db.bulk.update", named=True, context=True, queries=("where",))
def update(
    context: Context, name: str, *, items: Any = None, where: Any = NOT_GIVEN, data: Any = None
) -> int:
    """Replace the rows with the ids of ``items``, or put ``data`` into those of ``where``; how many they are.

    Raises:
        ScriptError: a value breaks what the table declares; then no row is changed.
    """
    from runner.database.bulk import change_where, replace_rows

    if where is NOT_GIVEN:
        return replace_rows(context.database, name, _one_of(items, data, UPDATE.format("update")))
    _refuse_items(items, "update")
    return change_where(context.database, name, where, data)


@family.statement("db.bulk.patch", named=True, context=True, queries=("where",))
def patch(context: Context, name: str, *, items: Any = None, where: Any = NOT_GIVEN, data: Any = None) -> int:
    """Put the values of ``items`` into the rows with their ids, or ``data`` into those of ``where``.

    Gives how many rows they are.

    Raises:
        ScriptError: a value breaks what the table declares; then no row is changed.
    """
    from runner.database.bulk import change_where, patch_rows

    if where is NOT_GIVEN:
        return patch_rows(context.database, name, _one_of(items, data, UPDATE.format("patch")))
    _refuse_items(items, "patch")
    return change_where(context.database, name, where, data)


@family.statement("db.bulk.delete", named=True, context=True, queries=("where",))
def delete(context: Context, name: str, *, where: Any) -> int:
    """Take away the rows for which ``where`` holds; how many they were.

    Raises:
        ScriptError: the condition is wrong.
    """
    from runner.database.bulk import delete_where

    return delete_where(context.database, name, where)


def _one_of(items: Any, data: Any, needed: str) -> Any:
    """The rows, which Xano's documents call both `items` and `data`."""
    if (items is None) == (data is None):
        raise ScriptError(needed, kind="inputerror")
    return data if items is None else items


def _refuse_items(items: Any, name: str) -> None:
    if items is not None:
        message = f"`db.bulk.{name}` takes either `items`, or `where` and `data`, but not both"
        raise ScriptError(message, kind="inputerror")
