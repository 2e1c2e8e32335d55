"""The input filters: rules and transformations that stand behind ``filters=`` of an input.

They are a list of their own and share nothing with the filters of expressions but some names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from runner.records import Record
from runner.types import checks
from runner.values.numbers import Number, parse_number

# What PHP's trim takes away.
PHP_BLANKS = " \t\n\r\0\x0b"

# Longer numbers would overflow a decimal.
MAX_DIGITS = 300


class InputFilter(Record):
    """One input filter: it changes a text, checks a value, or allows characters.

    Args:
        name: as it is written.
        read: makes the argument of its text, and raises ValueError with what was expected for a
            wrong one; None where there is no argument.
        transform: gives the changed text.
        check: takes the argument and the value, raises a Fault.
        alphabet: takes the argument, gives the characters that it allows.
        counts: on a list it counts the items instead of looking at each.
    """

    name: str
    read: Callable[[str], Any] | None = None
    transform: Callable[[str], str] | None = None
    check: Callable[[Any, Any], None] | None = None
    alphabet: Callable[[Any], frozenset[str]] | None = None
    counts: bool = False

    def argument(self, text: str) -> Any:
        """The argument that ``text`` stands for.

        Raises:
            ValueError: what it should be instead, such as "a number" or "no argument".
        """
        if self.read is not None:
            return self.read(text)
        if text:
            raise ValueError("no argument")
        return None


def _read_number(text: str) -> Number:
    number = parse_number(text) if len(text) < MAX_DIGITS else None
    if number is None:
        raise ValueError("a number")
    return number


def _read_text(text: str) -> str:
    if not text:
        raise ValueError("a text")
    return text


def _read_pattern(text: str) -> re.Pattern[str]:
    # PCRE's named groups are written otherwise in Python.
    pattern = re.sub(r"\(\?<(?![=!])", "(?P<", _read_text(text))
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"a regular expression ({error})") from None


def _trim(text: str) -> str:
    return text.strip(PHP_BLANKS)


def _letters(_: None) -> frozenset[str]:
    return checks.LETTERS


def _digits(_: None) -> frozenset[str]:
    return checks.DIGITS


def _minimum_of(name: str, noun: str, belongs: Callable[[str], bool]) -> InputFilter:
    return InputFilter(name, _read_number, check=checks.minimum_of(noun, belongs))


_FILTERS = (
    InputFilter("trim", transform=_trim),
    InputFilter("lower", transform=str.lower),
    InputFilter("upper", transform=str.upper),
    # These two alone count the items of a list, so there is no need of a filter for that.
    InputFilter("min", _read_number, check=checks.check_minimum, counts=True),
    InputFilter("max", _read_number, check=checks.check_maximum, counts=True),
    _minimum_of("minAlpha", "letter", checks.LETTERS.__contains__),
    _minimum_of("minLowerAlpha", "lower-case letter", checks.LOWER.__contains__),
    _minimum_of("minUpperAlpha", "upper-case letter", checks.UPPER.__contains__),
    _minimum_of("minDigit", "digit", checks.DIGITS.__contains__),
    _minimum_of("minSymbol", "symbol", checks.is_symbol),
    InputFilter("ok", _read_text, alphabet=frozenset),
    InputFilter("alphaOk", alphabet=_letters),
    InputFilter("digitOk", alphabet=_digits),
    InputFilter("prevent", _read_text, check=checks.check_prevented),
    InputFilter("startsWith", _read_text, check=checks.check_start),
    InputFilter("pattern", _read_pattern, check=checks.check_pattern),
)

INPUT_FILTERS: dict[str, InputFilter] = {item.name: item for item in _FILTERS}
