"""Numbers that are counted up or down in the database itself, so that nobody's counting is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, update

from runner.database.columns import known_column
from runner.database.database import Database
from runner.database.selecting import condition_of
from runner.database.stored import StoredTable
from runner.errors import ScriptError
from runner.tables import KEY
from runner.types import Field
from runner.types.faults import Fault, show

Row = dict[str, Any]
NUMBERS = ("int", "decimal")


def increment(database: Database, table: str, where: Any, field: Any, value: Any) -> Row | None:
    """Add ``value`` to a column of all rows that ``where`` finds; the first of them as it is now.

    Raises:
        ScriptError: the column is none of numbers, or does not take what comes of it.
    """
    stored = database.stored(table)
    column = known_column(stored, field)
    if column.type not in NUMBERS or column.list or column.name == KEY:
        message = f"column `{column.name}` of table `{table}` cannot be counted: it is no `int` or `decimal`"
        raise ScriptError(message, kind="inputerror")
    target = stored.columns[column.name]
    statement = update(stored.sql).values({target: func.coalesce(target, 0) + _step(column, value)})
    condition = condition_of(database, table, where)
    if condition is not None:
        statement = statement.where(condition)
    statement = statement.returning(*stored.sql.columns)

    def work(connection: Connection) -> list[Row]:
        rows = stored.rows(connection.execute(statement).all())
        # What is refused here is undone, as everything that `write` was given.
        _check(stored, column, rows)
        return rows

    return min(database.write(work), key=lambda row: row[KEY], default=None)


def _step(column: Field, value: Any) -> Any:
    try:
        return column.coerce(value)
    except Fault:
        message = f"`value` is {show(value)}, but {column.spec.expected} is expected for `{column.name}`"
        raise ScriptError(message, kind="inputerror") from None


def _check(stored: StoredTable, column: Field, rows: Sequence[Row]) -> None:
    """Look whether the column takes its new values.

    Raises:
        ScriptError: "inputerror", it does not.
    """
    for row in rows:
        number = row[column.name]
        try:
            # SQLite makes a decimal of what is too large for an int.
            if column.type == "int" and type(number) is not int:
                raise Fault("an int has at most 64 bits")
            for check in column.rules.checks:
                check(number)
        except Fault as fault:
            rule = fault.message or fault.reason
            message = (
                f"column `{column.name}` of table `{stored.table.name}` would be {show(number)}, but {rule}"
            )
            raise ScriptError(message, kind="inputerror") from None
