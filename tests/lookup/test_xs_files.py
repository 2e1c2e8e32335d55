"""Which files of a folder a command takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runner.errors import UsageError
from runner.lookup.xs_files import xs_files


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.xs", "sub/b.xs", ".hidden/c.xs", "node_modules/d.xs", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("names", "files"),
    [
        ((), ["a.xs", "sub/b.xs"]),
        (("sub", "a.xs"), ["sub/b.xs", "a.xs"]),
        (("a.xs", "."), ["a.xs", "sub/b.xs"]),
        (("s*/*",), ["sub/b.xs"]),
        (("**/*.xs",), ["a.xs", "sub/b.xs"]),
        (("node_modules/*",), ["node_modules/d.xs"]),
        (("notes.md",), ["notes.md"]),
        (("a.xs", "./a.xs", "sub/../a.xs", "sub/../sub"), ["a.xs", "sub/../sub/b.xs"]),
    ],
)
def test_files_folders_and_patterns(names: tuple[str, ...], files: list[str]) -> None:
    assert [str(path) for path in xs_files(names)] == files


def test_a_file_counts_once_whatever_it_is_called(folder: Path) -> None:
    (folder / "linked").symlink_to("sub", target_is_directory=True)
    assert list(map(str, xs_files(["a.xs", str(folder / "a.xs"), "linked", "sub"]))) == [
        "a.xs",
        "linked/b.xs",
    ]


def test_a_name_for_nothing_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no file or folder nowhere"):
        xs_files(["nowhere"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("name", [".", "*.xs"])
def test_pipes_are_left_out_and_dead_links_are_told_later(name: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe.xs")
    (folder / "dead.xs").symlink_to("gone")
    found = [str(path) for path in xs_files([name])]
    assert "pipe.xs" not in found
    assert found[:2] == ["a.xs", "dead.xs"]
