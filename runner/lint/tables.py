"""Statements of the database against the tables of the workspace: what is unknown, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runner.check.suggestions import near
from runner.errors import Problem
from runner.lint.facts import COLUMN, DocumentFacts, TableUse
from runner.lint.places import Files
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes

TABLE = "table"
FOLDERS = ("table", "tables")
# The primary key, which the database gives.
KEY = "id"
# Statements whose `data` is a whole row; the others change what they name.
WHOLE_ROWS = frozenset({"db.add"})


class Tables:
    """The tables that each job or workspace declares, in the checked files and in those beside them."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._shared: dict[Path, dict[str, DocumentFacts] | None] = {}
        self._reports: dict[Path, list[FileReport]] = {}
        for report in scopes.files.reports:
            root = scopes.root(report)
            if root is not None:
                self._reports.setdefault(root, []).append(report)

    def of(self, report: FileReport) -> dict[str, DocumentFacts] | None:
        """The tables that the code of a file may name; None where not all of them can be known."""
        own = _declared([report])
        root = self._scopes.root(report)
        if root is None:
            return own
        if root not in self._shared:
            self._shared[root] = _declared([*self._reports[root], *_beside(root, self._scopes.files)])
        shared = self._shared[root]
        return None if own is None or shared is None else {**shared, **own}


def _beside(root: Path, files: Files) -> list[FileReport]:
    return [report for name in FOLDERS for report in files.below(root / name)]


def _declared(reports: list[FileReport]) -> dict[str, DocumentFacts] | None:
    if any(report.broken and _may_hide_tables(report) for report in reports):
        return None
    # Of two tables of one name the first counts.
    found = [table for report in reports for table in report.facts.of(TABLE)]
    return {table.name: table for table in reversed(found)}


def _may_hide_tables(report: FileReport) -> bool:
    documents = report.facts.documents
    return not documents or any(document.construct == TABLE for document in documents)


def table_problems(report: FileReport, tables: Tables) -> Iterator[Problem]:
    """The problems of all tables and columns that a file names; none where no table is declared."""
    uses = [use for document in report.facts.documents for use in document.tables]
    known = tables.of(report) if uses else None
    if not known:
        return
    for use in uses:
        table = known.get(use.table)
        if table is not None and table.is_whole:
            yield from _columns(use, table, report)
        # Behind `$db` may stand the alias of a join.
        elif table is None and use.statement != COLUMN:
            close = near(use.table, known)
            hint = f"did you mean `{close}`?" if close else f"the tables are {', '.join(sorted(known))}"
            message = f"no table `{use.table}` is declared"
            yield Problem("unknown-table", message, report.source, use.span, hint)


def _columns(use: TableUse, table: DocumentFacts, report: FileReport) -> Iterator[Problem]:
    fields = table.schema.fields
    names = {KEY, *(field.name for field in fields)}
    needed = {field.name for field in fields if field.required and field.name != KEY}
    missing = needed - {column.name for column in use.columns} if use.statement in WHOLE_ROWS else set()
    for column in (*use.columns, *use.keys):
        if column.name in names:
            continue
        # A misspelled name is one fault, not two.
        close = near(column.name, names)
        missing.discard(close or "")
        hint = f"did you mean `{close}`?" if close else f"it has {', '.join(sorted(names))}"
        message = f"the table `{table.name}` has no column `{column.name}`"
        yield Problem("unknown-column", message, report.source, column.span, hint)
    if missing and not use.is_open:
        listed = " and ".join(f"`{field.name}`" for field in fields if field.name in missing)
        message = f"a row of `{table.name}` needs {listed}, which `data` does not give"
        optional = next(field for field in fields if field.name in missing).changed(optional=True, filters=())
        hint = f"give it, or declare the column as one that may be left out: `{optional.head}`"
        yield Problem("missing-column", message, report.source, use.span, hint, severity="warning")
