"""Files -> scopes: which job or workspace a file belongs to, and which functions its code can call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from runner.lint.places import (
    FUNCTION,
    BundledFolder,
    Callee,
    Files,
    FunctionFolder,
    OneFile,
    Place,
    installed_plugins,
    loose_folder,
)
from runner.lint.report import FileReport
from runner.lookup.library import job_folders, missing_function, near_names
from runner.lookup.roots import Root, bundled_folder, job_roots
from runner.lookup.workspaces import workspace_root

JOBS = ("run.job", "run.service")


class Scope:
    """The functions that the code of one file can call, in the order of the lookup."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self._missing: dict[str, tuple[str, str]] = {}

    def find(self, name: str) -> Callee | None:
        """The function that a name leads to."""
        found = (place.find(name) for place in self.places)
        return next((one for one in found if one is not None), None)

    def missing(self, name: str) -> tuple[str, str]:
        """What to say of a name that leads nowhere: the sentence, and the way out."""
        # To look through all names takes long, and many calls may share one typo.
        if name not in self._missing:
            known = (known for place in self.places for known in place.names())
            self._missing[name] = missing_function(name, near_names(name, known))
        return self._missing[name]


class Scopes:
    """The scopes of all checked files; what lies in a folder is looked at once."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._roots: dict[Path, Path] = {}
        self._shared: dict[Path | None, Scope] = {}
        self._folders: dict[Path, Place] = {}
        self._own: dict[Path, list[FunctionFolder]] = {}
        self._loose_folders: dict[Path, Place] = {}
        self._met: dict[str, Scope] = {}

    def of(self, report: FileReport) -> Scope:
        """Where the code of a file looks for functions."""
        name = report.source.name
        if name not in self._met:
            self._met[name] = self._scope(report)
        return self._met[name]

    def _scope(self, report: FileReport) -> Scope:
        root = self.root(report)
        if root not in self._shared:
            self._shared[root] = Scope(tuple(self._places(root)))
        shared, own = self._shared[root], OneFile(report)
        if not is_job(report):
            # Which job calls it nobody knows, and what it calls may be that job's.
            return Scope([own, *shared.places, self._loose, *self._beside(report, root)])
        # What is known of a scope that several jobs share is worked out once.
        return Scope([own, *shared.places]) if report.broken or report.facts.of(FUNCTION) else shared

    def root(self, report: FileReport) -> Path | None:
        """The folder of the job or the workspace that a file belongs to; None for a text that is no file."""
        path = self.files.path(report)
        return path.parent if path is not None and is_job(report) else self.workspace(report)

    def workspace(self, report: FileReport) -> Path | None:
        """The workspace that a file lies in, of a job as well; None for a text that is no file."""
        path = self.files.path(report)
        if path is None:
            return None
        if path.parent not in self._roots:
            self._roots[path.parent] = workspace_root(path.parent)
        return self._roots[path.parent]

    def folders(self, root: Path) -> list[FunctionFolder]:
        """The folders of functions of a job or a workspace."""
        if root not in self._own:
            places = map(self._folder, job_roots(root))
            self._own[root] = [place for place in places if isinstance(place, FunctionFolder)]
        return self._own[root]

    def _places(self, root: Path | None) -> Iterator[Place]:
        before, after = job_folders(root)
        yield from map(self._folder, before)
        yield self._plugins
        yield from map(self._folder, after)

    def _folder(self, root: Root) -> Place:
        folder = root.folder.resolve()
        if folder not in self._folders:
            is_bundled = folder == self._bundled
            self._folders[folder] = BundledFolder(root) if is_bundled else FunctionFolder(root, self.files)
        return self._folders[folder]

    def _beside(self, report: FileReport, root: Path | None) -> Iterator[Place]:
        path = self.files.path(report)
        if path is not None and root is not None:
            for folder in dict.fromkeys((path.parent, root)):
                if folder not in self._loose_folders:
                    self._loose_folders[folder] = loose_folder(folder)
                yield self._loose_folders[folder]

    @cached_property
    def _bundled(self) -> Path | None:
        return bundled_folder("functions")

    @cached_property
    def _plugins(self) -> Place:
        return installed_plugins()

    @cached_property
    def _loose(self) -> Place:
        return CheckedFiles(self.files.reports)


class CheckedFiles:
    """The functions of all files that are checked."""

    def __init__(self, reports: Sequence[FileReport]) -> None:
        self._files: dict[str, list[FileReport]] = {}
        for report in reports:
            for facts in report.facts.of(FUNCTION):
                self._files.setdefault(facts.name, []).append(report)

    def find(self, name: str) -> Callee | None:
        found = self._files.get(name, ())
        # Which of several it is depends on the job.
        return OneFile(found[0]).find(name) if len(found) == 1 else Callee() if found else None

    def names(self) -> list[str]:
        return list(self._files)


def is_job(report: FileReport) -> bool:
    """Whether a file holds a job, which looks for functions beside itself."""
    return any(document.construct in JOBS for document in report.facts.documents)
