"""The tables of a database -> text for people, data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runner.report.style import Style, on_one_line, visible

if TYPE_CHECKING:
    from runner.database.overview import ColumnView, DatabaseView, TableView


def describe_tables(view: DatabaseView) -> dict[str, Any]:
    """The tables as JSON-ready data; ``rows`` is null where a table was not made yet."""
    return {
        "tables": [
            {
                "name": table.name,
                "where": table.where,
                "rows": table.rows,
                "columns": [
                    {"name": column.name, "declared": column.declared, "held": column.held}
                    for column in table.columns
                ],
                "indexes": list(table.indexes),
                "changes": list(table.changes),
                "faults": list(table.faults),
            }
            for table in view.tables
        ],
        "others": list(view.others),
    }


def tables_text(view: DatabaseView, style: Style) -> str:
    """A block for each table - its columns, its indexes, what differs -, then the tables of others."""
    lines = [line for table in view.tables for line in _block(table, style)]
    if view.others:
        others = ", ".join(map(on_one_line, view.others))
        lines.append(f"no document declares {others}; xsrun leaves them alone")
    return "\n".join(lines)


def counts_text(counts: dict[str, int]) -> str:
    """Tables with their numbers of rows, in a sentence."""
    return ", ".join(f"{on_one_line(name)} ({_rows(count)})" for name, count in counts.items())


def _block(table: TableView, style: Style) -> Iterator[str]:
    state = "not made yet" if table.rows is None else _rows(table.rows)
    yield f"{style.bold(on_one_line(table.name))}  {state}  {style.dim(visible(table.where))}"
    width = max(len(on_one_line(column.name)) for column in table.columns)
    for column in table.columns:
        yield f"  {on_one_line(column.name).ljust(width)}  {_column(column, table, style)}".rstrip()
    for index in table.indexes:
        yield f"  {on_one_line(index)}"
    for fault in table.faults:
        yield f"  {style.red('refused')}  {on_one_line(fault)}"
    for change in table.changes:
        yield f"  {style.yellow('next run')}  {on_one_line(change)}"
    yield ""


def _column(column: ColumnView, table: TableView, style: Style) -> str:
    if column.declared is None:
        return f"{column.held}, which no document declares"
    missing = column.held is None and table.rows is not None
    remark = style.yellow("  new") if missing else ""
    return visible(column.declared).replace("\n", " ") + remark


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"
