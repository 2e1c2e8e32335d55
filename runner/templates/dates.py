"""Dates in templates: numbers are seconds as in Twig, or milliseconds as in XanoScript."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import Any

from runner.errors import ScriptError
from runner.templates.builtins import Family
from runner.templates.state import State
from runner.templates.values import Moment, text_of
from runner.values.numbers import to_int
from runner.values.text import shown

family = Family()

DEFAULT_FORMAT = "F j, Y H:i"
# As seconds this is the year 5138: XanoScript's timestamps, in milliseconds, are all beyond it.
LEAST_MILLISECONDS = 100_000_000_000


@family.filter("date", state=True)
def format_date(state: State, value: Any, format: Any = None, timezone: Any = None) -> str:
    """The date written with the letters of PHP's ``date()``, in a time zone; null is the time now.

    Raises:
        ScriptError: the date or the time zone is not understood.
    """
    from runner.filters.date_formats import format_time

    moment = date(state, value, timezone)
    form = DEFAULT_FORMAT if format is None else text_of(format)
    state.spend(10 * len(form))
    return format_time(moment.milliseconds, form, moment.zone)


@family.filter("date_modify", state=True)
def date_modify(state: State, value: Any, modifier: Any) -> Moment:
    """The date moved by a text such as `+1 day`.

    Raises:
        ScriptError: the date or the text is not understood.
    """
    from runner.filters.time_texts import parse_time

    moment = date(state, value, timezone=False)
    return Moment(parse_time(text_of(modifier), moment.milliseconds, moment.zone), moment.zone)


@family.function("date", state=True)
def date(state: State, date: Any = None, timezone: Any = None) -> Moment:
    """A date to compare or to write: of a text, a number, or the time now.

    Raises:
        ScriptError: the date or the time zone is not understood.
    """
    moment = date if type(date) is Moment else _read(state, date)
    # false keeps the zone that the date itself names
    return moment if timezone is False else Moment(moment.milliseconds, _zone(timezone))


def _zone(timezone: Any) -> tzinfo:
    from runner.filters.zones import zone_named

    return UTC if timezone is None else zone_named(text_of(timezone))


def _read(state: State, date: Any) -> Moment:
    from runner.filters.time_arithmetic import resolve
    from runner.filters.time_texts import read_moment

    if date is None or date is False:
        return Moment(state.context.now(), UTC)
    if isinstance(date, (int, float)):
        return _of_number(to_int(date))
    if not isinstance(date, str):
        raise ScriptError(f"a date is a text or a number, but here is {shown(date)}")
    digits = date.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) < 19:
        return _of_number(int(date))
    if not date.strip():
        return Moment(state.context.now(), UTC)
    said = read_moment(date)
    return Moment(resolve(said, state.context.now(), UTC), said.zone or UTC)


def _of_number(number: int) -> Moment:
    return Moment(number if abs(number) >= LEAST_MILLISECONDS else number * 1000, UTC)
