"""The functions of templates."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from runner.errors import ScriptError
from runner.templates import encoding
from runner.templates.builtins import Family
from runner.templates.ranges import range_
from runner.templates.state import State
from runner.templates.values import elements_of, int_of, is_array, order, text_of
from runner.values.numbers import INT_MAX

family = Family()
family.function("range", state=True)(range_)

# PHP's largest random number.
MOST_RANDOM = 2**31 - 1

CONSTANTS = {
    "JSON_HEX_TAG": encoding.HEX_TAG,
    "JSON_HEX_AMP": encoding.HEX_AMP,
    "JSON_HEX_APOS": encoding.HEX_APOS,
    "JSON_HEX_QUOT": encoding.HEX_QUOT,
    "JSON_FORCE_OBJECT": encoding.FORCE_OBJECT,
    "JSON_UNESCAPED_SLASHES": encoding.UNESCAPED_SLASHES,
    "JSON_PRETTY_PRINT": encoding.PRETTY_PRINT,
    "JSON_UNESCAPED_UNICODE": encoding.UNESCAPED_UNICODE,
    "PHP_EOL": "\n",
    "PHP_INT_MAX": INT_MAX,
}


@family.function("max")
def max_(*values: Any) -> Any:
    """The greatest of the arguments, or of the elements of one list."""
    return max(_candidates("max", values), key=cmp_to_key(order))


@family.function("min")
def min_(*values: Any) -> Any:
    """The least of the arguments, or of the elements of one list."""
    return min(_candidates("min", values), key=cmp_to_key(order))


def _candidates(name: str, values: tuple[Any, ...]) -> list[Any]:
    found = list(elements_of(values[0], name)) if len(values) == 1 else list(values)
    if not found:
        raise ScriptError(f"`{name}` needs at least one value")
    return found


@family.function("cycle")
def cycle(values: Any, position: Any) -> Any:
    """The element at a position, counted round and round.

    Raises:
        ScriptError: the list is empty.
    """
    if not is_array(values):
        return values
    elements = elements_of(values, "cycle")
    if not elements:
        raise ScriptError("`cycle` needs a list that is not empty")
    return elements[int_of(position) % len(elements)]


@family.function("random", state=True)
def random(state: State, values: Any = None, max: Any = None) -> Any:
    """A random element of a list, character of a text, or int between two bounds, both included.

    Raises:
        ScriptError: the list is empty, or the second bound is less than the first.
    """
    source = state.context.random
    if values is None or (isinstance(values, (int, float)) and not isinstance(values, bool)):
        low, high = _bounds(values, max)
        return source.randint(low, high)
    elements = list(values) if isinstance(values, str) else values
    if elements == [] and isinstance(values, str):
        return ""
    if not is_array(elements):
        return elements
    candidates = elements_of(elements, "random")
    if not candidates:
        raise ScriptError("`random` needs a list that is not empty")
    return source.choice(candidates)


def _bounds(values: Any, most: Any) -> tuple[int, int]:
    if most is None:
        limit = MOST_RANDOM if values is None else int_of(values)
        return (limit, 0) if limit < 0 else (0, limit)
    low, high = int_of(values), int_of(most)
    if low > high:
        raise ScriptError(f"`random` needs bounds in order, but got {low} and {high}")
    return low, high


@family.function("constant")
def constant(name: Any) -> Any:
    """One of PHP's constants that templates use, such as `JSON_PRETTY_PRINT`.

    Raises:
        ScriptError: it is not one of them.
    """
    wanted = text_of(name)
    if wanted not in CONSTANTS:
        raise ScriptError(f'`constant` knows {", ".join(CONSTANTS)}, but not "{wanted}"')
    return CONSTANTS[wanted]
