"""The types of files: what stands for a file, and what does not."""

from __future__ import annotations

import pytest

from runner.types import TYPES
from runner.types.faults import Fault
from runner.types.files import coerce_file

PNG = {"name": "file.png", "type": "image", "mime": "image/png", "size": 2, "data": "\x01\udcff"}


@pytest.mark.parametrize("name", ["file", "image", "video", "audio", "attachment"])
def test_all_of_them_take_the_same(name: str) -> None:
    assert TYPES[name].coerce("data:image/png;base64,Af8=") == PNG


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("data:image/png;base64,Af8=", PNG),
        ("data:image/png;base64,Af8%3D", PNG),
        (
            "data:,a%20b",
            {"name": "file.txt", "type": "text", "mime": "text/plain", "size": 3, "data": "a b"},
        ),
        (
            "data:x/y;charset=utf-8,",
            {"name": "file", "type": "y", "mime": "x/y", "size": 0, "data": ""},
        ),
        (
            "https://example.com/a.png?x=1",
            {"name": "a.png", "type": "image", "mime": "image/png", "path": "https://example.com/a.png?x=1"},
        ),
        (
            "/vault/1/a.pdf",
            {"name": "a.pdf", "type": "pdf", "mime": "application/pdf", "path": "/vault/1/a.pdf"},
        ),
        (
            {"name": "a.txt", "data": "hé"},
            {"name": "a.txt", "type": "text", "mime": "text/plain", "size": 3, "data": "hé"},
        ),
        (
            {"path": "/vault/1/a.pdf", "meta": {}},
            {
                "name": "a.pdf",
                "type": "pdf",
                "mime": "application/pdf",
                "path": "/vault/1/a.pdf",
                "meta": {},
            },
        ),
    ],
)
def test_what_stands_for_a_file(given: object, expected: dict) -> None:
    assert coerce_file(given) == expected
    assert coerce_file(coerce_file(given)) == expected


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (5, ""),
        (None, ""),
        ([], ""),
        ("(attach image file)", "a file is expected: an object with `name` and `data`"),
        ("file:///etc/passwd", "a file is expected"),
        ({}, "a file is expected"),
        ({"data": "x"}, "a file is expected"),
        ({"name": "x", "path": 5}, "a file is expected"),
        ({"name": "x", "data": [1]}, "its `data` has to be a text"),
        ("data:image/png;base64", "a data URI has a comma in front of its data"),
        ("data:image/png;base64,***", "the data of a data URI has to be base64"),
    ],
)
def test_what_does_not(given: object, reason: str) -> None:
    with pytest.raises(Fault) as caught:
        coerce_file(given)
    assert caught.value.reason.startswith(reason)
    assert bool(caught.value.reason) == bool(reason)
