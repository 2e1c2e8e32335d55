"""A job -> the files of the same job with its functions in Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runner.eject.bundle import FILE, helpers_text
from runner.eject.functions import Ejected, eject_function
from runner.eject.names import function_name
from runner.errors import Problem, ProblemsError, UsageError
from runner.jobs.faults import Faults
from runner.jobs.loading import Job, load_job
from runner.jobs.parts import find_part
from runner.jobs.reach import explore
from runner.jobs.targets import JobText, read_target
from runner.language import xanoscript
from runner.lookup import Found, Library
from runner.records import Record
from runner.source import Source, Span
from runner.syntax import parse_source, read_comments
from runner.syntax.comments import Comment
from runner.units import FunctionUnit

if TYPE_CHECKING:
    from runner.syntax.nodes import Document

FOLDER = "functions"
RUN = "run.xs"
CASES = "cases.yaml"
# What parts the documents of a file.
RULE = "---"


class EjectError(ProblemsError):
    """Something in a job has no Python; ``problems`` holds every place."""

    code = "not-ejected"
    exit_code = 1


class Project(Record):
    """The files of a job in Python, by their paths; ``notes`` are for the person who asked for it."""

    files: dict[str, str]
    notes: tuple[str, ...]


def eject(target: str | Path | Source, folders: Sequence[Path] = ()) -> Project:
    """Write the functions of a job in Python.

    Args:
        target: what people name as a job.
        folders: those of ``--functions``.

    Raises:
        UsageError: there is no such job, or one that cannot be put into a folder.
        ProblemsError: it has problems.
        EjectError: something in it cannot be written; every place is listed.
    """
    text = read_target(target)
    job = load_job(text)
    if any(part.takes_args for part in job.parts):
        raise UsageError(
            f"{job.file} is a job of `$main` functions, which only XanoScript has",
            hint="give the job a run.job that names its function, then eject it",
        )
    library = job.library(folders)
    found = _reached(job, library)
    units = [one.unit for one in found if one.unit is not None]
    ejected = {unit.name: _ejected(unit, {name.name for name in job.env}) for unit in units}
    _refuse(units, ejected)
    files = {RUN: _job_text(text, units), **dict(_function_files(units, ejected))}
    notes = [_note(one) for one in found if one.unit is None]
    return Project({**files, **dict(_beside(text, found))}, tuple(notes))


def _reached(job: Job, library: Library) -> list[Found]:
    """Every function that the job may call by a name that stands in its code."""
    faults = Faults()
    starts = [one for part in job.parts if (one := find_part(part, library, faults)) is not None]
    faults.raise_all()
    reach = explore(starts, library)
    problems = [problem for problem in reach.problems if problem.severity == "error"]
    if problems:
        raise ProblemsError(problems)
    return [one for name in sorted(reach.functions) if (one := library.find(name)) is not None]


# -- functions ---------------------------------------------------------------------------------------


def _ejected(unit: FunctionUnit, env: set[str]) -> Ejected:
    return eject_function(
        unit.document,
        xanoscript(),
        unit.schema.fields,
        comments_of(unit.document),
        env=env,
    )


def comments_of(document: Document) -> list[Comment]:
    """The comments of a document, those above it included."""
    start = 0
    for other in parse_source(document.source):
        if other.statement.span.start < document.statement.span.start:
            start = max(start, other.statement.span.end)
    end = document.statement.span.end
    return [one for one in read_comments(document.source) if start <= one.span.start < end]


def _refuse(units: Sequence[FunctionUnit], ejected: dict[str, Ejected]) -> None:
    problems = [
        _problem(unit, refusal.span, refusal.message)
        for unit in units
        for refusal in ejected[unit.name].refused
    ]
    problems += [
        _problem(unit, unit.name_span, f"`{unit.name}`", f": {error}")
        for unit in units
        if not problems and (error := _wrong(ejected[unit.name].text)) is not None
    ]
    if problems:
        raise EjectError(problems)


def _problem(unit: FunctionUnit, span: Span, what: str, reason: str = "") -> Problem:
    return Problem("not-ejected", f"{what} cannot be written in Python yet{reason}", unit.source, span)


def _wrong(text: str) -> str | None:
    """What Python finds wrong with a text."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        return error.msg
    return None


def _function_files(units: Sequence[FunctionUnit], ejected: dict[str, Ejected]) -> Iterator[tuple[str, str]]:
    helpers: set[str] = set()
    taken: dict[str, str] = {}
    for unit in units:
        path = f"{FOLDER}/{function_name(unit.name)}.py"
        if path in taken:
            raise UsageError(
                f"the functions `{taken[path]}` and `{unit.name}` would both go into {path}",
                hint="rename one of them",
            )
        taken[path] = unit.name
        helpers |= ejected[unit.name].helpers
        yield path, ejected[unit.name].text
    if helpers:
        yield f"{FOLDER}/{FILE}", helpers_text(helpers)


# -- what else the job is made of ------------------------------------------------------------------------


def _job_text(text: JobText, units: Sequence[FunctionUnit]) -> str:
    """The text of the job's file without the functions that are Python now."""
    gone = {unit.name for unit in units if unit.source.name == text.source.name}
    kept, start = [], 0
    for document in parse_source(text.source):
        end = document.statement.span.end
        part = text.source.unix().text[start:end]
        start = end
        if document.construct != "function" or document.name not in gone:
            kept.append(part.strip().removeprefix(RULE).strip())
    return f"\n{RULE}\n".join(kept) + "\n"


def _beside(text: JobText, found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """Files that go along as they are: the job's cases, and Python functions beside it."""
    if text.path is None:
        return
    folder = text.path.parent
    for one in found:
        if one.unit is None and one.path is not None and one.path.is_relative_to(folder):
            yield f"{FOLDER}/{one.path.name}", one.path.read_text(encoding="utf-8")
    cases = folder / CASES
    if text.path.name in (RUN, "index.xs") and cases.is_file():
        yield CASES, cases.read_text(encoding="utf-8")


def _note(found: Found) -> str:
    return f"`{found.name}` is Python already ({found.origin})"
