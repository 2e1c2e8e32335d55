"""The filter `sort`; the orders of texts in the tables are what PHP 8.2 gives."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.filters.sorting import natural_compare
from tests.filters.applying import apply, typed

NAMES = ["img12", "img10", "IMG2", "img1", "Zed", "alpha", "Beta", "10", "9", "1e1"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", ["10", "1e1", "9", "Beta", "IMG2", "Zed", "alpha", "img1", "img10", "img12"]),
        ("itext", ["10", "1e1", "9", "alpha", "Beta", "img1", "img10", "img12", "IMG2", "Zed"]),
        ("natural", ["1e1", "9", "10", "Beta", "IMG2", "Zed", "alpha", "img1", "img10", "img12"]),
        ("inatural", ["1e1", "9", "10", "alpha", "Beta", "img1", "IMG2", "img10", "img12", "Zed"]),
    ],
)
def test_kinds_of_order(kind, expected):
    assert apply("sort", NAMES, "", kind) == expected
    assert apply("sort", NAMES, "", kind, False) == expected[::-1]


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("img2.png", "a1", 1),
        ("IMG1.png", "a001b", -1),
        ("IMG1.png", "1.10", 1),
        ("1.10", "a01", -1),
        ("B", "a", -1),
        ("x 10", "IMG1.png", 1),
        ("a1", "00", 1),
        ("a01", "img10.png", -1),
        ("img10.png", "x 10", -1),
        ("a1b10", "-5", 1),
        ("b", "-5", 1),
        ("00", "a01", -1),
        ("", "-5", -1),
        ("9", "0", 1),
        ("1.10", "9", -1),
        ("a1b2", "a", 1),
        ("00", "a1b10", -1),
        ("9", "a1", -1),
        ("a10", "a1", 1),
        ("img10.png", "a", 1),
        ("1.10", "x 2", -1),
        ("-5", "9", -1),
        ("x 10", "1.10", 1),
        ("", "a", -1),
        ("00", "img10.png", -1),
        ("a001b", "a1", -1),
        ("B", "img12.png", -1),
        ("a1b2", "9", 1),
        ("B", "1.5", 1),
        ("a1", "img10.png", -1),
        ("a01", "9", 1),
        ("img10.png", "img12.png", -1),
        ("B", "x 10", -1),
        ("x 10", "9", 1),
        ("B", "a1", -1),
        ("a", "10", 1),
        ("9", "00", 1),
        ("1.10", "A1", -1),
        ("9", "a1b2", -1),
        ("B", "-5", 1),
        ("-5", "img12.png", -1),
        ("0", "", 1),
        ("a001b", "a01", -1),
        ("1.10", "img2.png", -1),
        ("1.10", "a1", -1),
        ("b", "a001b", 1),
        ("0", "img10.png", -1),
        ("-5", "", 1),
        ("a001b", "1.10", 1),
        ("a1", "", 1),
        ("10", "a001b", -1),
        ("a10", "a001b", 1),
        ("9", "b", -1),
        ("9", "A1", -1),
        ("9", "a1b10", -1),
        ("-5", "a01", -1),
        ("1.5", "a1b10", -1),
        ("a1b10", "a", 1),
        ("a1b2", "00", 1),
        ("-5", "a10", -1),
    ],
)
def test_natural_order(left, right, order):
    assert natural_compare(left, right) == order
    assert natural_compare(right, left) == -order


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ([3, 20, 100], (), [3, 20, 100]),
        ([100, 3, 20.5], (), [3, 20.5, 100]),
        ([100, 3, 20], ("", "number"), [3, 20, 100]),
        ([100, 3, 20], ("", "text"), [100, 20, 3]),
        ([100, 3, 20], ("", "itext"), [100, 20, 3]),
        (["100", "3", "20"], (), ["100", "20", "3"]),
        (["100", "3", "20"], ("", "number"), ["3", "20", "100"]),
        (["2 kg", "10 kg", "x", None], ("", "number"), ["x", None, "2 kg", "10 kg"]),
        (["b", "A", "a", "B"], (), ["A", "a", "b", "B"]),
        (["b", "A", "a", "B"], ("", "text"), ["A", "B", "a", "b"]),
        ([True, 2, 1], (), [1, 2, True]),
        ([None, "a", ""], (), [None, "", "a"]),
        ([1, 2, 3], ("", "number", False), [3, 2, 1]),
        ({"x": 2, "y": 1}, (), [1, 2]),
        ([], (), []),
        (None, (), []),
    ],
)
def test_elements(value, arguments, expected):
    assert typed(apply("sort", value, *arguments)) == typed(expected)


@pytest.mark.parametrize("path", ["", None, "$$", "$this"])
def test_paths_that_mean_the_element(path):
    assert apply("sort", [3, 1, 2], path, "number", True) == [1, 2, 3]


ROWS = [{"n": "b", "v": 10}, {"n": "a", "v": 9}, {"n": "C", "v": 100}]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("n",), "abC"),
        (("n", "text"), "Cab"),
        (("n", "itext", False), "Cba"),
        (("v",), "abC"),
        (("v", "number", False), "Cba"),
        (("v", "itext"), "bCa"),
        (("v", "natural"), "abC"),
        (("missing",), "baC"),
        (("v", None), "abC"),
        (("v", ""), "abC"),
        ((["v"],), "abC"),
    ],
)
def test_paths(arguments, names):
    assert "".join(row["n"] for row in apply("sort", ROWS, *arguments)) == names


@pytest.mark.parametrize(
    ("word", "ascending"),
    [
        (True, True),
        ("asc", True),
        ("ASC", True),
        ("true", True),
        (1, True),
        ("1", True),
        (None, True),
        ("", True),
        (False, False),
        ("desc", False),
        ("DESC", False),
        ("false", False),
        (0, False),
        ("0", False),
    ],
)
def test_directions(word, ascending):
    assert apply("sort", [2, 1, 3], "", "number", word) == ([1, 2, 3] if ascending else [3, 2, 1])


@pytest.mark.parametrize(("word", "names"), [("asc", ["a", "b"]), ("desc", ["b", "a"])])
def test_a_direction_in_the_place_of_the_type(word, names):
    rows = [{"n": "b"}, {"n": "a"}]
    assert [row["n"] for row in apply("sort", rows, "n", word)] == names


@pytest.mark.parametrize("ascending", [True, False])
def test_equal_elements_keep_their_order(ascending):
    rows = [{"k": 1, "at": at} for at in range(5)]
    assert apply("sort", rows, "k", "number", ascending) == rows


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("", "numeric"),
            'one of the types text, itext, natural, inatural, number, but got the text "numeric"',
        ),
        (("", 5), "but got the int 5"),
        (("", "text", "up"), 'needs true, false, "asc" or "desc", but got the text "up"'),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply("sort", [2, 1], *arguments)


def test_scalars_are_refused():
    with pytest.raises(ScriptError, match=r"`.sort` needs a list, but got the text"):
        apply("sort", "cba")


def test_the_value_itself_stays_as_it_is():
    value = [3, 1, 2]
    apply("sort", value)
    assert value == [3, 1, 2]


def test_lists_and_objects_as_numbers_do_not_stop_a_sort():
    assert apply("sort", [[1], 2, {"a": 1}, -1], "", "number") == [-1, [1], {"a": 1}, 2]
