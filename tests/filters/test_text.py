"""Filters on text; the expectations of trim and substr are what PHP 8.2 gives."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import FILTERS, apply, typed


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        ("Epic Battle", "epic battle", "EPIC BATTLE"),
        ("ÉTÉ été", "été été", "ÉTÉ ÉTÉ"),
        ("123 abc", "123 abc", "123 ABC"),
        ("", "", ""),
        (None, "", ""),
        (12, "12", "12"),
        (True, "true", "TRUE"),
    ],
)
def test_case(value, lower, upper):
    assert apply("to_lower", value) == apply("lower", value) == lower
    assert apply("to_upper", value) == apply("upper", value) == upper


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("epic battle", "Epic Battle"),
        ("hello-world foo", "Hello-world Foo"),
        ("a  b\tc\nd", "A  B\tC\nD"),
        ("mcDonald", "McDonald"),
        ("1st place", "1st Place"),
        ("élan", "Élan"),
        (" lead", " Lead"),
        ("", ""),
    ],
)
def test_capitalize(value, expected):
    assert apply("capitalize", value) == expected


@pytest.mark.parametrize(
    ("value", "mask", "both", "left", "right"),
    [
        ("abcXYZcba", "a..c", "XYZ", "XYZcba", "abcXYZ"),
        ("abcXYZcba", " ", "abcXYZcba", "abcXYZcba", "abcXYZcba"),
        ("abcXYZcba", "x.", "abcXYZcba", "abcXYZcba", "abcXYZcba"),
        ("abcXYZcba", "-", "abcXYZcba", "abcXYZcba", "abcXYZcba"),
        ("abcXYZcba", "0..9", "abcXYZcba", "abcXYZcba", "abcXYZcba"),
        ("abcXYZcba", "a..cX", "YZ", "YZcba", "abcXYZ"),
        ("  a b ", "a..c", "  a b ", "  a b ", "  a b "),
        ("  a b ", " ", "a b", "a b ", "  a b"),
        ("  a b ", "x.", "  a b ", "  a b ", "  a b "),
        ("  a b ", "-", "  a b ", "  a b ", "  a b "),
        ("  a b ", "0..9", "  a b ", "  a b ", "  a b "),
        ("  a b ", "a..cX", "  a b ", "  a b ", "  a b "),
        ("xx..x", "a..c", "xx..x", "xx..x", "xx..x"),
        ("xx..x", " ", "xx..x", "xx..x", "xx..x"),
        ("xx..x", "x.", "", "", ""),
        ("xx..x", "-", "xx..x", "xx..x", "xx..x"),
        ("xx..x", "0..9", "xx..x", "xx..x", "xx..x"),
        ("xx..x", "a..cX", "xx..x", "xx..x", "xx..x"),
        ("--a--", "a..c", "--a--", "--a--", "--a--"),
        ("--a--", " ", "--a--", "--a--", "--a--"),
        ("--a--", "x.", "--a--", "--a--", "--a--"),
        ("--a--", "-", "a", "a--", "--a"),
        ("--a--", "0..9", "--a--", "--a--", "--a--"),
        ("--a--", "a..cX", "--a--", "--a--", "--a--"),
        ("0123abc3210", "a..c", "0123abc3210", "0123abc3210", "0123abc3210"),
        ("0123abc3210", " ", "0123abc3210", "0123abc3210", "0123abc3210"),
        ("0123abc3210", "x.", "0123abc3210", "0123abc3210", "0123abc3210"),
        ("0123abc3210", "-", "0123abc3210", "0123abc3210", "0123abc3210"),
        ("0123abc3210", "0..9", "abc", "abc3210", "0123abc"),
        ("0123abc3210", "a..cX", "0123abc3210", "0123abc3210", "0123abc3210"),
        ("a\n", "a..c", "\n", "\n", "a\n"),
        ("a\n", " ", "a\n", "a\n", "a\n"),
        ("a\n", "x.", "a\n", "a\n", "a\n"),
        ("a\n", "-", "a\n", "a\n", "a\n"),
        ("a\n", "0..9", "a\n", "a\n", "a\n"),
        ("a\n", "a..cX", "\n", "\n", "a\n"),
    ],
)
def test_trim_with_a_mask(value, mask, both, left, right):
    assert apply("trim", value, mask) == both
    assert apply("ltrim", value, mask) == left
    assert apply("rtrim", value, mask) == right


@pytest.mark.parametrize("mask", [(), ("",), (None,)])
@pytest.mark.parametrize(
    ("value", "both", "left", "right"),
    [
        ("  a b  ", "a b", "a b  ", "  a b"),
        ("\t\n\r\0\x0ba", "a", "a", "\t\n\r\0\x0ba"),
        ("\xa0a\xa0", "\xa0a\xa0", "\xa0a\xa0", "\xa0a\xa0"),
        ("   ", "", "", ""),
        (None, "", "", ""),
        (5, "5", "5", "5"),
    ],
)
def test_trim_of_white_space(mask, value, both, left, right):
    assert apply("trim", value, *mask) == both
    assert apply("ltrim", value, *mask) == left
    assert apply("rtrim", value, *mask) == right


def test_a_range_that_falls_is_three_characters():
    assert apply("trim", "a.b.z", "z..a") == "b"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (-7, None, "hello"),
        (-7, -5, ""),
        (-7, -1, "hell"),
        (-7, 0, ""),
        (-7, 2, "he"),
        (-7, 9, "hello"),
        (-5, None, "hello"),
        (-5, -5, ""),
        (-5, -1, "hell"),
        (-5, 0, ""),
        (-5, 2, "he"),
        (-5, 9, "hello"),
        (-2, None, "lo"),
        (-2, -5, ""),
        (-2, -1, "l"),
        (-2, 0, ""),
        (-2, 2, "lo"),
        (-2, 9, "lo"),
        (0, None, "hello"),
        (0, -5, ""),
        (0, -1, "hell"),
        (0, 0, ""),
        (0, 2, "he"),
        (0, 9, "hello"),
        (1, None, "ello"),
        (1, -5, ""),
        (1, -1, "ell"),
        (1, 0, ""),
        (1, 2, "el"),
        (1, 9, "ello"),
        (4, None, "o"),
        (4, -5, ""),
        (4, -1, ""),
        (4, 0, ""),
        (4, 2, "o"),
        (4, 9, "o"),
        (5, None, ""),
        (5, -5, ""),
        (5, -1, ""),
        (5, 0, ""),
        (5, 2, ""),
        (5, 9, ""),
        (9, None, ""),
        (9, -5, ""),
        (9, -1, ""),
        (9, 0, ""),
        (9, 2, ""),
        (9, 9, ""),
    ],
)
def test_substr(start, length, expected):
    assert apply("substr", "hello", start, length) == expected


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ("été", (1, 1), "t"),
        ("a😀b", (1, 1), "😀"),
        ("hello", ("1", "2"), "el"),
        ("hello", (1.9,), "ello"),
        (12345, (1, 2), "23"),
        (None, (0, 1), ""),
        ("", (0, 5), ""),
    ],
)
def test_substr_of_other_values(value, arguments, expected):
    assert apply("substr", value, *arguments) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("hello", 5), ("été", 3), ("😀", 1), ("", 0), (None, 0), (123, 3), (1.5, 3), (True, 4)],
)
def test_strlen(value, expected):
    assert apply("strlen", value) == expected


@pytest.mark.parametrize(
    ("value", "separator", "expected"),
    [
        ("Epic Battle", " ", ["Epic", "Battle"]),
        ("a,b,,c,", ",", ["a", "b", "", "c", ""]),
        ("abc", "", ["a", "b", "c"]),
        ("été", "", ["é", "t", "é"]),
        ("abc", ",", ["abc"]),
        ("", ",", [""]),
        ("", "", []),
        (None, ",", [""]),
        ("a--b", "--", ["a", "b"]),
        ("1.2", ".", ["1", "2"]),
        (1.5, ".", ["1", "5"]),
    ],
)
def test_split(value, separator, expected):
    assert apply("split", value, separator) == expected


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        (["Epic", "Battle"], (" ",), "Epic Battle"),
        (["a", "b"], (), "ab"),
        ([1, 2.0, True, None, "x"], (",",), "1,2,true,,x"),
        ([[1], {"a": 1}], ("|",), '[1]|{"a":1}'),
        ({"a": 1, "b": 2}, ("-",), "1-2"),
        ([], (",",), ""),
        (None, (",",), ""),
        (["a", "b"], (None,), "ab"),
        (["a", "b"], (1,), "a1b"),
    ],
)
def test_join(value, arguments, expected):
    assert apply("join", value, *arguments) == expected


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ("Hello", ("World!", " - "), "Hello - World!"),
        ("a", ("b",), "ab"),
        ("a", ("b", ""), "ab"),
        ("a", ("", "-"), "a-"),
        (None, ("b", ","), ",b"),
        (1, (2, ","), "1,2"),
        (40.5, (-3.25, ","), "40.5,-3.25"),
        ("v", (True,), "vtrue"),
        ("v", ([1],), "v[1]"),
        ("v", (None,), "v"),
    ],
)
def test_concat(value, arguments, expected):
    assert apply("concat", value, *arguments) == expected


@pytest.mark.parametrize(
    ("value", "search", "replacement", "expected"),
    [
        ("Hella World", "o", "a", "Hella Warld"),
        ("aaa", "a", "b", "bbb"),
        ("aaa", "aa", "b", "ba"),
        ("abc", "", "x", "abc"),
        ("abc", "x", "y", "abc"),
        ("abc", "b", "", "ac"),
        ("abc", "b", None, "ac"),
        ("a1", 1, 2, "a2"),
        ("SIZE", "SIZE", 1024, "1024"),
        ("a.b", ".", "$1", "a$1b"),
        (None, "a", "b", ""),
        (101, 0, "-", "1-1"),
    ],
)
def test_replace(value, search, replacement, expected):
    assert apply("replace", value, search, replacement) == expected


TEXT_FILTERS = {
    "to_lower": (),
    "to_upper": (),
    "capitalize": (),
    "trim": (),
    "ltrim": (),
    "rtrim": (),
    "substr": (0,),
    "strlen": (),
    "split": (",",),
    "replace": ("a", "b"),
}


@pytest.mark.parametrize("name", TEXT_FILTERS)
@pytest.mark.parametrize(("value", "got"), [(["a"], "a list"), ({"a": 1}, "an object")])
def test_lists_and_objects_are_no_text(name, value, got):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a text, but got {got}"):
        apply(name, value, *TEXT_FILTERS[name])


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("trim", "a", (["x"],), "`.trim` needs a text as mask, but got a list"),
        ("substr", "a", ("x",), '`.substr` needs a number, but got the text "x"'),
        ("substr", "a", (0, []), "`.substr` needs a number, but got a list"),
        ("split", "a", ([","],), "`.split` needs a text as separator, but got a list"),
        ("join", "abc", (",",), '`.join` needs a list, but got the text "abc"'),
        ("join", ["a"], ([","],), "`.join` needs a text as separator, but got a list"),
        ("replace", "a", (["a"], "b"), "`.replace` needs a text as search text, but got a list"),
    ],
)
def test_arguments_are_checked(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *arguments)


@pytest.mark.parametrize(("name", "alias"), [("to_lower", "lower"), ("to_upper", "upper")])
def test_old_spellings(name, alias):
    assert FILTERS[alias].function is FILTERS[name].function


def test_split_and_join_there_and_back():
    assert typed(apply("join", apply("split", "a, b,c", ","), ",")) == typed("a, b,c")
