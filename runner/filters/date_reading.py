"""Texts read by the format letters of PHP's ``DateTime::createFromFormat``."""

from __future__ import annotations

import re
from datetime import tzinfo

from runner.errors import ScriptError
from runner.filters.date_formats import DAY_NAMES, MONTH_NAMES
from runner.filters.time_arithmetic import DATE_FIELDS, EPOCH, TIME_FIELDS, Moment, resolve
from runner.filters.zones import find_zone
from runner.values.text import shorten

NAME = r"[A-Za-z]+"
NUMBERS = {
    "d": r"\d{1,2}", "j": r"\d{1,2}", "m": r"\d{1,2}", "n": r"\d{1,2}", "Y": r"-?\d{1,4}", "y": r"\d{1,2}",
    "g": r"\d{1,2}", "h": r"\d{1,2}", "G": r"\d{1,2}", "H": r"\d{1,2}", "i": r"\d{2}", "s": r"\d{2}",
    "u": r"\d{1,6}", "v": r"\d{1,3}", "U": r"-?\d+", "z": r"\d{1,3}",
}  # fmt: skip
FIELDS = {
    "d": "day", "j": "day", "m": "month", "n": "month", "Y": "year", "y": "year", "g": "hour",
    "h": "hour", "G": "hour", "H": "hour", "i": "minute", "s": "second",
}  # fmt: skip
BOUNDS = {"hour": (0, 24), "minute": (0, 59), "second": (0, 59), "month": (0, 12), "day": (0, 31)}
WORDS = {"D": NAME, "l": NAME, "M": NAME, "F": NAME, "S": r"st|nd|rd|th", "a": r"[ap]\.?m\.?"}
ZONES = r"[+-]\d{1,2}:?(?:\d{2})?|[A-Za-z]+(?:/[A-Za-z_+-]+\d*)*"


def read_time(text: str, form: str, base: int, zone: tzinfo) -> int:
    """The timestamp of a text in the given form, as PHP's ``DateTime::createFromFormat`` reads it.

    What the form leaves open comes from ``base``, but the time of day is midnight as soon as one of
    its parts is read; ``!`` and ``|`` in the form make the open parts those of 1970.

    Raises:
        ScriptError: the text does not have the form.
    """
    reader = _Reader(text)
    try:
        reader.run(form)
        return reader.resolve(base, zone)
    except ValueError as error:
        raise ScriptError(f'"{text}" does not have the form "{form}": {error}') from None


class _Reader:
    """Reads a text along a form."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.moment = Moment()
        self.afternoon: bool | None = None
        self.day_of_year: int | None = None
        self.epoch_second: int | None = None

    def run(self, form: str) -> None:
        letters = iter(form)
        for letter in letters:
            if letter == "\\":
                self._literal(next(letters, "\\"))
            elif letter == "+":
                self.at = len(self.text)
            else:
                self._letter(letter)
        if self.at < len(self.text):
            raise ValueError(f'"{shorten(self.text[self.at :])}" is left over')

    def resolve(self, base: int, zone: tzinfo) -> int:
        moment = self.moment
        if self.epoch_second is not None:
            return self.epoch_second * 1000 + (moment.millisecond or 0)
        if self.afternoon is not None:
            moment.hour = (moment.hour or 0) % 12 + (12 if self.afternoon else 0)
        if self.day_of_year is not None:
            moment.month, moment.day = 1, self.day_of_year + 1
        # one part of a time of day sets all the others to 0
        if any(getattr(moment, name) is not None for name in TIME_FIELDS):
            for name in TIME_FIELDS:
                setattr(moment, name, getattr(moment, name) or 0)
        return resolve(moment, base, zone)

    def _letter(self, letter: str) -> None:
        if letter in NUMBERS:
            self._number(letter, int(self._take(NUMBERS[letter], letter)))
        elif letter.lower() == "a" or letter in WORDS:
            self._word(letter, self._take(WORDS[letter if letter in WORDS else "a"], letter).lower())
        elif letter in "eTOPp":
            self._zone(self._take(ZONES, letter))
        elif letter in "!|":
            self._reset(everything=letter == "!")
        elif letter == "?":
            self._take(r".", letter)
        elif letter == "*":
            self._take(r"[^\s,;:/.\\()-]*", letter)
        elif letter == "#":
            self._take(r"[;:/.,()-]", letter)
        else:
            self._literal(letter)

    def _take(self, pattern: str, letter: str) -> str:
        match = re.compile(pattern, re.IGNORECASE | re.ASCII | re.DOTALL).match(self.text, self.at)
        if not match:
            raise ValueError(f'`{letter}` does not fit "{shorten(self.text[self.at :])}"')
        self.at = match.end()
        return match[0]

    def _literal(self, letter: str) -> None:
        # a blank in the form stands for any number of blanks
        if letter == " ":
            self._take(r"\s*", letter)
        else:
            self._take(re.escape(letter), letter)

    def _number(self, letter: str, number: int) -> None:
        if letter in "uv":
            digits = self.text[: self.at][-6 if letter == "u" else -3 :]
            self.moment.millisecond = int(re.sub(r".*\D", "", digits).ljust(3, "0")[:3])
        elif letter == "U":
            self.epoch_second = number
        elif letter == "z":
            self.day_of_year = number
        else:
            name = FIELDS[letter]
            # 31 April becomes 1 May as in PHP, but a month 13 is a mistake
            low, high = BOUNDS.get(name, (number, number))
            if not low <= number <= high:
                raise ValueError(f"the {name} {number} is out of bounds")
            setattr(self.moment, name, _full_year(number) if letter == "y" else number)

    def _word(self, letter: str, word: str) -> None:
        if letter in "aA":
            self.afternoon = word.startswith("p")
        elif letter in "MF":
            self.moment.month = _position(word, MONTH_NAMES) + 1
        elif letter in "Dl":
            # a weekday that is not the date's moves the date on to it
            self.moment.relative.weekday = (_position(word, DAY_NAMES) + 1) % 7
            self.moment.relative.weekday_behavior = 1

    def _zone(self, name: str) -> None:
        self.moment.zone = find_zone(name)
        if self.moment.zone is None:
            raise ValueError(f'"{name}" is not a time zone')

    def _reset(self, everything: bool) -> None:
        for name in (*DATE_FIELDS, *TIME_FIELDS):
            if everything or getattr(self.moment, name) is None:
                start = getattr(EPOCH, name, 0)
                setattr(self.moment, name, start)


def _full_year(number: int) -> int:
    return number + (2000 if number < 70 else 1900)


def _position(word: str, names: tuple[str, ...]) -> int:
    """Where a full name, or its first three letters, stands among ``names``."""
    for at, name in enumerate(names):
        if word in (name.lower(), name[:3].lower()) or (name == "September" and word == "sept"):
            return at
    raise ValueError(f'"{word}" is not a name')
