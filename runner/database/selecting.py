"""What a query says -> the SELECT that finds its rows, and the rows that are made of what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, select

from runner.database.conditions import Conditions
from runner.database.evals import Evals, entries, labelled
from runner.database.joins import Scope, joined_clause, read_joins
from runner.database.sorting import Ordered, is_random, order_by, read_sort
from runner.records import Record

if TYPE_CHECKING:
    from runner.database.database import Database


class Question(Record):
    """What `db.query` is given of which rows there are, and in which order."""

    where: Any = True
    join: Any = None
    eval: Any = None
    sort: Any = None
    lock: bool = False
    distinct: bool = False


def condition_of(database: Database, table: str, where: Any) -> ColumnElement[Any] | None:
    """The condition of a `where` on the rows of one table; None where it leaves out none of them.

    Raises:
        ScriptError: it names what is not there, or asks what cannot be asked.
    """
    scope = Scope(database.stored(table))
    return Conditions(scope, database.target.dialect, database.world).condition(where)


class Selection:
    """The rows of one table that a question finds.

    Raises:
        ScriptError: it names what is not there, or asks what cannot be asked.
    """

    def __init__(self, database: Database, table: str, question: Question) -> None:
        self._dialect = dialect = database.target.dialect
        self.stored = database.stored(table)
        self._question = question
        self.scope = Scope(self.stored)
        self.conditions = Conditions(self.scope, dialect, database.world)
        self._joins = read_joins(question.join)
        self._source = joined_clause(self.scope, self._joins, database.stored, self.conditions.condition)
        self.evals = Evals(self.conditions, len(self.stored.names))
        for name, value in entries(question.eval, "eval"):
            asked = self.evals.add(name, value)
            if asked is not None:
                self.scope.evals[name] = asked
        self._where = self.conditions.condition(question.where)
        self._sort = read_sort(question.sort)
        self._order = order_by(self.scope, self._sort, self.conditions.operands, dialect)

    @property
    def is_random(self) -> bool:
        """Whether the rows have to be shuffled."""
        return is_random(self._sort)

    @property
    def source(self) -> FromClause:
        """The table, with those that are joined to it."""
        return self._source

    def filtered(self, *columns: ColumnElement[Any] | FromClause) -> Select[Any]:
        """Columns of the rows that are found, or of tables all of them, in no order."""
        found = select(*columns).select_from(self._source)
        return found if self._where is None else found.where(self._where)

    def select(self) -> Select[Any]:
        """All columns of the rows, those of `eval` behind them, in their order."""
        # Only a right join finds rows that have none of this table in them.
        in_all = not any(join.kind == "right" for join in self._joins)
        order = [*self._order, Ordered(self.stored.key, may_be_null=not in_all)]
        if self._question.distinct:
            return self._distinct([*self.stored.sql.c, *self.evals.columns], order)
        # Rows that a join finds several times have an order, too, so that each is on one page.
        order += [Ordered(table.key) for table in self.scope.joined]
        clauses = (key.clause(self._dialect) for key in order)
        found = self.filtered(self.stored.sql, *self.evals.columns).order_by(*clauses)
        if self._question.lock and in_all:
            found = found.with_for_update(of=self.stored.sql)
        return found

    def count(self) -> Select[Any]:
        """How many there are."""
        if self._question.distinct:
            rows = self.filtered(*self.stored.sql.c, *self.evals.columns).distinct().subquery()
            return select(func.count()).select_from(rows)
        return self.filtered(func.count())

    def exists(self) -> Select[Any]:
        """A row, if there is one."""
        return self.filtered(literal(1)).limit(1)

    def row(self, values: Sequence[Any]) -> dict[str, Any]:
        """A row as a job sees it."""
        row = self.stored.row(values[: len(self.stored.names)])
        return self.evals.fill(row, values)

    def rows(self, found: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """Rows as a job sees them."""
        return list(map(self.row, found)) if self.evals.names else self.stored.rows(found)

    def _distinct(self, columns: Sequence[ColumnElement[Any]], order: Sequence[Ordered]) -> Select[Any]:
        # What rows are sorted by has to be among the columns of which no two rows may have the same.
        keys = [key.sql for key in order]
        rows = self.filtered(*labelled(columns, "column"), *labelled(keys, "key")).distinct().subquery()
        found = list(rows.c)
        sorted_by = (
            Ordered(sql, key.descends).clause(self._dialect)
            for sql, key in zip(found[len(columns) :], order, strict=True)
        )
        return select(*found[: len(columns)]).order_by(*sorted_by)
