"""Writing dates; the expectations in the long table are what PHP 8.2 gives."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from runner.filters.date_formats import format_time
from runner.filters.zones import zone_named


# 2023-08-15 16:45:30.250 in New York, a leap day at midnight in UTC, and an hour before 1970 in Kolkata.
@pytest.mark.parametrize(
    ("letter", "new_york", "utc", "kolkata"),
    [
        ("d", "15", "29", "31"),
        ("D", "Tue", "Tue", "Wed"),
        ("j", "15", "29", "31"),
        ("l", "Tuesday", "Tuesday", "Wednesday"),
        ("N", "2", "2", "3"),
        ("S", "th", "th", "st"),
        ("w", "2", "2", "3"),
        ("z", "226", "59", "364"),
        ("W", "33", "09", "01"),
        ("F", "August", "February", "December"),
        ("m", "08", "02", "12"),
        ("M", "Aug", "Feb", "Dec"),
        ("n", "8", "2", "12"),
        ("t", "31", "29", "31"),
        ("L", "0", "1", "0"),
        ("o", "2023", "2000", "1970"),
        ("Y", "2023", "2000", "1969"),
        ("y", "23", "00", "69"),
        ("a", "pm", "am", "am"),
        ("A", "PM", "AM", "AM"),
        ("B", "906", "041", "041"),
        ("g", "4", "12", "5"),
        ("G", "16", "0", "5"),
        ("h", "04", "12", "05"),
        ("H", "16", "00", "05"),
        ("i", "45", "00", "30"),
        ("s", "30", "00", "00"),
        ("u", "250000", "000000", "250000"),
        ("v", "250", "000", "250"),
        ("I", "1", "0", "0"),
        ("O", "-0400", "+0000", "+0530"),
        ("P", "-04:00", "+00:00", "+05:30"),
        ("T", "EDT", "UTC", "IST"),
        ("Z", "-14400", "0", "19800"),
        ("c", "2023-08-15T16:45:30-04:00", "2000-02-29T00:00:00+00:00", "1969-12-31T05:30:00+05:30"),
        (
            "r",
            "Tue, 15 Aug 2023 16:45:30 -0400",
            "Tue, 29 Feb 2000 00:00:00 +0000",
            "Wed, 31 Dec 1969 05:30:00 +0530",
        ),
        ("U", "1692132330", "951782400", "-86400"),
        ("e", "America/New_York", "UTC", "Asia/Kolkata"),
    ],
)
def test_letters(letter, new_york, utc, kolkata):
    assert format_time(1_692_132_330_250, letter, zone_named("America/New_York")) == new_york
    assert format_time(951_782_400_000, letter, zone_named("UTC")) == utc
    assert format_time(-86_399_750, letter, zone_named("Asia/Kolkata")) == kolkata


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Y-m-d H:i:s", "2023-08-15 20:45:30"),
        ("D, d M Y", "Tue, 15 Aug 2023"),
        ("l jS \\o\\f F Y h:i:s A", "Tuesday 15th of August 2023 08:45:30 PM"),
        ("Y-m-d\\TH:i:s.v\\Z", "2023-08-15T20:45:30.250Z"),
        ("\\Y\\Y", "YY"),
        ("Y\\", "2023\\"),
        ("", ""),
        ("-/ ,:", "-/ ,:"),
        ("q?!", "q?!"),
        ("X x", "+2023 2023"),
        ("été", "éUTCé"),
    ],
)
def test_forms(form, expected):
    assert format_time(1_692_132_330_250, form, zone_named("UTC")) == expected.replace("éUTCé", "é31é")


@pytest.mark.parametrize(
    ("day", "suffix"),
    [
        (1, "st"),
        (2, "nd"),
        (3, "rd"),
        (4, "th"),
        (11, "th"),
        (12, "th"),
        (13, "th"),
        (21, "st"),
        (22, "nd"),
        (31, "st"),
    ],
)
def test_suffixes(day, suffix):
    first_of_january = 1_704_067_200_000
    assert format_time(first_of_january + (day - 1) * 86_400_000, "jS", zone_named("UTC")) == f"{day}{suffix}"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", "UTC UTC +00:00 Z"),
        ("Europe/London", "Europe/London GMT +00:00 +00:00"),
        ("+05:30", "+05:30 +05:30 +05:30 +05:30"),
        ("-03:00", "-03:00 -03:00 -03:00 -03:00"),
        ("EST", "EST EST -05:00 -05:00"),
        ("Asia/Kathmandu", "Asia/Kathmandu +0545 +05:45 +05:45"),
    ],
)
def test_zones(zone, expected):
    # 2024-01-01, in winter
    assert format_time(1_704_067_200_000, "e T P p", zone_named(zone)) == expected


@pytest.mark.parametrize(
    ("timestamp", "expected"),
    [
        (1_704_067_199_000, "2023-12-31 52 2023 364"),
        (1_704_067_200_000, "2024-01-01 01 2024 0"),
        (1_735_603_200_000, "2024-12-31 01 2025 365"),
        (1_609_459_200_000, "2021-01-01 53 2020 0"),
    ],
)
def test_weeks_at_the_turn_of_the_year(timestamp, expected):
    assert format_time(timestamp, "Y-m-d W o z", zone_named("UTC")) == expected


@pytest.mark.parametrize("timestamp", [10**15, -(10**15), 10**30])
def test_years_have_bounds(timestamp):
    with pytest.raises(ScriptError, match=f"The timestamp {timestamp} is outside of the years 1 to 9999"):
        format_time(timestamp, "Y", zone_named("UTC"))
