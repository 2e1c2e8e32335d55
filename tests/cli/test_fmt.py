"""``xsrun fmt``: what is written where, and the exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Invoke

UGLY = "function f { stack { var $x { value = 1 } } }\n"
NEAT = "function f {\n  stack {\n    var $x {\n      value = 1\n    }\n  }\n}\n"
BROKEN = "function f { stack { var $x { value = } } }\n"


@pytest.fixture
def files(folder: Path) -> Path:
    place = folder / "files"
    place.mkdir()
    for name, text in (("broken", BROKEN), ("neat", NEAT), ("ugly", UGLY)):
        (place / f"{name}.xs").write_text(text)
    return place


def test_files_are_rewritten(files: Path, invoke: Invoke) -> None:
    (files / "broken.xs").unlink()
    result = invoke("fmt", "files")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "formatted files/ugly.xs\n1 file was formatted, 1 unchanged\n"
    assert (files / "ugly.xs").read_text() == NEAT
    assert invoke("fmt", "files").stderr == "0 files were formatted, 2 unchanged\n"


def test_a_broken_file_stops_no_other(files: Path, invoke: Invoke) -> None:
    (files / "bytes.xs").write_bytes(b"\xff")
    result = invoke("fmt", "files")
    assert result.exit_code == 1
    assert "files/broken.xs:1:37" in result.stderr
    assert "files/bytes.xs is not UTF-8 text" in result.stderr
    assert result.stderr.endswith("1 file was formatted, 1 unchanged, 2 left alone\n")
    assert (files / "broken.xs").read_text() == BROKEN
    assert (files / "ugly.xs").read_text() == NEAT


def test_check_lists_and_changes_nothing(files: Path, invoke: Invoke) -> None:
    result = invoke("fmt", "--check", "files/ugly.xs", "files/neat.xs")
    assert (result.exit_code, result.stdout) == (1, "files/ugly.xs\n")
    assert result.stderr == "1 file would be formatted, 1 unchanged\n"
    assert (files / "ugly.xs").read_text() == UGLY
    assert invoke("fmt", "--check", "files/neat.xs").exit_code == 0


def test_diff_shows_and_changes_nothing(files: Path, invoke: Invoke) -> None:
    result = invoke("fmt", "--diff", "files/ugly.xs")
    assert result.exit_code == 1
    assert result.stdout.startswith("--- a/files/ugly.xs\n+++ b/files/ugly.xs\n@@ -1 +1,7 @@\n-function f")
    assert (files / "ugly.xs").read_text() == UGLY


@pytest.mark.parametrize(
    ("text", "options", "stdout", "code"),
    [
        (UGLY, [], NEAT, 0),
        (UGLY.replace("\n", "\r\n"), [], NEAT.replace("\n", "\r\n"), 0),
        (NEAT, ["--check"], "", 0),
        (UGLY, ["--check"], "<stdin>\n", 1),
        (BROKEN, [], BROKEN, 1),
    ],
)
def test_standard_input(invoke: Invoke, text: str, options: list[str], stdout: str, code: int) -> None:
    result = invoke("fmt", "-", *options, input=text.encode())
    assert (result.exit_code, result.stdout_bytes.decode()) == (code, stdout)


@pytest.mark.parametrize("arguments", [["-", "a.xs"], ["nowhere"]])
def test_wrong_calls(invoke: Invoke, arguments: list[str]) -> None:
    assert invoke("fmt", *arguments).exit_code == 2


def test_line_ends_stay(files: Path, invoke: Invoke) -> None:
    (files / "ugly.xs").write_bytes(UGLY.replace("\n", "\r\n").encode())
    assert invoke("fmt", "files/ugly.xs").exit_code == 0
    assert (files / "ugly.xs").read_bytes() == NEAT.replace("\n", "\r\n").encode()
