"""The types of single values: numbers, texts, dates. Each takes what a caller may well send."""

from __future__ import annotations

import math
import re
from typing import Any

from runner.types.faults import Fault
from runner.values import to_text
from runner.values.numbers import INT_MAX, INT_MIN, NUMERIC, Number

# Like PHP's own check this wants a dot in the domain.
EMAIL = r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+"
UUID = r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

# Longer digit strings overflow a decimal.
MAX_DIGITS = 300
# The texts of query strings and forms; "yes" and "on" are no booleans in Xano.
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def coerce_int(value: Any) -> int:
    """An int of 64 bits from a number without a fraction, or from the text of one.

    Raises:
        Fault: anything else; a fraction is never cut off silently.
    """
    number = _number(value)
    # JSON of other languages writes 3.0 for 3.
    if type(number) is float:
        if not number.is_integer():
            raise Fault("a whole number is expected")
        number = int(number)
    if not INT_MIN <= number <= INT_MAX:
        raise Fault("an int has at most 64 bits")
    return int(number)


def coerce_decimal(value: Any) -> float:
    """A decimal from any finite number, or from the text of one.

    Raises:
        Fault: anything else.
    """
    number = _number(value)
    try:
        result = float(number)
    except OverflowError:
        raise Fault("a decimal of that size does not exist") from None
    if not math.isfinite(result):
        raise Fault("a finite number is expected")
    return result


def _number(value: Any) -> Number:
    kind = type(value)
    if kind is int or (kind is float and math.isfinite(value)):
        return value  # type: ignore[no-any-return]
    if kind is str and len(value) <= MAX_DIGITS:
        # `NUMERIC` allows blanks around a number, as PHP 8 does.
        match = NUMERIC.match(value)
        if match:
            return _exact(match[1])
    raise Fault


def _exact(digits: str) -> Number:
    # Not `parse_number`, which turns an int of more than 64 bits into a decimal.
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def coerce_text(value: Any) -> str:
    """A text; numbers and booleans become theirs ("5", "true").

    Raises:
        Fault: null, a list, an object.
    """
    if type(value) is str:
        return value
    if type(value) in (int, float, bool):
        return to_text(value)
    raise Fault


def coerce_bool(value: Any) -> bool:
    """true or false; 1, 0 and the texts "true", "false", "1", "0" count too.

    Raises:
        Fault: anything else, "yes" and "" included.
    """
    # Types are compared by identity throughout: in Python True is an int too.
    if type(value) is bool:
        return value
    if type(value) is str and value in BOOLEANS:
        return BOOLEANS[value]
    if type(value) in (int, float) and value in (0, 1):
        return bool(value)
    raise Fault


def coerce_email(value: Any) -> str:
    """A text of the shape of an e-mail address.

    Raises:
        Fault: anything else.
    """
    return _shaped(value, EMAIL)


def coerce_uuid(value: Any) -> str:
    """A text of the shape of a UUID, upper or lower case.

    Raises:
        Fault: anything else.
    """
    return _shaped(value, UUID)


def _shaped(value: Any, shape: str) -> str:
    if type(value) is not str or not re.fullmatch(shape, value):
        raise Fault
    return value


def coerce_timestamp(value: Any) -> int:
    """Milliseconds since the epoch, from those, from their text, or from an ISO 8601 text.

    A text without an offset is UTC, as Xano's clock is.

    Raises:
        Fault: anything else.
    """
    try:
        return coerce_int(value)
    except Fault:
        if type(value) is not str:
            raise
    from datetime import UTC, datetime, timedelta

    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise Fault from None
    if moment.tzinfo is None:
        # Xano's clock is UTC, whatever the clock of this machine shows.
        moment = moment.replace(tzinfo=UTC)
    # Whole division of a timedelta keeps every millisecond, which a float would round.
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)


def coerce_date(value: Any) -> str:
    """A day as "YYYY-MM-DD", from that or from the milliseconds since the epoch.

    Raises:
        Fault: anything else, a day that no calendar has included.
    """
    from datetime import UTC, date, datetime

    try:
        if type(value) is int:
            return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
        if type(value) is str and re.fullmatch(DATE, value):
            return date.fromisoformat(value).isoformat()
    # Which of the three it is differs by platform.
    except (ValueError, OverflowError, OSError):
        raise Fault("the calendar has no such day") from None
    raise Fault
