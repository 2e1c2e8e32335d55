"""How long `xsrun check` takes for a folder of a thousand files."""

from __future__ import annotations

import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measuring import Turn, best, timed
from benchmarks.startup import ROOT, command
from benchmarks.tables import Table, at_least, at_most, milliseconds
from runner.lookup.folders import read_source
from runner.lookup.xs_files import xs_files
from runner.syntax.reader import read

FILES, FEW_FILES = 1000, 60
ROUNDS = 3
WARM_GOAL, SHARED_GOAL = 2.0, 1.5

TEXT = f"""\
`xsrun check` of a folder of {FILES} files, our own jobs many times over, as whole processes, against reading
and lexing these files in a process that has loaded xsrun before. XanoScript's lexer asks the automaton of the
grammar what may come next, so that is part of lexing; trees are not. With a warm cache the folder was checked
before; with a cold one the cache is empty. Each time is the best of {ROUNDS} turns."""


def table(quick: bool) -> Table:
    """Measure; ``quick`` is one turn each, and few files."""
    shown = Table("Checking a folder", TEXT, ("work", "ms", "ratio", "goal"))
    with tempfile.TemporaryDirectory() as place:
        folder, kept = Path(place, "folder"), Path(place, "cache")
        write_files(folder, FEW_FILES if quick else FILES)
        check(folder, kept)
        turns: list[Turn] = [
            timed(partial(read_and_lex, folder)),
            timed(partial(check, folder, kept)),
            partial(cold_seconds, folder, one_processor=True),
            partial(cold_seconds, folder, one_processor=False),
        ]
        lexed, warm, alone, shared = best(turns, 1 if quick else ROUNDS)
    shown.rows.append(("reading and lexing", milliseconds(lexed), "", ""))
    shown.rows.append(("check, warm cache", milliseconds(warm), *at_most(warm / lexed, WARM_GOAL)))
    shown.rows.append(("check, cold cache, one processor", milliseconds(alone), f"{alone / lexed:.2f}", ""))
    cells = at_least(alone / shared, SHARED_GOAL)
    shown.rows.append(
        (f"the same on {os.cpu_count()} processors: so many times as fast", milliseconds(shared), *cells)
    )
    return shown


def write_files(folder: Path, number: int) -> None:
    """Fill a folder with so many files: copies of our own jobs, each file with a text of its own."""
    jobs = sorted([*ROOT.glob("jobs/**/*.xs"), *ROOT.glob("tests/jobs/**/*.xs")])
    for at in range(number):
        job = jobs[at % len(jobs)]
        path = folder / f"copy{at // len(jobs)}" / job.relative_to(ROOT)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{job.read_text(encoding='utf-8')}// {at}\n", encoding="utf-8")


def read_and_lex(folder: Path) -> None:
    """What comes before everything else."""
    for path in xs_files([str(folder)]):
        read(read_source(path))


def check(folder: Path, cache: Path, *, one_processor: bool = False) -> None:
    """A check as a process; what it finds does not matter here."""
    env = {**os.environ, "XSRUN_CACHE": str(cache)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    call = [*command("check"), str(folder)]
    limit = _on_one_processor if one_processor and hasattr(os, "sched_setaffinity") else None
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False, preexec_fn=limit)
    assert "checked" in done.stderr, done.stderr


def _on_one_processor() -> None:
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])


def cold_seconds(folder: Path, *, one_processor: bool) -> float:
    """How long a check takes that finds nothing in its cache."""
    with tempfile.TemporaryDirectory() as cache:
        return timed(partial(check, folder, Path(cache), one_processor=one_processor))()
