"""What people name on a command line -> the tests that are meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from runner.errors import Problem, ProblemsError
from runner.lookup.folders import display_path
from runner.lookup.xs_files import xs_files
from runner.records import Record
from runner.testing.block_run import block_tests, holds_blocks
from runner.testing.case import FOLDER_FILE, case_files_of, is_case_file
from runner.testing.case_run import case_tests
from runner.testing.outcomes import Kind, Test

# Every kind of tests; a file may hold one kind alone.
KINDS: tuple[Kind, ...] = (Kind(is_case_file, case_tests), Kind(holds_blocks, block_tests))


class FoundTest(Record):
    """A test and the file that it stands in."""

    file: Path
    test: Test

    @property
    def id(self) -> str:
        """What people call it: ``jobs/hello.cases.yaml::name``."""
        return f"{display_path(self.file)}::{self.test.name}"


def find_tests(names: Sequence[str]) -> list[FoundTest]:
    """The tests behind ``names``: files of tests, folders with all below them, globs.

    A file of XanoScript stands for the cases beside it as well.

    Raises:
        UsageError: a name stands for nothing, or a file cannot be read.
        ProblemsError: what is wrong in all of the files.
    """
    found: list[FoundTest] = []
    problems: list[Problem] = []
    for file in test_files(names):
        try:
            found += [FoundTest(file, test) for test in tests_of(file)]
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return found


def test_files(names: Sequence[str]) -> list[Path]:
    """The files behind ``names`` that may hold tests.

    Raises:
        UsageError: a name stands for nothing.
    """
    found: dict[Path, None] = {}
    for file in xs_files(names, (FOLDER_FILE,)):
        found.update(dict.fromkeys([file, *case_files_of(file)]))
    return list(found)


def tests_of(file: Path) -> list[Test]:
    """The tests in a file.

    Raises:
        StartError: it cannot be read.
    """
    return [test for kind in KINDS if kind.holds(file) for test in kind.tests(file)]
