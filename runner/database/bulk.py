"""Many rows in one go, all of them or none: what `db.bulk.add`, `db.bulk.update` and their like do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, true, update

from runner.database.columns import NO_KEYS, changes, comparable, new_row, new_rows, replacement
from runner.database.database import Database
from runner.database.foreign_keys import check_references
from runner.database.seeding import continue_numbers
from runner.database.selecting import condition_of
from runner.database.stored import StoredTable
from runner.errors import ScriptError
from runner.tables import KEY
from runner.types import MISSING
from runner.types.faults import show
from runner.values.queries import Query

Row = dict[str, Any]
# So many rows are checked and written at once: more are no quicker, and take more memory.
AT_ONCE = 1_000


def add_rows(database: Database, table: str, items: Any, keeps_ids: bool = False) -> list[Row]:
    """New rows, as they were stored, in the order of ``items``; their ids count only with ``keeps_ids``.

    Raises:
        ScriptError: as of `runner.database.rows.add_row`; it says which of the items is wrong.
    """
    stored = database.stored(table)
    given = _listed(stored, items)

    def work(connection: Connection) -> list[Row]:
        added: list[Row] = []
        for start, part in _parts(given):
            rows = _kept(database, stored, part if keeps_ids else [_without_id(item) for item in part], start)
            for has_key, group in groupby(rows, key=lambda row: KEY in row):
                added += _inserted(connection, stored, list(group), has_key)
        # At the end, since rows may name one another.
        check_references(database, stored, added)
        return added

    return database.write(work)


def replace_rows(database: Database, table: str, items: Any) -> int:
    """Put ``items`` in the place of the rows with their ids, columns that they leave out are empty.

    Gives how many rows there were of these ids.

    Raises:
        ScriptError: as of :func:`add_rows`.
    """
    return _change_rows(database, table, items, replacement)


def patch_rows(database: Database, table: str, items: Any) -> int:
    """Put the values of ``items`` into the rows with their ids; how many of them there are.

    Raises:
        ScriptError: as of :func:`add_rows`.
    """
    return _change_rows(database, table, items, changes)


def change_where(database: Database, table: str, where: Any, data: Any) -> int:
    """Put ``data`` into all rows for which ``where`` holds; how many they are.

    Raises:
        ScriptError: the condition or a value is wrong, or the database refuses.
    """
    stored = database.stored(table)
    row = changes(stored, data, database.world)
    check_references(database, stored, [row])
    condition = _condition(database, table, where)
    wanted = true() if condition is None else condition
    if not row:
        count = select(func.count()).select_from(stored.sql).where(wanted)
        return database.read(lambda connection: connection.execute(count).scalar_one())
    statement = update(stored.sql).values(row).where(wanted)
    return database.write(lambda connection: connection.execute(statement).rowcount)


def delete_where(database: Database, table: str, where: Any) -> int:
    """Take away all rows for which ``where`` holds; how many they were.

    Raises:
        ScriptError: the condition is wrong, or the database refuses.
    """
    stored = database.stored(table)
    condition = _condition(database, table, where)
    statement = delete(stored.sql).where(true() if condition is None else condition)
    return database.write(lambda connection: connection.execute(statement).rowcount)


def _condition(database: Database, table: str, where: Any) -> Any:
    condition = condition_of(database, table, where)
    if condition is None and isinstance(where, Query):
        # A null input makes `==?` ask nothing: who deletes rows by it wants to know.
        message = f"nothing is left of the `where` for table `{table}`, so it holds for all rows"
        database.world.log(message, level="warning")
    return condition


# -- what is given -----------------------------------------------------------------------------------


def _listed(stored: StoredTable, items: Any) -> list[Any]:
    if type(items) is not list:
        message = f"`items` for table `{stored.table.name}` is {show(items)}, but a list of rows is expected"
        raise ScriptError(message, kind="inputerror")
    return items


def _parts(items: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    return ((start, items[start : start + AT_ONCE]) for start in range(0, len(items), AT_ONCE))


def _without_id(item: Any) -> Any:
    return {name: value for name, value in item.items() if name != KEY} if type(item) is dict else item


def _kept(database: Database, stored: StoredTable, items: Sequence[Any], start: int) -> list[Row]:
    """The rows of new items as they are kept."""
    try:
        return new_rows(stored, items, database.world)
    except ScriptError:
        # Once more, one after the other: the error has to say which one it is.
        for at, item in enumerate(items, start):
            with _told(at):
                new_row(stored, item, database.world)
        raise


@contextmanager
def _told(at: int) -> Iterator[None]:
    """Errors of one item say which one it is, counted from 0 as in lists of XanoScript."""
    try:
        yield
    except ScriptError as error:
        raise ScriptError(f"items[{at}]: {error.message}", kind=error.kind, name=error.name) from None


def _changed(
    database: Database, stored: StoredTable, item: Any, values_of: Callable[[StoredTable, Any, Any], Row]
) -> tuple[Any, Row]:
    """The key of a row, and the values that its columns get."""
    key = item.get(KEY) if type(item) is dict else None
    if type(item) is dict and key in NO_KEYS:
        raise ScriptError(f"it has no `{KEY}`, which says what row it is for", kind="inputerror")
    row = values_of(stored, item, database.world)
    return comparable(stored.table.key, key, database.world.now), row


# -- SQL ---------------------------------------------------------------------------------------------


def _inserted(connection: Connection, stored: StoredTable, rows: list[Row], has_key: bool) -> list[Row]:
    statement = insert(stored.sql)
    if not has_key:
        # The order in which a database returns rows is nobody's promise; SQLAlchemy sorts them.
        ordered = statement.returning(*stored.sql.columns, sort_by_parameter_order=True)
        return [stored.row(values) for values in connection.execute(ordered, rows)]
    found = connection.execute(statement.returning(*stored.sql.columns), rows)
    added = {row[KEY]: row for row in map(stored.row, found)}
    continue_numbers(connection, stored)
    return [added[row[KEY]] for row in rows]


def _change_rows(
    database: Database, table: str, items: Any, values_of: Callable[[StoredTable, Any, Any], Row]
) -> int:
    stored = database.stored(table)
    given = _listed(stored, items)

    def work(connection: Connection) -> int:
        count = 0
        for start, part in _parts(given):
            pairs = []
            for at, item in enumerate(part, start):
                with _told(at):
                    pairs.append(_changed(database, stored, item, values_of))
            check_references(database, stored, [row for _, row in pairs])
            # One statement for each set of columns that comes in a row.
            for columns, group in groupby(pairs, key=lambda pair: tuple(pair[1])):
                count += _updated(connection, stored, columns, list(group))
        return count

    return database.write(work)


def _updated(
    connection: Connection, stored: StoredTable, columns: tuple[str, ...], pairs: list[tuple[Any, Row]]
) -> int:
    known = [(key, row) for key, row in pairs if key is not MISSING]
    if not columns or not known:
        return _count(connection, stored, [key for key, _ in known])
    names = {name: f"{stored.prefix}{at}" for at, name in enumerate(columns)}
    wanted = bindparam(stored.wanted, type_=stored.key.type)
    values = {
        name: bindparam(parameter, type_=stored.columns[name].type) for name, parameter in names.items()
    }
    statement = update(stored.sql).where(stored.key == wanted).values(values)
    rows = [{**{names[name]: row[name] for name in columns}, stored.wanted: key} for key, row in known]
    return connection.execute(statement, rows).rowcount


def _count(connection: Connection, stored: StoredTable, keys: list[Any]) -> int:
    question = select(func.count()).where(stored.key.in_(keys))
    return connection.execute(question).scalar_one() if keys else 0
