"""A moment that a text describes, worked out against a base: fields, relative steps, weekdays.

The order of the steps is that of timelib, the library behind PHP's ``strtotime``: weekdays first,
then years, months and days on the calendar, then hours and less on the time line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from runner.errors import ScriptError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIME_FIELDS = ("hour", "minute", "second", "millisecond")
DATE_FIELDS = ("year", "month", "day")


@dataclass(slots=True)
class Relative:
    """Steps away from the fields."""

    year: int = 0
    month: int = 0
    day: int = 0
    millisecond: int = 0
    weekday: int | None = None  # 0 for Sunday; negative, with 7 for Sunday, to count backwards
    # 0 moves to the next such weekday, 1 may stay on the day itself, 2 stays within the week
    weekday_behavior: int = 0
    working_days: int | None = None
    edge_of_month: str | None = None  # "first" or "last" day of the month
    weekday_of_month: str | None = None  # the weekday is counted from its "first" or after its "last" day


@dataclass(slots=True)
class Moment:
    """What a text says; fields that it leaves open are None and come from the base."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    millisecond: int | None = None
    zone: tzinfo | None = None
    has_date: bool = False
    has_time: bool = False
    relative: Relative = field(default_factory=Relative)

    def set_time(self, hour: int, minute: int = 0, second: int = 0, millisecond: int = 0) -> None:
        """Set the time of day, which may be set once."""
        if self.has_time:
            raise ValueError("it has two times of day")
        self.has_time = True
        self.hour, self.minute, self.second, self.millisecond = hour, minute, second, millisecond

    def clear_time(self) -> None:
        """Midnight, which a later time of day may still change."""
        self.has_time = False
        self.hour = self.minute = self.second = self.millisecond = 0

    def set_date(self, year: int | None, month: int, day: int) -> None:
        """Set the date, which may be set once."""
        if self.has_date:
            raise ValueError("it has two dates")
        self.has_date = True
        self.year, self.month, self.day = year, month, day


def resolve(moment: Moment, base: int, zone: tzinfo) -> int:
    """The milliseconds since the epoch that ``moment`` means at the time ``base`` in ``zone``.

    Raises:
        ScriptError: the year is not within 1 to 9999.
    """
    # PHP takes open fields from the clock of ``zone``, also where the text names a zone of its own
    _fill(moment, to_datetime(base, zone))
    zone = moment.zone or zone
    year, month, day = moment.year or 0, moment.month or 1, moment.day or 0
    relative = moment.relative
    if relative.weekday_of_month:
        day = 1
        month += relative.month + (relative.weekday_of_month == "last")
        relative.month = 0
    year, month, day = _at_edge(year, month, day, relative)
    if relative.weekday is not None:
        day += _days_to_weekday(_civil(year, month, day), relative)
    here = _civil(year, month, day)
    # the edge of the month is taken again after the months have been added
    year, month, day = _at_edge(
        here.year + relative.year, here.month + relative.month, here.day + relative.day, relative, again=True
    )
    here = _civil(year, month, day)
    if relative.working_days is not None:
        here = _skip_weekends(here, relative.working_days)
    return _on_time_line(here, moment, zone) + relative.millisecond


def to_datetime(milliseconds: int, zone: tzinfo) -> datetime:
    """A timestamp as date and time in ``zone``.

    Raises:
        ScriptError: the year is not within 1 to 9999.
    """
    try:
        return (EPOCH + timedelta(milliseconds=milliseconds)).astimezone(zone)
    except OverflowError:
        raise ScriptError(f"The timestamp {milliseconds} is outside of the years 1 to 9999") from None


def to_milliseconds(moment: datetime) -> int:
    """The timestamp of a date and time that has a zone."""
    return (moment - EPOCH) // timedelta(milliseconds=1)


def _fill(moment: Moment, now: datetime) -> None:
    """Give the open fields their values: midnight behind a date, else those of ``now``."""
    if moment.has_date and not moment.has_time:
        moment.clear_time()
    # any field that a text sets also sets the fraction of the second, to 0
    fields = (getattr(moment, name) for name in DATE_FIELDS + TIME_FIELDS)
    if moment.millisecond is None and any(part is not None for part in fields):
        moment.millisecond = 0
    for name in DATE_FIELDS + TIME_FIELDS:
        if getattr(moment, name) is None:
            current = now.microsecond // 1000 if name == "millisecond" else getattr(now, name)
            setattr(moment, name, current)


def _at_edge(
    year: int, month: int, day: int, relative: Relative, again: bool = False
) -> tuple[int, int, int]:
    """The first or the last day of the month, where the text asks for it."""
    if relative.edge_of_month == "first":
        return year, month, 1
    if relative.edge_of_month == "last":
        return (year, month + 1, 0) if again else (year, month, 1)
    return year, month, day


def _civil(year: int, month: int, day: int) -> date:
    """A date whose month and day may lie outside of their bounds, as in PHP: April 31 is May 1."""
    # months first, since how far days reach depends on them
    year += (month - 1) // 12
    try:
        return date(year, (month - 1) % 12 + 1, 1) + timedelta(days=day - 1)
    except (ValueError, OverflowError):
        raise ScriptError(f"The year {year} is outside of 1 to 9999") from None


def _days_to_weekday(here: date, relative: Relative) -> int:
    wanted, current = relative.weekday or 0, here.isoweekday() % 7
    if relative.weekday_behavior == 2:
        # weeks go from Monday to Sunday here
        return ((wanted or 7) - 1) - ((current or 7) - 1)
    days = wanted - current
    if wanted < 0:  # "2 mondays ago"
        return abs(wanted) - current - 7
    if relative.day < 0:
        return days + 7 if days < 0 else days
    return days + 7 if days <= -relative.weekday_behavior else days


def _skip_weekends(here: date, count: int) -> date:
    # "this weekday" leaves a weekend forwards
    if not count and here.isoweekday() > 5:
        return here + timedelta(days=8 - here.isoweekday())
    # one day at a time: counts are small, and weekends may lie at both ends
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        here += step
        count -= 0 if here.isoweekday() > 5 else step.days
    return here


def _on_time_line(here: date, moment: Moment, zone: tzinfo) -> int:
    """The timestamp of a local date and time; a time that a clock change skips moves forward."""
    midnight = datetime(here.year, here.month, here.day)
    clock = timedelta(
        hours=moment.hour or 0,
        minutes=moment.minute or 0,
        seconds=moment.second or 0,
        milliseconds=moment.millisecond or 0,
    )
    try:
        return to_milliseconds(_in_zone(midnight + clock, zone))
    except OverflowError:
        raise ScriptError(f"The date {here} is outside of the years 1 to 9999") from None


def _in_zone(local: datetime, zone: tzinfo) -> datetime:
    """A local time with its zone; of a time that the clocks show twice PHP takes the second east of UTC."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if (first.utcoffset() or timedelta()) <= (second.utcoffset() or timedelta()):
        return first
    # PHP first reads the local time as if it were UTC, and keeps the offset that it finds there
    at_utc = local.replace(tzinfo=UTC).astimezone(zone)
    return second if at_utc.utcoffset() == second.utcoffset() else first
