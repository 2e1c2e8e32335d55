"""The statements `zip.*`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from runner.errors import ScriptError
from runner.execution.storage import Storage
from runner.statements import archives, zip_bytes
from runner.values.binary import from_bytes, to_bytes
from runner.values.files import file_value
from tests.statements.contexts import StubSender, make_context

# Written by Info-ZIP: one file "s.txt" with the text "secret", protected the old way by "pw".
ZIP_CRYPTO = bytes.fromhex(
    "504b03040a000900000000002158e5e8a25c120000000600000005000000732e7478747242b0e1a25d906573f1d640dc"
    "8907dc87cc504b0708e5e8a25c1200000006000000504b01021e030a000900000000002158e5e8a25c12000000060000"
    "00050000000000000001000000a48100000000732e747874504b0506000000000100010033000000450000000000"
)


def make_zip(files: dict[str, bytes], name: str = "a.zip") -> dict[str, Any]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return file_value(name, buffer.getvalue())


def contents(archive: dict[str, Any]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(to_bytes(archive["data"]))) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_an_empty_archive() -> None:
    archive = archives.create_archive(make_context(), filename="b.zip")
    assert (archive["name"], archive["mime"], archive["size"]) == ("b.zip", "application/zip", 22)
    assert archives.view_contents(make_context(), zip=archive) == []
    assert archives.extract(make_context(), zip=archive) == []


@pytest.mark.parametrize("key", ["zip", "archive"])
def test_both_spellings_add(key: str) -> None:
    context = make_context()
    archive = archives.create_archive(context, filename="b.zip")
    file = file_value("n.bin", b"\xff\x00")
    assert archives.add_to_archive(context, file=file, **{key: archive}) is archive
    archives.add_to_archive(context, file="text", filename="a/t.txt", **{key: archive})
    archives.add_to_archive(
        context,
        files=[{"path": "u.json", "content": '{"a":1}'}, {"path": "n", "content": 5}, file_value("m", b"m")],
        **{key: archive},
    )
    assert contents(archive) == {
        "n.bin": b"\xff\x00",
        "a/t.txt": b"text",
        "u.json": b'{"a":1}',
        "n": b"5",
        "m": b"m",
    }
    assert archive["size"] == len(to_bytes(archive["data"]))


def test_an_archive_changes_in_place_wherever_it_is_held() -> None:
    archive = make_zip({"a": b"1"})
    held = [archive]
    archives.add_to_archive(make_context(), zip=archive, file="2", filename="b")
    assert contents(held[0]) == {"a": b"1", "b": b"2"}


def test_a_file_of_the_same_name_is_replaced() -> None:
    archive = make_zip({"a": b"old", "b": b"b"})
    files = [{"path": "a", "content": "new"}, {"path": "a", "content": "newest"}]
    archives.add_to_archive(make_context(), zip=archive, files=files)
    assert contents(archive) == {"b": b"b", "a": b"newest"}


def test_files_added_one_by_one_make_the_same_archive_as_all_at_once() -> None:
    # Each name is a part of a later one, or has one in it; some of the bytes are no text.
    files = {f"{'1' * (n % 7 + 1)}/{n}.txt": bytes([n % 256, 0xC3]) * n for n in range(300)}
    context = make_context()
    archive = archives.create_archive(context, filename="b.zip")
    for path, data in files.items():
        archives.add_to_archive(context, zip=archive, file=file_value("x", data), filename=path)
        assert archive["size"] == len(to_bytes(archive["data"]))
    assert contents(archive) == files
    together = archives.create_archive(context, filename="b.zip")
    rows = [{"path": path, **file_value("x", data)} for path, data in files.items()]
    assert archives.add_to_archive(context, zip=together, files=rows) == archive


@pytest.mark.parametrize("size", [0, 99])
def test_an_archive_behind_something_else_takes_more_files(size: int) -> None:
    archive = make_zip({"a": b"1"})
    archive["data"] = "PK\x01\x02" * size + archive["data"]
    archives.add_to_archive(make_context(), zip=archive, file="2", filename="b")
    assert contents(archive) == {"a": b"1", "b": b"2"}


def test_an_archive_with_a_comment_takes_more_files() -> None:
    buffer = io.BytesIO(to_bytes(make_zip({"a": b"1"})["data"]))
    with zipfile.ZipFile(buffer, "a") as opened:
        opened.comment = b"hello"
    archive = file_value("a.zip", buffer.getvalue())
    archives.add_to_archive(make_context(), zip=archive, file="2", filename="b")
    assert contents(archive) == {"a": b"1", "b": b"2"}


def test_the_same_files_make_the_same_archive() -> None:
    def made() -> dict[str, Any]:
        archive = archives.create_archive(make_context(), filename="b.zip")
        return archives.add_to_archive(make_context(), zip=archive, file="x", filename="x.txt")

    assert made() == made()
    with zipfile.ZipFile(io.BytesIO(to_bytes(made()["data"]))) as opened:
        assert opened.infolist()[0].date_time == (2023, 11, 14, 22, 13, 20)
        assert opened.infolist()[0].external_attr == 0o644 << 16


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"filename": "a"}, ["d/x", "d/y", "dd"]),
        ({"filename": {"name": "dd", "data": ""}}, ["a", "d/x", "d/y"]),
        ({"paths": ["d/"]}, ["a", "dd"]),
        ({"paths": ["d/x", "a"]}, ["d/y", "dd"]),
        ({"filename": "none"}, ["a", "d/x", "d/y", "dd"]),
        ({"filename": "d"}, ["a", "d/x", "d/y", "dd"]),
    ],
)
def test_delete(asked: dict[str, Any], left: list[str]) -> None:
    context = make_context()
    archive = make_zip({name: name.encode() for name in ("a", "d/x", "d/y", "dd")})
    archives.delete_from_archive(context, zip=archive, **asked)
    assert contents(archive) == {name: name.encode() for name in left}
    missed = [entry.level for entry in context.logs]
    assert missed == (["warning"] if len(left) == 4 else [])


def test_extract_gives_files_with_path_and_content() -> None:
    archive = make_zip({"d/": b"", "d/a.json": b"{}", "b": b"\xff"})
    found = archives.extract(make_context(), archive=archive, target_path="out")
    assert found == [
        {"path": "out/d/a.json", "content": "{}", **file_value("a.json", b"{}")},
        {"path": "out/b", "content": "\udcff", **file_value("b", b"\xff")},
    ]
    # ... and those can go into another archive as they are, or into the storage.
    again = archives.create_archive(make_context(), filename="c.zip")
    archives.add_to_archive(make_context(), zip=again, files=found)
    assert contents(again) == {"out/d/a.json": b"{}", "out/b": b"\xff"}


def test_to_look_into_an_archive_changes_nothing(tmp_path: Path) -> None:
    context = make_context(storage=Storage(tmp_path))
    archive = make_zip({"a": b"1"})
    context.storage.put("vault/1/a.zip", to_bytes(archive["data"]))
    stored = {"name": "a.zip", "path": "/vault/1/a.zip"}
    assert archives.view_contents(context, zip=stored) == archives.view_contents(
        context, zip="/vault/1/a.zip"
    )
    assert archives.extract(context, zip=stored)[0]["content"] == "1"
    assert stored == {"name": "a.zip", "path": "/vault/1/a.zip"}
    # What is added changes the value; the stored file stays as it is.
    archives.add_to_archive(context, zip=stored, file="2", filename="b")
    assert contents(stored) == {"a": b"1", "b": b"2"}
    assert context.storage.get("vault/1/a.zip") == to_bytes(archive["data"])


def test_view_contents() -> None:
    (viewed,) = archives.view_contents(make_context(), zip=make_zip({"d/a.txt": b"x" * 100}))
    assert 0 < viewed.pop("compressed_size") < 20
    assert viewed == {"path": "d/a.txt", "name": "a.txt", "size": 100}


# -- passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encryption", [None, "", "aes128", "AES-192", "EM_AES_256"])
def test_a_protected_archive(encryption: Any) -> None:
    pytest.importorskip("pyzipper")
    context = make_context()
    archive = archives.create_archive(
        context, filename="s.zip", password="hunter22", password_encryption=encryption
    )
    archives.add_to_archive(context, zip=archive, file="one", filename="1")
    archives.add_to_archive(context, zip=archive, file="two", filename="2")
    archives.delete_from_archive(context, zip=archive, filename="1")
    stranger = {"name": "s.zip", "data": archive["data"]}
    assert archives.extract(context, zip=stranger, password="hunter22")[0]["content"] == "two"
    for password, part in ((None, "is protected: give `zip.extract` a `password`"), ("no", "does not open")):
        with pytest.raises(ScriptError, match=part):
            archives.extract(context, zip=stranger, password=password)
    assert b"two" not in to_bytes(archive["data"])
    context.log("hunter22")
    assert context.logs[-1].message == "***"


def test_the_old_protection_can_be_read() -> None:
    archive = file_value("old.zip", ZIP_CRYPTO)
    assert archives.extract(make_context(), zip=archive, password="pw")[0]["content"] == "secret"
    with pytest.raises(ScriptError, match=r"give `zip.extract` a `password`"):
        archives.extract(make_context(), zip=archive)


def test_protection_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyzipper", None)
    archive = make_zip({})
    with pytest.raises(ScriptError, match=r"needs the extra \"zip\": pip install 'xsrun\[zip\]'"):
        archives.add_to_archive(make_context(), zip=archive, file="x", filename="x", password="pw")
    assert contents(archive) == {}


def test_an_encryption_that_does_not_exist() -> None:
    with pytest.raises(ScriptError, match='"aes128", "aes192" or "aes256", but got "rot13"'):
        archives.create_archive(make_context(), filename="a", password="pw", password_encryption="rot13")


# -- what archives do to their readers -----------------------------------------------------------------


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../../b", "C:/a", "\\a", "a\\..\\..\\b", ""])
def test_names_that_lead_out(path: str) -> None:
    with pytest.raises(ScriptError, match=r"is relative and has no"):
        archives.add_to_archive(make_context(), zip=make_zip({}), files=[{"path": path, "content": ""}])
    if path:
        with pytest.raises(ScriptError, match=r"`zip.extract` does not take the name"):
            archives.extract(make_context(), zip=make_zip({path: b"x"}))


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_bytes, "MOST_BYTES", 3 << 20)
    small = make_zip({"a": b"\0" * (1 << 20), "b": b"\0" * (1 << 20)})
    assert len(archives.extract(make_context(), zip=small)) == 2
    bomb = make_zip({"a": b"\0" * (2 << 20), "b": b"\0" * (2 << 20)})
    assert bomb["size"] < 10_000
    with pytest.raises(ScriptError, match=r"`zip.extract` unpacks at most 3 MB"):
        archives.extract(make_context(), zip=bomb)


def test_a_bomb_that_lies_about_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_bytes, "MOST_BYTES", 1 << 20)
    data = to_bytes(make_zip({"a": b"\0" * (2 << 20)})["data"])
    lie = data.replace((2 << 20).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    # `zipfile` believes it and cuts the file off, which the checksum then shows.
    with pytest.raises(ScriptError, match='cannot read "a" in the archive'):
        archives.extract(make_context(), zip=file_value("a.zip", lie))


def test_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_bytes, "MOST_FILES", 3)
    full = make_zip(dict.fromkeys("abc", b""))
    with pytest.raises(ScriptError, match="at most 3 files in an archive, not 4"):
        archives.add_to_archive(make_context(), zip=full, file="x", filename="d")
    archives.add_to_archive(make_context(), zip=full, file="x", filename="c")
    for statement in (archives.extract, archives.view_contents):
        with pytest.raises(ScriptError, match="at most 3 files in an archive, not 4"):
            statement(make_context(), zip=make_zip(dict.fromkeys("abcd", b"")))


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", b"PK\x03\x04", to_bytes(make_zip({"a": b"x"})["data"])[:-5]],
    ids=["nothing", "a text", "a start", "no end"],  # the time in an archive must not be a part of a name
)
@pytest.mark.parametrize("use", ["add_to_archive", "delete_from_archive", "extract", "view_contents"])
def test_what_is_no_archive(use: str, data: bytes) -> None:
    options = {"add_to_archive": {"file": "x", "filename": "x"}, "delete_from_archive": {"filename": "x"}}
    with pytest.raises(
        ScriptError, match=rf"`zip.{use}` cannot read what it was given: it is no ZIP archive"
    ):
        getattr(archives, use)(make_context(), zip=file_value("a.zip", data), **options.get(use, {}))


def test_damage_is_told() -> None:
    data = bytearray(to_bytes(make_zip({"a": bytes(range(200))})["data"]))
    data[60] ^= 0xFF
    with pytest.raises(ScriptError, match=r'`zip.extract` cannot read "a" in the archive'):
        archives.extract(make_context(), zip=file_value("a.zip", bytes(data)))


@pytest.mark.parametrize(
    ("use", "options", "part"),
    [
        ("view_contents", {}, "needs an archive: zip = \\$archive"),
        ("extract", {"zip": 5}, "needs a file, but got an int"),
        ("add_to_archive", {"zip": make_zip({})}, r"needs a file: file = \$file, or files = "),
        ("add_to_archive", {"zip": make_zip({}), "file": "x"}, "needs a `filename`"),
        ("add_to_archive", {"zip": make_zip({}), "files": ["x"]}, "objects with `path` and `content`"),
        ("delete_from_archive", {"zip": make_zip({})}, "needs the name of a file"),
    ],
)
def test_what_is_missing(use: str, options: dict[str, Any], part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        getattr(archives, use)(make_context(StubSender()), **options)


def test_an_archive_as_text_stays_what_it_is() -> None:
    archive = make_zip({"a": bytes(range(256))})
    assert to_bytes(from_bytes(to_bytes(archive["data"]))) == to_bytes(archive["data"])
    assert archives.extract(make_context(), zip=archive)[0]["size"] == 256
