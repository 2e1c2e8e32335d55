"""The rules of input filters: each takes its argument and a value, and raises a Fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from runner.types.faults import Fault, counted, show
from runner.values import to_text
from runner.values.numbers import Number

# ASCII alone, as the language documents each of these filters.
LOWER = frozenset("abcdefghijklmnopqrstuvwxyz")
UPPER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTERS = LOWER | UPPER
DIGITS = frozenset("0123456789")


def check_minimum(minimum: Number, value: Any) -> None:
    """``min``: of a number itself, of a text's characters, of a list's items.

    Raises:
        Fault: the value is smaller or shorter; null, booleans and objects have no size.
    """
    # A json input may hold anything; what has no size cannot be too small.
    size = _size(value)
    if size is not None and size[0] < minimum:
        raise Fault(f"at least {_bound(minimum, size[1])} needed")


def check_maximum(maximum: Number, value: Any) -> None:
    """``max``, the counterpart of :func:`check_minimum`.

    Raises:
        Fault: the value is larger or longer.
    """
    size = _size(value)
    if size is not None and size[0] > maximum:
        raise Fault(f"at most {_bound(maximum, size[1])} allowed")


def _size(value: Any) -> tuple[Number, str] | None:
    kind = type(value)
    if kind is int or kind is float:
        return value, ""
    if kind is str:
        return len(value), "character"
    if kind is list:
        return len(value), "item"
    return None


def _bound(number: Number, unit: str) -> str:
    if not unit:
        return f"{show(number)} is"
    return f"{counted(number, unit)} {'is' if number == 1 else 'are'}"


def minimum_of(noun: str, belongs: Callable[[str], bool]) -> Callable[[Number, Any], None]:
    """The check that a text has a minimum of the characters of one class, which ``noun`` names."""

    def check(minimum: Number, value: Any) -> None:
        if sum(map(belongs, _written(value))) < minimum:
            raise Fault(f"at least {_bound(minimum, noun)} needed")

    return check


def is_symbol(character: str) -> bool:
    """Neither a letter nor a digit nor a blank."""
    return not character.isalnum() and not character.isspace()


def check_prevented(part: str, value: Any) -> None:
    """``prevent``.

    Raises:
        Fault: the value holds ``part``.
    """
    if part in _written(value):
        raise Fault(f"{show(part)} must not occur in it")


def check_start(prefix: str, value: Any) -> None:
    """``startsWith``.

    Raises:
        Fault: the value starts otherwise.
    """
    if not _written(value).startswith(prefix):
        raise Fault(f"it has to start with {show(prefix)}")


def check_pattern(pattern: re.Pattern[str], value: Any) -> None:
    """``pattern``, which is found anywhere unless it is anchored, as in PHP.

    Raises:
        Fault: it is not found.
    """
    if not pattern.search(_written(value)):
        raise Fault(f"it has to match `{pattern.pattern}`")


def check_alphabet(allowed: frozenset[str], value: Any) -> None:
    """``ok``, ``alphaOk``, ``digitOk``: all characters are among ``allowed``.

    Raises:
        Fault: some are not.
    """
    for character in _written(value):
        if character not in allowed:
            raise Fault(f"it may hold {_named(allowed)} only")


def _named(allowed: frozenset[str]) -> str:
    names = []
    for name, part in (("letters", LETTERS), ("digits", DIGITS)):
        # A whole alphabet is named instead of spelled out.
        if part <= allowed:
            names.append(name)
            allowed = allowed - part
    if allowed:
        names.append(f"the characters {show(''.join(sorted(allowed)))}")
    return " and ".join(names)


def _written(value: Any) -> str:
    # Text filters on numbers look at the number as it is written.
    return value if type(value) is str else to_text(value)
