"""The storage of a run: files in a folder that no name leads out of."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from runner.errors import ScriptError
from runner.execution.storage import Storage
from tests.statements.contexts import make_context


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "files")


def test_nothing_is_made_before_the_first_file_is_written(storage: Storage) -> None:
    assert not storage.exists("a")
    assert not storage.delete("a")
    assert storage.list() == []
    assert not storage.folder.exists()
    storage.put("a", b"")
    assert storage.folder.is_dir()


@pytest.mark.parametrize("name", ["a", "/a", "a b.txt", "vault/1/grüße.pdf", ".hidden", "a..b"])
def test_what_is_put_is_got(storage: Storage, name: str) -> None:
    storage.put(name, b"\x00\xff")
    assert storage.get(name) == storage.get("/" + name.removeprefix("/")) == b"\x00\xff"
    assert storage.exists(name)
    assert storage.list() == [name.removeprefix("/")]
    storage.put(name, b"new")
    assert storage.get(name) == b"new"


def test_threads_that_write_one_name_do_not_mix(storage: Storage) -> None:
    def write(letter: bytes) -> bool:
        whole = True
        for _ in range(50):
            storage.put("a/b.txt", letter * 50_000)
            data = storage.get("a/b.txt")
            whole = whole and data == data[:1] * 50_000
        return whole

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, [b"a", b"b", b"c", b"d"])) == [True] * 4
    assert storage.list() == ["a/b.txt"]


def test_list_knows_prefixes(storage: Storage) -> None:
    for name in ("b", "vault/2/b", "vault/1/a"):
        storage.put(name, b"")
    assert storage.list() == ["b", "vault/1/a", "vault/2/b"]
    assert storage.list("/vault/1") == ["vault/1/a"]


def test_delete_takes_empty_folders_along(storage: Storage) -> None:
    storage.put("vault/1/a", b"")
    storage.put("vault/2/b", b"")
    assert storage.delete("vault/1/a")
    assert not storage.delete("vault/1/a")
    assert storage.list() == ["vault/2/b"]
    assert [path.name for path in (storage.folder / "vault").iterdir()] == ["2"]
    assert storage.delete("/vault/2/b")
    assert storage.folder.is_dir()


@pytest.mark.parametrize(
    "name",
    ["", "/", "//a", "..", "../a", "a/../b", "a/./b", "a//b", "a/", "C:/a", "a\\..\\b", "a\0", "x" * 201],
)
@pytest.mark.parametrize("use", ["put", "get", "delete", "exists", "url"])
def test_no_name_leads_out(storage: Storage, name: str, use: str) -> None:
    with pytest.raises(ScriptError, match="cannot be the name of a stored file"):
        getattr(storage, use)(name, *([b"x"] if use == "put" else []))
    assert not storage.folder.exists()


@pytest.mark.parametrize("use", ["put", "get", "delete", "exists", "url"])
@pytest.mark.parametrize("name", ["file", "folder/secret"])
def test_links_are_refused(storage: Storage, tmp_path: Path, use: str, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"secret")
    storage.put("a", b"")
    (storage.folder / "file").symlink_to(outside / "secret")
    (storage.folder / "folder").symlink_to(outside)
    with pytest.raises(ScriptError, match="links"):
        getattr(storage, use)(name, *([b"x"] if use == "put" else []))
    assert (outside / "secret").read_bytes() == b"secret"
    assert storage.list() == ["a"]


def test_what_is_not_there(storage: Storage) -> None:
    for use in (storage.get, storage.url):
        with pytest.raises(ScriptError, match='the storage has no file "/vault/a"') as caught:
            use("/vault/a")
        assert caught.value.code == "ERROR_CODE_NOT_FOUND"


def test_a_file_where_a_folder_is_needed(storage: Storage) -> None:
    storage.put("a", b"")
    with pytest.raises(ScriptError, match='the stored file "a/b" cannot be written: '):
        storage.put("a/b", b"")
    with pytest.raises(ScriptError, match="not text in UTF-8"):
        storage.put("half\ud800", b"")
    assert storage.list() == ["a"]


def test_the_url_of_a_file_is_a_local_one(storage: Storage) -> None:
    storage.put("vault/a b.txt", b"")
    url = storage.url("/vault/a b.txt")
    assert url.startswith("file:///")
    assert url.endswith("/files/vault/a%20b.txt")


def test_the_files_of_a_context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Storage(tmp_path / "own")
    assert make_context(storage=own).storage is own
    monkeypatch.chdir(tmp_path)
    context = make_context()
    assert context.storage is context.storage
    assert context.storage.folder == tmp_path / ".xsrun" / "storage"
    assert list(tmp_path.iterdir()) == []
