"""Shell completion: the scripts, and what they are answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from cli.conftest import Invoke
from runner.cli.app import COMMANDS, app


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with jobs at several depths, and with what is none."""
    for name in (
        "top.xs",
        "notes.txt",
        ".hidden.xs",
        "jobs/hello.xs",
        "jobs/chat/run.xs",
        "jobs/old/index.xs",
        "jobs/chat/function/helper.xs",
        "jobs/deep/deeper/x.xs",
        ".git/x.xs",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def completed(*args: str) -> list[str]:
    """What the last of ``args``, not written to its end, completes to."""
    completion = ShellComplete(app, {}, "xsrun", "_XSRUN_COMPLETE")
    return [item.value for item in completion.get_completions(list(args[:-1]), args[-1])]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["run", ""], ["jobs/chat", "jobs/hello.xs", "jobs/old", "top.xs"]),
        (["run", "jobs/"], ["jobs/chat", "jobs/deep/deeper/x.xs", "jobs/hello.xs", "jobs/old"]),
        (["run", "jobs/h"], ["jobs/hello.xs"]),
        (["run", "jobs/chat/"], ["jobs/chat/function/helper.xs", "jobs/chat/run.xs"]),
        (["run", ".h"], [".hidden.xs"]),
        (["run", "nowhere/"], []),
        (["--quiet", "to"], ["top.xs"]),
        (["to"], ["top.xs"]),
        (["fu"], ["functions"]),
        ([""], [*COMMANDS, "jobs/chat", "jobs/hello.xs", "jobs/old", "top.xs"]),
        (["top.xs", "--output", ""], ["json", "yaml", "raw"]),
        (["--dry"], ["--dry-run"]),
        (["top.xs", "--dry"], ["--dry-run"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_answers(jobs: Path, args: list[str], expected: list[str]) -> None:
    assert completed(*args) == expected


@pytest.mark.parametrize(
    ("shell", "part"),
    [
        ("bash", "complete -o nosort -F"),
        ("zsh", "#compdef xsrun"),
        ("fish", "complete --no-files --command xsrun"),
    ],
)
def test_scripts(invoke: Invoke, shell: str, part: str) -> None:
    result = invoke("completion", shell)
    assert part in result.stdout
    assert "_XSRUN_COMPLETE" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


def test_an_unknown_shell(invoke: Invoke) -> None:
    result = invoke("completion", "tcsh")
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in result.stderr
    assert result.exit_code == 2


def test_the_script_and_the_command_work_together(invoke: Invoke) -> None:
    environ = {"_XSRUN_COMPLETE": "bash_complete", "COMP_WORDS": "xsrun ec", "COMP_CWORD": "1"}
    assert invoke(env=environ).stdout == "plain,echo.xs\n"
