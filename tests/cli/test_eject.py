"""`xsrun eject`: what it writes, and into which folders it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Invoke

JOB = """run.job "J" {{ main = {{ name: "f", input: {{ n: 20 }} }} }}
---
function "f" {{
  input {{ int n }}
  stack {{ {} }}
  response = $input.n * 2 + 2
}}
"""


@pytest.fixture
def job(folder: Path) -> Path:
    path = folder / "own" / "job.xs"
    path.parent.mkdir()
    path.write_text(JOB.format(""))
    return path


def test_a_job_runs_as_before(invoke: Invoke, job: Path, folder: Path) -> None:
    result = invoke("eject", str(job), "-o", "out")
    assert (result.exit_code, result.stdout.split()) == (0, ["out/run.xs", "out/functions/f.py"])
    assert "def f(n: int) -> int:\n    return n * 2 + 2\n" in (folder / "out/functions/f.py").read_text()
    again = invoke("run", "out")
    assert (again.exit_code, json.loads(again.stdout)) == (0, 42)


def test_what_cannot_be_written_leaves_nothing_behind(invoke: Invoke, job: Path, folder: Path) -> None:
    job.write_text(JOB.format("\n    security.create_uuid as $x\n"))
    result = invoke("eject", str(job), "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the statement `security.create_uuid` cannot be written in Python yet" in result.stderr
    assert "job.xs:6:5" in result.stderr
    assert not (folder / "out").exists()


def test_a_folder_that_holds_files_is_kept(invoke: Invoke, job: Path, folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "mine.txt").write_text("mine")
    refused = invoke("eject", str(job), "-o", "out")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "is not empty" in refused.stderr
    assert invoke("eject", str(job), "-o", "out", "--force").exit_code == 0
    assert (folder / "out" / "mine.txt").read_text() == "mine"


def test_the_job_itself_is_never_written_over(invoke: Invoke, job: Path) -> None:
    result = invoke("eject", str(job), "-o", str(job.parent), "--force")
    assert (result.exit_code, job.read_text()) == (2, JOB.format(""))


@pytest.mark.parametrize("arguments", [["own/job.xs"], ["nothing.xs", "-o", "out"]])
def test_usage(invoke: Invoke, job: Path, arguments: list[str]) -> None:
    assert invoke("eject", *arguments).exit_code == 2
