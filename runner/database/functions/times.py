"""Query filters on timestamps: their parts in a time zone, steps from them, what passed since the epoch."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, datetime, timezone
from typing import Any

from sqlalchemy import BigInteger, Interval, Numeric, Text, case, cast, extract, func, literal

from runner.database.functions.family import Expression, QueryFamily
from runner.database.functions.operands import as_number, constant, fitting, whole
from runner.errors import ScriptError
from runner.filters.arguments import int_of as whole_number
from runner.filters.time_arithmetic import to_datetime, to_milliseconds
from runner.filters.timestamps import DAY, HOUR, MINUTE, SECOND
from runner.filters.zones import zone_named
from runner.values import to_text

family = QueryFamily()

# The first and the last millisecond of the years that have names here, and how many months they have.
FIRST, LAST = -62_135_596_800_000, 253_402_300_799_999
MOST_MONTHS = 9_999 * 12

# The parts of a date and time: what PostgreSQL calls them, and Python's way to them.
PARTS: dict[str, tuple[str, Callable[[datetime], int]]] = {
    "timestamp_year": ("year", lambda moment: moment.year),
    "timestamp_month": ("month", lambda moment: moment.month),
    "timestamp_week": ("week", lambda moment: moment.isocalendar().week),
    "timestamp_day_of_month": ("day", lambda moment: moment.day),
    "timestamp_day_of_week": ("dow", lambda moment: moment.isoweekday() % 7),
    "timestamp_day_of_year": ("doy", lambda moment: moment.timetuple().tm_yday),
    "timestamp_hour": ("hour", lambda moment: moment.hour),
    "timestamp_minute": ("minute", lambda moment: moment.minute),
}
UNITS = {
    "timestamp_epoch_day": DAY,
    "timestamp_epoch_hour": HOUR,
    "timestamp_epoch_minute": MINUTE,
    "timestamp_epoch_sec": SECOND,
    "timestamp_epoch_seconds": SECOND,
    "timestamp_epoch_ms": 1,
}
STEPS = {"seconds": SECOND, "minutes": MINUTE, "hours": HOUR, "days": DAY}
MONTHS = {"months": 1, "years": 12}


def _in_calendar(milliseconds: Expression) -> Expression:
    """A timestamp of the years 1 to 9999; of others comes null."""
    return case((milliseconds.between(FIRST, LAST), milliseconds))


def _moment(value: Expression) -> Expression:
    """A timestamp with a time zone of PostgreSQL's."""
    return func.to_timestamp(cast(_in_calendar(whole(as_number(value))), Numeric) / 1000)


def _add_part(name: str, part: str, numbered: Callable[[datetime], int]) -> None:
    def build(value: Expression, timezone: Expression | None = None) -> Expression:
        zone = "" if timezone is None else to_text(constant(timezone, name, "time zone"))
        local = func.timezone(_zone(zone), _moment(value))
        return cast(extract(part, local), BigInteger)

    def read(value: Any, timezone: Any = "") -> int | None:
        # A time zone may be null, which is UTC; a timestamp may not.
        if value is None:
            return None
        return numbered(to_datetime(whole_number(value, name), zone_named(to_text(timezone))))

    family.filter(name, python=read, result="int")(build)


def _zone(name: str) -> Expression:
    """A time zone as PostgreSQL takes it: fixed offsets as such, since it reads abbreviations otherwise.

    Raises:
        ScriptError: there is no such zone.
    """
    zone = zone_named(name)
    if isinstance(zone, timezone):
        return cast(literal(f"{zone.utcoffset(None).total_seconds():.0f} seconds", Text), Interval)
    return literal(str(zone), Text)


def _count(count: Expression | None) -> Expression:
    return literal(1, BigInteger) if count is None else whole(as_number(count))


def _add_unit(name: str, unit: int) -> None:
    def build(value: Expression) -> Expression:
        return cast(func.floor(cast(whole(as_number(value)), Numeric) / unit), BigInteger)

    def passed(value: Any) -> int:
        return whole_number(value, name) // unit

    family.filter(name, python=passed, result="int", strict=True)(build)


def _add_step(name: str, unit: int, sign: int) -> None:
    def build(value: Expression, count: Expression | None = None) -> Expression:
        step = cast(_count(count), Numeric) * (sign * unit)
        return fitting(cast(whole(as_number(value)), Numeric) + step)

    def later(value: Any, count: Any = 1) -> int:
        return whole_number(value, name) + whole_number(count, name) * sign * unit

    family.filter(name, python=later, result="int", strict=True)(build)


def _add_months(name: str, months: int, sign: int) -> None:
    def build(value: Expression, count: Expression | None = None) -> Expression:
        number = _count(count)
        number = case((number.between(-MOST_MONTHS, MOST_MONTHS), number)) * (sign * months)
        step = cast(cast(number, Text).concat(" months"), Interval)
        later = func.timezone("UTC", _moment(value)) + step
        return _in_calendar(cast(func.round(extract("epoch", later) * 1000), BigInteger))

    def moved(value: Any, count: Any = 1) -> int:
        return _months_later(whole_number(value, name), whole_number(count, name) * sign * months)

    family.filter(name, python=moved, result="int", strict=True)(build)


def _months_later(milliseconds: int, months: int) -> int:
    """The same day and time of another month; its last day where it has no such day, as in PostgreSQL."""
    moment = to_datetime(milliseconds, UTC)
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ScriptError(f"The year {year} is outside of 1 to 9999")
    last = monthrange(year, month + 1)[1]
    return to_milliseconds(moment.replace(year=year, month=month + 1, day=min(moment.day, last)))


for _name, (_part, _numbered) in PARTS.items():
    _add_part(_name, _part, _numbered)
for _name, _unit in UNITS.items():
    _add_unit(_name, _unit)
for _word, _sign in (("add", 1), ("subtract", -1)):
    for _step, _size in STEPS.items():
        _add_step(f"timestamp_{_word}_{_step}", _size, _sign)
    for _step, _size in MONTHS.items():
        _add_months(f"timestamp_{_word}_{_step}", _size, _sign)
