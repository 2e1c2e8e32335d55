"""FILES -> PROBLEMS between them: calls, inputs, env names, names of files, tables, addons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.errors import Problem
from runner.lint.addons import Addons, addon_problems
from runner.lint.calls import call_problems
from runner.lint.environment import Environments
from runner.lint.names import file_name_problems, part_problems, repeated_problems
from runner.lint.places import Files, Read
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes
from runner.lint.tables import Tables, table_problems
from runner.lint.unused import Callers


def project_problems(reports: Sequence[FileReport], read: Read) -> Iterator[Problem]:
    """The problems between files, in no particular order.

    Args:
        reports: the files that are checked.
        read: reads another one, which a checked file may call into; its own problems are nobody's matter.
    """
    scopes = Scopes(Files(reports, read))
    tables, callers, environments = Tables(scopes), Callers(scopes), Environments(scopes)
    addons = Addons(scopes)
    for report in reports:
        yield from call_problems(report, scopes)
        yield from environments.problems(report)
        yield from file_name_problems(report, scopes, callers)
        yield from repeated_problems(report, scopes)
        yield from part_problems(report)
        yield from callers.problems(report)
        yield from table_problems(report, tables)
        yield from addon_problems(report, addons)
