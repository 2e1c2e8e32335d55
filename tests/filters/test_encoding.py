"""Filters that encode and decode JSON, YAML, base64 and hexadecimal."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1, "b": [True, None]}, '{"a":1,"b":[true,null]}'),
        ({"url": "https://a.b/c"}, '{"url":"https://a.b/c"}'),
        ("été ☃ 😀", '"été ☃ 😀"'),
        ('say "hi"\n\t\\', '"say \\"hi\\"\\n\\t\\\\"'),
        (1.0, "1"),
        (0.1, "0.1"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        ({}, "{}"),
        ([], "[]"),
        (None, "null"),
        (True, "true"),
        (12, "12"),
        ({"1": "a", "": "b"}, '{"1":"a","":"b"}'),
    ],
)
def test_json_encode(value, expected):
    assert apply("json_encode", value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":1,"b":[2.5,null]}', {"a": 1, "b": [2.5, None]}),
        (" [1, 2] ", [1, 2]),
        ('"text"', "text"),
        ("12", 12),
        ("1.0", 1.0),
        ("1e2", 100.0),
        ("true", True),
        ("null", None),
        ("{}", {}),
        ('{"a":1,"a":2}', {"a": 2}),
        ('"\\u00e9\\ud83d\\ude00"', "é😀"),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", 9.223372036854775808e18),
        ("1" + "0" * 400, float("inf")),
        (None, None),
        (5, 5),
        (True, True),
        ([1], [1]),
    ],
)
def test_json_decode(text, expected):
    assert typed(apply("json_decode", text)) == typed(expected)


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("", 'the text ""'),
        ("{", 'the text "{"'),
        ("{'a': 1}", "the text \"{'a': 1}\""),
        ("[1,]", 'the text "[1,]"'),
        ("NaN", 'the text "NaN": NaN is not JSON'),
        ("Infinity", "Infinity is not JSON"),
        ("<html>", 'the text "<html>"'),
        ("[" * 100_000, "the text"),
    ],
)
def test_json_decode_refuses_what_is_no_json(text, got):
    with pytest.raises(ScriptError, match=r"`.json_decode` needs JSON, but got") as caught:
        apply("json_decode", text)
    assert got in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1, "b": 2}, "a: 1\nb: 2\n"),
        ({"b": 1, "a": 2}, "b: 1\na: 2\n"),
        ({"list": [1, "two"]}, "list:\n- 1\n- two\n"),
        ({"o": {"p": {"q": None}}}, "o:\n  p:\n    q: null\n"),
        (["a", {"b": 1}], "- a\n- b: 1\n"),
        ({"t": "é ☃"}, "t: é ☃\n"),
        ({"n": 1.0, "d": 2.5, "y": True}, "n: 1\nd: 2.5\ny: true\n"),
        ({"s": "true", "n": "12", "e": ""}, "s: 'true'\nn: '12'\ne: ''\n"),
        ({"l": "x" * 200}, "l: " + "x" * 200 + "\n"),
        ({"l": "word " * 40}, "l: '" + "word " * 40 + "'\n"),
        ({}, "{}\n"),
        ([], "[]\n"),
        ("text", "text\n"),
        (5, "5\n"),
        (None, "null\n"),
    ],
)
def test_yaml_encode(value, expected):
    assert apply("yaml_encode", value) == expected


def test_yaml_encode_repeats_shared_parts():
    shared = [1]
    assert apply("yaml_encode", {"a": shared, "b": shared}) == "a:\n- 1\nb:\n- 1\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\n", {"a": 1, "b": 2}),
        ("- 1\n- two\n- 3.5\n- null\n- ~\n", [1, "two", 3.5, None, None]),
        ("on: true\nno: False\n", {"on": True, "no": False}),
        ("a: yes\nb: off\n", {"a": "yes", "b": "off"}),
        ("d: 2024-01-31\nt: 2024-01-31 10:00:00\n", {"d": "2024-01-31", "t": "2024-01-31 10:00:00"}),
        ("1: a\ntrue: b\n", {"1": "a", "true": "b"}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("t: |\n  two\n  lines\n", {"t": "two\nlines\n"}),
        ("{a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
        ("n: 99999999999999999999\n", {"n": 1e20}),
        ("text", "text"),
        ("", None),
        (None, None),
    ],
)
def test_yaml_decode(text, expected):
    assert typed(apply("yaml_decode", text)) == typed(expected)


@pytest.mark.parametrize(
    "text",
    ["a: [1", "a: b: c", "\t- x", "!!python/object:os.system x", "*nobody", "!!set {a}", "!!binary YQ=="],
)
def test_yaml_decode_refuses_what_is_no_yaml(text):
    with pytest.raises(ScriptError, match=r"`.yaml_decode` needs YAML, but got the text") as caught:
        apply("yaml_decode", text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "encoded", "urlsafe"),
    [
        ("hello", "aGVsbG8=", "aGVsbG8"),
        ("hell", "aGVsbA==", "aGVsbA"),
        ("", "", ""),
        ("été", "w6l0w6k=", "w6l0w6k"),
        ("a?>~", "YT8+fg==", "YT8-fg"),
        ("???", "Pz8/", "Pz8_"),
        ("a:b", "YTpi", "YTpi"),
    ],
)
def test_base64(value, encoded, urlsafe):
    assert apply("base64_encode", value) == encoded
    assert apply("base64_encode_urlsafe", value) == urlsafe
    assert apply("base64_decode", encoded) == value
    assert apply("base64_decode_urlsafe", urlsafe) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("aGVsbG8", "hello"),
        ("aGVs bG8=\n", "hello"),
        ("!!aGVsbG8", "hello"),
        ("a", ""),
        ("aGVsb", "hel"),
        (None, ""),
    ],
)
def test_base64_decode_is_as_lenient_as_php(value, expected):
    assert apply("base64_decode", value) == expected


@pytest.mark.parametrize(("value", "expected"), [(None, ""), (12, "MTI="), (True, "dHJ1ZQ=="), ([1], "WzFd")])
def test_base64_encode_takes_the_text_of_values(value, expected):
    assert apply("base64_encode", value) == expected


def test_base64_keeps_bytes_that_are_no_text():
    encoded = "//79AIA="
    assert apply("base64_encode", apply("base64_decode", encoded)) == encoded
    assert apply("bin2hex", apply("base64_decode", encoded)) == "fffefd0080"


@pytest.mark.parametrize(
    ("text", "digits"), [("hello", "68656c6c6f"), ("", ""), ("é", "c3a9"), ("\x00\n", "000a"), ("0", "30")]
)
def test_hexadecimal(text, digits):
    assert apply("bin2hex", text) == digits
    assert apply("hex2bin", digits) == text
    assert apply("hex2bin", digits.upper()) == text


@pytest.mark.parametrize("value", ["abc", "zz", "6 8", "68 65", "0x68", "é"])
def test_hex2bin_refuses_other_text(value):
    with pytest.raises(ScriptError, match="needs an even number of hexadecimal digits, but got the text"):
        apply("hex2bin", value)


@pytest.mark.parametrize("name", ["yaml_decode", "base64_decode", "base64_decode_urlsafe", "hex2bin"])
def test_lists_are_no_text(name):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got a list"):
        apply(name, [1])


def test_half_of_a_surrogate_pair_does_not_stop_an_encoding():
    half = apply("json_decode", '"\\ud83d"')
    assert apply("base64_encode", half) == "Pw=="


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n",
            {"base": {"x": 1, "y": 2}, "more": {"x": 1, "y": 3}},
        ),
        ("? [1, 2]\n: pair\n", {"[1,2]": "pair"}),
        ("1.5: a\n~: b\n", {"1.5": "a", "": "b"}),
    ],
)
def test_yaml_keys(text, expected):
    assert typed(apply("yaml_decode", text)) == typed(expected)


@pytest.mark.parametrize("text", ["&a [*a]", "&a {b: *a}"])
def test_yaml_that_holds_itself_is_refused(text):
    with pytest.raises(ScriptError, match="needs YAML"):
        apply("yaml_decode", text)


def test_json_that_is_nested_too_deeply_is_a_sentence():
    with pytest.raises(ScriptError, match=r"it is nested too deeply$"):
        apply("json_decode", "[" * 200_000)
