"""The tables of a query: which `$db.user.name` speaks of, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause, true

from runner.database.columns import unknown_column
from runner.database.operands import Asked
from runner.database.stored import StoredTable
from runner.errors import ScriptError
from runner.records import Record
from runner.tables import KEY
from runner.types.faults import nearest
from runner.values import to_text

KINDS = ("inner", "left", "right")


class Join(Record):
    """One entry of `join`: what it is called, its table, its kind, and its condition, not yet read."""

    name: str
    table: str
    kind: str
    where: Any


class Joined(Record):
    """A table in a query under a name of its own."""

    stored: StoredTable
    sql: FromClause

    @property
    def key(self) -> ColumnElement[Any]:
        """Its primary key."""
        found: ColumnElement[Any] = self.sql.c[KEY]
        return found

    def column(self, name: str, path: tuple[Any, ...]) -> Asked | None:
        """One of its columns, or what lies below one."""
        field = self.stored.table.columns.get(name)
        return None if field is None else Asked(self.sql.c[name], field).below(path)


class Names(Protocol):
    """What the names behind `$db` stand for at one place of a query."""

    evals: dict[str, Asked]

    def column(self, keys: tuple[Any, ...]) -> Asked:
        """What `$db.key.key` stands for.

        Raises:
            ScriptError: nothing is called so here.
        """


class Scope:
    """What the names behind `$db` stand for in one query."""

    def __init__(self, base: StoredTable) -> None:
        self.base = Joined(base, base.sql)
        self.evals: dict[str, Asked] = {}
        self._named = {base.table.name: self.base}
        # A joined table goes by its own name as well, where nothing else has that.
        self._by_table: dict[str, Joined] = {}

    @property
    def joined(self) -> list[Joined]:
        """The tables that are joined, in order."""
        return [table for table in self._named.values() if table is not self.base]

    def add(self, name: str, stored: StoredTable) -> Joined:
        """A table that is joined.

        Raises:
            ScriptError: another table of the query has that name.
        """
        if name in self._named:
            raise ScriptError(f"two tables of the query are called `{name}`: give the join another name")
        joined = Joined(stored, stored.sql.alias())
        self._named[name] = joined
        self._by_table.setdefault(stored.table.name, joined)
        return joined

    def column(self, keys: tuple[Any, ...]) -> Asked:
        """What `$db.key.key` stands for: `table.column.path`, `column.path` or the name of an eval.

        Raises:
            ScriptError: nothing is called so.
        """
        if not keys:
            raise ScriptError("`$db` names no column: write `$db.table.column`")
        first, *rest = keys
        table = self._table(first)
        if table is not None and rest:
            found = table.column(rest[0], tuple(rest[1:]))
            if found is not None:
                return found
        found = self.base.column(first, tuple(rest))
        if found is None and first in self.evals:
            found = self.evals[first].below(tuple(rest))
        return found or self._raise(table, keys)

    def _table(self, name: Any) -> Joined | None:
        return self._named.get(name) or self._by_table.get(name) if type(name) is str else None

    def _raise(self, table: Joined | None, keys: tuple[Any, ...]) -> Asked:
        path = ".".join(map(to_text, keys))
        if table is not None and len(keys) == 1:
            raise ScriptError(f"`$db.{path}` names a table, not a column: write `$db.{path}.{KEY}`")
        if table is not None:
            raise ScriptError(unknown_column(table.stored, keys[1]))
        if len(keys) == 1:
            raise ScriptError(unknown_column(self.base.stored, keys[0]))
        known = [*self._named, *(name for name in self._by_table if name not in self._named)]
        near = nearest(str(keys[0]), known)
        hint = f" (did you mean `{near}`?)" if near else f" (it asks {', '.join(known)})"
        raise ScriptError(f"`$db.{path}`: the query has no table `{keys[0]}`{hint}; others come with `join`")


def read_joins(join: Any) -> list[Join]:
    """The entries of a `join`.

    Raises:
        ScriptError: it is written otherwise.
    """
    if not join:
        return []
    if not isinstance(join, Mapping):
        raise ScriptError('`join` is an object of tables: {post: {table: "post", where: ...}}')
    return [_read_join(to_text(name), entry) for name, entry in join.items()]


def _read_join(name: str, entry: Any) -> Join:
    if not isinstance(entry, Mapping) or "where" not in entry:
        raise ScriptError(
            f'the join `{name}` needs a `where`: {{table: "{name}", where: $db.a.x == $db.b.y}}'
        )
    kind = to_text(entry.get("type") or "inner").lower()
    if kind not in KINDS:
        raise ScriptError(f"the join `{name}` is {kind!r}, but inner, left or right is expected")
    return Join(name, to_text(entry.get("table") or name), kind, entry["where"])


def joined_clause(
    scope: Scope,
    joins: list[Join],
    stored: Callable[[str], StoredTable],
    condition: Callable[[Any], ColumnElement[Any] | None],
) -> FromClause:
    """The base table with all that is joined to it, in order."""
    clause: FromClause = scope.base.sql
    # A condition may name a table that only a later entry joins, so all are known before one is read.
    tables = [scope.add(join.name, stored(join.table)) for join in joins]
    for join, table in zip(joins, tables, strict=True):
        found = condition(join.where)
        on = true() if found is None else found
        if join.kind == "right":
            clause = table.sql.outerjoin(clause, on)
        else:
            clause = clause.join(table.sql, on, isouter=join.kind == "left")
    return clause
