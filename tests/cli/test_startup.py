"""What a start may import: everything else waits until it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import CHECKOUT, UNSET

PRINT_MODULES = """
import atexit, sys
from runner.cli import main
sys.argv = ["xsrun", *sys.argv[1:]]
atexit.register(lambda: print("MODULES", *sys.modules, file=sys.stderr))
main()
"""
HEAVY = {"httpx", "lark", "yaml", "dotenv", "sqlite3", "asyncio", "ssl", "hashlib", "decimal", "csv", "email"}
ROOMS = {
    f"runner.{room}"
    for room in "check compile execution filters jobs language lookup report.results source "
    "statements syntax types values".split()
}
# The whole of what `--help` and `--version` may need of xsrun itself.
HELP = {
    "runner",
    "runner.cli",
    "runner.cli.app",
    "runner.cli.codes",
    "runner.cli.console",
    "runner.cli.faults",
    "runner.cli.targets",
    "runner.records",
    "runner.report",
    "runner.report.style",
    "runner.version",
}


def imported(*args: str, cwd: Path = CHECKOUT) -> set[str]:
    """The modules that are loaded when the command ends."""
    import os

    environ = {key: value for key, value in os.environ.items() if key not in UNSET}
    environ["PYTHONPATH"] = str(CHECKOUT)
    command = [sys.executable, "-c", PRINT_MODULES, *args]
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=60)
    line = next(line for line in done.stderr.splitlines() if line.startswith("MODULES"))
    return set(line.split()[1:])


@pytest.mark.parametrize("args", [["--help"], ["--version"], []])
def test_help_and_version_import_no_room_and_nothing_heavy(args: list[str]) -> None:
    modules = imported(*args)
    assert {module for module in modules if module.partition(".")[0] == "runner"} <= HELP
    assert not modules & (HEAVY | ROOMS)


@pytest.mark.parametrize("args", [["run", "--help"], ["functions", "--help"], ["completion", "--help"]])
def test_the_help_of_a_command_imports_no_room(args: list[str]) -> None:
    assert not imported(*args) & (HEAVY | ROOMS)


def test_the_help_after_a_job_imports_no_room(tmp_path: Path) -> None:
    (tmp_path / "job.xs").write_text("")
    assert not imported("job.xs", "--help", cwd=tmp_path) & (HEAVY | ROOMS)


def test_a_job_without_requests_imports_no_http_and_no_yaml(tmp_path: Path) -> None:
    from cli.jobs import ECHO

    (tmp_path / "echo.xs").write_text(ECHO)
    modules = imported("echo.xs", "-i", "text=x", cwd=tmp_path)
    assert "runner.jobs" in modules
    assert not modules & {"httpx", "yaml", "dotenv", "ssl", "asyncio"}
