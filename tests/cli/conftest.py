"""What the tests of the command line share: jobs in a folder of their own, two ways to run xsrun."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import runner
from cli.jobs import write_all

CHECKOUT = Path(runner.__file__).resolve().parent.parent
UNSET = ("NO_COLOR", "FORCE_COLOR", "XSRUN_DEBUG", "API_KEY", "api_key")

Invoke = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with all jobs of the tests and an env without surprises."""
    write_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in UNSET:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def invoke(folder: Path) -> Invoke:
    """Call the command in this process: ``invoke("echo.xs", "-q", input="...")``."""
    from runner.cli.app import app

    def call(*args: str, **options: Any) -> Result:
        return CliRunner().invoke(app, list(args), prog_name="xsrun", **options)

    return call


@pytest.fixture
def start(folder: Path) -> Start:
    """Start the command as a process of its own."""

    def call(*args: str, env: dict[str, str] | None = None, **options: Any) -> subprocess.Popen[bytes]:
        environ = {**os.environ, "PYTHONPATH": str(CHECKOUT), **(env or {})}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([sys.executable, "-m", "runner", *args], cwd=folder, env=environ, **options)

    return call


@pytest.fixture
def spawn(start: Start) -> Spawn:
    """Run the command as a process of its own until it ends."""

    def call(*args: str, input: bytes | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
        stdin = subprocess.PIPE if input is not None else subprocess.DEVNULL
        with start(*args, stdin=stdin, **options) as process:
            out, err = process.communicate(input, timeout=30)
        return subprocess.CompletedProcess(process.args, process.returncode, out or b"", err or b"")

    return call
