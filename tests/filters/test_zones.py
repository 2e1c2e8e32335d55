"""Time zones by their names, their abbreviations or their offsets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from runner.errors import ScriptError
from runner.filters.zones import find_zone, zone_named

SUMMER = datetime(2024, 7, 1, 12, tzinfo=UTC)
WINTER = datetime(2024, 1, 1, 12, tzinfo=UTC)


def hours(name: str, at: datetime) -> float:
    return at.astimezone(zone_named(name)).utcoffset().total_seconds() / 3600


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("UTC", 0, 0),
        ("utc", 0, 0),
        ("Z", 0, 0),
        ("", 0, 0),
        ("GMT", 0, 0),
        ("Europe/Paris", 1, 2),
        ("europe/paris", 1, 2),
        ("America/New_York", -5, -4),
        ("america/new_york", -5, -4),
        ("Asia/Kolkata", 5.5, 5.5),
        ("EST", -5, -5),
        ("IST", 2, 2),
        ("sast", 2, 2),
        ("edt", -4, -4),
        ("CET", 1, 1),
        ("PST", -8, -8),
        ("+02:00", 2, 2),
        ("-0330", -3.5, -3.5),
        ("+5", 5, 5),
        ("GMT+1", 1, 1),
        ("UTC-05:00", -5, -5),
        ("+00:00", 0, 0),
    ],
)
def test_zones(name, winter, summer):
    assert hours(name, WINTER) == winter
    assert hours(name, SUMMER) == summer


@pytest.mark.parametrize(
    "name",
    [
        "Mars/Olympus",
        "Paris",
        "+25:00",
        "+10:75",
        "+1:2:3:4",
        "../etc/passwd",
        "/etc/localtime",
        "Europe",
        "x y",
    ],
)
def test_unknown_zones(name):
    assert find_zone(name) is None
    with pytest.raises(ScriptError, match="is not a time zone; write one like"):
        zone_named(name)
