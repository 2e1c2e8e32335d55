"""Cases beside a job: what goes into each of its runs, and what must come out, as a file tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.errors import Problem, ProblemsError
from runner.jobs.targets import JOB_FILES
from runner.lookup.folders import display_path, read_source
from runner.records import Record
from runner.stubs import Stub, read_cassette
from runner.stubs.cassette import stubs_of
from runner.stubs.clock import DEFAULT_NOW
from runner.stubs.documents import Document, entry, load_schema, read_document, stub_definitions
from runner.stubs.formats import milliseconds
from runner.testing.outcomes import TIME_LIMIT
from runner.values import to_text

SUFFIX = ".cases.yaml"
FOLDER_FILE = "cases.yaml"
OUTCOMES = ("response", "response_has", "error")


class Case(Record):
    """One run of a job.

    Attributes:
        name: unique in its file.
        path: the file of the case.
        target: the job, or the file of functions.
        place: where the case stands, as ``file:line``.
        outcome: "response", "response_has" or "error"; None where the case compares none of them.
        expected: what ``outcome`` has to be.
        function: the function to run instead of the job.
        input, env, seed: of the run.
        now: the time at which it starts, in milliseconds since the epoch.
        http: its requests and their answers.
        any_order: whether they may come in any order.
        tables: the rows that tables start with, in the place of those in their documents; None are these.
        tables_after: what tables hold at the end, by their names; None where nobody compares them.
        timeout: seconds that it may take.
        log: texts that stand in the log, in this order.
        slept: the seconds of each wait; None where nobody compares them.
    """

    name: str
    path: Path
    target: Path
    place: str
    outcome: str | None = None
    expected: Any = None
    function: str | None = None
    input: Mapping[str, Any] = {}
    env: Mapping[str, str] = {}
    seed: int | None = None
    now: int = DEFAULT_NOW
    http: Sequence[Stub] = ()
    any_order: bool = False
    tables: Mapping[str, Sequence[Mapping[str, Any]]] | None = None
    tables_after: Mapping[str, Sequence[Any]] | None = None
    timeout: float = TIME_LIMIT
    log: Sequence[str] = ()
    slept: Sequence[float] | None = None


def is_case_file(path: Path) -> bool:
    """Whether a file holds cases, by its name."""
    return path.name == FOLDER_FILE or path.name.endswith(SUFFIX)


def case_files_of(job: Path) -> list[Path]:
    """The files of cases that stand beside a file of XanoScript; none of any other file."""
    if job.suffix != ".xs":
        return []
    names = [f"{job.stem}{SUFFIX}", *([FOLDER_FILE] if job.name in JOB_FILES else [])]
    return [path for name in names if (path := job.with_name(name)).is_file()]


def cases_schema() -> dict[str, Any]:
    """The JSON Schema of a file of cases."""
    schema = load_schema(Path(__file__).with_name("cases.schema.json"))
    schema["$defs"] |= {name: part for name, part in stub_definitions().items() if name != "cassette"}
    return schema


def read_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        UsageError: it cannot be read, or a file that it names.
        ProblemsError: it is no file of cases, or there is no job beside it; with all that is wrong.
    """
    document = read_document(read_source(path), cases_schema())
    target = _target(path, document)
    _require_names(document)
    return [_case(document, path, target, at) for at in range(len(document.data))]


def _target(path: Path, document: Document) -> Path:
    """The job that the cases belong to, by the name of their file."""
    names = JOB_FILES if path.name == FOLDER_FILE else [path.name.removesuffix(SUFFIX) + ".xs"]
    for name in names:
        if path.with_name(name).is_file():
            return path.with_name(name)
    shown = " or ".join(display_path(path.with_name(name)) for name in names)
    raise ProblemsError([document.problem(document.root, f"the job of these cases is not there: {shown}")])


def _require_names(document: Document) -> None:
    seen: set[str] = set()
    problems: list[Problem] = []
    for at, case in enumerate(document.data):
        if case["name"] in seen:
            node = entry(document.root, at, "name")
            problems.append(document.problem(node, f"an earlier case has the name {case['name']!r}, too"))
        seen.add(case["name"])
    if problems:
        raise ProblemsError(problems)


def _case(document: Document, path: Path, target: Path, at: int) -> Case:
    data = document.data[at]
    outcome = next((name for name in OUTCOMES if name in data), None)
    known = {name: data[name] for name in PLAIN if name in data}
    if "now" in data:
        known["now"] = milliseconds(data["now"])
    if "http" in data:
        known["http"] = _stubs(document, path, at)
    return Case(
        path=path,
        target=target,
        place=document.place(entry(document.root, at)),
        outcome=outcome,
        expected=data.get(outcome) if outcome else None,
        env={name: to_text(value) for name, value in data.get("env", {}).items()},
        **known,
    )


# What a case has as its file says it.
PLAIN = "name function input seed any_order tables tables_after timeout log slept".split()


def _stubs(document: Document, path: Path, at: int) -> Sequence[Stub]:
    """The stubs of a case: its own, or those of a cassette beside it."""
    http = document.data[at]["http"]
    if not isinstance(http, str):
        return stubs_of(document, path, at, "http")
    cassette = path.parent / http
    if cassette.is_file():
        return read_cassette(cassette).replayed
    node = entry(document.root, at, "http")
    raise ProblemsError([document.problem(node, f"there is no cassette {display_path(cassette)}")])
