"""The statements `object.*`: the keys, the values and the pairs of an object."""

from __future__ import annotations

import re
from typing import Any

from runner.specs import StatementFamily
from runner.statements.arguments import items_of
from runner.values.numbers import INT_MAX, INT_MIN

family = StatementFamily("object")

# What PHP makes an int: no leading zeros, no plus sign, not "-0".
INT_KEY = re.compile(r"0|-?[1-9][0-9]*")


@family.statement("object.keys")
def keys(*, value: Any) -> list[Any]:
    """The keys in order; a list has its indexes, null nothing.

    Keys that look like ints are ints, as the keys of PHP arrays are.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [_key(key) for key, _ in items_of(value, "object.keys")]


@family.statement("object.values")
def values(*, value: Any) -> list[Any]:
    """The values in order; null has none.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [item for _, item in items_of(value, "object.values")]


@family.statement("object.entries")
def entries(*, value: Any) -> list[dict[str, Any]]:
    """A list of ``{key, value}``, with keys as :func:`keys` gives them.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [{"key": _key(key), "value": item} for key, item in items_of(value, "object.entries")]


def _key(key: Any) -> Any:
    if type(key) is str and INT_KEY.fullmatch(key) and INT_MIN <= int(key) <= INT_MAX:
        return int(key)
    return key
