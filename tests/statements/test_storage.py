"""The statements `storage.*`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import pytest

from runner.errors import ScriptError
from runner.execution.context import Context
from runner.execution.messages import HttpFailure, HttpResponse
from runner.execution.storage import Storage
from runner.statements import storage
from runner.values.files import file_value
from tests.statements.contexts import StubSender, make_context

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\xff"


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return make_context(storage=Storage(tmp_path / "files"))


@pytest.mark.parametrize(
    ("filedata", "data"),
    [
        ("hé", "hé"),
        ("\udcff", "\udcff"),
        ("", ""),
        (None, ""),
        (5, "5"),
        ([1, {"a": None}], '[1,{"a":null}]'),
        ({"a": 1}, '{"a":1}'),
        ({"data": [1]}, '{"data":[1]}'),
        ({"name": "items", "path": "/v1"}, '{"name":"items","path":"/v1"}'),
        ({"name": "x.zip", "data": "PK"}, "PK"),
        # A text is what the file holds, even where it could name another file.
        ("https://example.com/a.png", "https://example.com/a.png"),
    ],
)
def test_create_file_resource(context: Context, filedata: Any, data: str) -> None:
    file = storage.create_file_resource(context, filename="a.txt", filedata=filedata)
    assert file == file_value("a.txt", data.encode("utf-8", "surrogateescape"))
    assert not context.storage.folder.exists()


def test_reading_gives_an_object_with_the_bytes(context: Context) -> None:
    file = file_value("a.bin", b"\xff\x00")
    assert storage.read_file_resource(context, value=file) == file
    assert storage.read_file_resource(context, value={"data": "x"})["name"] == "file"


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("data:text/plain,a%20b", file_value("file.txt", b"a b", "text/plain")),
        ("data:image/png;base64,iVBORw==", file_value("file.png", b"\x89PNG", "image/png")),
    ],
)
def test_a_data_uri_is_read(context: Context, uri: str, file: dict[str, Any]) -> None:
    assert storage.read_file_resource(context, value=uri) == file


def test_a_stored_file_is_read_by_its_object_and_by_its_path(context: Context) -> None:
    stored = storage.create_attachment(
        context, value=file_value("a.bin", b"\xff\x00"), access="private", filename="b.bin"
    )
    for value in (stored, stored["path"], stored["path"].removeprefix("/"), {"path": stored["path"]}):
        assert storage.read_file_resource(context, value=value) == file_value("b.bin", b"\xff\x00")


def test_a_url_is_read_when_it_is_asked_for() -> None:
    reply = HttpResponse(200, (("Content-Type", "Image/PNG; x=1"),), PNG)
    sender = StubSender(reply)
    context = make_context(sender)
    url = "https://example.com/a b"
    file = storage.read_file_resource(context, value=url)
    assert file == file_value("a b", PNG, "image/png")
    # What the file was declared as counts more than what its server says.
    named = {"name": "b.webp", "path": url, "mime": "image/webp"}
    assert storage.read_file_resource(context, value=named) == file_value("b.webp", PNG, "image/webp")
    assert [request.url for request in sender.requests] == ["https://example.com/a%20b"] * 2


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (HttpResponse(404, (), b"no"), "its server answered 404"),
        (HttpFailure("no route", "connect"), "cannot read the file: no route"),
    ],
)
def test_a_url_that_gives_no_file(reply: Any, part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        storage.read_file_resource(make_context(StubSender(reply)), value="https://example.com/a")


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (None, "needs a file, but got null"),
        (5, "needs a file, but got an int"),
        ([], "needs a file, but got a list"),
        ({"a": 1}, "an object with `data` or `path`, but got another object"),
        ("(attach image file)", "URL or the path of a stored file"),
        ("data:image/png;base64,%", "`storage.read_file_resource` cannot read the file: .* has to be base64"),
        ("data:image/png", "has a comma in front of its data"),
        ("../secret", "cannot be the name of a stored file"),
        ("file:///etc/passwd", "cannot be the name of a stored file"),
        ("/etc/passwd", 'the storage has no file "/etc/passwd"'),
    ],
)
def test_what_is_no_file(context: Context, value: Any, part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        storage.read_file_resource(context, value=value)


def test_what_is_kept_of_a_file(context: Context) -> None:
    stored = storage.create_image(
        context, value=file_value("x", PNG), access="private", filename="../my photo.PNG"
    )
    path = stored.pop("path")
    assert stored == {
        "access": "private",
        "name": "my photo.PNG",
        "type": "image",
        "mime": "image/png",
        "size": len(PNG),
        "meta": {"validated": False, "width": 2, "height": 3},
    }
    folder, name = path.removeprefix("/vault/").split("/")
    assert (len(folder), name) == (24, "my photo.PNG")
    assert context.storage.get(path) == PNG


@pytest.mark.parametrize("access", [None, "", "public"])
def test_a_file_keeps_its_name_and_is_public_unless_told_otherwise(context: Context, access: Any) -> None:
    stored = storage.create_attachment(context, value={"name": "a.pdf", "data": "%PDF"}, access=access)
    assert (stored["name"], stored["type"], stored["access"]) == ("a.pdf", "pdf", "public")


def test_two_files_of_one_name_do_not_meet(context: Context) -> None:
    paths = [
        storage.create_attachment(context, value={"name": "a.txt", "data": text})["path"] for text in "xy"
    ]
    assert [context.storage.get(path) for path in paths] == [b"x", b"y"]


def test_runs_with_one_seed_keep_the_files_of_each(tmp_path: Path) -> None:
    contexts = [make_context(storage=Storage(tmp_path), seed=7) for _ in range(3)]
    paths = [
        storage.create_attachment(run, value={"name": "a.txt", "data": str(at)})["path"]
        for at, run in enumerate(contexts)
    ]
    assert [Storage(tmp_path).get(path) for path in paths] == [b"0", b"1", b"2"]


@pytest.mark.parametrize(
    ("statement", "name", "fits"),
    [
        *((storage.create_image, f"a.{ending}", True) for ending in ("png", "JPG", "jpeg", "gif", "webp")),
        *((storage.create_image, name, False) for name in ("a.pdf", "a.heic", "a.svg", "a", "png")),
        (storage.create_video, "a.mp4", True),
        (storage.create_video, "a.mp3", False),
        (storage.create_audio, "a.mp3", True),
        (storage.create_audio, "a.png", False),
        (storage.create_attachment, "a", True),
    ],
)
def test_the_kind_of_a_file_goes_by_its_name(context: Context, statement: Any, name: str, fits: bool) -> None:
    if fits:
        assert statement(context, value=file_value("x", PNG), filename=name)["name"] == name
        return
    with pytest.raises(ScriptError, match=r"Invalid file extension\..*use `storage.create_attachment`"):
        statement(context, value=file_value("x", PNG), filename=name)
    assert context.storage.list() == []


def test_access_has_two_values(context: Context) -> None:
    with pytest.raises(ScriptError, match='"public" or "private", but got "secret"'):
        storage.create_attachment(context, value=file_value("a", b""), access="secret")


def test_deleting_can_be_repeated(context: Context) -> None:
    stored = storage.create_attachment(context, value=file_value("a.txt", b""))
    storage.delete_file(context, pathname=stored["path"])
    assert (context.storage.list(), [entry.level for entry in context.logs]) == ([], ["file", "file"])
    storage.delete_file(context, pathname=stored["path"])
    assert [(entry.level, entry.message) for entry in context.logs[2:]] == [
        ("warning", f'`storage.delete_file` found no file "{stored["path"]}"')
    ]


def test_files_that_are_written_and_deleted_are_logged(context: Context) -> None:
    stored = storage.create_attachment(context, value=file_value("a.txt", b"x"))
    context.storage.put(stored["path"], b"four")
    storage.delete_file(context, pathname=stored["path"])
    place = context.storage.folder / stored["path"].removeprefix("/")
    assert [entry.message for entry in context.logs] == [
        f"created {place} (1 byte)",
        f"replaced {place} (4 bytes)",
        f"deleted {place} (4 bytes)",
    ]
    assert context.logs[0].data == {"what": "created", "name": stored["path"], "size": 1, "place": str(place)}


def test_the_signed_url_of_a_file_opens_it(context: Context) -> None:
    stored = storage.create_attachment(context, value=file_value("a b.txt", b"text"))
    url = storage.sign_private_url(context, pathname=stored["path"], ttl=60)
    assert Path(url2pathname(url.removeprefix("file://"))).read_bytes() == b"text"


@pytest.mark.parametrize(
    ("pathname", "ttl", "part"),
    [
        ("/vault/none", 60, "the storage has no file"),
        ("/vault/none", "soon", "needs a number"),
        ("../a", 60, "cannot be the name"),
        ({"path": "/vault/1/a"}, 60, "needs a text, but got an object"),
    ],
)
def test_what_cannot_be_signed(context: Context, pathname: Any, ttl: Any, part: str) -> None:
    with pytest.raises(ScriptError, match=part):
        storage.sign_private_url(context, pathname=pathname, ttl=ttl)
