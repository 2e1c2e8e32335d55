"""Files as values: names, kinds, and what is told of a file from its first bytes."""

from __future__ import annotations

import pytest

from runner.values.binary import to_bytes
from runner.values.files import (
    base_name,
    completed,
    extension,
    file_value,
    mime_of,
    safe_name,
    type_of,
    without_bytes,
)


@pytest.mark.parametrize(
    ("name", "data", "mime"),
    [
        ("photo.JPG", b"", "image/jpeg"),
        ("a.tar.gz", b"", "application/gzip"),
        # The name counts more than the bytes, as everywhere in the web.
        ("a.txt", b"%PDF-1.7", "text/plain"),
        ("file", b"%PDF-1.7", "application/pdf"),
        ("file", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("file", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("file", b"GIF89a", "image/gif"),
        ("file", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("file", b"RIFF\0\0\0\0WAVE", "application/octet-stream"),
        ("file.unknown", b"PK\x03\x04", "application/zip"),
        ("", b"text", "application/octet-stream"),
    ],
)
def test_mime(name: str, data: bytes, mime: str) -> None:
    assert mime_of(name, data) == mime


@pytest.mark.parametrize(
    ("mime", "name", "kind"),
    [
        ("image/png", "a.png", "image"),
        ("video/mp4", "a.mp4", "video"),
        ("audio/mpeg", "a.mp3", "audio"),
        ("text/csv", "a.csv", "text"),
        ("application/pdf", "a.pdf", "pdf"),
        ("application/pdf", "a", "pdf"),
        ("application/octet-stream", "a.bin", "bin"),
        ("application/octet-stream", "a", "stream"),
    ],
)
def test_type(mime: str, name: str, kind: str) -> None:
    assert type_of(mime, name) == kind


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PNG", "png"), ("a.b.c", "c"), ("a", ""), (".env", ""), ("a.", ""), ("a.b/c", ""), ("", "")],
)
def test_extension(name: str, ending: str) -> None:
    assert extension(name) == ending


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("https://example.com/a/b.png?width=1#x", "b.png"),
        ("https://example.com", "example.com"),
        ("/vault/a1/c d.pdf", "c d.pdf"),
        ("C:\\photos\\x.jpg", "x.jpg"),
        ("folder/", "folder"),
        ("/why?.txt", "why?.txt"),
        ("", "file"),
        ("/", "file"),
    ],
)
def test_base_name(path: str, name: str) -> None:
    assert base_name(path) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "file"),
        ("", "file"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("line\nbreak\0.txt", "line_break_.txt"),
        (" name. ", "name"),
        ("grüße.pdf", "grüße.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("ü" * 300 + ".pdf", "ü" * 98 + ".pdf"),
        ("half\ud800.txt", "half?.txt"),
    ],
)
def test_a_safe_name(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_file_carries_its_bytes_as_binary_text() -> None:
    file = file_value("a.bin", b"\xff\x00\xc3\xa9")
    assert file == {
        "name": "a.bin",
        "type": "bin",
        "mime": "application/octet-stream",
        "size": 4,
        "data": "\udcff\x00é",
    }
    assert to_bytes(file["data"]) == b"\xff\x00\xc3\xa9"


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ({"name": "a.txt", "data": "é"}, {"type": "text", "mime": "text/plain", "size": 2}),
        ({"name": "a", "data": "x", "mime": "image/png"}, {"type": "image", "size": 1}),
        ({"path": "/vault/1/a.pdf"}, {"name": "a.pdf", "type": "pdf", "mime": "application/pdf"}),
        ({"path": "/v", "name": "b.gif", "size": 7}, {"type": "image", "mime": "image/gif"}),
        ({"name": "a", "data": "", "size": 0, "mime": "x/y"}, {}),
    ],
)
def test_what_an_object_has_stays_and_the_rest_is_told(given: dict, added: dict) -> None:
    assert completed(given) == given | added


def test_without_bytes() -> None:
    file = file_value("a.txt", b"abc")
    shown = {"name": "a.txt", "type": "text", "mime": "text/plain", "size": 3}
    assert without_bytes({"a": [file], "n": 1}) == {"a": [shown], "n": 1}
    # What `zip.extract` gives.
    assert without_bytes({"path": "x/a.txt", "content": "abc", **file}) == {"path": "x/a.txt", **shown}
    assert without_bytes({"data": "text", "name": "x"}) == {"data": "text", "name": "x"}
    assert file["data"] == "abc"
