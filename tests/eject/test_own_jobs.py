"""The jobs of `tests/jobs`, ejected, pass the cases that stand beside them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runner.eject.layout import WIDTH
from runner.eject.project import EjectError, eject
from runner.source import Source
from runner.syntax import read_comments
from runner.testing.case_run import case_tests
from runner.testing.outcomes import PASSED, Conditions
from scripts.eject_gallery import JOBS, ROOT, outdated
from tests.eject.writing import write

FOLDERS = sorted(path.parent for path in (ROOT / "tests" / "jobs").glob("*/*/cases.yaml"))
# The jobs that have no Python, with why.
REFUSED = {
    "clean_up": "`remove`",
    "file_upload": "a request with a multipart body",
    "memberships": "the statement `array.difference`",
    "status_branches": "`follow_location` of a request",
}
# Python has no way to say "may be left out, but not be None".
DIFFERENT = {("url_tools", "lists in the query")}
HELPERS_LINES = 300
RULES = "E,F,I,UP,B,C4,PGH,PLE,RUF"
# Letters of all languages, and loops that write into a list of their own.
IGNORED = "RUF001,RUF002,RUF003,B007"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_own_job(folder: Path, tmp_path: Path) -> None:
    if folder.name in REFUSED:
        with pytest.raises(EjectError, match=REFUSED[folder.name]):
            eject(folder)
        return
    project = eject(folder)
    write(project, tmp_path)
    outcomes = {test.name: test.run(Conditions()) for test in case_tests(tmp_path / "cases.yaml")}
    wrong = {name for name, outcome in outcomes.items() if outcome.status != PASSED}
    assert {(folder.name, name) for name in wrong} == {one for one in DIFFERENT if one[0] == folder.name}
    for name, text in project.files.items():
        if name.endswith(".py"):
            assert max(map(len, text.splitlines())) <= WIDTH, name
    assert project.files.get("functions/_xs.py", "").count("\n") <= HELPERS_LINES


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_comment_is_kept(folder: Path) -> None:
    if folder.name in REFUSED:
        pytest.skip("has no Python")
    whole = words("\n".join(eject(folder).files.values()))
    for path in folder.rglob("*.xs"):
        for comment in read_comments(Source(path.read_text("utf-8"), path.name)):
            assert words(comment.text) in whole


def words(text: str) -> str:
    """A text without line breaks and the signs of comments."""
    return " ".join(re.sub(r"(?m)^\s*(#|//)", "", text).split())


def test_ejected_code_is_as_ruff_wants_it(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if ruff is None:
        pytest.skip("ruff is not installed")
    for folder in FOLDERS:
        if folder.name not in REFUSED:
            write(eject(folder), tmp_path / folder.name)
    options = ["--isolated", "--line-length", str(WIDTH), "--select", RULES, "--ignore", IGNORED]
    done = subprocess.run([ruff, "check", *options, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_gallery_passes_mypy(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    names = [Path(job).stem for job in JOBS]
    for job, name in zip(JOBS, names, strict=True):
        write(eject(ROOT / job), tmp_path / name)
    packages = [option for name in names for option in ("-p", f"{name}.functions")]
    done = subprocess.run(
        [sys.executable, "-m", api.__name__.partition(".")[0], *packages],
        cwd=tmp_path,
        env={"MYPYPATH": str(ROOT), "PATH": "", "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_gallery_shows_what_the_command_makes() -> None:
    assert outdated() == [], "run scripts/eject_gallery.py"
