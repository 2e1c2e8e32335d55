"""Statements of the database against the tables of the workspace: what is unknown, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from runner.check.references import DATABASE
from runner.check.suggestions import near
from runner.errors import Problem
from runner.jobs.inputs import first_part
from runner.lint.facts import COLUMN, PLACE, DocumentFacts, TableUse
from runner.lint.places import Files
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes
from runner.lookup.tables import table_folders
from runner.tables import KEY
from runner.tables.values import RowValidator
from runner.types import Field
from runner.types.faults import show

TABLE = "table"
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
    return [report for folder in table_folders(root, Path.cwd()) for report in files.below(folder)]


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
        if table is None:
            # Of its columns nothing is known: the statement that names it is told alone.
            if use.statement not in (COLUMN, PLACE):
                message = f"no table `{use.table}` is declared"
                yield Problem("unknown-table", message, report.source, use.span, _meant(use.table, known))
        elif table.is_whole:
            yield from _columns(use, table, report)
            yield from _values(use, table, report)


def _meant(name: str, known: Collection[str], listed: str = "the tables are") -> str:
    close = near(name, known)
    return f"did you mean `{close}`?" if close else f"{listed} {', '.join(sorted(known))}"


def _columns(use: TableUse, table: DocumentFacts, report: FileReport) -> Iterator[Problem]:
    fields = table.schema.fields
    names = {KEY, *(field.name for field in fields)}
    if use.statement == PLACE:
        yield from _place(use, names, report)
        return
    needed = {field.name for field in fields if field.required and field.name != KEY}
    missing = needed - {column.name for column in use.columns} if use.statement in WHOLE_ROWS else set()
    for column in (*use.columns, *use.keys):
        if column.name in names:
            continue
        # A misspelled name is one fault, not two.
        missing.discard(near(column.name, names) or "")
        message = f"the table `{table.name}` has no column `{column.name}`"
        hint = _meant(column.name, names, "it has")
        yield Problem("unknown-column", message, report.source, column.span, hint)
    if missing and not use.is_open:
        listed = " and ".join(f"`{field.name}`" for field in fields if field.name in missing)
        message = f"a row of `{table.name}` needs {listed}, which `data` does not give"
        optional = next(field for field in fields if field.name in missing).changed(optional=True, filters=())
        hint = f"give it, or declare the column as one that may be left out: `{optional.head}`"
        yield Problem("missing-column", message, report.source, use.span, hint, severity="warning")


def _place(use: TableUse, columns: set[str], report: FileReport) -> Iterator[Problem]:
    """A problem of `$db.name` whose name is no column of the query's table, and nothing that it gives."""
    known = {use.table, *columns, *(name.name for name in use.columns)}
    for key in use.keys:
        if key.name in columns:
            continue
        if key.name in known:
            message = f"`$db.{key.name}` names a table, not a column"
            hint = f"write `$db.{key.name}.{KEY}`"
        else:
            message = f"`{key.name}` is no table of this query, and `{use.table}` has no column of that name"
            hint = _meant(key.name, known, "it knows")
        yield Problem("unknown-column", message, report.source, key.span, hint)


# -- values ------------------------------------------------------------------------------------------


def _values(use: TableUse, table: DocumentFacts, report: FileReport) -> Iterator[Problem]:
    """Constants that a column does not take, or never has."""
    fields = {field.name: field.changed(where="") for field in table.schema.fields}
    written = {one.name: one for one in use.columns if one.constant and one.name in fields}
    validator = RowValidator(table.name, lambda: 0, lambda password: password)
    given = {name: one.constant[0] for name, one in written.items()}
    validator.members(tuple(fields[name] for name in given), given)
    for fault in validator.faults if use.statement.startswith(DATABASE) else ():
        span = written[first_part(fault.path)].span
        yield Problem("wrong-value", fault.message, report.source, span)
    for key in use.keys:
        field = fields.get(key.name)
        if field is not None and key.constant and _is_never(field, key.constant[0]):
            choices = ", ".join(f'"{value}"' for value in field.values)
            message = f"`{key.name}` of `{table.name}` never is {show(key.constant[0])}"
            hint = f"it is one of {choices}"
            yield Problem("wrong-value", message, report.source, key.span, hint, severity="warning")


def _is_never(field: Field, value: object) -> bool:
    """Whether no row has a value in a column, as it is none of its choices."""
    return field.type == "enum" and not field.list and value not in (None, "", *field.values)
