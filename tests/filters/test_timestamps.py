"""Filters on timestamps, with a clock that stands at 2025-09-17 12:34:56.789 UTC, a Wednesday."""

from __future__ import annotations

import pytest

from runner.errors import ScriptError
from tests.filters.applying import NOW, apply, make_context, typed

AUGUST = 1_692_132_330_000  # 2023-08-15 20:45:30 UTC, a Tuesday
LEAP_DAY = 1_709_164_800_000  # 2024-02-29 00:00:00 UTC, a Thursday


@pytest.mark.parametrize(
    ("value", "arguments", "expected"),
    [
        ("now", (), NOW),
        ("next friday", ("America/Los_Angeles",), 1_758_265_200_000),
        ("next friday", (), 1_758_240_000_000),
        ("Jan 1 2000", (), 946_684_800_000),
        ("2023-08-15T20:45:30Z", (), AUGUST),
        ("2023-08-15 20:45:30", (), AUGUST),
        ("2023-08-15 16:45:30", ("America/New_York",), AUGUST),
        ("2023-08-15T22:45:30+02:00", ("America/New_York",), AUGUST),
        ("20230815", (), 1_692_057_600_000),
        ("20230815204530", (), AUGUST),
        (AUGUST, (), AUGUST),
        (float(AUGUST), (), AUGUST),
        (str(AUGUST), (), AUGUST),
        (f" {AUGUST} ", (), AUGUST),
        ("-1000000000", (), -1_000_000_000),
        (0, (), 0),
        ("@1692132330", (), AUGUST),
        ("now", ("",), NOW),
    ],
)
def test_to_timestamp(value, arguments, expected):
    assert typed(apply("to_timestamp", value, *arguments)) == typed(expected)
    assert typed(apply("to_ms", value, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("to_seconds", "now", 1_758_112_496),
        ("to_minutes", "now", 29_301_874),
        ("to_hours", "now", 488_364),
        ("to_days", "now", 20_348),
        ("to_seconds", AUGUST, 1_692_132_330),
        ("to_days", "1970-01-02", 1),
        ("to_days", -1, -1),
        ("to_seconds", "1970-01-01 00:00:01.900", 1),
    ],
)
def test_larger_units(name, value, expected):
    assert typed(apply(name, value)) == typed(expected)


def test_the_units_take_a_time_zone():
    midnight_in_tokyo = 1_758_034_800_000
    assert apply("to_seconds", "today", "Asia/Tokyo") == midnight_in_tokyo // 1000
    assert apply("to_minutes", "today", "Asia/Tokyo") == midnight_in_tokyo // 60_000
    assert apply("to_hours", "today", "Asia/Tokyo") == midnight_in_tokyo // 3_600_000
    assert apply("to_days", "today", "Asia/Tokyo") == midnight_in_tokyo // 86_400_000


def test_now_is_the_clock_of_the_run():
    context = make_context(now=5_000)
    assert apply("to_timestamp", "now", context=context) == 5_000
    assert apply("to_timestamp", "+1 minute", context=context) == 65_000
    assert apply("format_timestamp", "tomorrow", "Y-m-d", context=context) == "1970-01-02"


@pytest.mark.parametrize(
    ("value", "form", "arguments", "expected"),
    [
        (AUGUST, "Y-m-d H:i:s", ("America/New_York",), "2023-08-15 16:45:30"),
        (str(AUGUST), "Y-m-d H:i:s", ("America/New_York",), "2023-08-15 16:45:30"),
        (AUGUST, "Y-m-d", (), "2023-08-15"),
        (AUGUST, "c", ("Asia/Kolkata",), "2023-08-16T02:15:30+05:30"),
        (AUGUST, "D, d M Y H:i:s \\G\\M\\T", (), "Tue, 15 Aug 2023 20:45:30 GMT"),
        (AUGUST + 7, "s.v", (), "30.007"),
        ("2023-08-15", "l", (), "Tuesday"),
        ("now", "H:i", ("Europe/Paris",), "14:34"),
        (0, "U", (), "0"),
        (-1, "Y-m-d H:i:s.v", (), "1969-12-31 23:59:59.999"),
        (AUGUST, "", (), ""),
    ],
)
def test_format_timestamp(value, form, arguments, expected):
    assert apply("format_timestamp", value, form, *arguments) == expected


