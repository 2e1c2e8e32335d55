"""The tests of templates, as in `value is even`."""

from __future__ import annotations

from typing import Any

from runner import values
from runner.templates.builtins import Family
from runner.templates.values import is_empty, is_iterable

family = Family()


@family.test("even")
def even(value: Any) -> bool:
    """Whether an int is even."""
    return values.modulo(value, 2) == 0


@family.test("odd")
def odd(value: Any) -> bool:
    """Whether an int is odd."""
    return values.modulo(value, 2) != 0


@family.test("null", "none")
def null(value: Any) -> bool:
    """Whether the value is null."""
    return value is None


@family.test("empty")
def empty(value: Any) -> bool:
    """Whether the value is "", false, null, [] or {}; 0 is not empty."""
    return is_empty(value)


@family.test("iterable")
def iterable(value: Any) -> bool:
    """Whether a loop can walk over the value."""
    return is_iterable(value)


@family.test("same as", "sameas")
def same_as(value: Any, other: Any) -> bool:
    """Whether the two are equal and of the same type."""
    return values.identical(value, other)


@family.test("divisible by", "divisibleby")
def divisible_by(value: Any, number: Any) -> bool:
    """Whether a division by ``number`` leaves no rest."""
    return values.modulo(value, number) == 0
