"""Functions and their names: files that are named otherwise, names that stand twice, parts of jobs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from runner.errors import Problem
from runner.jobs.loading import ROLES
from runner.lint.facts import DocumentFacts
from runner.lint.places import FUNCTION, Callee, OneFile
from runner.lint.report import FileReport
from runner.lint.scopes import Scopes, is_job
from runner.lint.unused import Callers
from runner.lookup.found import repeated_function
from runner.lookup.workspaces import FOLDERS

# Exports put the number of a function before its name.
NUMBER = re.compile(r"^\d+[_-]+")
BETWEEN = re.compile(r"[^\w/]+|_+")
PARTS = tuple(f"${role}" for role in ROLES)


def file_name_problems(report: FileReport, scopes: Scopes, callers: Callers) -> Iterator[Problem]:
    """A warning for a file of a folder of functions that is named otherwise than its one function.

    Where a call takes the name of the file for that of the function, the call is told alone.
    """
    functions = report.facts.of(FUNCTION)
    path = scopes.files.path(report)
    if len(report.facts.documents) != 1 or len(functions) != 1 or path is None:
        return
    folder = next((place for place in path.parents if place.name in FOLDERS), None)
    if folder is None:
        return
    [function] = functions
    given = path.relative_to(folder).with_suffix("").as_posix()
    if not _are_alike(given, function.name) and not callers.miss(given, report):
        message = f"the file is named `{given}`, and its function `{function.name}`"
        hint = f"calls go by the name of the function; its file would be {_file_name(function.name)}"
        yield _warning("file-name", message, report, function, hint)


def _file_name(function: str) -> str:
    """The file of a function, as Xano writes it: below a folder for each part of its name."""
    return re.sub(r"[^\w/-]+", "_", function.strip().lower()).strip("_/") + ".xs"


def _are_alike(path: str, name: str) -> bool:
    """Whether a file may be named ``path`` for a function ``name``: its folders may be left out."""
    wanted, given = _plain(name), _plain(path)
    bare = _plain(NUMBER.sub("", path.rpartition("/")[2]))
    return given == wanted or bare in (wanted, wanted.replace("/", "_"), wanted.rpartition("/")[2])


def _plain(name: str) -> str:
    return BETWEEN.sub("_", name.strip().lower()).strip("_")


# -- names that stand twice ----------------------------------------------------------------------------


def repeated_problems(report: FileReport, scopes: Scopes) -> Iterator[Problem]:
    """A warning for each function that never runs, since another one of its file or folder has the name."""
    first: dict[str, DocumentFacts] = {}
    for function in report.facts.of(FUNCTION):
        earlier = first.setdefault(function.name, function)
        used = OneFile(report).find(function.name) if earlier is not function else None
        yield from _repeated(report, function, used or _in_folder(report, function, scopes))


def _in_folder(report: FileReport, function: DocumentFacts, scopes: Scopes) -> Callee | None:
    """The function that the name of one leads to, where several files of its folder have one."""
    root, path = scopes.root(report), scopes.files.path(report)
    if root is None or path is None or is_job(report):
        return None
    for folder in scopes.folders(root):
        paths = folder.paths.get(function.name, ())
        if len(paths) > 1 and path in paths:
            return folder.find(function.name)
    return None


def _repeated(report: FileReport, function: DocumentFacts, used: Callee | None) -> Iterator[Problem]:
    if used is None or used.report is None or used.facts is None or used.facts is function:
        return
    where = used.report.source.where(used.facts.span)
    yield repeated_function(function.name, report.source, function.span, where)


# -- the parts of a job without a run.job ----------------------------------------------------------------


def part_problems(report: FileReport) -> Iterator[Problem]:
    """A warning for each function that is named as a part of a job is, and is none."""
    names = {function.name for function in report.facts.of(FUNCTION)}
    for function in report.facts.of(FUNCTION):
        meant = f"${function.name.lstrip('$').lower()}"
        is_bare = "$main" in names and meant in PARTS
        if function.name in PARTS or not (function.name.startswith("$") or is_bare):
            continue
        near = get_close_matches(meant, PARTS, n=1)
        hint = f"did you mean `{near[0]}`?" if near else "a name with `$` is that of a part of a job"
        message = (
            f"`{function.name}` is no part of a job: those are {', '.join(f'`{part}`' for part in PARTS)}"
        )
        yield _warning("part-name", message, report, function, hint)


def _warning(code: str, message: str, report: FileReport, function: DocumentFacts, hint: str) -> Problem:
    return Problem(code, message, report.source, function.span, hint, severity="warning")
