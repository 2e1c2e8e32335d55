"""Addons that queries ask for: those that are not there, and inputs that they do not take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runner.check.suggestions import near
from runner.errors import Problem
from runner.lint.calls import KnownCall, input_problems
from runner.lint.facts import DocumentFacts
from runner.lint.places import Callee
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes
from runner.lookup.constructs import document_heads
from runner.lookup.folders import peek_text
from runner.lookup.workspaces import CODE_FOLDERS

ADDON = "addon"


class Addons:
    """The addons that each job or workspace declares, found as a run finds them: by their heads."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._heads: dict[Path, dict[str, Path]] = {}

    def find(self, name: str, report: FileReport) -> Callee | None:
        """The addon that a file asks for; None where there is none."""
        own = _facts(name, report)
        if own is not None or report.broken:
            return Callee(own, report)
        path = next((paths[name] for paths in self._places(report) if name in paths), None)
        found = self._scopes.files.at(path) if path is not None else None
        if path is None or found is None:
            return Callee() if path is not None else None
        return Callee(_facts(name, found), found)

    def names(self, report: FileReport) -> set[str]:
        """The names of all that a file may ask for."""
        own = {facts.name for facts in report.facts.of(ADDON)}
        return own.union(*self._places(report))

    def _places(self, report: FileReport) -> Iterator[dict[str, Path]]:
        root = self._scopes.workspace(report)
        if root is not None:
            # The last one looks into every file of the workspace, which may take a while.
            yield from (
                self._below(folder) for folder in (*(root / name for name in CODE_FOLDERS[ADDON]), root)
            )

    def _below(self, folder: Path) -> dict[str, Path]:
        if folder not in self._heads:
            found: dict[str, Path] = {}
            for path in self._scopes.files.index(folder).xanoscript.values():
                for construct, name in document_heads(peek_text(path)):
                    if construct == ADDON:
                        found.setdefault(name, path)
            self._heads[folder] = found
        return self._heads[folder]


def _facts(name: str, report: FileReport) -> DocumentFacts | None:
    return next((facts for facts in report.facts.of(ADDON) if facts.name == name), None)


def addon_problems(report: FileReport, addons: Addons) -> Iterator[Problem]:
    """The problems of all addons that a file asks for."""
    # What lies beside a text that is no file nobody knows.
    calls = [call for document in report.facts.documents for call in document.addons]
    for call in calls if report.path is not None else ():
        addon = addons.find(call.name, report)
        if addon is None:
            close = near(call.name, addons.names(report))
            hint = f"did you mean `{close}`?" if close else f"declare it: addon {call.name} {{ ... }}"
            message = f"there is no addon `{call.name}`"
            yield Problem("unknown-addon", message, report.source, call.span, hint)
        elif addon.schema is not None:
            yield from input_problems(KnownCall(call, addon.schema, report.source, frozenset()))
