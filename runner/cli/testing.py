"""``xsrun test``: runs cases and tests in XanoScript, and tells what did not come out as expected."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runner.cli.console import Console
from runner.cli.numbers import WholeNumber

if TYPE_CHECKING:
    from runner.testing.finding import FoundTest
    from runner.testing.pool import Done

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(context_settings={"max_content_width": 100})
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-k", "words", metavar="EXPR",
              help="Run those alone whose file and name hold these words; with and, or, not.")  # fmt: skip
@click.option("-j", "--jobs", "workers", type=WholeNumber(1), metavar="N",
              help="How many run at the same time.  [default: one for each core]")  # fmt: skip
@click.option("-x", "--exitfirst", is_flag=True, help="Stop at the first test that fails.")
@click.option("--update", is_flag=True, help="Write the responses that came into the files of cases.")
@click.option("--junit", type=FILE, metavar="FILE", help="Write the outcome as JUnit XML, too.")
@click.option("--coverage", is_flag=True, help="Show which lines of .xs files ran.")
@click.option("--lcov", type=FILE, metavar="FILE", help="Write which lines ran as an lcov tracefile.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of files of cases, and run nothing.")
@click.option("-v", "--verbose", is_flag=True, help="Show each test, and the logs of failures.")
def command(
    paths: tuple[str, ...],
    words: str | None,
    workers: int | None,
    exitfirst: bool,
    update: bool,
    junit: Path | None,
    coverage: bool,
    lcov: Path | None,
    schema: bool,
    verbose: bool,
) -> int:
    """Run the cases beside jobs, and the tests in XanoScript.

    Cases stand in NAME.cases.yaml beside NAME.xs, in cases.yaml beside run.xs; functions carry `test`
    blocks. PATH is a job, a file of cases or of XanoScript, a folder with all below it, or a pattern; the
    current folder if there is none. A test sees no
    network, and of the env nothing but what its case gives. The exit code is 0 when all tests passed, 1
    when one failed, 2 when a file of cases is wrong or there are no tests.

    \b
    Example:
      xsrun test jobs -k "chat and not slow"
    """
    console = Console(verbose=verbose)
    if schema:
        console.result(_schema())
        return 0
    started = time.perf_counter()
    _require_writable("--junit", junit)
    _require_writable("--lcov", lcov)
    tests = _tests(paths, words)
    workers = workers or os.cpu_count() or 1
    count = coverage or lcov is not None
    done = list(_shown(_run(tests, workers, exitfirst, count), console))
    if update:
        done = _updated(done, workers, count, console)
    _report(done, time.perf_counter() - started, junit, console)
    if count:
        _report_coverage(paths, done, coverage, lcov, console)
    return int(any(one.outcome.status == "failed" for one in done))


def _schema() -> str:
    import json

    from runner.testing.case import cases_schema

    return json.dumps(cases_schema(), indent=2)


def _tests(paths: Sequence[str], words: str | None) -> list[FoundTest]:
    """The tests that are asked for.

    Raises:
        UsageError: there are none.
    """
    from runner.errors import UsageError
    from runner.testing.finding import find_tests
    from runner.testing.selecting import selection

    wanted = selection(words) if words is not None else None
    found = find_tests(paths)
    tests = [test for test in found if wanted is None or wanted(test.id)]
    if tests:
        return tests
    where = " ".join(paths) or "the current folder"
    if found:
        raise UsageError(f"none of the {len(found)} tests in {where} is meant by -k {words}")
    hint = "write NAME.cases.yaml beside NAME.xs, cases.yaml beside run.xs, or a `test` into a function"
    raise UsageError(f"there are no tests in {where}", hint=hint)


def _run(tests: Sequence[FoundTest], workers: int, exitfirst: bool, count: bool) -> Iterator[Done]:
    from runner.testing.pool import run_tests

    for done in run_tests(tests, workers, count=count):
        yield done
        if exitfirst and done.outcome.status == "failed":
            return


def _shown(done: Iterator[Done], console: Console) -> Iterator[Done]:
    """Show the tests as they are done: a line for each file, or for each test."""
    from runner.report.outcomes import file_line, test_line

    for _, group in groupby(done, key=lambda one: one.found.file):
        tests = []
        for one in group:
            tests.append(one)
            if console.verbose:
                console.result(test_line(one, console.result_style))
        if not console.verbose:
            console.result(file_line(tests, console.result_style))
        yield from tests


def _updated(done: Sequence[Done], workers: int, count: bool, console: Console) -> list[Done]:
    """Write what came into the files of the tests that failed, and run these once more."""
    from runner.cli.faults import report
    from runner.errors import StartError
    from runner.lookup.folders import display_path
    from runner.testing.case import is_case_file
    from runner.testing.pool import run_tests
    from runner.testing.updating import update_cases

    failed = [one for one in done if one.outcome.status == "failed" and one.outcome.observed]
    failed = [one for one in failed if is_case_file(one.found.file)]
    for file, group in groupby(failed, key=lambda one: one.found.file):
        observed = {one.found.test.name: one.outcome.observed[0] for one in group}
        try:
            changed = update_cases(file, observed)
        except StartError as error:
            # The other files are updated, and what this run found out is told, all the same.
            report(error)
            continue
        if changed:
            console.note(f"updated {display_path(file)}: {', '.join(changed)}")
    again = {one.found: one for one in run_tests([one.found for one in failed], workers, count=count)}
    return [again.get(one.found, one) for one in done]


def _report(done: Sequence[Done], seconds: float, junit: Path | None, console: Console) -> None:
    from runner.report.outcomes import failure_lines, junit_cases, summary_line

    style = console.result_style
    for one in done:
        if one.outcome.failures:
            console.result("\n" + failure_lines(one, style, logs=console.verbose))
    console.result("\n" + summary_line(done, seconds, style))
    if junit is not None:
        from runner.report.junit import junit_text

        _write("--junit", junit, junit_text("xsrun test", junit_cases(done)))


def _report_coverage(
    paths: Sequence[str], done: Sequence[Done], table: bool, lcov: Path | None, console: Console
) -> None:
    from runner.report.coverage import coverage_table, lcov_text
    from runner.testing.coverage import covered_files

    files = covered_files(paths, [one.outcome.hits for one in done])
    if table:
        console.result("\n" + coverage_table(files, console.result_style))
    if lcov is not None:
        _write("--lcov", lcov, lcov_text(files))


def _require_writable(option: str, path: Path | None) -> None:
    """Look whether a file can be written, before the tests take their time."""
    from runner.errors import UsageError

    if path is None:
        return
    if not path.parent.is_dir():
        raise UsageError(f"{option}: {path} cannot be written: there is no folder {path.parent}")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{option}: {path} cannot be written: permission denied")


def _write(option: str, path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{option}: {path} cannot be written: {error.strerror}") from None
