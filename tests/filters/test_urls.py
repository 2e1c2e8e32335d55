"""Filters on URLs and query strings; parsing agrees with PHP 8.2."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("Hello, World!", "Hello%2C%20World%21"),
        ("a b&c=d/é~", "a%20b%26c%3Dd%2F%C3%A9~"),
        ("_-.~*'()", "_-.~%2A%27%28%29"),
        ("100%", "100%25"),
        ("a+b", "a%2Bb"),
        ("", ""),
        ("☃", "%E2%98%83"),
    ],
)
def test_encode_and_decode(value, encoded):
    for name in ("url_encode", "url_encode_rfc3986"):
        assert apply(name, value) == encoded
    for name in ("url_decode", "url_decode_rfc3986"):
        assert apply(name, encoded) == value


@pytest.mark.parametrize(
    ("value", "expected"), [(None, ""), (12.5, "12.5"), (True, "true"), ([1], "%5B1%5D")]
)
def test_encode_takes_the_text_of_values(value, expected):
    assert apply("url_encode", value) == expected


@pytest.mark.parametrize(
    ("value", "decoded", "by_rfc3986"),
    [
        ("a+b", "a b", "a+b"),
        ("a%2Bb", "a+b", "a+b"),
        ("%", "%", "%"),
        ("%zz", "%zz", "%zz"),
        ("%c3%a9", "é", "é"),
    ],
)
def test_decode(value, decoded, by_rfc3986):
    assert apply("url_decode", value) == decoded
    assert apply("url_decode_rfc3986", value) == by_rfc3986


def test_bytes_that_are_no_text_survive():
    assert apply("url_encode", apply("url_decode", "%FF%00a")) == "%FF%00a"
    binary = apply("hex2bin", "ff00c3")
    assert apply("url_decode", binary) == apply("url_decode_rfc3986", binary) == binary
    assert apply("querystring_parse", "a=" + binary) == {"a": binary}


@pytest.mark.parametrize(
    ("url", "name", "content", "expected"),
    [
        ("https://a.b/c", "x", "1", "https://a.b/c?x=1"),
        ("https://a.b/c?y=2", "x", "1", "https://a.b/c?y=2&x=1"),
        ("https://a.b/c?x=0&y=2", "x", "1", "https://a.b/c?x=1&y=2"),
        ("https://a.b/c?x=0&x=3", "x", "1", "https://a.b/c?x=1"),
        ("https://a.b/c#top", "x", "1", "https://a.b/c?x=1#top"),
        ("https://a.b/c?", "x", "1", "https://a.b/c?x=1"),
        ("https://a.b", "q", "a b&c", "https://a.b?q=a%20b%26c"),
        ("https://a.b", "é", 5, "https://a.b?%C3%A9=5"),
        ("https://a.b", "l", [1, 2], "https://a.b?l%5B0%5D=1&l%5B1%5D=2"),
        ("https://a.b", "o", {"k": "v"}, "https://a.b?o%5Bk%5D=v"),
        ("https://a.b", "x", None, "https://a.b?x="),
        ("https://a.b?l[0]=1&m=2", "l", "z", "https://a.b?l=z&m=2"),
        ("https://a.b", "l", [], "https://a.b"),
    ],
)
def test_addarg(url, name, content, expected):
    assert apply("url_addarg", url, name, content) == expected


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("https://a.b/c?x=1&y=2", "x", "https://a.b/c?y=2"),
        ("https://a.b/c?x=1", "x", "https://a.b/c"),
        ("https://a.b/c?x=1#top", "x", "https://a.b/c#top"),
        ("https://a.b/c?y=2", "x", "https://a.b/c?y=2"),
        ("https://a.b/c?x[]=1&x[]=2&y=3", "x", "https://a.b/c?y=3"),
        ("https://a.b/c?a%20b=1", "a b", "https://a.b/c"),
        ("https://a.b/c", "x", "https://a.b/c"),
    ],
)
def test_delarg(url, name, expected):
    assert apply("url_delarg", url, name) == expected


@pytest.mark.parametrize(
    ("url", "name", "has", "got"),
    [
        ("https://a.b/?x=1&y=two%20words", "y", True, "two words"),
        ("https://a.b/?x=1", "x", True, "1"),
        ("https://a.b/?x=", "x", True, ""),
        ("https://a.b/?x", "x", True, ""),
        ("https://a.b/?x=1", "z", False, None),
        ("https://a.b/", "x", False, None),
        ("https://a.b/#?x=1", "x", False, None),
        ("https://a.b/?l[]=1&l[]=2", "l", True, ["1", "2"]),
    ],
)
def test_hasarg_and_getarg(url, name, has, got):
    assert apply("url_hasarg", url, name) is has
    assert typed(apply("url_getarg", url, name)) == typed(got)
    assert apply("url_getarg", url, name, "default") == (got if has else "default")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://user:pw@Host.com:8080/a/b?x=1&y=2#frag",
            {
                "scheme": "https",
                "host": "Host.com",
                "port": 8080,
                "user": "user",
                "pass": "pw",
                "path": "/a/b",
                "query": "x=1&y=2",
                "fragment": "frag",
            },
        ),
        ("http://a.b", {"scheme": "http", "host": "a.b"}),
        ("/path?x", {"path": "/path", "query": "x"}),
        ("//host/p", {"host": "host", "path": "/p"}),
        ("mailto:a@b.c", {"scheme": "mailto", "path": "a@b.c"}),
        ("http://[::1]:80/", {"scheme": "http", "host": "[::1]", "port": 80, "path": "/"}),
        ("a.b/c", {"path": "a.b/c"}),
        ("http://h?q=1", {"scheme": "http", "host": "h", "query": "q=1"}),
        ("http://a.b:port/", {}),
        ("http://[::1/", {}),
        ("", {}),
        (None, {}),
    ],
)
def test_parse(url, expected):
    assert typed(apply("url_parse", url)) == typed(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("?a=1", {"a": "1"}),
        ("a=1&a=2", {"a": "2"}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[x]=1&a[y]=2", {"a": {"x": "1", "y": "2"}}),
        ("a[x][]=1&a[x][]=2", {"a": {"x": ["1", "2"]}}),
        ("a[2]=x&a[5]=y", {"a": {"2": "x", "5": "y"}}),
        ("a[5]=x&a[]=y", {"a": {"5": "x", "6": "y"}}),
        ("a[0]=p&a[1]=q", {"a": ["p", "q"]}),
        ("a[][b]=1&a[][b]=2", {"a": [{"b": "1"}, {"b": "2"}]}),
        ("a=1&a[x]=2", {"a": {"x": "2"}}),
        ("a", {"a": ""}),
        ("a=", {"a": ""}),
        ("=b", {}),
        ("a%20b=c+d", {"a b": "c d"}),
        ("x=%C3%A9", {"x": "é"}),
        ("a.b=1", {"a.b": "1"}),
        ("a[b=1", {"a[b": "1"}),
        ("a=b=c", {"a": "b=c"}),
        ("&&a=1&", {"a": "1"}),
        ("", {}),
        (None, {}),
    ],
)
def test_querystring_parse(query, expected):
    assert typed(apply("querystring_parse", query)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("url_decode", ()),
        ("url_decode_rfc3986", ()),
        ("url_addarg", ("a", "b")),
        ("url_delarg", ("a",)),
        ("url_hasarg", ("a",)),
        ("url_getarg", ("a",)),
        ("url_parse", ()),
        ("querystring_parse", ()),
    ],
)
def test_lists_are_no_urls(name, arguments):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got a list"):
        apply(name, ["https://a.b"], *arguments)
