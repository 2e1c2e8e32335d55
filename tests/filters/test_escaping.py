"""Filters that escape text, strip markup and accents, and change character encodings."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("it's", "it\\'s"),
        ('say "hi"', 'say \\"hi\\"'),
        ("a\\b", "a\\\\b"),
        ("nul\0", "nul\\0"),
        ("line\n", "line\n"),
        ("", ""),
        (None, ""),
    ],
)
def test_addslashes(value, expected):
    assert apply("addslashes", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\nb", "a\\nb"),
        ("a\tb\r", "a\\tb\\r"),
        ('say "hi"', 'say \\"hi\\"'),
        ("it's", "it's"),
        ("back\\slash", "back\\\\slash"),
        ("\0\x08\x0b\x0c", "\\0\\b\\v\\f"),
        ("é ☃", "é ☃"),
        ("", ""),
    ],
)
def test_escape_and_back(value, expected):
    assert apply("escape", value) == expected
    assert apply("text_escape", value) == expected
    assert apply("text_unescape", expected) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("\\u00e9", "é"),
        ("\\'", "'"),
        ("\\/", "/"),
        ("\\d", "\\d"),
        ("end\\", "end\\"),
        ("\\\\n", "\\n"),
        ("\\u00", "\\u00"),
        ("plain", "plain"),
    ],
)
def test_text_unescape(value, expected):
    assert apply("text_unescape", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<p>Text</p>", "Text"),
        ("a<br/>b<br>c", "abc"),
        ('<a href="x>y">link</a>', "link"),
        ("<a title='>'>link</a>", "link"),
        ("1 < 2", "1 < 2"),
        ("a < b > c", "a < b > c"),
        ("a<b", "a"),
        ('a<b "c>d', "a"),
        ("a<!-- b", "a"),
        ("<!-- a <b> comment -->x", "x"),
        ("<div\n class='a'>x</div>", "x"),
        ("<script>code</script>", "code"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("", ""),
        (None, ""),
    ],
)
def test_strip_html(value, expected):
    assert apply("strip_html", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("études", "etudes"),
        ("ÀÉÎÕÜ àéîõü", "AEIOU aeiou"),
        ("ñ ç ž", "n c z"),
        ("Straße Æsir œuvre", "Strasse AEsir oeuvre"),
        ("Łódź Øre đ", "Lodz Ore d"),
        ("plain 123", "plain 123"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_unaccent(value, expected):
    assert apply("unaccent", value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("abc", "ASCII"), ("été", "UTF-8"), ("", "ASCII"), ("\udce9t\udce9", "ISO-8859-1")],
)
def test_detect_encoding(value, expected):
    assert apply("detect_encoding", value) == expected


def test_encodings_there_and_back():
    binary = apply("from_utf8", "études")
    assert apply("bin2hex", binary) == "e974756465" + "73"
    assert apply("to_utf8", binary) == "études"
    assert apply("detect_encoding", binary) == "ISO-8859-1"


@pytest.mark.parametrize(
    ("target", "source", "digits"),
    [
        ("ISO-8859-1", "UTF-8", "e974"),
        ("UTF-16BE", "UTF-8", "00e90074"),
        ("Windows-1252", "UTF-8", "e974"),
        ("ASCII", "UTF-8", "3f74"),
        ("UTF-8", "UTF-8", "c3a974"),
        ("UTF-8", "ISO-8859-1", "c383c2a974"),
    ],
)
def test_convert_encoding(target, source, digits):
    assert apply("bin2hex", apply("convert_encoding", "ét", target, source)) == digits


def test_from_utf8_takes_an_encoding():
    assert apply("bin2hex", apply("from_utf8", "é", "UTF-16LE")) == "e900"


def test_the_listed_encodings_can_be_used():
    for encoding in apply("list_encodings", None):
        there = apply("convert_encoding", "abc", encoding, "UTF-8")
        assert apply("convert_encoding", there, "UTF-8", encoding) == "abc"


@pytest.mark.parametrize("encoding", ["nothing", "", "base64", "hex", "rot13", "a\0b", "\udcff", None])
def test_unknown_encodings_are_refused(encoding):
    with pytest.raises(ScriptError, match="needs the name of an encoding"):
        apply("convert_encoding", "abc", encoding, "UTF-8")


@pytest.mark.parametrize("name", ["addslashes", "escape", "text_unescape", "strip_html", "unaccent"])
def test_lists_are_no_text(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got a list"):
        apply(name, ["a"])
