"""The pages of problem codes: their examples are checked, and docs/problems.md holds them all."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from runner.errors import Problem, ProblemsError
from runner.lint.checking import Checker
from runner.reference.problems import FOLDER, problem_codes, problem_page, read_page
from runner.testing.case import is_case_file, read_cases

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {"syntax", "portability", "semantics", "cases", "eject"}
SEVERITIES = {"error", "warning"}
# What no check shows: it takes a run, an unreadable file, very much of something, or `xsrun eject`.
UNSHOWN = {
    *("missing-env", "input", "broken-function", "too-deep", "too-many", "unreadable-file"),
    "not-ejected",  # tests/eject/test_project.py
}
PAGE = "# odd\n\nsyntax · error · fixed\n\nText.\n\n## Wrong\n\n{wrong}\n## Right\n\n{right}"


def found(files: Mapping[str, str], folder: Path) -> list[Problem]:
    """What the check says about the files of an example, which are a project of their own."""
    (folder / ".git").mkdir(parents=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    paths = [folder / path for path in files]
    checker = Checker(processors=1)
    problems = checker.problems(checker.read([path for path in paths if path.suffix == ".xs"]))
    return problems + [problem for path in paths if is_case_file(path) for problem in case_problems(path)]


def case_problems(path: Path) -> Sequence[Problem]:
    """What is wrong with a file of cases."""
    try:
        read_cases(path)
    except ProblemsError as error:
        return error.problems
    return []


def test_codes_are_those_of_the_files() -> None:
    assert dict(problem_codes()) == {
        path.stem: read_page(path.read_text(encoding="utf-8")).family for path in sorted(FOLDER.glob("*.md"))
    }
    assert set(problem_codes().values()) <= FAMILIES


@pytest.mark.parametrize("code", problem_codes())
def test_a_page_is_true(code: str, tmp_path: Path) -> None:
    page = problem_page(code)
    assert (page.code, page.severity in SEVERITIES) == (code, True)
    assert page.wrong
    assert page.right
    assert [str(problem) for problem in found(page.right, tmp_path / "right")] == []
    if code in UNSHOWN:
        return
    problems = found(page.wrong, tmp_path / "wrong")
    assert {(problem.code, problem.severity) for problem in problems} == {(code, page.severity)}
    safe = [problem.fix for problem in problems if problem.fix is not None and problem.fix.safe]
    assert bool(safe) == page.fixed


@pytest.mark.parametrize("code", problem_codes())
def test_a_page_is_short(code: str) -> None:
    assert len(re.split(r"(?<=[.:])\s+(?=[A-Z`])", problem_page(code).text)) <= 6


def test_a_page_may_hold_several_files() -> None:
    wrong = "```xs run.xs\na\n```\n\n```xs function/b.xs\nb\n```\n"
    page = read_page(PAGE.format(wrong=wrong, right="```xs\nc\n```\n"))
    assert page.as_tuple() == (
        *("odd", "syntax", "error", True, "Text."),
        {"run.xs": "a\n", "function/b.xs": "b\n"},
        {"example.xs": "c\n"},
    )


def test_a_page_without_its_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="'# odd' is not laid out"):
        read_page("# odd\n\nsyntax · error\n\nText.\n\n## Wrong\n")


@pytest.mark.parametrize("code", ["no-such-code", "../problems", ""])
def test_a_code_without_a_page_is_a_key_error(code: str) -> None:
    with pytest.raises(KeyError):
        problem_page(code)


def test_the_docs_hold_all_pages() -> None:
    script = ROOT / "scripts" / "problem_pages.py"
    done = subprocess.run([sys.executable, script, "--check"], check=False)
    assert done.returncode == 0, "run scripts/problem_pages.py"
