"""Faults of input values, and how a value is shown to a person."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

from runner.values import dump_json, kind_of
from runner.values.text import shorten

# Enough to recognise a value by; a whole prompt would bury the sentence.
MAX_SHOWN = 60


class Fault(Exception):
    """A value breaks a rule of its input.

    ``reason`` follows "input `x` is 5, but ..."; without one the value is simply not of the type.
    ``message`` is the sentence that the author of the input wrote instead.
    """

    def __init__(self, reason: str = "", *, message: str = "") -> None:
        super().__init__(message or reason)
        self.reason = reason
        self.message = message


def show(value: Any) -> str:
    """``value`` as a message shows it: texts in quotes and shortened, lists and objects by their size."""
    kind = type(value)
    if kind is str:
        return dump_json(shorten(value, MAX_SHOWN))
    if kind is list:
        # What is inside could be long or secret, and only the size matters to the rules.
        return f"a list of {counted(len(value), 'item')}"
    if kind is dict:
        return f"an object of {counted(len(value), 'key')}" if value else "an empty object"
    if kind is int:
        return _digits(value)
    if kind is float and not isfinite(value):
        return "not a finite number"
    if value is None or kind in (bool, float):
        return dump_json(value)
    return f"a value of the type {kind_of(value)}"


def _digits(number: int) -> str:
    # Python refuses to print ints of thousands of digits.
    return str(number) if number.bit_length() < 200 else f"a number of {number.bit_length()} bits"


def counted(number: float, noun: str) -> str:
    """``number`` and ``noun``, in the plural unless it is one: "1 item", "3 items"."""
    return f"{show(number)} {noun}" if number == 1 else f"{show(number)} {noun}s"


def listed(values: Iterable[Any], limit: int = 10) -> str:
    """The allowed ``values`` of an input in one phrase, the first ``limit`` of them."""
    shown = [show(value) for value in values]
    if len(shown) > limit:
        return f"{', '.join(shown[:limit])} or {len(shown) - limit} more"
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else "nothing"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The name among ``known`` that ``word`` was probably meant to be, if one is near."""
    from difflib import get_close_matches

    # A wrong case is the commonest typo, and difflib would count every letter of it.
    by_lower = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None
