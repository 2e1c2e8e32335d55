"""The filter `sprintf`: PHP's format language."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import text_of
from runner.filters.conversion import leading_number
from runner.specs import FilterFamily
from runner.values import to_text
from runner.values.binary import from_bytes
from runner.values.numbers import to_int

family = FilterFamily("sprintf")

# position, flags, width, precision, letter; what follows a lone % is caught to be named in the error
SPECIFIER = re.compile(r"%(?:(\d+)\$)?((?:[-+0 ]|'.)*)(\d+)?(?:\.(\d+))?l?(.)?", re.DOTALL)
FLAGS = re.compile(r"'.|[-+0 ]", re.DOTALL)

# b, o, u and x show a negative int by its 64 bits.
UNSIGNED = 2**64
MOST_DIGITS = 53  # PHP's own limit for a precision


@family.filter("sprintf")
def sprintf(value: Any, *values: Any) -> str:
    """The text ``value`` with its ``%`` specifiers replaced by ``values``, as PHP's ``sprintf`` does.

    Raises:
        ScriptError: a value is missing, a specifier is unknown, or ``value`` is a list or an object.
    """
    return _Formatter(values).format(text_of(value, "sprintf"))


class _Formatter:
    """Replaces specifiers and remembers which value is next."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values
        self.next = 0

    def format(self, template: str) -> str:
        return SPECIFIER.sub(self._replace, template)

    def _replace(self, match: re.Match[str]) -> str:
        kind = match[5]
        if kind == "%":
            return "%"
        if kind not in CONVERSIONS:
            raise ScriptError(f'`|sprintf` does not know the specifier "{match[0]}"')
        flags = FLAGS.findall(match[2])
        precision = int(match[4]) if match[4] else None
        text = CONVERSIONS[kind](self._take(match[1], match[0]), precision, "+" in flags)
        return _pad(text, int(match[3] or 0), flags, kind)

    def _take(self, position: str | None, specifier: str) -> Any:
        at = int(position) - 1 if position else self.next
        # numbered values do not move the count of the others
        self.next += 0 if position else 1
        if not 0 <= at < len(self.values):
            given = len(self.values)
            raise ScriptError(
                f'`|sprintf` has no value for "{specifier}": value {at + 1} of {given} is missing'
            )
        return self.values[at]


def _pad(text: str, width: int, flags: list[str], kind: str) -> str:
    """Fills up to ``width``: zeros go behind the sign, and on the right of anything but an int."""
    # a character is never padded
    if kind == "c":
        return text
    fill = next((flag[-1] for flag in reversed(flags) if flag not in "+-"), " ")
    if "-" in flags:
        return text.ljust(width, " " if fill == "0" and kind in "du" else fill)
    if fill == "0" and kind in "dfFeEgG" and text[:1] in ("-", "+"):
        return text[0] + text[1:].rjust(width - 1, "0")
    return text.rjust(width, fill)


def _signed(text: str, plus: bool) -> str:
    return f"+{text}" if plus and not text.startswith("-") else text


def _int(value: Any) -> int:
    return to_int(leading_number(value, "sprintf"))


def _text(value: Any, precision: int | None, plus: bool) -> str:
    return to_text(value)[:precision]


def _decimal(value: Any, precision: int | None, plus: bool) -> str:
    return _signed(str(_int(value)), plus)


def _fixed(value: Any, precision: int | None, plus: bool) -> str:
    return _float(value, precision, "f", plus)


def _scientific(value: Any, precision: int | None, plus: bool) -> str:
    return _float(value, precision, "e", plus)


def _general(value: Any, precision: int | None, plus: bool) -> str:
    return _float(value, precision, "g", plus)


def _float(value: Any, precision: int | None, form: str, plus: bool) -> str:
    # PHP drops the sign of a zero, but not that of a number that is rounded to one
    number = float(leading_number(value, "sprintf")) + 0.0
    if not math.isfinite(number):
        return _signed(to_text(number), plus)
    places = 6 if precision is None else min(precision, MOST_DIGITS)
    digits, mark, exponent = format(number, f".{places}{form}").partition("e")
    if mark:
        # PHP does not pad the exponent, and `%g` writes 1.0e+25 where C writes 1e+25
        point = ".0" if form == "g" and "." not in digits else ""
        digits += f"{point}e{exponent[0]}{exponent[1:].lstrip('0') or '0'}"
    return _signed(digits, plus)


def _in_base(base: str) -> Callable[[Any, int | None, bool], str]:
    return lambda value, precision, plus: format(_int(value) % UNSIGNED, base)


# A specifier's letter and how it writes a value, its precision and whether `+` was asked for.
CONVERSIONS: dict[str | None, Callable[[Any, int | None, bool], str]] = {
    "s": _text,
    "d": _decimal,
    "u": _in_base("d"),
    "f": _fixed,
    "F": _fixed,
    "e": _scientific,
    "E": lambda *arguments: _scientific(*arguments).upper(),
    "g": _general,
    "h": _general,
    "G": lambda *arguments: _general(*arguments).upper(),
    "H": lambda *arguments: _general(*arguments).upper(),
    "b": _in_base("b"),
    "o": _in_base("o"),
    "x": _in_base("x"),
    "X": _in_base("X"),
    "c": lambda value, precision, plus: from_bytes(bytes([_int(value) % 256])),
}
