"""`xsrun watch`, as a process of its own: it runs, runs again after a change, and ends by an interrupt."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from runner.cli.app import app
from runner.cli.watch import INTERVAL, look

SLOW = "{ util.sleep { value = 60 } }"
JOB = 'run.job "j" {{ main = {{ name: "f" }} }}\n---\nfunction f {{\n  stack {}\n  response = {}\n}}\n'


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    job = tmp_path / "job.xs"
    job.write_text(JOB.format("{ }", '"first"'))
    # The output goes to a file that is watched itself.
    options = ["--output", "raw", "--record", str(tmp_path / "tape.yaml")]
    with (tmp_path / "out.txt").open("w") as out:
        watch = subprocess.Popen(
            [sys.executable, "-m", "runner", "watch", str(job), *options],
            stdout=out,
            stderr=out,
            # What runs in the background of a shell ignores interrupts, and so would all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        yield job, watch
        if watch.poll() is None:
            watch.kill()
        watch.wait()


def wait_for(job: Path, text: str) -> str:
    """What was written so far, once ``text`` is in it."""
    out = job.parent / "out.txt"
    end = time.monotonic() + 30
    while text not in out.read_text() and time.monotonic() < end:
        time.sleep(0.05)
    assert text in out.read_text()
    return out.read_text()


def test_a_job_runs_again_when_its_file_changes(watched: tuple[Path, subprocess.Popen[str]]) -> None:
    job, watch = watched
    wait_for(job, "exit code 0; waiting")
    job.write_text(JOB.format(SLOW, '"second"'))
    wait_for(job, "job.xs changed")
    # The one that sleeps is stopped.
    job.write_text(JOB.format("{ }", '"third"'))
    assert "second" not in wait_for(job, "third")
    watch.send_signal(signal.SIGINT)
    assert watch.wait(20) == 130


def test_what_a_run_writes_is_no_reason_to_run_again(watched: tuple[Path, subprocess.Popen[str]]) -> None:
    job, _ = watched
    wait_for(job, "exit code 0; waiting")
    assert (job.parent / "tape.yaml").exists()
    time.sleep(3 * INTERVAL)
    (job.parent / "rates.csv").write_text("1")
    assert wait_for(job, "rates.csv changed").count("first") == 1


def test_what_a_run_may_depend_on_is_looked_at(tmp_path: Path) -> None:
    for name in ("a.xs", "functions/b.py", ".env", "cases.yaml", ".git/c.xs", "node_modules/d.xs", "e.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    seen = look([tmp_path])
    assert {os.path.relpath(path, tmp_path) for path in seen} == {
        "a.xs",
        "functions/b.py",
        ".env",
        "cases.yaml",
    }
    (tmp_path / "a.xs").write_text("xy")
    assert look([tmp_path]) != seen


@pytest.mark.parametrize("job", ["-", "https://example.com/job.xs"])
def test_only_what_lies_here_can_be_watched(job: str) -> None:
    result = CliRunner().invoke(app, ["watch", job])
    assert (result.exit_code, "can be watched" in result.output) == (2, True)
