"""URLs, queries and bodies, as pure functions."""

from __future__ import annotations

import json
from email.parser import BytesParser

import pytest

from runner.errors import ScriptError
from runner.execution.encoding import (
    build_multipart,
    build_query,
    encode_body,
    encode_url,
    is_json_type,
    parse_json,
    with_query,
)

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v0/app1/Table%201",
        "https://sheets.example.com/v4/s/values/Sheet1!A1:Z:append?valueInputOption=RAW",
        "https://firestore.example.com/v1/projects/p/databases/(default)/documents",
        "https://example.com/a?filter[name]=x&list[]=1",
        "http://user:pass@127.0.0.1:8080/a;b=1,2/@me/~x/$metadata?q=a+b&c='d'*",
        "HTTPS://EXAMPLE.com",
        "http://[::1]:80/",
        "https://example.com/a/../b//c?",
    ],
)
def test_a_valid_url_goes_out_as_written(url):
    assert encode_url(url) == url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/my file?q=a b", "https://example.com/my%20file?q=a%20b"),
        ("https://example.com/größe", "https://example.com/gr%C3%B6%C3%9Fe"),
        ("https://example.com/100%?a=%zz", "https://example.com/100%25?a=%25zz"),
        ('https://example.com/?q={"a":1}|<x>', "https://example.com/?q=%7B%22a%22:1%7D%7C%3Cx%3E"),
        ("https://example.com/page#part", "https://example.com/page"),
        ("  https://example.com/a\n", "https://example.com/a"),
    ],
)
def test_what_no_url_may_hold_is_encoded(url, expected):
    assert encode_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.com/a",
        "/path",
        "ftp://example.com",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "http://e.com:99999/",
        "http://e.com:x/",
        "http://[::1/",
    ],
)
def test_a_url_that_is_not_absolute_is_refused(url):
    with pytest.raises(ScriptError, match=r"needs an absolute http:// or https:// URL, but got"):
        encode_url(url)


def test_a_url_with_a_line_break_inside_is_refused():
    with pytest.raises(ScriptError, match="needs an absolute"):
        encode_url("https://example.com/a\nHost: evil")


@pytest.mark.parametrize(
    ("url", "params", "expected"),
    [
        ("https://e.com/", {"a": 1}, "https://e.com/?a=1"),
        ("https://e.com/?b=2", {"a": 1}, "https://e.com/?b=2&a=1"),
        ("https://e.com/?", {"a": 1}, "https://e.com/?a=1"),
        ("https://e.com/?b=2&", {"a": 1}, "https://e.com/?b=2&a=1"),
        ("https://e.com/#top", {"a": 1}, "https://e.com/?a=1"),
        ("https://e.com/", {}, "https://e.com/"),
        ("https://e.com/", {"a": None}, "https://e.com/"),
        ("https://e.com/", "a=1&b=2", "https://e.com/?a=1&b=2"),
        ("https://e.com/?b=2", "?a=1", "https://e.com/?b=2&a=1"),
    ],
)
def test_with_query(url, params, expected):
    assert with_query(url, params) == expected


# Each row is what PHP's http_build_query gives, but for the last three, which end in [].
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"a": 1, "b": "x y"}, "a=1&b=x+y"),
        ({"a": {"b": {"c": 1}}}, "a%5Bb%5D%5Bc%5D=1"),
        ({"a": ["x", "y"]}, "a%5B0%5D=x&a%5B1%5D=y"),
        ({"a": [{"b": 1}, {"b": 2}]}, "a%5B0%5D%5Bb%5D=1&a%5B1%5D%5Bb%5D=2"),
        ({"t": True, "f": False, "n": None, "e": ""}, "t=1&f=0&e="),
        ({"d": 1.5, "w": 2.0}, "d=1.5&w=2"),
        ({"q": "a&b=c/ü"}, "q=a%26b%3Dc%2F%C3%BC"),
        (["x", "y"], "0=x&1=y"),
        ({"a": [], "b": {}}, ""),
        ({"types[]": ["a", "b"]}, "types%5B%5D=a&types%5B%5D=b"),
        ({"types[]": "a"}, "types%5B%5D=a"),
        ({"x[]": [{"k": 1}]}, "x%5B%5D%5Bk%5D=1"),
    ],
)
def test_build_query(params, expected):
    assert build_query(params) == expected


