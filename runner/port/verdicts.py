"""Files -> jobs, and for each whether it runs here, or what keeps it from running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain
from pathlib import Path

from runner.errors import Problem, ProblemsError, StartError, UsageError, XanoScriptSyntaxError
from runner.jobs.loading import load_job
from runner.jobs.overview import look_at
from runner.jobs.reach import Reach, explore
from runner.jobs.targets import MAIN_FUNCTION
from runner.lookup import bundled_folder, job_library
from runner.lookup.constructs import JobUnits
from runner.lookup.folders import display_path, read_source
from runner.lookup.library import missing_function
from runner.lookup.places import OwnUnits, SharedPlaces
from runner.lookup.workspaces import workspace_root
from runner.port.uses import Use, joined, missing_code, uses_of
from runner.records import Record
from runner.source import Source, Span
from runner.syntax import parse_source
from runner.syntax.nodes import Document, FunctionDocument, RunDocument
from runner.units import CodeUnit, read_units
from runner.units.building import problems_of

JOB, FUNCTION = "job", "function"
# Problems of a run that are warnings there, since the call may never be reached.
LEADS_NOWHERE = frozenset({"unknown-function", "broken-function"})


class Reason(Record):
    """One thing that keeps a job from running; ``where`` is its place, or "" where it has none."""

    message: str
    where: str = ""


class Verdict(Record):
    """One job, or one function where there are no jobs: what it is called and what keeps it from running."""

    path: Path
    name: str
    reasons: tuple[Reason, ...]

    @property
    def runs(self) -> bool:
        """Whether nothing does."""
        return not self.reasons


class Port(Record):
    """What some files use of the language, and what of them runs; ``unit`` is JOB or FUNCTION."""

    files: int
    uses: tuple[Use, ...]
    unit: str
    verdicts: tuple[Verdict, ...]


class _File(Record):
    """One file; ``problems`` are those that keep it from being read whole."""

    path: Path
    source: Source
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]

    @property
    def job(self) -> Document | None:
        """The document that makes it a job."""
        return next(filter(_is_job, self.documents), None)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing of it can be read."""
        return bool(self.problems) and not self.documents


def look(paths: Iterable[Path]) -> Port:
    """Look at files, and at the functions that their jobs reach.

    A file of which nothing can be read counts as a job, or as a function, that does not run.
    """
    looker = _Looker()
    named = [looker.file(path) for path in paths]
    jobs = [looker.job(file, file.job) for file in named if file.job is not None]
    functions = [] if jobs else [verdict for file in named for verdict in looker.functions(file)]
    unknown = [Verdict(file.path, file.path.stem, _reasons(file)) for file in named if file.is_unknown]
    uses = uses_of(document for file in looker.files.values() for document in file.documents)
    return Port(len(looker.files), tuple(uses), JOB if jobs else FUNCTION, (*jobs, *functions, *unknown))


def _is_job(document: Document) -> bool:
    if isinstance(document, FunctionDocument):
        return document.name == MAIN_FUNCTION
    return isinstance(document, RunDocument)


class _Looker:
    """Reads each file once, those that were named and those that their jobs reach."""

    def __init__(self) -> None:
        self.files: dict[Path, _File] = {}
        self._shared = SharedPlaces()
        self._missing: dict[tuple[str, Span], list[Use]] = {}
        self._bundled = bundled_folder("functions")

    def file(self, path: Path) -> _File:
        """What a file holds."""
        place = path.resolve()
        if place not in self.files:
            self.files[place] = _read(path)
        return self.files[place]

    def job(self, file: _File, job: Document) -> Verdict:
        """Whether the job of a file runs."""
        if file.problems:
            return Verdict(file.path, job.name, _reasons(file))
        try:
            view = look_at(load_job(file.path, self._shared), file.path, shared=self._shared)
        except ProblemsError as error:
            return Verdict(file.path, job.name, tuple(map(_told, error.problems)))
        except StartError as error:
            return Verdict(file.path, job.name, (Reason(error.message),))
        assert view.job is not None
        assert view.reach is not None
        nowhere = [
            Reason(missing_function(part.target.name, ())[0], part.source.where(part.target.name_span))
            for part in view.job.parts
            if view.functions[part.role] is None
        ]
        return Verdict(file.path, job.name, (*nowhere, *self._reasons(view.reach)))

    def functions(self, file: _File) -> Iterator[Verdict]:
        """Whether each function of a file runs, by itself."""
        names = [document.name for document in file.documents if isinstance(document, FunctionDocument)]
        if file.problems:
            yield from (Verdict(file.path, name, _reasons(file)) for name in names)
            return
        root = workspace_root(file.path.resolve().parent)
        units = read_units(file.source, kept=True)
        library = job_library([OwnUnits(units, file.path)], root / file.path.name, shared=self._shared)
        others = cache(partial(JobUnits, units, file.path))
        for name in names:
            found = library.find(name)
            if found is not None:
                yield Verdict(file.path, name, tuple(self._reasons(explore([found], library, others))))

    def _reasons(self, reach: Reach) -> Iterator[Reason]:
        """What keeps the code that is reached from running."""
        for problem in reach.problems:
            if problem.severity == "error" or problem.code in LEADS_NOWHERE:
                yield _told(problem)
        whole = [unit for unit in reach.units if not unit.problems]
        for use in joined(chain.from_iterable(map(self._missing_code, whole))):
            yield Reason(f"the {use.kind} `{use.name}` does not run here yet", use.places[0])

    def _missing_code(self, unit: CodeUnit) -> list[Use]:
        """What a document uses that does not run here; many jobs may reach it."""
        key = (unit.source.name, unit.name_span)
        if key not in self._missing:
            document = self._document(unit)
            self._missing[key] = missing_code(document) if document is not None else []
        return self._missing[key]

    def _document(self, unit: CodeUnit) -> Document | None:
        """The tree of a document that is reached; None for one that comes with xsrun."""
        path = Path(unit.source.name)
        if self._bundled is not None and path.resolve().is_relative_to(self._bundled):
            return None
        documents = self.file(path).documents
        return next((one for one in documents if one.statement.name_span == unit.name_span), None)


def _read(path: Path) -> _File:
    try:
        source = read_source(path)
    except UsageError as error:
        source = Source("", display_path(path))
        return _File(path, source, (), (Problem("unreadable-file", error.message, source, Span(0, 0)),))
    try:
        return _File(path, source, parse_source(source), ())
    except XanoScriptSyntaxError as error:
        return _File(path, source, error.documents, tuple(problems_of(error)))


def _reasons(file: _File) -> tuple[Reason, ...]:
    return tuple(map(_told, file.problems))


def _told(problem: Problem) -> Reason:
    return Reason(problem.message, problem.where)