@pytest.mark.parametrize(
    ("value", "change", "arguments", "expected"),
    [
        (AUGUST, "-7 days", (), AUGUST - 7 * 86_400_000),
        ("2023-08-15T20:45:30.000Z", "-7 days", ("America/Los_Angeles",), 1_691_527_530_000),
        (AUGUST, "+1 month", (), 1_694_810_730_000),
        (AUGUST, "first day of next month", (), 1_693_601_130_000),
        (AUGUST, "first day of next month midnight", (), 1_693_526_400_000),
        (AUGUST, "next friday", (), 1_692_316_800_000),
        (AUGUST, "midnight", ("America/New_York",), 1_692_072_000_000),
        (AUGUST + 250, "+1 second", (), AUGUST + 1_250),
        (LEAP_DAY, "+1 year", (), 1_740_787_200_000),
        ("now", "-24 hours", (), NOW - 86_400_000),
        (AUGUST, "now", (), AUGUST),
        (AUGUST, "2024-02-29", (), LEAP_DAY),
    ],
)
def test_transform_timestamp(value, change, arguments, expected):
    assert typed(apply("transform_timestamp", value, change, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("value", "form", "arguments", "expected"),
    [
        ("2023-08-15 13:45:30", "Y-m-d H:i:s", ("America/Los_Angeles",), AUGUST),
        ("15/08/2023 20:45:30", "d/m/Y H:i:s", (), AUGUST),
        ("2023-08-15", "!Y-m-d", (), 1_692_057_600_000),
        ("2023-08-15", "Y-m-d", (), 1_692_102_896_000),
        ("1692132330", "U", (), AUGUST),
        (20230815, "Ymd|", (), 1_692_057_600_000),
    ],
)
def test_parse_timestamp(value, form, arguments, expected):
    assert typed(apply("parse_timestamp", value, form, *arguments)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "value", "amount", "expected"),
    [
        ("add_secs_to_timestamp", AUGUST, 60, AUGUST + 60_000),
        ("add_secs_to_timestamp", AUGUST, -60, AUGUST - 60_000),
        ("add_secs_to_timestamp", AUGUST, "30", AUGUST + 30_000),
        ("add_secs_to_timestamp", "1970-01-01", 1, 1_000),
        ("add_ms_to_timestamp", AUGUST, 500, AUGUST + 500),
        ("add_ms_to_timestamp", AUGUST, -1, AUGUST - 1),
        ("add_ms_to_timestamp", "monday", 500, 1_758_499_200_500),
    ],
)
def test_adding_to_a_timestamp(name, value, amount, expected):
    assert typed(apply(name, value, amount)) == typed(expected)


@pytest.mark.parametrize(
    ("name", "in_august", "in_tokyo", "on_leap_day"),
    [
        ("timestamp_year", 2023, 2023, 2024),
        ("timestamp_month", 8, 8, 2),
        ("timestamp_day_of_month", 15, 16, 29),
        ("timestamp_hour", 20, 5, 0),
        ("timestamp_minute", 45, 45, 0),
        ("timestamp_day_of_week", 2, 3, 4),
        ("timestamp_day_of_year", 227, 228, 60),
        ("timestamp_week", 33, 33, 9),
    ],
)
def test_parts(name, in_august, in_tokyo, on_leap_day):
    assert apply(name, AUGUST) == in_august
    assert apply(name, AUGUST, "Asia/Tokyo") == in_tokyo
    assert apply(name, str(LEAP_DAY)) == on_leap_day
    assert apply(name, "2024-02-29") == on_leap_day


def test_sunday_is_day_0():
    days = [apply("timestamp_day_of_week", day) for day in ("2025-09-14", "2025-09-20", "2025-09-21")]
    assert days == [0, 6, 0]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ms_to_secs", 1500, 1),
        ("ms_to_secs", "2000", 2),
        ("ms_to_secs", None, 0),
        ("secs_to_ms", 2, 2000),
        ("secs_to_ms", "3", 3000),
        ("secs_to_ms", -1, -1000),
    ],
)
def test_seconds_and_milliseconds(name, value, expected):
    assert typed(apply(name, value)) == typed(expected)


TAKES_A_TIMESTAMP = {
    "to_timestamp": (),
    "to_ms": (),
    "to_seconds": (),
    "to_minutes": (),
    "to_hours": (),
    "to_days": (),
    "format_timestamp": ("Y",),
    "transform_timestamp": ("+1 day",),
    "add_secs_to_timestamp": (1,),
    "add_ms_to_timestamp": (1,),
    "timestamp_year": (),
    "timestamp_week": (),
}


@pytest.mark.parametrize("name", TAKES_A_TIMESTAMP)
@pytest.mark.parametrize(
    ("value", "got"), [(None, "null"), ([1], "a list"), ({"a": 1}, "an object"), (True, "the bool true")]
)
def test_what_is_no_timestamp_is_refused(name, value, got):
    with pytest.raises(ScriptError, match=f"`.{name}` needs a timestamp or a text .* but got {got}"):
        apply(name, value, *TAKES_A_TIMESTAMP[name])


@pytest.mark.parametrize("name", TAKES_A_TIMESTAMP)
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("rubbish", '"rubbish" is not a date or time'),
        ("", "the text is empty"),
        ("x" * 99, f'"{"x" * 37}..." is not a date or time: "{"x" * 37}..." is not understood'),
    ],
)
def test_texts_that_are_no_time_are_refused(name, value, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *TAKES_A_TIMESTAMP[name])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("format_timestamp", ("Y", "Mars/Olympus")),
        ("transform_timestamp", ("+1 day", "Mars/Olympus")),
        ("timestamp_year", ("Mars/Olympus",)),
        ("timestamp_hour", ("Mars/Olympus",)),
    ],
)
def test_unknown_zones_are_refused(name, arguments):
    with pytest.raises(ScriptError, match='"Mars/Olympus" is not a time zone'):
        apply(name, AUGUST, *arguments)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        ("parse_timestamp", "x", ("Y",), '"x" does not have the form "Y"'),
        ("parse_timestamp", "2023", ("Y", "Mars/Olympus"), "is not a time zone"),
        ("parse_timestamp", ["2023"], ("Y",), "needs a text, but got a list"),
        ("add_secs_to_timestamp", AUGUST, ("x",), 'needs a number, but got the text "x"'),
        ("transform_timestamp", AUGUST, ("+1 eternity",), "is not a date or time"),
        ("transform_timestamp", AUGUST, ("",), "the text is empty"),
        ("format_timestamp", 10**17, ("Y",), "is outside of the years 1 to 9999"),
        ("timestamp_year", 10**17, (), "is outside of the years 1 to 9999"),
        ("ms_to_secs", "x", (), "needs a number"),
        ("secs_to_ms", [], (), "needs a number"),
    ],
)
def test_refusals(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message):
        apply(name, value, *arguments)