@pytest.mark.parametrize(("params", "shown"), [(5, "5"), (True, "true"), (1.5, "1.5")])
def test_a_query_needs_an_object(params, shown):
    with pytest.raises(ScriptError, match=f"needs an object where it is a query or a form, but got {shown}"):
        build_query(params)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, "{}"),
        ([], "[]"),
        ({"a": None, "b": {}, "c": []}, '{"a":null,"b":{},"c":[]}'),
        ({"t": 1.0, "d": 0.7}, '{"t":1,"d":0.7}'),
        ({"u": "https://e.com/ü"}, '{"u":"https://e.com/ü"}'),
        (5, "5"),
        (False, "false"),
        ({"": 1, "a": 2}, '{"":1,"a":2}'),
    ],
)
def test_a_body_is_json(params, expected):
    assert encode_body(params, "") == (expected.encode(), "application/json")


@pytest.mark.parametrize(
    "content_type", ["application/vnd.api+json", "application/json; charset=utf-8", "text/plain"]
)
def test_the_content_type_of_the_author_stays(content_type):
    assert encode_body({"a": 1}, content_type) == (b'{"a":1}', content_type)


@pytest.mark.parametrize(
    ("params", "content_type", "expected"),
    [
        (None, "", (b"", "")),
        (None, "application/json", (b"", "application/json")),
        ("plain", "", (b"plain", "")),
        ('{"a": 1}', "", (b'{"a": 1}', "application/json")),
        ("[1]", "text/plain", (b"[1]", "text/plain")),
        ("{broken", "", (b"{broken", "")),
        ("", "", (b"", "")),
        ("<x>é</x>", "text/xml", ("<x>é</x>".encode(), "text/xml")),
        ("a=1", FORM, (b"a=1", FORM)),
        (b"\x00\xff", "image/png", (b"\x00\xff", "image/png")),
        ("\udc89PNG", "image/png", (b"\x89PNG", "image/png")),
        ({"": "raw"}, "", (b"raw", "")),
        ({"": None}, "", (b"", "")),
    ],
)
def test_bodies_that_go_as_they_are(params, content_type, expected):
    assert encode_body(params, content_type) == expected


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=utf-8", FORM.title()])
def test_a_form(content_type):
    body, kept = encode_body({"to": "+49 1", "types[]": ["a", "b"], "n": 3}, content_type)
    assert body == b"to=%2B49+1&types%5B%5D=a&types%5B%5D=b&n=3"
    assert kept == content_type


def parts_of(body, content_type):
    message = BytesParser().parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_payload(decode=True),
        )
        for part in message.get_payload()
    ]


def test_multipart_is_what_a_mime_parser_reads():
    params = {
        "purpose": "assistants",
        "flags": {"a": True, "none": None},
        "file": {"name": "a b.bin", "type": "application/pdf", "data": b"\x00%PDF\r\n"},
        "more": [{"name": "t.txt", "data": "text"}],
        "image": {"name": "p.png", "type": "image", "mime": "image/png", "data": "p"},
    }
    body, content_type = encode_body(params, "multipart/form-data")
    assert content_type.startswith("multipart/form-data; boundary=xsrun-")
    assert parts_of(body, content_type) == [
        ("purpose", None, b"assistants"),
        ("flags[a]", None, b"1"),
        ("file", "a b.bin", b"\x00%PDF\r\n"),
        ("more[0]", "t.txt", b"text"),
        ("image", "p.png", b"p"),
    ]
    assert b"Content-Type: application/pdf\r\n" in body
    assert b"Content-Type: application/octet-stream\r\n" in body
    assert b"Content-Type: image/png\r\n" in body


def test_the_boundary_of_the_author_is_used():
    body, content_type = encode_body({"a": 1}, 'Multipart/Form-Data; boundary="xyz"')
    assert content_type == 'Multipart/Form-Data; boundary="xyz"'
    assert body == b'--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--xyz--\r\n'


def test_the_same_contents_have_the_same_boundary():
    first, second = encode_body({"a": 1}, "multipart/form-data"), encode_body({"a": 1}, "multipart/form-data")
    assert first == second
    assert first[1] != encode_body({"a": 2}, "multipart/form-data")[1]


def test_a_field_name_cannot_break_out_of_its_header():
    body = build_multipart({'a"\r\nX-Evil: 1': "v"}, "b")
    assert b'name="a%22%0D%0AX-Evil: 1"\r\n\r\nv' in body


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("application/problem+json", True),
        ("text/json", True),
        ("application/jsonl", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_is_json_type(content_type, expected):
    assert is_json_type(content_type) is expected


@pytest.mark.parametrize("text", ["", "{", "NaN", "[Infinity]", "nope", "[" * 100_000])
def test_what_is_not_json(text):
    with pytest.raises(ValueError, match=r"JSON|Expecting|nested"):
        parse_json(text)


@pytest.mark.parametrize("value", [{"a": [1, 2.5, None, True, "ü"]}, [], {}, "x", 1, None])
def test_json_round_trip(value):
    assert parse_json(json.dumps(value)) == value
