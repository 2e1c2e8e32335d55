"""Tests in processes of their own, found by what people name."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.errors import ProblemsError, UsageError
from runner.testing import pool
from runner.testing.finding import find_tests
from runner.testing.pool import run_tests

PYTHON = '''"""Functions that would like to see the machine."""
import os
import socket
import time

from runner import function


@function
def probe(what: str) -> str:
    """Try one of the ways out."""
    if what == "env":
        return str(sorted(os.environ.keys() & {"SECRET_OF_MINE", "OPENAI_BASE_URL"}))
    if what == "network":
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        except OSError as error:
            return str(error)
    if what == "exit":
        os._exit(3)
    if what == "hang":
        time.sleep(60)
    print("on the way to standard output")
    return what
'''
JOB = 'run.job "Probe" {\n  main = {name: "probe", input: {what: "nothing"}}\n}\n'
CASES = """\
- {name: env, input: {what: env}, response: "[]"}
- {name: network, input: {what: network}, response: {$like: "a test reaches no network: *"}}
- {name: dies, input: {what: exit}, response: ""}
- {name: lives, response: nothing}
- {name: wrong, response: other}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions/probe.py").write_text(PYTHON)
    (tmp_path / "run.xs").write_text(JOB)
    (tmp_path / "cases.yaml").write_text(CASES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_tests_run_apart_from_the_machine_and_from_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECRET_OF_MINE", "1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    done = list(run_tests(find_tests(["."]), 2))
    assert [(one.found.id, one.outcome.status) for one in done] == [
        ("cases.yaml::env", "passed"),
        ("cases.yaml::network", "passed"),
        ("cases.yaml::dies", "failed"),
        ("cases.yaml::lives", "passed"),
        ("cases.yaml::wrong", "failed"),
    ]
    assert done[2].outcome.failures == ("the process of the test ended in the middle of it",)
    assert done[4].outcome.observed == ("nothing",)
    out, err = capfd.readouterr()
    assert (out, "on the way to standard output" in err) == ("", True)


def test_a_test_that_does_not_end_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.3)
    (folder / "functions/probe.py").write_text(
        '"""Deaf."""\nfrom runner import function\n\n\n@function\n'
        'def probe(what: str) -> str:\n    """Hang."""\n'
        "    while True:\n        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass\n"
    )
    (folder / "cases.yaml").write_text("- {name: deaf, timeout: 0.2, response: 1}\n")
    (done,) = run_tests(find_tests(["."]), 1)
    assert done.outcome.status == "failed"
    assert done.outcome.failures == ("the test took longer than 0.2 seconds, and did not end when told to",)


def test_a_case_may_have_more_time_than_a_timer_holds(folder: Path) -> None:
    (folder / "f.xs").write_text('function "f" {\n  response = 1\n}\n')
    (folder / "f.cases.yaml").write_text("- {name: a, response: 1, timeout: 1e12}\n")
    (done,) = run_tests(find_tests(["f.xs"]), 1)
    assert done.outcome.status == "passed"


def test_lines_are_counted_where_that_is_asked_for(folder: Path) -> None:
    (folder / "f.xs").write_text(
        'function "f" {\n  input {\n  }\n\n  stack {\n    var $x { value = 1 }\n  }\n\n  response = $x\n}\n'
    )
    (folder / "f.cases.yaml").write_text("- {name: a, response: 1}\n")
    hits = [
        done.outcome.hits
        for count in (True, False)
        for done in run_tests(find_tests(["f.xs"]), 1, count=count)
    ]
    assert hits == [{"f.xs": {6: 1}}, {}]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], ["cases.yaml", "deep/job.cases.yaml"]),
        (["run.xs"], ["cases.yaml"]),
        (["deep"], ["deep/job.cases.yaml"]),
        (["deep/job.xs", "deep"], ["deep/job.cases.yaml"]),
        (["*/*.yaml"], ["deep/job.cases.yaml"]),
        (["functions"], []),
    ],
)
def test_what_is_found(folder: Path, names: list[str], found: list[str]) -> None:
    (folder / "deep").mkdir()
    (folder / "deep/job.xs").write_text(JOB)
    (folder / "deep/job.cases.yaml").write_text("- {name: a, response: 1}\n")
    (folder / "deep/other.yaml").write_text("[")
    files = [test.id.partition("::")[0] for test in find_tests(names)]
    assert list(dict.fromkeys(files)) == found


def test_what_is_wrong_in_all_files_is_told_at_once(folder: Path) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.xs").write_text(JOB)
        (folder / f"{name}.cases.yaml").write_text("- {nam: x}\n")
    with pytest.raises(ProblemsError) as caught:
        find_tests(["."])
    assert {problem.source.name for problem in caught.value.problems} == {"a.cases.yaml", "b.cases.yaml"}


def test_a_name_that_stands_for_nothing(folder: Path) -> None:
    with pytest.raises(UsageError, match="there is no file or folder gone"):
        find_tests(["gone"])
