"""Filters between bases; the expectations are what PHP 8.2 gives."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("dechex", 255, "ff"),
        ("dechex", "255", "ff"),
        ("dechex", 0, "0"),
        ("dechex", -1, "ffffffffffffffff"),
        ("dechex", 16.9, "10"),
        ("decbin", 10, "1010"),
        ("decbin", 0, "0"),
        ("decbin", -1, "1" * 64),
        ("decoct", 10, "12"),
        ("decoct", "8", "10"),
        ("decoct", -1, "1777777777777777777777"),
        ("hexdec", "ff", 255),
        ("hexdec", "FF", 255),
        ("hexdec", "0xff", 255),
        ("hexdec", "g1", 1),
        ("hexdec", "", 0),
        ("hexdec", "7fffffffffffffff", 9223372036854775807),
        ("hexdec", "ffffffffffffffff", 1.8446744073709552e19),
        ("hexdec", 10, 16),
        ("bindec", "1010", 10),
        ("bindec", "0b11", 3),
        ("bindec", "1201", 5),
        ("bindec", None, 0),
        ("octdec", "12", 10),
        ("octdec", "0o17", 15),
        ("octdec", "98", 0),
    ],
)
def test_one_base(name, value, expected):
    assert typed(apply(name, value)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("ff", 16, 10, "255"),
        ("FF", 16, 2, "11111111"),
        ("zz", 36, 10, "1295"),
        ("1295", 10, 36, "zz"),
        ("1010", 2, 16, "a"),
        ("777", 8, 10, "511"),
        ("19", 8, 10, "1"),
        ("", 10, 2, "0"),
        (255, "10", "16", "ff"),
        ("ffffffffffffffffffff", 16, 36, "5gv2rma270x9hhj3"),
    ],
)
def test_base_convert(value, source, target, expected):
    assert apply("base_convert", value, source, target) == expected


@pytest.mark.parametrize(("source", "target", "got"), [(1, 10, 1), (10, 37, 37), (0, 10, 0), (10, -2, -2)])
def test_bases_have_bounds(source, target, got):
    with pytest.raises(ScriptError, match=f"needs bases from 2 to 36, but got {got}"):
        apply("base_convert", "10", source, target)


@pytest.mark.parametrize("name", ["dechex", "decbin", "decoct"])
def test_what_is_no_number_is_refused(name):
    with pytest.raises(ScriptError, match=f'`.{name}` needs a number, but got the text "x"'):
        apply(name, "x")


@pytest.mark.parametrize("name", ["hexdec", "bindec", "octdec"])
def test_what_is_no_text_is_refused(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got a list"):
        apply(name, [1])
