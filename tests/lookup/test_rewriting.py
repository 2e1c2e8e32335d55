"""New texts into old files: what a file keeps."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runner.errors import UsageError
from runner.lookup.rewriting import rewrite, with_line_ends


@pytest.mark.parametrize(
    ("old", "text", "expected"),
    [
        ("a\nb\n", "a\nB\n", "a\nB\n"),
        ("a\r\nb\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n"),
        ("a\rb\r", "a\nB\n", "a\rB\r"),
        ("a\r\nb\nc\r\nd", "a\nb\nnew\nc\nd", "a\r\nb\nnew\r\nc\r\nd"),
        ("a\nb\r\nc\n", "b\nc\n", "b\r\nc\n"),
        ("a\r\nb", "a\nb\n", "a\r\nb\r\n"),
        ("a\x0b\u2028b\r\n", "A\x0b\u2028b\n", "A\x0b\u2028b\r\n"),
        ("a\r\n", "", ""),
    ],
)
def test_line_ends_stay(old: str, text: str, expected: str) -> None:
    assert with_line_ends(text, old) == expected


def test_the_mark_and_the_mode_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.xs"
    path.write_bytes(b"\xef\xbb\xbfold\r\n")
    path.chmod(0o640)
    rewrite(path, "grüße\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + "grüße\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.xs", tmp_path / "link.xs"
    path.write_text("old\n")
    link.symlink_to(path)
    rewrite(link, "new\n")
    assert link.is_symlink()
    assert path.read_text() == "new\n"


def test_a_file_that_cannot_be_written_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xs"
    path.write_text("old\n")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match=r"a\.xs cannot be written: No space left"):
        rewrite(path, "new\n")
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]
