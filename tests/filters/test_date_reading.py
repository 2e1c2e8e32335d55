"""Reading dates; the expectations in the long table are what PHP 8.2 gives, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from runner.errors import ScriptError
from runner.filters.date_reading import read_time
from runner.filters.zones import zone_named

# Wednesday, 17 September 2025, 12:34:56 UTC, which is 08:34:56 in New York
NOW = 1_758_112_496_000


def read(text: str, form: str, zone: str = "America/New_York") -> str:
    timestamp = read_time(text, form, NOW, zone_named(zone))
    written = datetime.fromtimestamp(timestamp // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{written}.{timestamp % 1000:03}" if timestamp % 1000 else written


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("2023-08-15 13:45:30", "Y-m-d H:i:s", "2023-08-15 17:45:30"),
        ("2023-08-15", "Y-m-d", "2023-08-15 12:34:56"),
        ("2023-08-15", "!Y-m-d", "2023-08-15 04:00:00"),
        ("2023-08-15", "Y-m-d|", "2023-08-15 04:00:00"),
        ("15/08/2023", "d/m/Y", "2023-08-15 12:34:56"),
        ("8/5/23", "n/j/y", "2023-08-05 12:34:56"),
        ("10:30 PM", "g:i A", "2025-09-18 02:30:00"),
        ("12:05 am", "h:i a", "2025-09-17 04:05:00"),
        ("Aug 15, 2023", "M d, Y", "2023-08-15 12:34:56"),
        ("15 August 2023", "d F Y", "2023-08-15 12:34:56"),
        ("Tuesday 15 Aug 2023", "l d M Y", "2023-08-15 12:34:56"),
        ("Monday 15 Aug 2023", "l d M Y", "2023-08-21 12:34:56"),
        ("5/8/2", "j/n/y", "2002-08-05 12:34:56"),
        ("1692132330", "U", "2023-08-15 20:45:30"),
        ("2023-08-15T13:45:30+02:00", "Y-m-d\\TH:i:sP", "2023-08-15 11:45:30"),
        ("2023-08-15T13:45:30.250Z", "Y-m-d\\TH:i:s.vp", "2023-08-15 13:45:30.250"),
        ("2023-08-15 13:45:30.123456", "Y-m-d H:i:s.u", "2023-08-15 17:45:30.123"),
        ("2023 099", "Y z", "2023-04-10 12:34:56"),
        ("2023-02-31", "Y-m-d", "2023-03-03 13:34:56"),
        ("2023-08-15 extra", "Y-m-d+", "2023-08-15 12:34:56"),
        ("1st Jan 2024", "jS M Y", "2024-01-01 13:34:56"),
        ("20230815134530", "YmdHis", "2023-08-15 17:45:30"),
        ("20230815", "Ymd", "2023-08-15 12:34:56"),
        ("2023-08-15 13", "Y-m-d H", "2023-08-15 17:00:00"),
        ("13:45", "H:i", "2025-09-17 17:45:00"),
        ("2023-08-15 10:00 Europe/Paris", "Y-m-d H:i e", "2023-08-15 08:00:00"),
        ("2023-08-15 10:00 EST", "Y-m-d H:i T", "2023-08-15 15:00:00"),
        ("15.08.2023", "d?m?Y", "2023-08-15 12:34:56"),
        ("15-08-2023", "d#m#Y", "2023-08-15 12:34:56"),
        ("abc 2023", "* Y", "2023-09-17 12:34:56"),
        ("2023", "Y", "2023-09-17 12:34:56"),
        ("08", "m", "2025-08-17 12:34:56"),
        ("10:30pm", "g:ia", "2025-09-18 02:30:00"),
        ("2023-08-15  13:45", "Y-m-d H:i", "2023-08-15 17:45:00"),
        ("Sept 5", "M j", "2025-09-05 12:34:56"),
        ("5", "G", "2025-09-17 09:00:00"),
        ("1.5", "U.u", "1970-01-01 00:00:01.500"),
        ("24:00", "H:i", "2025-09-18 04:00:00"),
        ("2023-8-5", "Y-m-d", "2023-08-05 12:34:56"),
    ],
)
def test_texts_are_read_as_in_php(text, form, expected):
    assert read(text, form) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("garbage", "Y-m-d"),
        ("2023-08-15x", "Y-m-d"),
        (" 2023-08-15", "Y-m-d"),
        ("2023-08-15 13:45:30", "!d"),
        ("2023-13-01", "Y-m-d"),
        ("2023-08-32", "Y-m-d"),
        ("25:00", "H:i"),
        ("10:60", "H:i"),
        ("2023-08-15", "Y/m/d"),
        ("2023-08-15 10:00 Nowhere/Atall", "Y-m-d H:i e"),
        ("15 Foo 2023", "d M Y"),
        ("Funday", "l"),
        ("", "Y"),
        ("10:30", "H:i:s"),
    ],
)
def test_texts_of_another_form_are_refused(text, form):
    with pytest.raises(ScriptError, match=f'"{text}" does not have the form'):
        read(text, form)


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("2023-13-01", "Y-m-d", "the month 13 is out of bounds"),
        ("10:60", "H:i", "the minute 60 is out of bounds"),
        ("2023x", "Y", '"x" is left over'),
        ("abc", "Y", '`Y` does not fit "abc"'),
        ("15 Foo 2023", "d M Y", '"foo" is not a name'),
        ("10 Atall", "H T", '"Atall" is not a time zone'),
    ],
)
def test_refusals_give_the_reason(text, form, reason):
    with pytest.raises(ScriptError, match=reason):
        read(text, form)


@pytest.mark.parametrize(
    ("text", "form", "zone", "expected"),
    [
        ("2023-08-15 10:00:00", "Y-m-d H:i:s", "UTC", "2023-08-15 10:00:00"),
        ("2023-08-15 10:00:00", "Y-m-d H:i:s", "Asia/Tokyo", "2023-08-15 01:00:00"),
        ("2023-08-15 10:00:00", "Y-m-d H:i:s", "+02:00", "2023-08-15 08:00:00"),
        ("2023-08-15 10:00 +05:00", "Y-m-d H:i P", "Asia/Tokyo", "2023-08-15 05:00:00"),
        ("2023-03-12 02:30", "Y-m-d H:i", "America/New_York", "2023-03-12 07:30:00"),
    ],
)
def test_zones(text, form, zone, expected):
    assert read(text, form, zone) == expected
