"""The command as a whole: which command is meant, help, version, faults of our own."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.conftest import Invoke
from runner.cli.app import COMMANDS, app
from runner.cli.faults import usage_message


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
def test_help_lists_every_command_with_its_line(invoke: Invoke, args: list[str]) -> None:
    result = invoke(*args)
    assert (result.exit_code, result.stderr) == (0, "")
    for name, entry in COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert entry.summary.split()[-1] in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_of_a_command_is_the_first_of_its_own_help(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert (command.help or "").split("\n\n")[0] == COMMANDS[name].summary


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_an_example_and_fits_a_terminal(invoke: Invoke, name: str) -> None:
    result = invoke(name, "--help", terminal_width=80)
    assert "Example" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").stdout == "xsrun 0.1.0\n"


@pytest.mark.parametrize(
    "args", [["echo.xs"], ["--quiet", "echo.xs"], ["./functions", "-q"], ["-o", "raw", "echo.xs"]]
)
def test_what_is_no_command_is_a_job(invoke: Invoke, folder: Path, args: list[str]) -> None:
    (folder / "functions" / "run.xs").write_text((folder / "echo.xs").read_text())
    assert invoke(*args).stdout == '{"text":"own","number":1}\n'


def test_a_file_that_is_called_like_a_command_is_reached_by_its_path(invoke: Invoke, folder: Path) -> None:
    (folder / "completion").write_text((folder / "logs.xs").read_text())
    assert invoke("./completion", "-q").stdout == "1\n"
    assert "`bash|zsh|fish` is missing" in invoke("completion").stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["functons"], "`functons` is neither a command nor a job; did you mean the command `functions`?"),
        (["comple"], "`comple` is neither a command nor a job; did you mean the command `completion`?"),
        (["rn", "--json"], "`rn` is neither a command nor a job; did you mean the command `run`?"),
        (["eckho"], "`eckho` is neither a command nor a job; did you mean the command `check` or `echo.xs`?"),
        (["Echo.xs"], "`Echo.xs` is neither a command nor a job; did you mean `echo.xs`?"),
        (["sub/hall"], "`sub/hall` is neither a command nor a job; did you mean `sub/hallo`?"),
        (["rum"], "`rum` is neither a command nor a job; did you mean the command `run`?"),
        (["run", "fail.xs"], "there is no job `fail.xs`; did you mean `fails.xs`?"),
        (["-q", "txt.xs"], "there is no job `txt.xs`; did you mean `text.xs`?"),
        (["run", "functons"], "there is no job `functons`"),
        (["nowhere/x.xs"], "`nowhere/x.xs` is neither a command nor a job"),
    ],
)  # fmt: skip
def test_what_is_neither_names_what_is_near(
    invoke: Invoke, folder: Path, args: list[str], message: str
) -> None:
    (folder / "sub" / "hallo").mkdir(parents=True)
    (folder / "sub" / "hallo" / "run.xs").write_text("")
    result = invoke(*args)
    assert result.stderr.splitlines()[0] == f"error: {message}"
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_bundled_job_needs_no_file_here(invoke: Invoke) -> None:
    result = invoke("jobs/hello.xs", "--dry-run")
    if "is neither a command nor a job" in result.stderr:
        pytest.skip("no bundled jobs in this checkout")
    assert result.exit_code == 0


@pytest.mark.parametrize("args", [["jobs/../jobs/hello.xs"], ["run", "jobs/../jobs/hello.xs"]])
def test_a_bundled_job_goes_by_its_one_name(invoke: Invoke, args: list[str]) -> None:
    assert (invoke(*args).exit_code, invoke(*args).stdout) == (2, "")


def test_a_name_that_is_too_long_is_no_fault_of_ours(invoke: Invoke) -> None:
    result = invoke("x" * 300)
    assert result.stderr.endswith("cannot be read: File name too long\n")
    assert result.exit_code == 2


def test_a_scheme_that_is_none_for_jobs(invoke: Invoke) -> None:
    result = invoke("ftp://x/y.xs")
    assert result.stderr == (
        "error: a job is not fetched over ftp://\n"
        "  help: https:// works, and http:// from this machine; name a file by its path\n"
    )
    assert result.exit_code == 2


class TestFaultsOfOurOwn:
    @pytest.fixture(autouse=True)
    def _break(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise KeyError("left")

        monkeypatch.setattr("runner.jobs.prepare", fail)

    def test_are_one_sentence_without_a_traceback(self, invoke: Invoke) -> None:
        result = invoke("echo.xs")
        assert result.stderr == (
            "error: this is a fault of xsrun, not of the job: KeyError: 'left'\n"
            "  help: please report it; XSRUN_DEBUG=1 shows where it happened\n"
        )
        assert (result.exit_code, result.stdout) == (1, "")

    def test_show_the_traceback_on_request(self, invoke: Invoke) -> None:
        lines = invoke("echo.xs", env={"XSRUN_DEBUG": "1"}).stderr.splitlines()
        assert lines[0] == "Traceback (most recent call last):"
        assert "KeyError: 'left'" in lines
        assert lines[-2].startswith("error: this is a fault of xsrun")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (click.NoSuchOption("--x"), "there is no option `--x`"),
        (click.UsageError("Got one thing too many."), "got one thing too many"),
        (click.UsageError("JSON is not this."), "JSON is not this"),
        (click.BadParameter("No.", param=click.Option(["-n", "--number"])), "`--number`: no"),
        (click.MissingParameter(param=click.Argument(["file"])), "`FILE` is missing"),
        (click.ClickException("Disk full."), "disk full"),
    ],
)
def test_what_click_finds_wrong_is_said_in_our_form(error: click.ClickException, message: str) -> None:
    assert usage_message(error) == message
