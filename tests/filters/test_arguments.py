"""What filters accept as lists, texts and ints, and how bytes live in texts."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.filters import arguments
from tests.filters.applying import typed


@pytest.mark.parametrize(
    ("value", "elements", "items", "as_object"),
    [
        ([5, 6], [5, 6], [(0, 5), (1, 6)], {"0": 5, "1": 6}),
        ({"a": 5}, [5], [("a", 5)], {"a": 5}),
        (None, [], [], {}),
        ([], [], [], {}),
        ({}, [], [], {}),
    ],
)
def test_lists_and_objects(value, elements, items, as_object):
    assert arguments.list_of(value, "f") == elements
    assert arguments.items_of(value, "f") == items
    assert arguments.object_of(value, "f") == as_object


@pytest.mark.parametrize("read", [arguments.list_of, arguments.items_of, arguments.object_of])
@pytest.mark.parametrize(
    ("value", "got"),
    [
        (5, "the int 5"),
        (1.5, "the decimal 1.5"),
        (False, "the bool false"),
        ("abc", 'the text "abc"'),
        ("x" * 100, 'the text "' + "x" * 37 + r'\.\.\."'),
    ],
)
def test_scalars_are_no_lists(read, value, got):
    with pytest.raises(ScriptError, match=f"^`.f` needs a list, but got {got}$"):
        read(value, "f")


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (None, ""), (5, "5"), (1.0, "1"), (True, "true"), (b"\xe9", "\udce9")]
)
def test_texts(value, text):
    assert arguments.text_of(value, "f") == text


@pytest.mark.parametrize(
    ("value", "number"), [(5, 5), ("5.5", 5), (-2.9, -2), (None, 0), (True, 1), (float("nan"), 0)]
)
def test_ints(value, number):
    assert typed(arguments.int_of(value, "f")) == typed(number)


@pytest.mark.parametrize(
    ("length", "offset", "wanted", "start", "stop"),
    [
        (5, 0, None, 0, 5),
        (5, 2, 2, 2, 4),
        (5, -2, None, 3, 5),
        (5, -9, 3, 0, 3),
        (5, 9, 3, 5, 5),
        (5, 1, -1, 1, 4),
        (5, 3, -4, 3, 3),
        (0, 0, 5, 0, 0),
        (5, 2, "1", 2, 3),
    ],
)
def test_sections(length, offset, wanted, start, stop):
    part = arguments.section(length, offset, wanted, "f")
    assert (part.start, part.stop) == (start, stop)
