"""The statements `object.*`: the keys, the values and the pairs of an object."""

from __future__ import annotations

from typing import Any

from runner.specs import StatementFamily
from runner.statements.arguments import items_of
from runner.values.paths import int_like

family = StatementFamily("object")


@family.statement("object.keys")
def keys(*, value: Any) -> list[Any]:
    """The keys in order; a list has its indexes, null nothing.

    Keys that look like ints are ints, as the keys of PHP arrays are.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [int_like(key) for key, _ in items_of(value, "object.keys")]


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
    return [{"key": int_like(key), "value": item} for key, item in items_of(value, "object.entries")]
