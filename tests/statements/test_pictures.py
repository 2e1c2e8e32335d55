"""The size of a picture: what PHP's ``getimagesize`` gives for the same bytes."""

from __future__ import annotations

import pytest

from runner.statements.pictures import picture_size

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0"
FRAME = b"\0\x21\x03\xe8\x03\x01\x11\0\x02\x11\x01\x03\x11\x01"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08" + FRAME


@pytest.mark.parametrize(
    ("data", "width", "height"),
    [
        (PNG, 640, 480),
        (b"GIF89a,\x01\x07\0\0\0\0", 300, 7),
        (JPEG, 1000, 33),
        # A comment, a filling byte, and a progressive frame.
        (b"\xff\xd8\xff\xfe\0\x04ab\xff\xff\xc2\0\x11\x08" + FRAME, 1000, 33),
        (b"RIFF$\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x8f\x01\0+\x01\0", 400, 300),
        (b"RIFF$\0\0\0WEBPVP8L\n\0\0\0/c@\x0c\0", 100, 50),
        (b"RIFF$\0\0\0WEBPVP8 \n\0\0\0\0\0\0\x9d\x01*\xb0\0\x90\0", 176, 144),
    ],
)
def test_the_size_of_a_picture(data: bytes, width: int, height: int) -> None:
    assert picture_size(data) == {"width": width, "height": height}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"RIFF$\0\0\0WAVEfmt ", b"\xff\xd8\xff\xd9", b"BM"])
def test_what_has_none(data: bytes) -> None:
    assert picture_size(data) == {}


@pytest.mark.parametrize(
    ("data", "needed"),
    [
        (PNG, 24),
        (JPEG, 29),
        (b"GIF89a,\x01\x07\0", 10),
        (b"RIFF$\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x8f\x01\0+\x01\0", 30),
        (b"RIFF$\0\0\0WEBPVP8L\n\0\0\0/c@\x0c\0", 25),
        (b"RIFF$\0\0\0WEBPVP8 \n\0\0\0\0\0\0\x9d\x01*\xb0\0\x90\0", 30),
    ],
)
def test_a_picture_that_was_cut_off_has_none(data: bytes, needed: int) -> None:
    sizes = [bool(picture_size(data[:end])) for end in range(len(data) + 1)]
    assert sizes == [end >= needed for end in range(len(data) + 1)]


def test_a_jpeg_of_empty_segments_ends() -> None:
    assert picture_size(b"\xff\xd8" + b"\xff\xe0\0\0" * 50_000) == {}
