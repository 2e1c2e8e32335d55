"""`xsrun new`: the command around `runner.scaffold`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from runner.cli.app import app


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_files_are_listed_and_the_next_step_is_told() -> None:
    result = CliRunner().invoke(app, ["new", "jobs/ask", "--from", "openai"])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "jobs/ask/run.xs", "jobs/ask/function/ask.xs", "jobs/ask/cases.yaml", "jobs/ask/README.md",
        "jobs/ask/.env.example", "jobs/ask/.gitignore",
    ]  # fmt: skip
    assert "next: xsrun test jobs/ask" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "`NAME` is missing"),
        (["new", "a", "--from", "nothing"], "`--from`"),
        (["new", "1"], "begins with a letter"),
    ],
)
def test_wrong_calls(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert list(Path().iterdir()) == []
