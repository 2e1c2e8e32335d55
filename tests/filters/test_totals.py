"""Filters that reduce a list of numbers to one, and min and max of two."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply, typed


@pytest.mark.parametrize(
    ("value", "total", "average", "product"),
    [
        ([1, 2, 3, 4], 10, 2.5, 24),
        ([2, 4], 6, 3, 8),
        ([1.5, 2.5], 4.0, 2.0, 3.75),
        (["1", "2.5"], 3.5, 1.75, 2.5),
        ([None, 4], 4, 2, 0),
        ([True, 1], 2, 1, 1),
        ([5], 5, 5, 5),
        ([], 0, 0, 1),
        (None, 0, 0, 1),
        ({"a": 1, "b": 2}, 3, 1.5, 2),
        ([-1, 1], 0, 0, -1),
        ([9223372036854775807, 1], 9.223372036854775808e18, 4.611686018427387904e18, 9223372036854775807),
    ],
)
def test_sum_avg_and_product(value, total, average, product):
    assert typed(apply("sum", value)) == typed(total)
    assert typed(apply("avg", value)) == typed(average)
    assert typed(apply("product", value)) == typed(product)


@pytest.mark.parametrize(
    ("value", "least", "greatest"),
    [
        ([3, 1, 2], 1, 3),
        ([1.5, 1], 1, 1.5),
        (["10", "9"], "9", "10"),
        (["a", "b"], "a", "b"),
        ([2, "10", 1.5], 1.5, "10"),
        ([1, 1.0], 1, 1),
        ([5], 5, 5),
        ({"x": 2, "y": 7}, 2, 7),
        (["2024-01-02", "2023-12-31"], "2023-12-31", "2024-01-02"),
        ([], None, None),
        (None, None, None),
    ],
)
def test_least_and_greatest_of_a_list(value, least, greatest):
    for name in ("array_min", "min"):
        assert typed(apply(name, value)) == typed(least)
    for name in ("array_max", "max"):
        assert typed(apply(name, value)) == typed(greatest)


@pytest.mark.parametrize(
    ("value", "other", "lesser", "greater"),
    [
        (5, 20, 5, 20),
        (20, 5, 5, 20),
        (1, 0, 0, 1),
        (2, 2.0, 2, 2),
        ("9", 10, "9", 10),
        (-1, None, None, -1),
        (None, 5, None, 5),
        ("a", "b", "a", "b"),
        (1.5, 1, 1, 1.5),
        (0, False, 0, 0),
    ],
)
def test_min_and_max_of_two(value, other, lesser, greater):
    assert typed(apply("min", value, other)) == typed(lesser)
    assert typed(apply("max", value, other)) == typed(greater)


@pytest.mark.parametrize("name", ["sum", "avg", "product"])
@pytest.mark.parametrize(
    ("value", "got"),
    [
        (["abc"], 'needs a number, but got the text "abc"'),
        ([[1]], "needs a number, but got a list"),
        ([{"v": 1}], "needs a number, but got an object"),
        ("12", 'needs a list, but got the text "12"'),
        (12, "needs a list, but got the int 12"),
    ],
)
def test_what_is_no_list_of_numbers_is_refused(name, value, got):
    with pytest.raises(ScriptError, match=f"`.{name}` {got}"):
        apply(name, value)


@pytest.mark.parametrize("name", ["min", "max"])
@pytest.mark.parametrize(
    ("value", "arguments", "got"),
    [
        ([1, 2], (3,), r"needs two numbers, or a list alone \(`.array_m..`\), but got a list"),
        (3, ([1, 2],), "needs two numbers, or a list alone"),
        ({"a": 1}, (3,), "but got an object"),
        (5, (), "needs a list, but got the int 5"),
    ],
)
def test_two_values_or_one_list(name, value, arguments, got):
    with pytest.raises(ScriptError, match=got):
        apply(name, value, *arguments)
