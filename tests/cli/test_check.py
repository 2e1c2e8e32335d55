"""``xsrun check``: what it is called with, what comes out, what it changes."""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

from cli.conftest import CHECKOUT, Invoke, Spawn, Start
from runner.cli.app import COMMANDS

RIGHT = 'function "right" {\n  stack {\n  }\n\n  response = 1\n}\n'
# One error, and one warning that --fix mends.
WRONG = (
    'function "wrong" {\n  stack {\n    // xsrun: ignore[unset-var]\n'
    "    vaar $_x { value = 1 }\n  }\n\n  response = null\n}\n"
)
WARNED = WRONG.replace("vaar", "var")
MENDED = WARNED.replace("    // xsrun: ignore[unset-var]\n", "")


@pytest.fixture
def place(folder: Path) -> Path:
    """A folder with a good file, a bad one in a folder, and one with a warning alone."""
    place = folder / "place"
    for name, text in {"right.xs": RIGHT, "deep/wrong.xs": WRONG, "warned.xs": WARNED}.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return place


@pytest.mark.parametrize(
    ("args", "code", "files", "codes"),
    [
        (["place/right.xs"], 0, 1, []),
        (["place/warned.xs"], 0, 1, ["unused-ignore"]),
        (["--strict", "place/warned.xs"], 1, 1, ["unused-ignore"]),
        (["--strict", "place/right.xs"], 0, 1, []),
        (["place"], 1, 3, ["unset-var", "unknown-statement", "unused-ignore"]),
        (["place/**/*.xs"], 1, 3, ["unset-var", "unknown-statement", "unused-ignore"]),
        (["place/right.xs", "place/right.xs", "place/deep"], 1, 2, ["unknown-statement", "unset-var"]),
        (["--select", "unused-ignore", "place"], 0, 3, ["unused-ignore"]),
        (["--ignore", "unused-ignore,syntax", "place/warned.xs"], 0, 1, []),
    ],
)
def test_paths_and_codes(
    invoke: Invoke, place: Path, args: list[str], code: int, files: int, codes: list[str]
) -> None:
    done = invoke("check", "--format", "json", *args)
    data = json.loads(done.stdout)
    assert (done.exit_code, data["version"], data["files"]) == (code, 1, files)
    assert {problem["code"] for problem in data["problems"]} <= set(codes)
    assert (len(data["problems"]) > 0) == bool(codes)


def test_without_a_path_it_is_the_working_directory(
    invoke: Invoke, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    done = invoke("check")
    assert "  at deep/wrong.xs:4:5\n" in done.stdout
    assert "checked 3 files: 1 error" in done.stderr


def test_problems_go_to_standard_output_and_all_else_does_not(invoke: Invoke, place: Path) -> None:
    done = invoke("check", "place/warned.xs")
    assert done.stdout.startswith(
        "warning[unused-ignore]: nothing here is `unset-var`\n  at place/warned.xs:3:"
    )
    assert done.stderr.splitlines() == [
        "`xsrun explain CODE` tells more of unused-ignore",
        "checked 1 file: 1 warning; --fix mends it",
    ]


def test_nothing_wrong_is_told_in_one_line(invoke: Invoke, place: Path) -> None:
    done = invoke("check", "place/right.xs")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "checked 1 file: no problems\n")


def test_a_folder_without_files(invoke: Invoke, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = invoke("check", "empty")
    assert (done.exit_code, done.stderr) == (0, "there are no .xs files here\n")


def test_standard_input(invoke: Invoke) -> None:
    done = invoke("check", "-", input=WRONG)
    assert done.exit_code == 1
    assert "  at <stdin>:4:5\n" in done.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere"], "there is no file or folder nowhere"),
        (["-", "place"], "`-` stands alone"),
        (["--fix", "--diff"], "--fix and --diff exclude each other"),
        (["--fix", "--format", "json", "-"], "--format json and --fix of `-` exclude each other"),
        (["--diff", "--format", "sarif"], "--format sarif and --diff exclude each other"),
        (["--select", "unused-ignoer"], "there is no code `unused-ignoer`; did you mean `unused-ignore`?"),
        (["--format", "xml"], "`--format`: 'xml' is not one of"),
    ],
)
def test_wrong_calls_end_with_2(invoke: Invoke, place: Path, args: list[str], message: str) -> None:
    done = invoke("check", *args, input="")
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


