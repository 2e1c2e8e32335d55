"""Filters that turn a value into another scalar type."""

from __future__ import annotations

from typing import Any

from runner.filters.arguments import refuse
from runner.specs import FilterFamily
from runner.values import is_truthy
from runner.values import to_text as as_text
from runner.values.numbers import INT_MAX, INT_MIN, NUMERIC_PREFIX, Number, number_of, to_int

family = FilterFamily("conversion")

# PHP takes each of these texts for true; an API that sends "false" means what it says.
FALSE_WORDS = frozenset({"false", "no", "off", "n", "f", "null"})


def leading_number(value: Any, name: str) -> Number:
    """PHP's cast to a number: the number that a text begins with, else 0.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    if type(value) is int or type(value) is float:
        return value
    if isinstance(value, str):
        match = NUMERIC_PREFIX.match(value)
        return number_of(match[1]) if match else 0
    # null is 0 as in arithmetic
    if value is None or isinstance(value, bool):
        return int(value or 0)
    raise refuse(name, "a number or a text", value)


@family.filter("to_text")
def to_text(value: Any) -> str:
    """The value as text; a list or an object becomes its JSON."""
    return as_text(value)


@family.filter("to_int", "int")
def to_integer(value: Any) -> int:
    """The value as an int: decimals are cut off, a text gives the number that it begins with.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    number = leading_number(value, "to_int")
    # digits that do not fit give the greatest int, as PHP casts texts; decimals wrap around there
    if isinstance(value, str) and type(number) is float and abs(number) > INT_MAX:
        return INT_MAX if number > 0 else INT_MIN
    return to_int(number)


@family.filter("to_decimal", "decimal")
def to_decimal(value: Any) -> float:
    """The value as a decimal; a text gives the number that it begins with.

    Raises:
        ScriptError: ``value`` is a list or an object.
    """
    return float(leading_number(value, "to_decimal"))


@family.filter("to_bool", "bool")
def to_bool(value: Any) -> bool:
    """The value's truth; unlike PHP's cast the words false, no and off are false."""
    if isinstance(value, str) and value.strip().lower() in FALSE_WORDS:
        return False
    return is_truthy(value)
