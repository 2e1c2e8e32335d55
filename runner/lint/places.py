"""The places of the lookup as far as files tell them: nothing of a user is imported or run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

from runner.lint.facts import DocumentFacts
from runner.lint.report import FileReport
from runner.lookup.folders import FolderIndex, index_folder, peek_text
from runner.lookup.places import Folder, Plugins
from runner.lookup.python_files import PythonFiles
from runner.lookup.roots import Root
from runner.lookup.xanoscript_files import XanoScriptFiles, function_heads
from runner.records import Record
from runner.types import Schema

# Reads a file that nobody named but a checked one may call into; None where it cannot be read.
Read = Callable[[Path], FileReport | None]
FUNCTION = "function"


class Callee(Record):
    """What a name leads to: the ``facts`` of a function in ``report``, or what one of Python ``declared``.

    None of them is there where nobody can know more than that there is such a function.
    """

    facts: DocumentFacts | None = None
    report: FileReport | None = None
    declared: Schema | None = None

    @property
    def schema(self) -> Schema | None:
        """Its inputs; None where they are not known for sure."""
        if self.facts is None:
            return self.declared
        return self.facts.schema if self.facts.is_whole else None


class Place(Protocol):
    """Somewhere that functions are."""

    def find(self, name: str) -> Callee | None:
        """The function ``name``."""

    def names(self) -> Iterable[str]:
        """The names of all."""


class Files:
    """The checked files by their paths, and those beside them, which are read where they matter."""

    def __init__(self, reports: Sequence[FileReport], read: Read) -> None:
        self.reports = reports
        self._read = read
        folders: dict[Path, Path] = {}
        self._checked: dict[Path, FileReport] = {}
        self._paths: dict[str, Path] = {}
        for report in reports:
            if report.path is None:
                continue
            # By folders, since to follow all links to a place takes longer than to look at its file.
            parent = report.path.parent
            folder = folders[parent] = folders.get(parent) or parent.resolve()
            path = self._paths[report.source.name] = folder / report.path.name
            self._checked[path] = report
        self._known = dict(self._checked)
        self._indexes: dict[Path, FolderIndex] = {}

    def path(self, report: FileReport) -> Path | None:
        """Where a checked file lies, whatever links were named; None for a text that is no file."""
        return self._paths.get(report.source.name)

    def checked(self, path: Path) -> FileReport | None:
        """The report of a file that is checked; None for others."""
        return self._checked.get(path)

    def at(self, path: Path) -> FileReport | None:
        """The report of a file; None where it cannot be read."""
        found = self._known.get(path)
        if found is None:
            found = self._read(path)
            if found is not None:
                self._known[path] = found
        return found

    def index(self, folder: Path) -> FolderIndex:
        """The files below a folder."""
        if folder not in self._indexes:
            self._indexes[folder] = index_folder(folder)
        return self._indexes[folder]

    def below(self, folder: Path) -> list[FileReport]:
        """The reports of all files below a folder."""
        found = map(self.at, self.index(folder).xanoscript.values())
        return [report for report in found if report is not None]


class OneFile:
    """The functions of one file."""

    def __init__(self, report: FileReport) -> None:
        self._report = report

    def find(self, name: str) -> Callee | None:
        functions = self._report.facts.of(FUNCTION)
        facts = next((one for one in functions if one.name == name), None)
        if facts is not None:
            return Callee(facts, self._report)
        # It may stand in what could not be read.
        return Callee() if self._report.broken else None

    def names(self) -> Iterable[str]:
        return [facts.name for facts in self._report.facts.of(FUNCTION)]


class FunctionFolder:
    """The functions of a folder and of all folders below it."""

    def __init__(self, root: Root, files: Files) -> None:
        index = files.index(root.folder.resolve())
        self.folder = index.folder
        self._files = files
        self._found: dict[str, Callee | None] = {}
        self.paths = XanoScriptFiles(index).paths
        self.python = frozenset(PythonFiles(index, root.package).names() if index.python else ())

    def find(self, name: str) -> Callee | None:
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def names(self) -> Iterable[str]:
        return [*self.python, *self.paths]

    def _find(self, name: str) -> Callee | None:
        # Python's come first, as in a run; to look into them they would have to be imported.
        if name in self.python:
            return Callee()
        found = (self._in_file(path, name) for path in self.paths.get(name, ()))
        return next((one for one in found if one is not None), None)

    def _in_file(self, path: Path, name: str) -> Callee | None:
        report = self._files.at(path)
        return OneFile(report).find(name) if report is not None else Callee()


class BundledFolder:
    """The functions that come with xsrun, which are its own to import."""

    def __init__(self, root: Root) -> None:
        self._folder = Folder(root)

    def find(self, name: str) -> Callee | None:
        found = self._folder.find(name)
        declared = (found.function or found.unit) if found is not None else None
        return Callee(declared=declared.schema) if declared is not None else None

    def names(self) -> Iterable[str]:
        return self._folder.names()


class NamesAlone:
    """Functions of which nothing but the names is looked at; that is slow, so it waits until somebody asks.

    Args:
        gather: gives the names.
    """

    def __init__(self, gather: Callable[[], Iterable[str]]) -> None:
        self._gather = gather

    def find(self, name: str) -> Callee | None:
        return Callee() if name in self._names else None

    def names(self) -> Iterable[str]:
        return self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._gather())


def installed_plugins() -> NamesAlone:
    """The functions of plug-ins."""
    return NamesAlone(lambda: Plugins().names())


def loose_folder(folder: Path) -> NamesAlone:
    """The functions of the files in a folder, which are looked at by their heads."""
    return NamesAlone(
        lambda: [name for file in folder.glob("*.xs") for name in function_heads(peek_text(file))]
    )
