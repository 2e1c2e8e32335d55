"""What the reference holds: an entry for each name of each kind, out of the language and of the examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from runner import language, specs
from runner.cache import contents, read_entry, write_entry
from runner.records import Record
from runner.reference.differences import DIFFERENCES
from runner.reference.examples import Example, read_examples
from runner.reference.kinds import CODE, CONSTRUCT, FILTER, KINDS, STATEMENT, Kind
from runner.reference.problems import ProblemPage, problem_codes, problem_page

# The family of what only statements of the database know.
QUERIES = "queries"
# What comes of the constructs that are more than read.
CONSTRUCT_STATES = {
    "run.job": "runs",
    "function": "runs",
    "test": "runs with `xsrun test`",
    "workflow_test": "runs with `xsrun test`",
    "workspace": "gives env defaults, and the name of a job without a `run.job`",
    "table": "holds rows, in memory, in a file or on a server",
    "addon": "is asked by queries, and by `addon.call`",
    "query": "is called by `api.call`",
    "task": "is called by `task.call`; no schedule starts it",
    "tool": "is called by `tool.call`",
    "run.service": "is refused with a sentence: services wait for requests",
}


class Entry(Record):
    """One name of one kind.

    ``form`` is how it is written, ``more`` are further sentences, ``aliases`` other names of the same.
    ``runs`` says whether xsrun does more than read it, ``extra`` names what has to be installed for it,
    ``differs`` says what Xano does not. ``example`` is a whole file, ``gives`` its response as JSON.
    A code has its severity as its form, and ``wrong``: the example that gives the problem.
    """

    kind: Kind
    name: str
    family: str
    form: str
    sentence: str
    aliases: tuple[str, ...] = ()
    runs: bool = True
    extra: str = ""
    differs: str = ""
    example: str = ""
    gives: str = ""
    wrong: str = ""
    more: tuple[str, ...] = ()


def entries(kind: Kind) -> list[Entry]:
    """All entries of a kind, in the order of its families."""
    if kind is CODE:
        return [_code(problem_page(code)) for code in problem_codes()]
    examples = read_examples(kind)
    told = [_with_example(entry, examples.pop(entry.name, None)) for entry in _described(kind)]
    return told + [_with_example(_written(kind, example), example) for example in examples.values()]


def find(name: str) -> list[Entry]:
    """All that goes by a name in any case, whatever its kind; a variable also without its dollar sign."""
    wanted = name.lower()
    return [
        entry
        for kind in KINDS
        if kind is not CODE or wanted in problem_codes()
        for entry in entries(kind)
        if wanted in (entry.name.lower(), entry.name.lower().removeprefix("$"))
    ]


def _code(page: ProblemPage) -> Entry:
    form = page.severity + (", repaired by `xsrun check --fix`" if page.fixed else "")
    text, right, wrong = " ".join(page.text.split()), _joined(page.right), _joined(page.wrong)
    return Entry(CODE, page.code, page.family, form, text, example=right, wrong=wrong)


def _joined(files: Mapping[str, str]) -> str:
    """The files of an example, below their paths where there are several."""
    if len(files) == 1:
        return next(iter(files.values()))
    return "\n".join(f"// {path}\n{text}" for path, text in files.items())


def _written(kind: Kind, example: Example) -> Entry:
    """The entry of what no Python function stands for: the file of the examples says what it is."""
    # An operator of queries that gives nothing is one that the database here does not have.
    runs = bool(example.gives) or example.family != QUERIES
    runs = runs and (kind is not CONSTRUCT or example.name in CONSTRUCT_STATES)
    extra = "db" if example.family == QUERIES else ""
    return Entry(kind, example.name, example.family, example.form, example.says, runs=runs, extra=extra)


def _with_example(entry: Entry, example: Example | None) -> Entry:
    differs = DIFFERENCES.get(entry.kind.name, {}).get(entry.name, "")
    if example is None:
        return entry.changed(differs=differs)
    # What does not run has no function that tells more of it than its name.
    form, told = entry.form or example.form, entry.sentence or example.says
    shown = {"example": example.text, "gives": example.gives, "more": example.more}
    return entry.changed(form=form, sentence=told, differs=differs, **shown)


def _described(kind: Kind) -> list[Entry]:
    """The entries of filters or statements, as their functions describe them."""
    return [Entry(kind, *row) for row in _rows().get(kind.name, ())]


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[tuple[Any, ...]]]:
    """What the functions of filters and statements say; from the cache, as it takes importing them all."""
    shape = (Path(file).read_text(encoding="utf-8") for file in (specs.__file__, language.__file__))
    key = (contents("filters", "statements", "reference"), *shape)
    rows: dict[str, list[tuple[Any, ...]]] | None = read_entry("reference", key)
    if rows is None:
        rows = {FILTER.name: list(_filters()), STATEMENT.name: list(_statements())}
        write_entry("reference", key, rows)
    return rows


def _filters() -> Iterator[tuple[Any, ...]]:
    from runner.filters.families import FAMILIES
    from runner.reference.signatures import extra_of, filter_form, sentence

    for family in FAMILIES:
        for spec in sorted(family.specs, key=lambda item: item.name):
            form, gives = f"value|{filter_form(spec)}", sentence(spec.function)
            aliases, extra = _aliases(family, spec.name), extra_of(family.name, spec.name)
            yield spec.name, family.name, form, gives, aliases, True, extra
    known = language.xanoscript()
    # Some filters of queries are filters of their own as well, and told above.
    for name in sorted((known.unsupported_filters | known.query_filters.keys()) - known.filters.keys()):
        runs = name in known.query_filters
        yield name, QUERIES, "", "", (), runs, "db" if runs else ""


def _statements() -> Iterator[tuple[Any, ...]]:
    from runner.reference.signatures import extra_of, sentence, statement_form
    from runner.statements.families import FAMILIES

    for family in sorted(FAMILIES, key=lambda item: (item.name != "control", item.name)):
        for spec in sorted(family.specs, key=lambda item: item.name):
            does = sentence(spec.function or spec.emit)
            aliases, extra = _aliases(family, spec.name), extra_of(family.name, spec.name)
            yield spec.name, family.name, statement_form(spec), does, aliases, True, extra
    for name in sorted(language.xanoscript().unsupported_statements):
        yield name, name.partition(".")[0], "", "", (), False


def _aliases(family: Any, name: str) -> tuple[str, ...]:
    """Other names of the same function."""
    same = family.functions[name]
    return tuple(other for other, function in family.functions.items() if function is same and other != name)
