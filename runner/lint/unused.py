"""Functions of a job that nothing calls, where all that may call them is checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from runner.errors import Problem
from runner.lint.places import FUNCTION
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes, is_job
from runner.lookup.library import near_names
from runner.records import Record

JOB = "run.job"
# What stands in the files of jobs. Anything else is called from outside, or may call in ways of its own.
OWN = frozenset({JOB, FUNCTION, "table", "workspace"})


class Calls(Record):
    """The names of the functions that some files call; ``open`` says that others may be called, too.

    ``functions`` are those that stand in the files.
    """

    names: frozenset[str]
    functions: frozenset[str]
    has_job: bool
    open: bool

    def may_call(self, name: str) -> bool:
        """Whether a function is called, or meant by a call that leads nowhere."""
        return self.open or name in self.names or name in self._meant

    @cached_property
    def _meant(self) -> frozenset[str]:
        """The functions that the way out of a call names which finds none of these."""
        nowhere = self.names - self.functions
        return frozenset(near for name in nowhere for near in near_names(name, self.functions))


class Callers:
    """What the files of each folder call."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._met: dict[Path, Calls] = {}

    def problems(self, report: FileReport) -> Iterator[Problem]:
        """A warning for each function of a file that nothing calls."""
        functions = report.facts.of(FUNCTION)
        calls = self._around(report) if functions else None
        if calls is None or not calls.has_job:
            return
        for function in functions:
            if not calls.may_call(function.name):
                message = f"nothing calls the function `{function.name}`"
                hint = f'call it, function.run "{function.name}" {{ ... }}, or leave it out'
                span = function.span
                yield Problem("unused-function", message, report.source, span, hint, severity="warning")

    def miss(self, name: str, report: FileReport) -> bool:
        """Whether some call that may mean a function of ``report`` is for ``name``, and leads nowhere."""
        calls = self._around(report)
        return calls is not None and name in calls.names and self._scopes.of(report).find(name) is None

    def _around(self, report: FileReport) -> Calls | None:
        """The calls of everything that a function of ``report`` can be called by; None of no file."""
        root = self._scopes.root(report)
        if root is None:
            return None
        # The functions in the file of a job are its own; those of a folder are there for all jobs beside it.
        if not is_job(report):
            return self._below(root)
        shared = [self._below(folder.folder) for folder in self._scopes.folders(root)]
        return _joined([_calls(report), *shared])

    def _below(self, folder: Path) -> Calls:
        if folder not in self._met:
            index = self._scopes.files.index(folder)
            reports = [self._scopes.files.checked(path) for path in index.xanoscript.values()]
            # What Python calls cannot be seen from outside.
            unseen = bool(index.python) or None in reports
            found = _joined([_calls(report) for report in reports if report is not None])
            self._met[folder] = found.changed(open=True) if unseen else found
        return self._met[folder]


def _joined(calls: list[Calls]) -> Calls:
    names = frozenset(name for one in calls for name in one.names)
    functions = frozenset(name for one in calls for name in one.functions)
    return Calls(names, functions, any(one.has_job for one in calls), any(one.open for one in calls))


def _calls(report: FileReport) -> Calls:
    documents = report.facts.documents
    functions = frozenset(function.name for function in report.facts.of(FUNCTION))
    has_job = any(document.construct == JOB for document in documents)
    unseen = report.broken or any(one.any_function or one.construct not in OWN for one in documents)
    # A function that calls itself alone is called by nothing; a job may have the name of its function.
    called = (
        call.name for one in documents for call in one.calls if one.construct == JOB or call.name != one.name
    )
    return Calls(frozenset(called), functions, has_job, unseen)
