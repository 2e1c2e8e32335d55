"""The types whose values have parts or choices."""

import pytest

from runner.types import TYPES
from runner.types.compounds import pick
from runner.types.faults import Fault


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        ("json", None, None),
        ("json", [1, None], [1, None]),
        ("json", '{"a": 1}', '{"a": 1}'),
        ("json", False, False),
        ("vector", [1, "2.5", 3.0], [1.0, 2.5, 3.0]),
        ("vector", [], []),
        ("object", {"a": 1}, {"a": 1}),
        ("geo_point", {"type": "point"}, {"type": "point"}),
        ("geo_multipoint", [{"lat": 1, "lng": 2}], [{"lat": 1, "lng": 2}]),
        ("enum", "a", "a"),
    ],
)
def test_coerces(type_name, given, expected):
    assert TYPES[type_name].coerce(given) == expected


@pytest.mark.parametrize(
    ("type_name", "given"),
    [
        ("vector", [1, "x"]),
        ("vector", [1, None]),
        ("vector", "1,2"),
        ("object", []),
        ("object", '{"a": 1}'),
        ("object", None),
        ("geo_polygon", "POLYGON((0 0))"),
        ("enum", None),
        ("enum", ["a"]),
    ],
)
def test_refuses(type_name, given):
    with pytest.raises(Fault):
        TYPES[type_name].coerce(given)


@pytest.mark.parametrize(
    ("values", "given", "expected"),
    [
        (("a", "b"), "b", "b"),
        ((1, 2), "2", 2),
        (("1", "2"), 2, "2"),
        ((1.0,), "1", 1.0),
        ((True, False), "true", True),
    ],
)
def test_an_enum_gives_its_own_value(values, given, expected):
    found = pick(values, given)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("values", "given", "reason"),
    [
        (("a", "b", "c"), "zzz", 'one of "a", "b" or "c" is expected'),
        (("only",), "zzz", '"only" is expected'),
        (
            ("gpt-4o", "claude"),
            "gpt4o",
            'one of "gpt-4o" or "claude" is expected; did you mean "gpt-4o"?',
        ),
        (("medium", "low"), "Medium", 'one of "medium" or "low" is expected; did you mean "medium"?'),
        ((1, 2), 3, "one of 1 or 2 is expected"),
    ],
)
def test_an_enum_names_its_values(values, given, reason):
    with pytest.raises(Fault) as caught:
        pick(values, given)
    assert caught.value.reason == reason


def test_a_long_enum_is_shortened():
    with pytest.raises(Fault, match=r"0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 20 more is expected"):
        pick(tuple(range(30)), 99)
