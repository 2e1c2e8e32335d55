"""Filters between CSV and lists of rows, and from XML."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        ("a,b\n1,2\n", (), [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", (), [["a", "b"], ["1", "2"]]),
        ('"x, y","say ""hi"""\n', (), [["x, y", 'say "hi"']]),
        ('"two\nlines",b\n', (), [["two\nlines", "b"]]),
        ("a;b\n", (";",), [["a", "b"]]),
        ("a\tb\n", ("\t",), [["a", "b"]]),
        ("'a,b',c\n", (",", "'"), [["a,b", "c"]]),
        ("a,b\n\n1,2\n", (), [["a", "b"], ["1", "2"]]),
        ("a,,\n", (), [["a", "", ""]]),
        ("\ufeffa,b\n", (), [["a", "b"]]),
        ("a\u2028b,c\n", (), [["a\u2028b", "c"]]),
        ("a,b\n", ("", "", "\\"), [["a", "b"]]),
        ('"a\\"b",c\n', (), [['a\\"b', "c"]]),
        ('"a\\"b",c\n', (",", '"', ""), [['a\\b"', "c"]]),
        ('"a^"b",c\n', (",", '"', "^"), [['a^"b', "c"]]),
        ('"a^",c\n', (",", '"', "\\"), [["a^", "c"]]),
        (f'"{"x" * 200_000}"', (), [["x" * 200_000]]),
        ("", (), []),
        (None, (), []),
    ],
)
def test_csv_decode(text, arguments, expected):
    assert apply("csv_decode", text, *arguments) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,name\n1,Ann\n2,Bob\n", [{"id": "1", "name": "Ann"}, {"id": "2", "name": "Bob"}]),
        ("id,name\n1\n", [{"id": "1", "name": ""}]),
        ("id\n1,2,3\n", [{"id": "1"}]),
        ("id,name\n", []),
        ("", []),
        (None, []),
    ],
)
def test_csv_parse(text, expected):
    assert typed(apply("csv_parse", text)) == typed(expected)


def test_csv_parse_takes_an_escape():
    text = 'a,b\n"1^"",2\n'
    assert apply("csv_parse", text, ",", '"', "^") == [{"a": '1^"', "b": "2"}]
    assert apply("csv_parse", text) == [{"a": '1^",2\n', "b": ""}]


def test_csv_parse_takes_a_separator():
    assert apply("csv_parse", "a;b\n1;2\n", ";") == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("rows", "arguments", "expected"),
    [
        ([["a", "b"], [1, 2.5]], (), "a,b\n1,2.5\n"),
        ([{"x": 1, "y": 2}, {"y": 3, "x": 4}], (), "1,2\n3,4\n"),
        ([["x, y", 'say "hi"', "two words"]], (), '"x, y","say ""hi""","two words"\n'),
        ([[None, True, [1]]], (), ",true,[1]\n"),
        ([["a", "b"]], (";",), "a;b\n"),
        ([["a;b", "c"]], (";", "'"), "'a;b';c\n"),
        ([["two\nlines"]], (), '"two\nlines"\n'),
        # PHP: nothing is doubled behind the escape character, which itself asks for the enclosure.
        ([['a\\"b"']], (), '"a\\"b"""\n'),
        ([['a\\\\"b"']], (), '"a\\\\"b"""\n'),
        ([["\\", "^"]], (), '"\\",^\n'),
        ([["\\", "^"]], (",", '"', "^"), '\\,"^"\n'),
        ([['a^"b', 'a\\"b']], (",", '"', "^"), '"a^"b","a\\""b"\n'),
        ([['a\\"b', "\\"]], (",", '"', ""), '"a\\""b",\\\n'),
        ([['say "x"']], (",", '"', '"'), '"say "x""\n'),
        ([["\v", "\xa0", "\t"]], (), '\v,\xa0,"\t"\n'),
        ([], (), ""),
        (None, (), ""),
    ],
)
def test_csv_encode(rows, arguments, expected):
    assert apply("csv_encode", rows, *arguments) == expected


@pytest.mark.parametrize(
    ("header", "arguments", "expected"),
    [
        (["id", "name"], ([{"id": 1, "name": "Ann"}],), "id,name\n1,Ann\n"),
        (["name", "id"], ([{"id": 1, "name": "Ann"}],), "name,id\nAnn,1\n"),
        (["id", "name"], ([{"name": "Ann"}],), "id,name\n,Ann\n"),
        (["id", "name"], ([[1, "Ann"], [2, "Bob"]],), "id,name\n1,Ann\n2,Bob\n"),
        (["id"], ([],), "id\n"),
        (["id"], (None,), "id\n"),
        ([{"id": 1, "n": "a"}, {"n": "b", "id": 2}], (), "id,n\n1,a\n2,b\n"),
        (["a", "b"], ([[1, 2]], ";"), "a;b\n1;2\n"),
        (["a"], ([['x^"']], ",", '"', "^"), 'a\n"x^""\n'),
    ],
)
def test_csv_create(header, arguments, expected):
    assert apply("csv_create", header, *arguments) == expected


def test_csv_there_and_back():
    rows = [{"id": "1", "text": 'say "hi",\nthen go'}, {"id": "2", "text": ""}]
    assert apply("csv_parse", apply("csv_create", rows)) == rows


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        (
            "csv_decode",
            "a",
            ("ab",),
            'one character as separator, enclosure or escape, but got the text "ab"',
        ),
        ("csv_decode", "a", (",", "\n"), "one character as separator, enclosure or escape"),
        ("csv_decode", [1], (), "needs a text, but got a list"),
        ("csv_decode", "a", (",", '"', "ab"), "one character as separator, enclosure or escape"),
        ("csv_encode", "a", (), 'needs a list, but got the text "a"'),
        ("csv_encode", [1], (), "needs a list, but got the int 1"),
        ("csv_encode", [], (",", '"', "ab"), "one character as separator, enclosure or escape"),
        ("csv_create", ["a"], ([5],), "needs a list, but got the int 5"),
        ("csv_create", "a", ([],), 'needs a list, but got the text "a"'),
    ],
)
def test_csv_refusals(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *arguments)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<r/>", {"r": {"@attributes": [], "value": ""}}),
        ("<r>text</r>", {"r": {"@attributes": [], "value": "text"}}),
        ('<r a="1" b="2">t</r>', {"r": {"@attributes": {"a": "1", "b": "2"}, "value": "t"}}),
        ("<r><a>1</a></r>", {"r": {"@attributes": [], "value": [{"a": {"@attributes": [], "value": "1"}}]}}),
        (
            "<r>\n  <a>1</a>\n  <a x='y'/>\n</r>",
            {
                "r": {
                    "@attributes": [],
                    "value": [
                        {"a": {"@attributes": [], "value": "1"}},
                        {"a": {"@attributes": {"x": "y"}, "value": ""}},
                    ],
                }
            },
        ),
        ("<?xml version='1.0'?>\n<r>&lt;&#233;</r>", {"r": {"@attributes": [], "value": "<é"}}),
        ("  <r><![CDATA[a<b]]></r>", {"r": {"@attributes": [], "value": "a<b"}}),
    ],
)
def test_xml_decode(text, expected):
    assert typed(apply("xml_decode", text)) == typed(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "needs XML, but got the text"),
        ("<a>", "needs XML, but got the text"),
        ("<a></b>", "mismatched tag"),
        ("plain", "syntax error"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "does not take XML with a document type"),
        ([1], "needs a text, but got a list"),
    ],
)
def test_xml_refusals(text, message):
    with pytest.raises(ScriptError, match=message):
        apply("xml_decode", text)
