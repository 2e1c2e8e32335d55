"""Shapes: the kinds of the values that a function is really called with.

A function with loops is compiled for the shapes of its inputs, so that its loops need not ask for types.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from runner.values.kinds import ANY, NOTHING, TYPED, Kind, join, join_all, list_of, literal_kind

# The kinds of all inputs, in their order: a key under which code can be kept.
Shapes = tuple[tuple[str, Kind], ...]

# Ints and lists are looked at by themselves.
_PLAIN = {**TYPED, int: NOTHING, list: NOTHING}


def shapes_of(inputs: Mapping[str, Any]) -> Shapes:
    """The kinds of all inputs."""
    return tuple([(name, kind_of(value)) for name, value in inputs.items()])


def kind_of(value: Any) -> Kind:
    """The kind of a value, with all that it holds."""
    if type(value) is list:
        return list_of(_kind_of_elements(value))
    return literal_kind(value)


def _kind_of_elements(values: list[Any]) -> Kind:
    types = set(map(type, values))
    found = join_all(_PLAIN.get(kind, ANY) for kind in types)
    if int in types:
        ints = values if len(types) == 1 else [value for value in values if type(value) is int]
        # The least and the greatest say how large all of them are.
        found = join(found, join(literal_kind(min(ints)), literal_kind(max(ints))))
    if list in types:
        lists = values if len(types) == 1 else [value for value in values if type(value) is list]
        # One kind holds for all of them, so what they hold is looked at together, which is much faster.
        found = join(found, list_of(_kind_of_elements(list(chain.from_iterable(lists)))))
    return found
