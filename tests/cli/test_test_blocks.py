"""`xsrun test` with tests in XanoScript, and the lines that they reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runner.cli.app import app

FUNCTION = """function "sign" {
  input {
    int n
  }
  stack {
    var $sign { value = "plus" }
    conditional {
      if ($input.n < 0) {
        var.update $sign { value = "minus" }
      }
    }
  }
  response = $sign

  test "of 5" {
    input = {n: 5}
    expect.to_equal ($response) { value = "plus" }
  }
  test "of 0" {
    input = {n: 0}
    expect.to_equal ($response) { value = "zero" }
  }
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "function").mkdir()
    (tmp_path / "function" / "sign.xs").write_text(FUNCTION)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["test", *arguments])


def test_blocks_run_and_tell_what_is_not_as_expected(folder: Path) -> None:
    result = call("-j", "1")
    assert result.exit_code == 1
    assert "function/sign.xs .F" in result.output
    assert 'Expected "zero", but got "plus"' in result.output
    assert '$response = "plus"' in result.output
    assert "1 failed, 1 passed" in result.output


def test_one_of_them_can_be_chosen(folder: Path) -> None:
    result = call("function", "-k", "sign and 5", "-j", "1")
    assert (result.exit_code, "1 passed" in result.output) == (0, True)


def test_the_lines_that_ran(folder: Path) -> None:
    result = call("--coverage", "--lcov", "out.info", "-k", "5", "-j", "1")
    assert result.exit_code == 0
    assert "function/sign.xs      3      2   66%  9" in result.output
    assert (folder / "out.info").read_text().splitlines()[1:] == [
        f"SF:{folder / 'function' / 'sign.xs'}",
        *("DA:6,1", "DA:7,1", "DA:9,0", "LF:3", "LH:2", "end_of_record"),
    ]


def test_a_tracefile_that_cannot_be_written(folder: Path) -> None:
    result = call("--lcov", "nowhere/out.info", "-k", "5", "-j", "1")
    assert (result.exit_code, "nowhere" in result.output) == (2, True)
