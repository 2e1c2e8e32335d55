"""`return = {type: "aggregate"}`: groups of rows, and what is worked out of all rows of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from runner.database.conditions import Conditions
from runner.database.evals import Evals, entries
from runner.database.joins import Scope
from runner.database.operands import Asked
from runner.database.selecting import Question, Selection
from runner.database.sorting import is_random, order_by, read_sort
from runner.errors import ScriptError
from runner.values import to_text
from runner.values.queries import Query

if TYPE_CHECKING:
    from runner.database.database import Database


class GroupScope:
    """What the names behind `$db` stand for outside of aggregates: what all rows of a group have in common.

    Args:
        rows: what they stand for in each row.
    """

    def __init__(self, rows: Scope) -> None:
        self.evals: dict[str, Asked] = {}
        self._rows = rows

    def column(self, keys: tuple[Any, ...]) -> Asked:
        """What `$db.key.key` stands for: a group, a value that was worked out, a column of a group.

        Raises:
            ScriptError: it is another column.
        """
        if keys and keys[0] in self.evals and keys[0] not in self._rows.base.stored.columns:
            return self.evals[keys[0]].below(keys[1:])
        found = self._rows.column(keys)
        if not any(found.sql is known.sql for known in self.evals.values()):
            path = ".".join(map(to_text, keys))
            message = f"`$db.{path}` can differ from row to row of a group: name what is grouped by"
            raise ScriptError(f"{message}, or put an aggregate behind it, such as `|max`")
        return found


class Aggregation:
    """The groups of the rows that a question finds; all of them are one group where nothing groups them.

    Raises:
        ScriptError: it names what is not there, or asks what cannot be asked.
    """

    def __init__(self, database: Database, table: str, question: Question, wanted: Mapping[str, Any]) -> None:
        self._selection = Selection(database, table, question.changed(sort=None, lock=False))
        rows = self._selection.scope
        self._scope = GroupScope(rows)
        self._groups = Evals(self._selection.conditions)
        for name, value in entries(wanted.get("group"), "group"):
            self._add(self._groups, name, value)
        size = len(self._groups.columns)
        conditions = Conditions(self._scope, database.target.dialect, database.world, rows)
        self._values = Evals(conditions, size)
        for name, value in entries(wanted.get("eval"), "eval"):
            self._add(self._values, name, value)
        if not self._groups.names and not self._values.names:
            raise ScriptError("an aggregate needs an `eval` or a `group`: {count: $db.order.id|count}")
        dialect = database.target.dialect
        if is_random(read_sort(question.sort)):
            raise ScriptError("an aggregate cannot be sorted at random: sort it by what it gives")
        by_groups = [(name, "asc") for name in self._groups.names]
        sort = [*read_sort(question.sort), *by_groups]
        keys = order_by(self._scope, sort, conditions.operands, dialect)
        self._order = [key.clause(dialect) for key in keys]

    def select(self) -> Select[Any]:
        """One row for each group, in the order of `sort`, then of the groups."""
        groups = self._groups.columns
        found = self._selection.filtered(*groups, *self._values.columns)
        return found.group_by(*groups).order_by(*self._order)

    def count(self) -> Select[Any]:
        """How many groups there are."""
        return select(func.count()).select_from(self.select().order_by(None).subquery())

    def rows(self, found: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """The groups as a job sees them."""
        return [self._values.fill(self._groups.fill({}, values), values) for values in found]

    def _add(self, evals: Evals, name: str, value: Any) -> None:
        if not isinstance(value, Query):
            raise ScriptError(
                f"`{name}` of an aggregate is worked out of columns: {name}: $db.order.price|sum"
            )
        asked = evals.add(name, value)
        if asked is not None:
            self._scope.evals[name] = asked