# -- fixes -------------------------------------------------------------------------------------------


def test_fix_mends_the_files(invoke: Invoke, place: Path) -> None:
    done = invoke("check", "--fix", "place")
    assert (place / "warned.xs").read_text() == MENDED
    assert (place / "right.xs").read_text() == RIGHT
    assert done.exit_code == 1  # of the error that is left
    assert "unused-ignore" not in done.stdout
    assert invoke("check", "place/warned.xs").stdout == ""


def test_fix_mends_nothing_that_is_not_selected(invoke: Invoke, place: Path) -> None:
    assert invoke("check", "--fix", "--ignore", "unused-ignore", "place/warned.xs").exit_code == 0
    assert (place / "warned.xs").read_text() == WARNED


def test_fix_keeps_line_ends(invoke: Invoke, place: Path) -> None:
    (place / "warned.xs").write_bytes(WARNED.replace("\n", "\r\n").encode())
    invoke("check", "--fix", "place/warned.xs")
    assert (place / "warned.xs").read_bytes() == MENDED.replace("\n", "\r\n").encode()


def test_fix_of_standard_input_writes_the_mended_text(invoke: Invoke) -> None:
    done = invoke("check", "--fix", "-", input=WARNED)
    assert (done.exit_code, done.stdout) == (0, MENDED)
    assert done.stderr.splitlines() == ["mended 1 problem", "checked 1 file: no problems"]
    wrong = invoke("check", "--fix", "-", input=WRONG.replace("vaar", "vaar_"))
    assert wrong.exit_code == 1
    assert "unknown-statement" in wrong.stderr


def test_fix_of_standard_input_keeps_line_ends(invoke: Invoke) -> None:
    done = invoke("check", "--fix", "-", input=WARNED.replace("\n", "\r\n").encode())
    assert done.stdout_bytes == MENDED.replace("\n", "\r\n").encode()


def test_diff_shows_and_changes_nothing(invoke: Invoke, place: Path) -> None:
    done = invoke("check", "--diff", "place/warned.xs", "place/right.xs")
    assert done.exit_code == 1
    assert done.stdout.startswith("--- a/place/warned.xs\n+++ b/place/warned.xs\n@@")
    assert "\n-    // xsrun: ignore[unset-var]\n" in done.stdout
    assert done.stderr == "--fix would mend 1 problem in 1 file\n"
    assert (place / "warned.xs").read_text() == WARNED
    done = invoke("check", "--diff", "place/right.xs")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "there is nothing that --fix would mend\n")


# -- as a process --------------------------------------------------------------------------------------


def test_the_exit_code_is_that_of_the_process(spawn: Spawn, place: Path) -> None:
    done = spawn("check", "--format", "github", "place")
    assert done.returncode == 1
    assert done.stdout.startswith(b"::error file=place/deep/wrong.xs,line=4,")


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
def test_ctrl_c_ends_all_processes_in_silence(start: Start, folder: Path) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(300):
        (many / f"f{number}.xs").write_text(RIGHT.replace("right", f"f{number}") + f"// {'x' * 1000}\n")
    cache = folder / "cache"
    process = start("check", "many", env={"XSRUN_CACHE": str(cache)}, start_new_session=True)
    while process.poll() is None and not list(cache.glob("report-*")):
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    if process.returncode != 0:  # where it was quicker than we
        assert (process.returncode, err.decode().strip()) == (130, "interrupted")


# -- hooks ---------------------------------------------------------------------------------------------


def test_the_hooks_of_pre_commit_call_commands_that_there_are() -> None:
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["id"] for hook in hooks] == ["xsrun-check", "xsrun-fmt"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "xsrun"
        assert command in COMMANDS
        assert (hook["language"], hook["files"]) == ("python", r"\.xs$")
