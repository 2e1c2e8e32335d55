"""Env layers: their order, and how files are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runner.cli.environment import read_environment
from runner.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def labels(*args: object) -> list[str]:
    """The labels of the layers, in their order."""
    return [layer.label for layer in read_environment(*args).layers]  # type: ignore[arg-type]


def test_the_process_alone() -> None:
    layers = read_environment([], [], None).layers
    assert [layer.label for layer in layers] == ["process"]
    assert layers[0].values is os.environ


def test_the_order_of_layers(folder: Path) -> None:
    (folder / ".env").write_text("A=1")
    (folder / "job").mkdir()
    (folder / "job" / ".env").write_text("A=2")
    assert labels(["A=0"], [], Path("job")) == ["--env", "process", ".env", "job/.env"]
    assert labels([], [], None) == ["process", ".env"]


@pytest.mark.parametrize("job", [Path(), Path("../here"), None])
def test_a_default_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch, job: Path | None) -> None:
    here = folder / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / ".env").write_text("A=1")
    assert labels([], [], job) == ["process", ".env"]


def test_given_files_take_the_place_of_the_default_and_the_last_counts_first(folder: Path) -> None:
    for name in (".env", "a.env", "b.env"):
        (folder / name).write_text("A=1")
    assert labels([], ["a.env", "b.env"], None) == ["process", "b.env", "a.env"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=1\nB=two words\n", {"A": "1", "B": "two words"}),
        ("export A=1", {"A": "1"}),
        ("A='x # y'\n# comment\n\nB=z # comment", {"A": "x # y", "B": "z"}),
        ('A="two\\nlines"', {"A": "two\nlines"}),
        ("A=$HOME\nB=${A}x", {"A": "$HOME", "B": "${A}x"}),
        ("A=", {"A": ""}),
        ("A", {}),
        ("A=1\nA=2", {"A": "2"}),
        ("\ufeffA=1", {"A": "1"}),
        ("A=1\r\nB=2\r\n", {"A": "1", "B": "2"}),
    ],
)
def test_the_lines_of_a_file(folder: Path, text: str, expected: dict[str, str]) -> None:
    (folder / "f").write_text(text, encoding="utf-8", newline="")
    environment = read_environment([], ["f"], None)
    assert environment.layers[1].values == expected
    assert environment.warnings == []


def test_a_wrong_line_is_told_by_its_number_alone(folder: Path) -> None:
    (folder / "f").write_text("A=1\n= 'secret\nB=2\n")
    environment = read_environment([], ["f"], None)
    assert environment.layers[1].values == {"A": "1", "B": "2"}
    assert environment.warnings == ["f:2 is not NAME=value and is left out"]


@pytest.mark.parametrize(
    ("assignments", "message"),
    [
        (["sk-secret"], "--env takes NAME=value; number 1 has no `=`"),
        (["A=1", "=sk-secret"], "--env takes NAME=value; number 2 has no name"),
    ],
)
def test_a_wrong_assignment_is_not_shown(assignments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_environment(assignments, [], None)
    assert caught.value.message == message


def test_assignments_keep_their_text() -> None:
    layer = read_environment(["A==x=", "B=", "A=last "], [], None).layers[0]
    assert layer.values == {"A": "last ", "B": ""}


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="--env-file: none cannot be read: No such file"):
        read_environment([], ["none"], None)
