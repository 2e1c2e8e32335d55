"""Filters on timestamps, which are milliseconds since the epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.filters.arguments import int_of, refuse, text_of
from runner.specs import FilterFamily
from runner.values.numbers import Number, whole

if TYPE_CHECKING:
    from datetime import datetime

    from runner.execution.context import Context

family = FilterFamily("timestamps")

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

# Digits alone are a timestamp from this length on, except for the 14 of 20240131101010.
TIMESTAMP_DIGITS = 9
COMPACT_DIGITS = 14


def milliseconds_of(context: Context, value: Any, name: str, zone: Any = "UTC") -> int:
    """A timestamp: a number, its digits as text, or a text that PHP's ``strtotime`` reads.

    Args:
        context: gives the time that "now" and relative texts count from.
        value: the timestamp.
        name: the filter's name, for messages.
        zone: the time zone that the text is meant in.

    Raises:
        ScriptError: ``value`` is null, a list or an object, or its text is not understood.
    """
    if type(value) is int:
        return value
    if type(value) is float:
        return int_of(value, name)
    if not isinstance(value, str):
        raise refuse(name, "a timestamp or a text such as now or 2024-12-31", value)
    # a text of digits alone is a timestamp that went through JSON or a form
    digits = value.strip().removeprefix("-")
    if digits.isdecimal() and len(digits) >= TIMESTAMP_DIGITS and len(digits) != COMPACT_DIGITS:
        return int(value)
    from runner.filters.time_texts import parse_time
    from runner.filters.zones import zone_named

    return parse_time(value, context.now(), zone_named(text_of(zone, name, "time zone")))


@family.filter("to_timestamp", context=True)
def to_timestamp(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The timestamp of a text such as "now", "next friday" or "Jan 1 2000" in ``timezone``.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_timestamp", timezone)


@family.filter("to_ms", context=True)
def to_ms(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """Milliseconds since the epoch: another name of ``to_timestamp``.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_ms", timezone)


@family.filter("to_seconds", context=True)
def to_seconds(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """Whole seconds since the epoch.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_seconds", timezone) // SECOND


@family.filter("to_minutes", context=True)
def to_minutes(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """Whole minutes since the epoch.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_minutes", timezone) // MINUTE


@family.filter("to_hours", context=True)
def to_hours(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """Whole hours since the epoch.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_hours", timezone) // HOUR


@family.filter("to_days", context=True)
def to_days(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """Whole days since the epoch.

    Raises:
        ScriptError: the text or the time zone is not understood.
    """
    return milliseconds_of(context, value, "to_days", timezone) // DAY


@family.filter("parse_timestamp", context=True)
def parse_timestamp(context: Context, value: Any, format: Any, timezone: Any = "UTC") -> int:
    """The timestamp of a text in the form of PHP's ``createFromFormat``.

    Raises:
        ScriptError: the text does not have the form, or the time zone is unknown.
    """
    from runner.filters.date_reading import read_time
    from runner.filters.zones import zone_named

    zone = zone_named(text_of(timezone, "parse_timestamp", "time zone"))
    text, form = text_of(value, "parse_timestamp"), text_of(format, "parse_timestamp", "format")
    return read_time(text, form, context.now(), zone)


@family.filter("format_timestamp", context=True)
def format_timestamp(context: Context, value: Any, format: Any, timezone: Any = "UTC") -> str:
    """The timestamp written with the letters of PHP's ``date()``.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    from runner.filters.date_formats import format_time
    from runner.filters.zones import zone_named

    milliseconds = milliseconds_of(context, value, "format_timestamp", timezone)
    zone = zone_named(text_of(timezone, "format_timestamp", "time zone"))
    return format_time(milliseconds, text_of(format, "format_timestamp", "format"), zone)


@family.filter("transform_timestamp", context=True)
def transform_timestamp(context: Context, value: Any, change: Any, timezone: Any = "UTC") -> int:
    """The timestamp moved by a text such as "-7 days" or "first day of next month".

    Raises:
        ScriptError: ``value`` is not a timestamp, or a text or the time zone is not understood.
    """
    from runner.filters.time_texts import parse_time
    from runner.filters.zones import zone_named

    milliseconds = milliseconds_of(context, value, "transform_timestamp", timezone)
    zone = zone_named(text_of(timezone, "transform_timestamp", "time zone"))
    return parse_time(text_of(change, "transform_timestamp", "change"), milliseconds, zone)


@family.filter("add_secs_to_timestamp", context=True)
def add_secs_to_timestamp(context: Context, value: Any, seconds: Any) -> int:
    """The timestamp so many seconds later.

    Raises:
        ScriptError: ``value`` is not a timestamp, or ``seconds`` not a number.
    """
    name = "add_secs_to_timestamp"
    return milliseconds_of(context, value, name) + int_of(seconds, name) * SECOND


@family.filter("add_ms_to_timestamp", context=True)
def add_ms_to_timestamp(context: Context, value: Any, milliseconds: Any) -> int:
    """The timestamp so many milliseconds later.

    Raises:
        ScriptError: ``value`` is not a timestamp, or ``milliseconds`` not a number.
    """
    name = "add_ms_to_timestamp"
    return milliseconds_of(context, value, name) + int_of(milliseconds, name)


@family.filter("timestamp_year", context=True)
def timestamp_year(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The year of a timestamp in ``timezone``.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_year", timezone).year


@family.filter("timestamp_month", context=True)
def timestamp_month(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The month of a timestamp, 1 to 12.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_month", timezone).month


@family.filter("timestamp_day_of_month", context=True)
def timestamp_day_of_month(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The day of a timestamp within its month, 1 to 31.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_day_of_month", timezone).day


@family.filter("timestamp_hour", context=True)
def timestamp_hour(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The hour of a timestamp, 0 to 23.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_hour", timezone).hour


@family.filter("timestamp_minute", context=True)
def timestamp_minute(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The minute of a timestamp, 0 to 59.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_minute", timezone).minute


@family.filter("timestamp_day_of_week", context=True)
def timestamp_day_of_week(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The weekday of a timestamp, 0 for Sunday to 6.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_day_of_week", timezone).isoweekday() % 7


@family.filter("timestamp_day_of_year", context=True)
def timestamp_day_of_year(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The day of a timestamp within its year, 1 to 366.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_day_of_year", timezone).timetuple().tm_yday


@family.filter("timestamp_week", context=True)
def timestamp_week(context: Context, value: Any, timezone: Any = "UTC") -> int:
    """The ISO week of a timestamp, 1 to 53.

    Raises:
        ScriptError: ``value`` is not a timestamp, or the time zone is unknown.
    """
    return _local(context, value, "timestamp_week", timezone).isocalendar().week


@family.filter("ms_to_secs")
def ms_to_secs(value: Any) -> int:
    """Milliseconds as whole seconds.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return int_of(value, "ms_to_secs") // SECOND


@family.filter("secs_to_ms")
def secs_to_ms(value: Any) -> Number:
    """Seconds as milliseconds, a decimal where an int of 64 bits is too small.

    Raises:
        ScriptError: ``value`` is not a number.
    """
    return whole(int_of(value, "secs_to_ms") * SECOND)


def _local(context: Context, value: Any, name: str, timezone: Any) -> datetime:
    from runner.filters.time_arithmetic import to_datetime
    from runner.filters.zones import zone_named

    zone = zone_named(text_of(timezone, name, "time zone"))
    return to_datetime(milliseconds_of(context, value, name, timezone), zone)
