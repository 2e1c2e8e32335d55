"""What loops walk."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.values import inclusive_range, iterate, repeat
from runner.values.streams import Stream


@pytest.mark.parametrize(
    ("value", "expected"),
    [([1, None], [1, None]), ({"a": 1, "b": 2}, [1, 2]), (None, []), ([], []), ({}, [])],
)
def test_iterate(value, expected):
    assert list(iterate(value)) == expected


def test_a_stream_is_walked_once_and_as_far_as_it_is_asked():
    rows = iter([1, 2, 3])
    stream = Stream(rows)
    assert next(iter(iterate(stream))) == 1
    assert list(rows) == [2, 3]
    with pytest.raises(ScriptError, match="a stream can be walked once"):
        iterate(stream)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("abc", 'the text "abc"'), (5, "the int 5"), (True, "the bool true"), ("", 'the text ""')],
)
def test_scalars_cannot_be_walked(value, shown):
    with pytest.raises(ScriptError) as caught:
        iterate(value)
    assert caught.value.message == f"`foreach` needs a list or an object, but got {shown}"


@pytest.mark.parametrize(
    ("count", "expected"),
    [(3, [0, 1, 2]), ("2", [0, 1]), (2.9, [0, 1]), (0, []), (-5, []), (None, []), (True, [0])],
)
def test_repeat(count, expected):
    assert list(repeat(count)) == expected


@pytest.mark.parametrize("count", ["many", [], {}])
def test_what_is_no_number_cannot_be_counted_to(count):
    with pytest.raises(ScriptError, match="`for` needs a number"):
        repeat(count)


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [
        (1, 3, [1, 2, 3]),
        (3, 1, [3, 2, 1]),
        (2, 2, [2]),
        (-1, 1, [-1, 0, 1]),
        ("1", 2.9, [1, 2]),
        (None, 1, [0, 1]),
    ],
)
def test_inclusive_range(start, stop, expected):
    assert inclusive_range(start, stop) == expected


@pytest.mark.parametrize(
    ("start", "stop", "message"),
    [
        (0, 10_000_000, "at most 10000000 numbers, but got 0..10000000"),
        (10_000_000, 0, "at most 10000000 numbers, but got 10000000..0"),
        ("a", 1, 'needs a number, but got the text "a"'),
        (1, [], "needs a number, but got a list"),
    ],
)
def test_ranges_that_cannot_be(start, stop, message):
    with pytest.raises(ScriptError, match=message):
        inclusive_range(start, stop)
