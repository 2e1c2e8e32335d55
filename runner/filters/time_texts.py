"""Texts such as "next friday", "-7 days" or "Jan 1 2000 10:30" as moments: PHP's ``strtotime``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta, tzinfo

from runner.errors import ScriptError
from runner.filters.time_arithmetic import EPOCH, Moment, resolve
from runner.filters.zones import find_zone
from runner.values.text import shorten

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "next": 1, "last": -1, "previous": -1, "this": 0,
}  # fmt: skip

# Units below a day in milliseconds, then those of the calendar.
CLOCK_UNITS = {"ms": 1, "msec": 1, "millisecond": 1, "sec": 1000, "second": 1000, "min": 60_000,
               "minute": 60_000, "hour": 3_600_000}  # fmt: skip
CALENDAR_UNITS = {"day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14), "forthnight": ("day", 14),
                  "month": ("month", 1), "year": ("year", 1)}  # fmt: skip

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
DAY_NAME = r"(?P<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)days?|sun|mon|tue|wed|thu|fri|sat)(?![a-z])"
UNIT = (
    r"(?P<unit>ms|msecs?|milliseconds?|secs?|seconds?|mins?|minutes?|hours?|"
    r"days?|weeks?|fortnights?|forthnights?|months?|years?|weekdays?)(?![a-z])"
)
ORDINAL = f"(?P<ordinal>{'|'.join(ORDINALS)})"
DAY = r"(?P<day>3[01]|[12]\d|0?\d)(?:st|nd|rd|th)?"
MONTH_NUMBER = r"(?P<number>1[0-2]|0?\d)"
YEAR = r"(?P<year>\d{4})(?!\d)"
CLOCK = (
    r"(?P<hour>2[0-4]|[01]?\d)[:.](?P<minute>[0-5]?\d)"
    r"(?:[:.](?P<second>60|[0-5]?\d)(?:[.,:](?P<fraction>\d+))?)?"
)

Rule = tuple[re.Pattern[str], Callable[[Moment, re.Match[str]], None]]


def parse_time(text: str, base: int, zone: tzinfo) -> int:
    """The milliseconds since the epoch that ``text`` means at the time ``base`` in ``zone``.

    Raises:
        ScriptError: the text is not a date or time.
    """
    return resolve(read_moment(text), base, zone)


def read_moment(text: str) -> Moment:
    """What ``text`` says about a time; what it leaves open is open.

    Raises:
        ScriptError: the text is not a date or time.
    """
    moment = Moment()
    at = 0
    try:
        while at < len(text):
            at = _read_part(moment, text, at)
    except ValueError as error:
        raise ScriptError(f'"{shorten(text)}" is not a date or time: {error}') from None
    if not text.strip():
        raise ScriptError("A date or time is expected, but the text is empty")
    return moment


def _read_part(moment: Moment, text: str, at: int) -> int:
    """Take the longest part at ``at`` into ``moment``; gives where the rest begins."""
    # commas and the points of abbreviations separate without a meaning
    if text[at] in " \t\n,.;":
        return at + 1
    best: tuple[re.Match[str], Callable[[Moment, re.Match[str]], None]] | None = None
    for pattern, take in RULES:
        match = pattern.match(text, at)
        if match and (best is None or match.end() > best[0].end()):
            best = match, take
    if best is None:
        raise ValueError(f'"{shorten(text[at:].split()[0])}" is not understood')
    best[1](moment, best[0])
    return best[0].end()


# -- dates ---------------------------------------------------------------------------------------


def _take_date(moment: Moment, match: re.Match[str]) -> None:
    parts = match.groupdict()
    month = _month(parts["month"]) if parts.get("month") else int(parts["number"])
    moment.set_date(_year(parts.get("year")), month, int(parts["day"]) if parts.get("day") else 1)


def _take_month(moment: Moment, match: re.Match[str]) -> None:
    if moment.month is not None:
        raise ValueError("it has two months")
    moment.has_date = True
    moment.month = _month(match["month"])


def _take_week(moment: Moment, match: re.Match[str]) -> None:
    start = date.fromisocalendar(int(match["year"]), 1, 1) + timedelta(weeks=int(match["week"]) - 1)
    moment.set_date(int(match["year"]), 1, 1)
    # days behind January 1 are a step, which a later "ago" turns round as in PHP
    moment.relative.day += (start - date(int(match["year"]), 1, 1)).days + int(match["weekday"] or 1) - 1


def _take_epoch(moment: Moment, match: re.Match[str]) -> None:
    moment.set_date(EPOCH.year, EPOCH.month, EPOCH.day)
    moment.clear_time()
    moment.zone = UTC
    moment.relative.millisecond += round(float(match["seconds"]) * 1000)


def _take_compact(moment: Moment, match: re.Match[str]) -> None:
    _take_date(moment, match)
    moment.set_time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))


def _take_four_digits(moment: Moment, match: re.Match[str]) -> None:
    """Four digits alone are hours and minutes where they can be, else a year: PHP reads 2024 as 20:24."""
    hour, minute = int(match[0][:2]), int(match[0][2:])
    if not moment.has_time and hour <= 24 and minute < 60:
        moment.set_time(hour, minute)
    else:
        moment.year = int(match[0])


# -- times ---------------------------------------------------------------------------------------


def _take_clock(moment: Moment, match: re.Match[str]) -> None:
    # further digits are cut off, not rounded, so that 59.9999 stays within its minute
    milliseconds = int((match["fraction"] or "0").ljust(3, "0")[:3])
    moment.set_time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), milliseconds)


def _take_digits(moment: Moment, match: re.Match[str]) -> None:
    moment.set_time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))


def _take_half_day(moment: Moment, match: re.Match[str]) -> None:
    # 12am is midnight and 12pm is noon
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    moment.set_time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _take_zone(moment: Moment, match: re.Match[str]) -> None:
    zone = find_zone(match["zone"])
    if zone is None:
        raise ValueError(f'"{shorten(match["zone"])}" is not understood')
    if moment.zone is not None:
        raise ValueError("it has two time zones")
    moment.zone = zone


def _take_word(moment: Moment, match: re.Match[str]) -> None:
    word = match[0].lower()
    if word == "now":
        return
    moment.clear_time()
    # PHP sets the day here, where other steps add to it: "+2 days tomorrow" is tomorrow
    moment.relative.day = {"tomorrow": 1, "yesterday": -1}.get(word, moment.relative.day)
    if word == "noon":
        moment.set_time(12)


# -- relative parts ------------------------------------------------------------------------------


def _take_amount(moment: Moment, match: re.Match[str]) -> None:
    amount = int(match["amount"])
    # each minus turns the direction round, as in "--1 day"
    if match["sign"].count("-") % 2:
        amount = -amount
    if match["weekday"]:
        moment.relative.weekday_behavior = 1
        _step_to_weekday(moment, amount, match["weekday"])
    else:
        _step(moment, amount, match["unit"])


def _take_ordinal(moment: Moment, match: re.Match[str]) -> None:
    word = match["ordinal"].lower()
    if match["weekday"]:
        moment.clear_time()
        moment.relative.weekday_behavior = int(word == "this")
        _step_to_weekday(moment, ORDINALS[word], match["weekday"])
        return
    _step(moment, ORDINALS[word], match["unit"])
    if match["unit"].lower().startswith("weekday"):
        moment.clear_time()
    elif match["unit"].lower() == "week":
        # "sunday next week" counts within weeks, and "next week" alone means its Monday
        moment.relative.weekday_behavior = 2
        if moment.relative.weekday is None:
            moment.relative.weekday = 1


def _take_weekday(moment: Moment, match: re.Match[str]) -> None:
    moment.clear_time()
    moment.relative.weekday = _weekday(match["weekday"])
    if moment.relative.weekday_behavior != 2:
        moment.relative.weekday_behavior = 1


def _take_edge(moment: Moment, match: re.Match[str]) -> None:
    moment.relative.edge_of_month = match["edge"].lower()


def _take_weekday_of(moment: Moment, match: re.Match[str]) -> None:
    moment.clear_time()
    word = match["ordinal"].lower()
    moment.relative.weekday_of_month = "first" if ORDINALS[word] > 0 else "last"
    moment.relative.weekday_behavior = int(ORDINALS[word] > 0)
    _step_to_weekday(moment, ORDINALS[word], match["weekday"])


def _take_ago(moment: Moment, match: re.Match[str]) -> None:
    relative = moment.relative
    for name in ("year", "month", "day", "millisecond"):
        setattr(relative, name, -getattr(relative, name))
    if relative.working_days is not None:
        relative.working_days = -relative.working_days
    if relative.weekday is not None:
        relative.weekday = -relative.weekday or -7


def _step(moment: Moment, amount: int, unit: str) -> None:
    relative, unit = moment.relative, unit.lower()
    unit = unit if unit == "ms" else unit.rstrip("s")
    if unit == "weekday":
        relative.working_days = (relative.working_days or 0) + amount
    elif unit in CLOCK_UNITS:
        relative.millisecond += amount * CLOCK_UNITS[unit]
    else:
        name, count = CALENDAR_UNITS[unit]
        setattr(relative, name, getattr(relative, name) + amount * count)


def _step_to_weekday(moment: Moment, amount: int, name: str) -> None:
    moment.relative.day += (amount - 1 if amount > 0 else amount) * 7
    moment.relative.weekday = _weekday(name)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name[:3].lower())


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    year = int(digits)
    # two digits from 70 on are of the last century
    return year if len(digits) > 2 else year + (2000 if year < 70 else 1900)


def _rules(*rules: tuple[str, Callable[[Moment, re.Match[str]], None]]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern, re.IGNORECASE | re.ASCII), take) for pattern, take in rules)


# The longest match wins, as in PHP; of two that are as long the first.
RULES = _rules(
    (r"(?:now|today|midnight|noon|tomorrow|yesterday)(?![a-z])", _take_word),
    (r"(?P<edge>first|last) day of", _take_edge),
    (rf"{ORDINAL}[ \t]+{DAY_NAME}[ \t]+of(?![a-z])", _take_weekday_of),
    (rf"{ORDINAL}[ \t]+(?:{UNIT}|{DAY_NAME})", _take_ordinal),
    (rf"(?P<sign>[+-]*)[ \t]*(?P<amount>\d+)[ \t]*(?:{UNIT}|{DAY_NAME})", _take_amount),
    (r"ago(?![a-z])", _take_ago),
    (DAY_NAME, _take_weekday),
    (rf"{YEAR}-{MONTH_NUMBER}-{DAY}", _take_date),
    (rf"{YEAR}/{MONTH_NUMBER}/{DAY}", _take_date),
    (rf"{YEAR}-{MONTH_NUMBER}(?!\d)", _take_date),
    (rf"{MONTH_NUMBER}/{DAY}/(?P<year>\d{{4}}|\d\d)", _take_date),
    (rf"{MONTH_NUMBER}/{DAY}", _take_date),
    (rf"{DAY}[-.\t]{MONTH_NUMBER}[-.]{YEAR}", _take_date),
    (rf"{DAY}[ \t.-]*{MONTH}[ \t.,-]*(?P<year>\d{{4}}|\d\d(?!:|\d))", _take_date),
    (rf"{DAY}/{MONTH}/{YEAR}:?", _take_date),
    (rf"{DAY}[ .\t-]*{MONTH}", _take_date),
    (rf"{MONTH}[ .\t-]*{DAY}[,.stndrh\t ]+{YEAR}", _take_date),
    (rf"{MONTH}[ .\t-]*{DAY}(?![\d:]|[ \t]*[ap]\.?m)[,.stndrh\t ]*", _take_date),
    (rf"{MONTH}-{DAY}-{YEAR}", _take_date),
    (rf"{YEAR}[-. \t]*{MONTH}[-. \t]*{DAY}(?!\d|:)", _take_date),
    (rf"{MONTH}[-. \t]*{YEAR}", _take_date),
    (rf"{YEAR}[-. \t]*{MONTH}", _take_date),
    (MONTH, _take_month),
    (r"(?P<year>\d{4})(?P<number>1[0-2]|0\d)(?P<day>3[01]|[012]\d)(?!\d)", _take_date),
    (
        r"(?P<year>\d{4})(?P<number>1[0-2]|0\d)(?P<day>3[01]|[012]\d)t?"
        r"(?P<hour>2[0-4]|[01]\d):?(?P<minute>[0-5]\d):?(?P<second>60|[0-5]\d)?(?!\d)",
        _take_compact,
    ),
    (r"(?P<year>\d{4})-?W(?P<week>5[0-3]|[0-4]\d)(?:-?(?P<weekday>[0-7]))?(?!\d)", _take_week),
    (r"@(?P<seconds>-?\d+(?:\.\d+)?)", _take_epoch),
    (r"\d{4}(?!\d)", _take_four_digits),
    (r"t(?P<hour>2[0-4]|[01]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?!\d)", _take_digits),
    (rf"t?{CLOCK}", _take_clock),
    # behind the clock: 11.02.54 is a time, 31.12.54 cannot be one
    (rf"{DAY}[.\t]{MONTH_NUMBER}\.(?P<year>\d\d)(?!\d)", _take_date),
    (
        r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]?\d))?(?:[:.](?P<second>[0-5]?\d))?"
        r"[ \t]*(?P<half>[ap])\.?m\.?(?![a-z])",
        _take_half_day,
    ),
    (
        r"\(?(?P<zone>(?:gmt|utc)?[+-]\d{1,2}:?\d{0,2}(?::?\d\d)?|"
        r"[a-z]+(?:/[a-z_+-]+\d*)+|[a-z]+)\)?",
        _take_zone,
    ),
)
