"""How long a small job takes as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.measuring import Turn, best, timed
from benchmarks.tables import Table, at_most, milliseconds

ROOT = Path(__file__).resolve().parent.parent
JOB = "jobs/hello.xs"
ROUNDS = 20
WARM_GOAL, COLD_GOAL = 1.5, 2.5

TEXT = f"""\
Whole processes, from their start to their end, against a Python process that only imports Click. With a
warm cache the job has run before; with a cold one the cache folder is empty, as at the first run on a
machine. Both may write the bytecode of their modules, whatever `PYTHONDONTWRITEBYTECODE` says, as they do
for people. Each time is the best of {ROUNDS} turns."""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is one turn each."""
    shown = Table("Start-up", TEXT, ("process", "ms", "ratio", "goal"))
    python, xsrun = (sys.executable, "-c", "import click"), command(JOB)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "warm")
        assert '"Hello, World!"' in process(xsrun, kept)
        turns: list[Turn] = [
            timed(partial(process, python, kept)),
            timed(partial(process, xsrun, kept)),
            partial(cold_seconds, xsrun),
        ]
        click, warm, cold = best(turns, 1 if quick else ROUNDS)
    shown.rows.append(('`python -c "import click"`', milliseconds(click), "", ""))
    for name, time, goal in (("warm", warm, WARM_GOAL), ("cold", cold, COLD_GOAL)):
        cells = at_most(time / click, goal)
        shown.rows.append((f"`xsrun {JOB}`, {name} cache", milliseconds(time), *cells))
    return shown


def command(job: str) -> tuple[str, ...]:
    """The command line of a job, by way of the installed command where there is one."""
    installed = Path(sys.executable).with_name("xsrun")
    start = (str(installed),) if installed.is_file() else (sys.executable, "-m", "runner")
    return (*start, job)


def process(command: Sequence[str], cache: Path) -> str:
    """What a process prints that keeps its cache in ``cache`` and may write bytecode."""
    env = {**os.environ, "XSRUN_CACHE": str(cache)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout


def cold_seconds(command: Sequence[str]) -> float:
    """How long a process takes that finds nothing in its cache."""
    with tempfile.TemporaryDirectory() as folder:
        return timed(partial(process, command, Path(folder)))()
