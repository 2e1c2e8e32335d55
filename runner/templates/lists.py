"""Filters of templates on lists and objects, and those on texts as well."""

from __future__ import annotations

import math
from functools import cmp_to_key
from typing import Any

from runner.errors import ScriptError
from runner.filters.arguments import section
from runner.templates.builtins import Family
from runner.templates.operators import arrow_of
from runner.templates.state import ELEMENT, State
from runner.templates.values import (
    Pair,
    array_of,
    elements_of,
    int_of,
    is_array,
    is_empty,
    number_of,
    order,
    pairs_of,
    pairs_or_none,
    renumbered,
    text_of,
)
from runner.values import is_truthy
from runner.values.paths import MISSING, step

family = Family()


@family.filter("default")
def default(value: Any, default: Any = "") -> Any:
    """The value, or ``default`` where it is missing or empty; 0 is not empty."""
    return default if is_empty(value) else value


@family.filter("length")
def length(value: Any) -> int:
    """The number of elements, or of characters."""
    return len(value) if is_array(value) else len(text_of(value))


@family.filter("first")
def first(value: Any) -> Any:
    """The first element or character; false where there is none, as PHP's ``current`` gives it."""
    return _edge(value, 0)


@family.filter("last")
def last(value: Any) -> Any:
    """The last element or character."""
    return _edge(value, -1)


def _edge(value: Any, at: int) -> Any:
    if not is_array(value):
        text = text_of(value)
        return text[at] if text else ""
    elements = elements_of(value, "first")
    return elements[at] if elements else False


@family.filter("slice")
def slice_(value: Any, start: Any, length: Any = None, preserve_keys: Any = False) -> Any:
    """A part of a list, an object or a text; negative numbers count from the end."""
    if not is_array(value):
        text = text_of(value)
        return text[section(len(text), int_of(start), length, "slice")]
    pairs = pairs_of(value, "slice")
    part = pairs[section(len(pairs), int_of(start), length, "slice")]
    return array_of(part) if is_truthy(preserve_keys) else renumbered(part)


@family.filter("reverse")
def reverse(value: Any, preserve_keys: Any = False) -> Any:
    """The elements or characters the other way round."""
    if not is_array(value):
        return text_of(value)[::-1]
    pairs = pairs_of(value, "reverse")[::-1]
    return array_of(pairs) if is_truthy(preserve_keys) else renumbered(pairs)


@family.filter("keys")
def keys(value: Any) -> list[Any]:
    """The keys; of anything but a list or an object none."""
    return [key for key, _ in pairs_or_none(value)]


@family.filter("merge")
def merge(value: Any, other: Any) -> Any:
    """The elements of both; a key of the second replaces that of the first, numbers go on.

    Raises:
        ScriptError: one of the two is neither a list nor an object.
    """
    if type(value) is list and type(other) is list:
        return value + other
    return renumbered([*pairs_of(value, "merge"), *pairs_of(other, "merge")])


@family.filter("join", state=True)
def join(state: State, value: Any, glue: Any = "", and_: Any = None) -> str:
    """The elements as one text with ``glue`` between them, and ``and`` before the last."""
    if not is_array(value):
        return text_of(value)
    parts, between = [text_of(item) for item in elements_of(value, "join")], text_of(glue)
    # Before it is made: a long glue makes a long text of a short list.
    state.spend(sum(map(len, parts)) + len(between) * len(parts))
    if and_ is None or and_ == glue or len(parts) < 2:
        return between.join(parts)
    return between.join(parts[:-1]) + text_of(and_) + parts[-1]


@family.filter("column")
def column(value: Any, name: Any, index: Any = None) -> Any:
    """What stands under ``name`` in each element that has it, by what stands under ``index``."""
    rows = elements_of(value, "column")
    if name is None:
        found = [(step(row, index), row) for row in rows]
    else:
        found = [(step(row, index), step(row, name)) for row in rows]
    present = [(key, item) for key, item in found if item is not MISSING]
    if index is None:
        return [item for _, item in present]
    return array_of((at if key is MISSING else key, item) for at, (key, item) in enumerate(present))


@family.filter("batch", state=True)
def batch(state: State, value: Any, size: Any, fill: Any = None, preserve_keys: Any = True) -> list[Any]:
    """Lists of ``size`` elements each; ``fill`` completes the last.

    Raises:
        ScriptError: ``size`` is less than 1.
    """
    count, pairs = math.ceil(number_of(size)), pairs_of(value, "batch")
    if count < 1:
        raise ScriptError("`|batch` needs a size of 1 or more")
    keep = array_of if is_truthy(preserve_keys) else renumbered
    chunks = [pairs[at : at + count] for at in range(0, len(pairs), count)]
    if chunks and fill is not None:
        missing = count - len(chunks[-1])
        state.spend(missing * ELEMENT)
        following = max((key for key, _ in chunks[-1] if isinstance(key, int)), default=-1) + 1
        chunks[-1].extend((following + at, fill) for at in range(missing))
    return [keep(chunk) for chunk in chunks]


# -- with arrow functions --------------------------------------------------------------------------


@family.filter("map")
def map_(value: Any, arrow: Any) -> Any:
    """What an arrow function `(value, key) => ...` gives for each element, under the same keys."""
    call = arrow_of(arrow, "|map")
    return array_of((key, call(item, key)) for key, item in pairs_or_none(value))


@family.filter("filter")
def filter_(value: Any, arrow: Any) -> Any:
    """The elements for which `(value, key) => ...` holds, under their keys.

    Raises:
        ScriptError: the value is neither a list nor an object.
    """
    call = arrow_of(arrow, "|filter")
    return array_of((key, item) for key, item in pairs_of(value, "filter") if is_truthy(call(item, key)))


@family.filter("reduce")
def reduce_(value: Any, arrow: Any, initial: Any = None) -> Any:
    """What `(carry, value, key) => ...` has gathered at the end, beginning with ``initial``.

    Raises:
        ScriptError: the value is neither a list nor an object.
    """
    call, carry = arrow_of(arrow, "|reduce"), initial
    for key, item in pairs_of(value, "reduce"):
        carry = call(carry, item, key)
    return carry


@family.filter("sort")
def sort(value: Any, arrow: Any = None) -> Any:
    """The elements in order, each under its key; `(a, b) => a <=> b` gives another order.

    Raises:
        ScriptError: the value is neither a list nor an object.
    """
    pairs = pairs_of(value, "sort")
    call = None if arrow is None else arrow_of(arrow, "|sort")

    def compare(left: Pair, right: Pair) -> int:
        return order(left[1], right[1]) if call is None else int_of(call(left[1], right[1]))

    return array_of(sorted(pairs, key=cmp_to_key(compare)))


@family.filter("raw")
def raw(value: Any) -> Any:
    """The value itself: nothing is escaped unless `|e` says so."""
    return value
