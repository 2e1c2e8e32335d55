"""What each type of a single value takes, and what it makes of it."""

import pytest

from runner.types import TYPES
from runner.types.faults import Fault


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        ("int", 5, 5),
        ("int", "-1", -1),
        ("int", " 42 ", 42),
        ("int", "+7", 7),
        ("int", 3.0, 3),
        ("int", "3.0", 3),
        ("int", "1e3", 1000),
        ("int", 2**63 - 1, 2**63 - 1),
        ("int", "9223372036854775807", 2**63 - 1),
        ("decimal", 5, 5.0),
        ("decimal", 0.5, 0.5),
        ("decimal", "-.5", -0.5),
        ("decimal", "1e-3", 0.001),
        ("text", "", ""),
        ("text", "a", "a"),
        ("text", 5, "5"),
        ("text", 2.0, "2"),
        ("text", 1.5, "1.5"),
        ("text", True, "true"),
        ("text", False, "false"),
        ("bool", True, True),
        ("bool", 0, False),
        ("bool", 1.0, True),
        ("bool", "true", True),
        ("bool", "false", False),
        ("bool", "1", True),
        ("bool", "0", False),
        ("email", "ada@example.com", "ada@example.com"),
        ("email", "ada.lovelace+x@mail.example.co.uk", "ada.lovelace+x@mail.example.co.uk"),
        ("password", "secret", "secret"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000"),
        ("uuid", "123E4567-E89B-12D3-A456-426614174000", "123E4567-E89B-12D3-A456-426614174000"),
        ("timestamp", 1767225600000, 1767225600000),
        ("timestamp", "1767225600000", 1767225600000),
        ("timestamp", "2026-01-01T00:00:00Z", 1767225600000),
        ("timestamp", "2026-01-01 01:00:00+0100", 1767225600000),
        ("timestamp", "2026-01-01T00:00:00.250", 1767225600250),
        ("timestamp", "2026-01-01", 1767225600000),
        ("timestamp", "1969-12-31T23:59:59.999Z", -1),
        ("date", "2024-02-29", "2024-02-29"),
        ("date", 1767225600000, "2026-01-01"),
        ("date", -1, "1969-12-31"),
    ],
)
def test_coerces(type_name, given, expected):
    found = TYPES[type_name].coerce(given)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("type_name", "given"),
    [
        ("int", "abc"),
        ("int", ""),
        ("int", "0x1A"),
        ("int", "5 apples"),
        ("int", True),
        ("int", None),
        ("int", [1]),
        ("int", {}),
        ("int", float("nan")),
        ("int", float("inf")),
        ("int", "1e999"),
        ("int", "9" * 5000),
        ("decimal", "abc"),
        ("decimal", False),
        ("decimal", None),
        ("decimal", float("inf")),
        ("decimal", "1e999"),
        ("decimal", 10**400),
        ("text", None),
        ("text", ["a"]),
        ("text", {"a": 1}),
        ("text", b"a"),
        ("bool", "yes"),
        ("bool", "TRUE"),
        ("bool", ""),
        ("bool", 2),
        ("bool", None),
        ("bool", []),
        ("email", "ada"),
        ("email", "ada@example"),
        ("email", "a da@example.com"),
        ("email", "a@b@example.com"),
        ("email", "ada@example.com\n"),
        ("email", 5),
        ("uuid", "123e4567"),
        ("uuid", "g23e4567-e89b-12d3-a456-426614174000"),
        ("uuid", None),
        ("timestamp", "yesterday"),
        ("timestamp", ""),
        ("timestamp", None),
        ("timestamp", True),
        ("date", "2026-1-1"),
        ("date", "01/02/2026"),
        ("date", "2026-01-01T00:00:00Z"),
        ("date", None),
        ("date", True),
    ],
)
def test_refuses(type_name, given):
    with pytest.raises(Fault):
        TYPES[type_name].coerce(given)


@pytest.mark.parametrize(
    ("type_name", "given", "reason"),
    [
        ("int", 1.5, "a whole number is expected"),
        ("int", "7.25", "a whole number is expected"),
        ("int", 2**63, "an int has at most 64 bits"),
        ("int", "9223372036854775808", "an int has at most 64 bits"),
        ("decimal", 10**400, "a decimal of that size does not exist"),
        ("date", "2026-02-30", "the calendar has no such day"),
        ("date", 10**18, "the calendar has no such day"),
    ],
)
def test_a_special_reason_is_given(type_name, given, reason):
    with pytest.raises(Fault) as caught:
        TYPES[type_name].coerce(given)
    assert caught.value.reason == reason
