"""Binary data in texts: no byte is lost on the way."""

from __future__ import annotations

import pytest

from runner.values.binary import from_bytes, to_bytes


@pytest.mark.parametrize("data", [b"", b"abc", "é☃😀".encode(), b"\xff\xfe\x00\x80", bytes(range(256))])
def test_bytes_survive_as_text(data):
    assert to_bytes(from_bytes(data)) == data


@pytest.mark.parametrize(
    ("value", "data"),
    [(b"\xff", b"\xff"), ("é", b"\xc3\xa9"), (12, b"12"), (None, b""), ([1], b"[1]"), ("\ud83d", b"?")],
)
def test_bytes_of_values(value, data):
    assert to_bytes(value) == data
