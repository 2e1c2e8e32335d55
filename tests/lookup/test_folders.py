"""Folders of functions: the names that files give, and the way out that no name finds."""

import pytest

from runner.errors import UsageError
from runner.lookup.folders import display_path, index_folder, peek_text, read_source


def test_names_are_paths_without_their_suffix(tmp_path, write):
    for name in ("format.py", "utils/format.py", "a/b/c.xs", "my function.xs", "notes.txt", "README.md"):
        write(name, "")
    index = index_folder(tmp_path)
    assert index.python == {
        "format": tmp_path / "format.py",
        "utils/format": tmp_path / "utils/format.py",
    }
    assert index.xanoscript == {
        "a/b/c": tmp_path / "a/b/c.xs",
        "my function": tmp_path / "my function.xs",
    }


@pytest.mark.parametrize(
    "folder", [".git", ".venv", "venv", "node_modules", "__pycache__", "a/site-packages"]
)
def test_folders_of_others_are_left_out(tmp_path, write, folder):
    write(f"{folder}/f.py", "")
    write("kept.py", "")
    assert list(index_folder(tmp_path).python) == ["kept"]


def test_a_folder_that_is_not_there_is_empty(tmp_path):
    index = index_folder(tmp_path / "nowhere")
    assert not index.python
    assert not index.xanoscript


def test_links_out_of_the_folder_are_set_apart(tmp_path, write):
    write("outside/secret.py", "")
    write("inside/real.py", "")
    (tmp_path / "inside/link.py").symlink_to(tmp_path / "outside/secret.py")
    (tmp_path / "inside/alias.py").symlink_to(tmp_path / "inside/real.py")
    (tmp_path / "inside/folder").symlink_to(tmp_path / "outside")
    index = index_folder(tmp_path / "inside")
    assert sorted(index.python) == ["alias", "real"]
    assert list(index.outside) == ["link"]


def test_links_in_a_ring_end(tmp_path, write):
    write("a/f.xs", "")
    (tmp_path / "a/again").symlink_to(tmp_path / "a")
    assert list(index_folder(tmp_path).xanoscript) == ["a/f"]


def test_a_folder_may_itself_be_a_link(tmp_path, write):
    write("real/f.py", "")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert list(index_folder(tmp_path / "link").python) == ["f"]


def test_paths_are_shown_from_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "functions" / "f.py") == "functions/f.py"
    assert display_path(tmp_path.parent / "f.py") == str(tmp_path.parent / "f.py")


def test_a_source_is_named_as_it_is_shown(tmp_path, write, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = read_source(write("functions/f.xs", "function f {}"))
    assert (source.name, source.text) == ("functions/f.xs", "function f {}")


def test_a_byte_order_mark_is_no_text(tmp_path):
    (tmp_path / "f.xs").write_bytes(b"\xef\xbb\xbffunction f {}")
    assert read_source(tmp_path / "f.xs").text == "function f {}"
    assert peek_text(tmp_path / "f.xs") == "function f {}"


def test_what_cannot_be_read_says_so(tmp_path):
    (tmp_path / "latin.xs").write_bytes(b"function caf\xe9 {}")
    with pytest.raises(UsageError, match=r"latin\.xs is not UTF-8 text: byte 12 is wrong"):
        read_source(tmp_path / "latin.xs")
    with pytest.raises(UsageError, match=r"none\.xs cannot be read: No such file"):
        read_source(tmp_path / "none.xs")


def test_a_search_reads_what_it_can(tmp_path):
    (tmp_path / "latin.xs").write_bytes(b"function caf\xe9 {}")
    assert peek_text(tmp_path / "latin.xs") == "function caf\ufffd {}"
    assert peek_text(tmp_path / "none.xs") == ""
