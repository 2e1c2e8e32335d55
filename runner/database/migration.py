"""Changes of a table that is there already: what adds is made, what could cost data is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Index, Select, UnaryExpression, func, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn, DDLElement, DropIndex
from sqlalchemy.sql.compiler import DDLCompiler

from runner.database.comparing import Difference
from runner.database.stored import StoredTable
from runner.errors import ScriptError

# What a column has in the rows that are there before it.
Filling = Callable[[Column[Any]], Any]


class AddColumn(DDLElement):
    """``ALTER TABLE ... ADD COLUMN``, for which SQLAlchemy has no name."""

    inherit_cache = False

    def __init__(self, column: Column[Any]) -> None:
        self.column = column


@compiles(AddColumn)
def _written(element: AddColumn, compiler: DDLCompiler, **_: Any) -> str:
    table = compiler.preparer.format_table(element.column.table)
    return f"ALTER TABLE {table} ADD COLUMN {compiler.process(CreateColumn(element.column))}"


def migrate(
    connection: Connection, stored: StoredTable, difference: Difference, filling: Filling
) -> list[str]:
    """Make a table of the database what its document declares.

    Args:
        connection: inside of a transaction, which is rolled back where this raises.
        stored: the declared table.
        difference: how that of the database differs.
        filling: what a new column has in the rows that are there.

    Returns:
        A line for each change, and for each column that is left alone.

    Raises:
        ScriptError: a difference cannot be made away with.
    """
    refuse(stored, faults_of(connection, stored, difference))
    for column in difference.columns:
        connection.execute(AddColumn(column))
        value = filling(column)
        if value is not None:
            connection.execute(update(stored.sql).values({column: value}))
    refuse(stored, list(_repeated_faults(connection, stored, difference.indexes)))
    for name in difference.outdated:
        connection.execute(DropIndex(Index(name, _table=stored.sql)))
    for index in difference.indexes:
        index.create(connection)
    told = [f"the column `{name}` is not declared any more, and keeps its values" for name in difference.kept]
    return [f'table "{stored.table.name}": {line}' for line in planned(difference) + told]


def faults_of(connection: Connection, stored: StoredTable, difference: Difference) -> list[str]:
    """A sentence for each difference that :func:`migrate` refuses, as far as the rows that are there tell."""
    # An index over a new column is looked at when its rows have it.
    new = {column.name for column in difference.columns}
    known = [index for index in difference.indexes if new.isdisjoint(index.columns.keys())]
    return [*difference.faults, *_repeated_faults(connection, stored, known)]


def planned(difference: Difference) -> list[str]:
    """A line for each change that :func:`migrate` makes."""
    return [
        *(f"the column `{column.name}` is new" for column in difference.columns),
        *(f"the {described(index)} is new" for index in difference.indexes),
        *(f"the index {name} is not declared any more, and goes" for name in difference.outdated),
    ]


def described(index: Index) -> str:
    """An index in words: "unique index over `email`"."""
    columns = ", ".join(f"`{column.name}`" for column in index.columns)
    return f"{'unique index' if index.unique else 'index'} over {columns}"


def refuse(stored: StoredTable, faults: list[str]) -> None:
    """Look whether there are faults.

    Raises:
        ScriptError: there are; each has a line.
    """
    if not faults:
        return
    table = stored.table
    declared = f" (declared at {table.where})" if table.where else ""
    lines = "".join(f"\n  - {fault}" for fault in faults)
    raise ScriptError(
        f'the table "{table.name}" of the database cannot be made what its document says{declared}, and '
        f"was left as it is:{lines}\n  change the document; or keep the rows with `xsrun db dump`, make "
        "the table anew with `xsrun db reset --empty`, and give them back with `xsrun db load`",
        name="MigrationError",
    )


def _repeated_faults(connection: Connection, stored: StoredTable, indexes: Iterable[Index]) -> Iterator[str]:
    """A sentence for each unique index over rows that are not unique."""
    for index in indexes:
        found = connection.execute(_repeated(stored, index)).first() if index.unique else None
        if found is not None:
            names = ", ".join(f"`{column.name}`" for column in index.columns)
            more = f" ({found[2]} rows in all)" if found[2] > 2 else ""
            yield f"{names} must be unique, but the rows {found[0]} and {found[1]} have the same{more}"


def _repeated(stored: StoredTable, index: Index) -> Select[*tuple[Any, ...]]:
    """The question for the first rows that an index over them would take for the same."""
    values = [_undirected(expression) for expression in index.expressions]
    return (
        select(func.min(stored.key), func.max(stored.key), func.count())
        # What is null is never the same as anything.
        .where(*(value.is_not(None) for value in values))
        .group_by(*values)
        .having(func.count() > 1)
        .order_by(func.min(stored.key))
        .limit(1)
    )


def _undirected(expression: Any) -> Any:
    """What an index sorts, without `desc`."""
    return expression.element if isinstance(expression, UnaryExpression) else expression
