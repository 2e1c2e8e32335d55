"""Timestamps written by the letters of PHP's ``date()``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from runner.filters.time_arithmetic import to_datetime, to_milliseconds

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def format_time(milliseconds: int, form: str, zone: tzinfo) -> str:
    """A timestamp in ``zone``, written as PHP's ``date()`` does; a backslash takes a letter as it is.

    Raises:
        ScriptError: the year is not within 1 to 9999.
    """
    moment = to_datetime(milliseconds, zone)
    written: list[str] = []
    letters = iter(form)
    for letter in letters:
        if letter == "\\":
            written.append(next(letters, "\\"))
        else:
            written.append(LETTERS[letter](moment) if letter in LETTERS else letter)
    return "".join(written)


def _offset(moment: datetime, colon: str) -> str:
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{colon}{rest:02}"


def _zone_name(moment: datetime) -> str:
    return getattr(moment.tzinfo, "key", None) or _zone_abbreviation(moment)


def _zone_abbreviation(moment: datetime) -> str:
    name = moment.tzname() or ""
    return _offset(moment, ":") if ":" in name else name


def _offset_or_z(moment: datetime) -> str:
    # a place whose clocks happen to agree with UTC keeps its offset
    is_place = hasattr(moment.tzinfo, "key")
    return _offset(moment, ":") if moment.utcoffset() or is_place else "Z"


def _suffix(moment: datetime) -> str:
    return "th" if 11 <= moment.day <= 13 else SUFFIXES.get(moment.day % 10, "th")


def _swatch(moment: datetime) -> str:
    seconds = to_milliseconds(moment) // 1000 + 3600
    return f"{seconds % 86400 * 10 // 864:03}"


def _days_in_month(moment: datetime) -> int:
    following = moment.replace(day=28) + timedelta(days=4)
    return (following - timedelta(days=following.day)).day


def _is_leap(moment: datetime) -> bool:
    return moment.year % 4 == 0 and (moment.year % 100 != 0 or moment.year % 400 == 0)


def _iso(moment: datetime) -> str:
    return moment.strftime(f"{moment.year:04}-%m-%dT%H:%M:%S") + _offset(moment, ":")


def _rfc2822(moment: datetime) -> str:
    day, month = DAY_NAMES[moment.weekday()][:3], MONTH_NAMES[moment.month - 1][:3]
    return f"{day}, {moment:%d} {month} {moment.year:04} {moment:%H:%M:%S} {_offset(moment, '')}"


LETTERS: dict[str, Callable[[datetime], str]] = {
    "d": lambda t: f"{t.day:02}",
    "D": lambda t: DAY_NAMES[t.weekday()][:3],
    "j": lambda t: str(t.day),
    "l": lambda t: DAY_NAMES[t.weekday()],
    "N": lambda t: str(t.isoweekday()),
    "S": _suffix,
    "w": lambda t: str(t.isoweekday() % 7),
    "z": lambda t: str(t.timetuple().tm_yday - 1),
    "W": lambda t: f"{t.isocalendar().week:02}",
    "F": lambda t: MONTH_NAMES[t.month - 1],
    "m": lambda t: f"{t.month:02}",
    "M": lambda t: MONTH_NAMES[t.month - 1][:3],
    "n": lambda t: str(t.month),
    "t": lambda t: str(_days_in_month(t)),
    "L": lambda t: str(int(_is_leap(t))),
    "o": lambda t: str(t.isocalendar().year),
    "Y": lambda t: f"{t.year:04}",
    "X": lambda t: f"+{t.year:04}",
    "x": lambda t: f"{t.year:04}",
    "y": lambda t: f"{t.year % 100:02}",
    "a": lambda t: "am" if t.hour < 12 else "pm",
    "A": lambda t: "AM" if t.hour < 12 else "PM",
    "B": _swatch,
    "g": lambda t: str(t.hour % 12 or 12),
    "G": lambda t: str(t.hour),
    "h": lambda t: f"{t.hour % 12 or 12:02}",
    "H": lambda t: f"{t.hour:02}",
    "i": lambda t: f"{t.minute:02}",
    "s": lambda t: f"{t.second:02}",
    "u": lambda t: f"{t.microsecond:06}",
    "v": lambda t: f"{t.microsecond // 1000:03}",
    "e": _zone_name,
    "I": lambda t: str(int(bool(t.dst()))),
    "O": lambda t: _offset(t, ""),
    "P": lambda t: _offset(t, ":"),
    "p": _offset_or_z,
    "T": _zone_abbreviation,
    "Z": lambda t: str((t.utcoffset() or timedelta()) // timedelta(seconds=1)),
    "c": _iso,
    "r": _rfc2822,
    "U": lambda t: str(to_milliseconds(t) // 1000),
}
