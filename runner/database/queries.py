"""`db.query`: the rows of a question in the form that `return` asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select

from runner.database.aggregates import Aggregation
from runner.database.output import addon_paths, check_output, shaped, with_addons
from runner.database.paging import Page, read_paging
from runner.database.selecting import Question, Selection
from runner.errors import ScriptError
from runner.types.faults import nearest
from runner.values import is_truthy, to_text
from runner.values.streams import Stream

if TYPE_CHECKING:
    from runner.database.database import Database
    from runner.execution.context import Context

# What stands in `return`, by its type.
LISTED = frozenset({"type", "paging", "distinct"})
TYPES: Mapping[str, frozenset[str]] = {
    "list": LISTED,
    "single": frozenset({"type", "distinct"}),
    "count": frozenset({"type", "distinct"}),
    "exists": frozenset({"type", "distinct"}),
    # How many rows are fetched at once is decided here, whatever `chunk_size` says.
    "stream": frozenset({"type", "distinct", "chunk_size"}),
    "aggregate": frozenset({"type", "paging", "group", "eval"}),
}
# "auto" is what Xano's own editor writes for no.
NOT_DISTINCT = frozenset({"", "no", "auto", "false", "0"})


def ask(
    context: Context,
    table: str,
    question: Question,
    returns: Any = None,
    output: Any = None,
    addon: Any = None,
) -> Any:
    """What `db.query` gives.

    Raises:
        ScriptError: the question cannot be asked, or the database refuses.
    """
    wanted = _read_return(returns)
    if wanted["type"] == "aggregate":
        return _aggregate(context.database, Aggregation(context.database, table, question, wanted), wanted)
    question = question.changed(distinct=_is_distinct(wanted.get("distinct")))
    selection = Selection(context.database, table, question)
    return Answer(context, selection, output, addon).of(wanted)


class Answer:
    """The rows of a selection with their addons, cut to what is shown of them."""

    def __init__(self, context: Context, selection: Selection, output: Any, addon: Any) -> None:
        self._context = context
        self._database = context.database
        self._selection = selection
        self._output = output
        self._addon = addon
        check_output(output, self._names(), selection.stored.table.name)

    def of(self, wanted: Mapping[str, Any]) -> Any:
        """The answer in the form that a `return` names."""
        forms: dict[str, Callable[[], Any]] = {
            "list": lambda: self._list(read_paging(wanted.get("paging"))),
            "single": self._single,
            "count": lambda: _scalar(self._database, self._selection.count()),
            "exists": lambda: _scalar(self._database, self._selection.exists()) is not None,
            "stream": lambda: Stream(self._streamed()),
        }
        return forms[wanted["type"]]()

    def _list(self, page: Page | None) -> Any:
        if page is None:
            return self._shown(self._found(None, 0))
        # One more than asked for tells whether a page follows.
        found = self._found(page.size + 1, page.first)
        rows = self._shown(found[: page.size])
        if not page.metadata:
            return rows
        total = _scalar(self._database, self._selection.count()) if page.totals else None
        return page.envelope(rows, len(found) > page.size, total)

    def _single(self) -> Any:
        rows = self._shown(self._found(1, 0))
        return rows[0] if rows else None

    def _streamed(self) -> Iterator[Any]:
        select = self._selection.select()
        rows = self._found(None, 0) if self._selection.is_random else self._database.stream(select)
        for values in rows:
            yield from self._shown([values])

    def _found(self, limit: int | None, offset: int) -> Sequence[Any]:
        select = self._selection.select()
        if self._selection.is_random:
            return self._shuffled(select, limit, offset)
        if limit is not None:
            select = select.limit(limit)
        return self._database.read(
            lambda connection: connection.execute(select.offset(offset) if offset else select).all()
        )

    def _shuffled(self, select: Select[Any], limit: int | None, offset: int) -> Sequence[Any]:
        """Rows in an order that the run draws, so that a seed repeats it."""
        random = self._database.world.random.random
        drawn = ((random(), at, values) for at, values in enumerate(self._database.stream(select)))
        kept = sorted(drawn) if limit is None else nsmallest(offset + limit, drawn)
        return [values for _, _, values in kept[offset:]]

    def _shown(self, found: Iterable[Sequence[Any]]) -> list[Any]:
        rows: list[Any] = self._selection.rows(found)
        if self._addon:
            rows = with_addons(self._context, rows, self._addon)
        return shaped(rows, self._output, self._addon)  # type: ignore[no-any-return]

    def _names(self) -> Iterator[str]:
        yield from self._selection.stored.names
        yield from self._selection.evals.names
        yield from (path.partition(".")[0] for path in addon_paths(self._addon))


def _aggregate(database: Database, aggregation: Aggregation, wanted: Mapping[str, Any]) -> Any:
    page = read_paging(wanted.get("paging"))
    select = aggregation.select()
    if page is None:
        return aggregation.rows(_all(database, select))
    found = _all(database, select.limit(page.size + 1).offset(page.first))
    rows = aggregation.rows(found[: page.size])
    if not page.metadata:
        return rows
    total = _scalar(database, aggregation.count()) if page.totals else None
    return page.envelope(rows, len(found) > page.size, total)


def _all(database: Database, select: Select[Any]) -> Sequence[Any]:
    return database.read(lambda connection: connection.execute(select).all())


def _scalar(database: Database, select: Select[Any]) -> Any:
    return database.read(lambda connection: connection.execute(select).scalar())


def _read_return(returns: Any) -> dict[str, Any]:
    """A `return` with its type, which is "list" where it names none.

    Raises:
        ScriptError: it is of another type, or has what those of its type do not have.
    """
    if returns is None:
        return {"type": "list"}
    if not isinstance(returns, Mapping):
        raise ScriptError('`return` is an object with a type: {type: "list"}')
    kind = to_text(returns.get("type") or "list")
    if kind not in TYPES:
        near = nearest(kind, TYPES)
        hint = f"did you mean `{near}`?" if near else f"there are {', '.join(TYPES)}"
        raise ScriptError(f"`return` has no type `{kind}`; {hint}")
    unknown = [to_text(key) for key in returns if key not in TYPES[kind] and returns[key] is not None]
    if unknown:
        takes = ", ".join(sorted(TYPES[kind]))
        raise ScriptError(f"a `return` of type `{kind}` has no `{unknown[0]}`; it takes {takes}")
    return {**returns, "type": kind}


def _is_distinct(value: Any) -> bool:
    if type(value) is str:
        return value.strip().lower() not in NOT_DISTINCT
    return is_truthy(value)
