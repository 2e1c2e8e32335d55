"""Jobs that lie in files -> what people want to know of them before they run one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from runner.errors import StartError, XanoScriptSyntaxError
from runner.jobs.faults import Faults
from runner.jobs.loading import Job, is_job, load_job
from runner.jobs.parts import find_part
from runner.jobs.reach import Reach, explore, job_units
from runner.jobs.targets import MAIN_FUNCTION
from runner.lookup import Found
from runner.lookup.folders import read_source
from runner.lookup.places import SharedPlaces
from runner.records import Record
from runner.syntax.nodes import FunctionDocument
from runner.units import read_units


class Overview(Record):
    """A job and what it reaches; ``functions`` are those of its parts by role, None where one is missing.

    Of a file that holds no job that can be read, ``error`` says why, and there is nothing else.
    """

    path: Path
    job: Job | None = None
    functions: Mapping[str, Found | None] = {}
    reach: Reach | None = None
    error: str | None = None


def look_at(
    job: Job, path: Path, folders: Sequence[Path] = (), shared: SharedPlaces | None = None
) -> Overview:
    """What a job is made of.

    Args:
        job: the job.
        path: its file.
        folders: those of ``--functions``.
        shared: what is known from other jobs already.

    Raises:
        StartError: one of its functions cannot be loaded.
    """
    library = job.library(folders, shared)
    functions = {part.role: find_part(part, library, Faults()) for part in job.parts}
    starts = [found for found in functions.values() if found is not None]
    reach = explore(starts, library, cache(partial(job_units, job)))
    reach.open = reach.open or None in functions.values()
    return Overview(path, job, functions, reach)


def jobs_in(files: Iterable[Path]) -> Iterator[Overview]:
    """The jobs that stand in files; files that hold none are left out."""
    shared = SharedPlaces()
    for path in files:
        try:
            if _holds_job(path):
                yield look_at(load_job(path, shared), path, shared=shared)
        except StartError as error:
            yield Overview(path, error=str(error))


def _holds_job(path: Path) -> bool:
    try:
        units = read_units(read_source(path), kept=True)
    except XanoScriptSyntaxError as error:
        if _holds_functions_alone(error):
            return False
        raise
    return is_job(units)


def _holds_functions_alone(error: XanoScriptSyntaxError) -> bool:
    """Whether a broken file is no job for sure: functions are all that could be read, and hold all gaps."""
    spans = [document.span for document in error.documents if _is_plain_function(document)]
    return (
        len(spans) == len(error.documents) > 0
        and all(any(span.start <= gap.start and gap.end <= span.end for span in spans) for gap in error.gaps)
    )  # fmt: skip


def _is_plain_function(document: object) -> bool:
    return isinstance(document, FunctionDocument) and document.name != MAIN_FUNCTION
