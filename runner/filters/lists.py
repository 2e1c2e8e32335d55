"""Filters on lists: reading ends and sections, adding and removing elements, filling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.filters.arguments import int_of, items_of, list_of, refuse, section
from runner.specs import FilterFamily
from runner.values import equals, get_path, identical, inclusive_range, is_truthy, key_text, set_path
from runner.values.loops import LONGEST_RANGE

if TYPE_CHECKING:
    from runner.execution.context import Context

family = FilterFamily("lists")


@family.filter("first")
def first(value: Any) -> Any:
    """The first element, of text the first character; null where there is none.

    Raises:
        ScriptError: ``value`` is another scalar.
    """
    elements = value if isinstance(value, str) else list_of(value, "first")
    return elements[0] if elements else None


@family.filter("last")
def last(value: Any) -> Any:
    """The last element, of text the last character; null where there is none.

    Raises:
        ScriptError: ``value`` is another scalar.
    """
    elements = value if isinstance(value, str) else list_of(value, "last")
    return elements[-1] if elements else None


@family.filter("count")
def count(value: Any) -> int:
    """The number of elements, of text its characters; null has none.

    Raises:
        ScriptError: ``value`` is another scalar.
    """
    if isinstance(value, (list, dict, str)):
        return len(value)
    return len(list_of(value, "count"))


@family.filter("slice", "array_slice")
def slice_(value: Any, offset: Any, length: Any = None) -> Any:
    """A section of a list, an object or a text, by the rules of PHP's ``array_slice``.

    Raises:
        ScriptError: ``value`` is another scalar, or a bound is not a number.
    """
    start = int_of(offset, "slice")
    # PHP keeps the keys of a section only where they are texts, as those of objects are
    if isinstance(value, dict):
        pairs = list(value.items())
        return dict(pairs[section(len(pairs), start, length, "slice")])
    elements = value if isinstance(value, str) else list_of(value, "slice")
    return elements[section(len(elements), start, length, "slice")]


@family.filter("reverse")
def reverse(value: Any) -> Any:
    """The elements, pairs or characters in reverse order.

    Raises:
        ScriptError: ``value`` is another scalar.
    """
    if isinstance(value, str):
        return value[::-1]
    if isinstance(value, dict):
        return dict(reversed(value.items()))
    return list_of(value, "reverse")[::-1]


@family.filter("push")
def push(value: Any, element: Any, *, owned: bool = False) -> Any:
    """A copy with ``element`` at the end; an object takes it under the next free number.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    # {} and [] are one value in PHP, so that a first element makes it a list
    if isinstance(value, dict) and value:
        return {**value, str(_next_number(value)): element}
    elements = list_of(value, "push")
    # null gives an empty list, and that may be anybody's
    if owned and elements is value:
        elements.append(element)
        return elements
    return [*elements, element]


@family.filter("unshift")
def unshift(value: Any, element: Any) -> list[Any]:
    """A copy with ``element`` in front.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    return [element, *list_of(value, "unshift")]


@family.filter("append")
def append(value: Any, element: Any, path: Any = "", *, owned: bool = False) -> Any:
    """A copy of ``value`` with ``element`` at the end of the list at ``path``; "" is the value itself.

    Raises:
        ScriptError: there is something else than a list.
    """
    if path is None or path == "":
        return push(value, element, owned=owned)
    return set_path(value, path, push(get_path(value, path), element))


@family.filter("prepend")
def prepend(value: Any, element: Any, path: Any = "") -> Any:
    """A copy of ``value`` with ``element`` in front of the list at ``path``; "" is the value itself.

    Raises:
        ScriptError: there is something else than a list.
    """
    if path is None or path == "":
        return unshift(value, element)
    return set_path(value, path, unshift(get_path(value, path), element))


@family.filter("pop")
def pop(value: Any) -> Any:
    """The last element; the variable keeps it, unlike with the statement ``array.pop``.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    elements = list_of(value, "pop")
    return elements[-1] if elements else None


@family.filter("shift")
def shift(value: Any) -> Any:
    """The first element; the variable keeps it, unlike with the statement ``array.shift``.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    elements = list_of(value, "shift")
    return elements[0] if elements else None


@family.filter("remove")
def remove(value: Any, unwanted: Any, path: Any = "", strict: Any = False) -> Any:
    """A copy without the elements that equal ``unwanted``, by their value at ``path`` if one is given.

    ``strict`` compares as ``===`` does.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    same = identical if is_truthy(strict) else equals
    kept = [(k, v) for k, v in items_of(value, "remove") if not same(get_path(v, path), unwanted)]
    return dict(kept) if isinstance(value, dict) else [element for _, element in kept]


@family.filter("safe_array")
def safe_array(value: Any) -> Any:
    """A list or an object as it is, null as an empty list, anything else as a list of one."""
    if isinstance(value, (list, dict)):
        return value
    return [] if value is None else [value]


@family.filter("flatten")
def flatten(value: Any) -> list[Any]:
    """The elements of all lists within lists, in one list; objects stay whole.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    flat: list[Any] = []
    # a stack in place of recursion: data from outside may be nested deeper than Python recurses
    pending = [iter(list_of(value, "flatten"))]
    while pending:
        for element in pending[-1]:
            if isinstance(element, list):
                pending.append(iter(element))
                break
            flat.append(element)
        else:
            pending.pop()
    return flat


@family.filter("shuffle", context=True)
def shuffle(context: Context, value: Any) -> list[Any]:
    """A copy in random order.

    Raises:
        ScriptError: ``value`` is a scalar.
    """
    # the copy is shuffled, since a variable may still hold the list
    copy = list(list_of(value, "shuffle"))
    context.random.shuffle(copy)
    return copy


@family.filter("range")
def range_(value: Any, start: Any, stop: Any) -> list[int]:
    """The ints from ``start`` to ``stop``, both included; downwards when ``stop`` is less.

    The piped value has no part in it.

    Raises:
        ScriptError: a bound is not a number, or the list would be too long.
    """
    return inclusive_range(int_of(start, "range"), int_of(stop, "range"))


@family.filter("fill")
def fill(value: Any, start: Any, count: Any) -> Any:
    """``count`` times ``value``, with keys from ``start``; from 0 that is a list.

    Without a piped value it is ``|fill:count:value``, as authors and the newer reference write it.

    Raises:
        ScriptError: a bound is not a number, the count is negative, or the list would be too long.
    """
    # of two ints behind a null the form is open: `null|fill:0:2` can only mean a list of nulls
    if value is None and (not isinstance(start, int) or start > 0 or not isinstance(count, int)):
        value, start, count = count, 0, start
    first_key, length = int_of(start, "fill"), int_of(count, "fill")
    if length < 0:
        raise refuse("fill", "a count of 0 or more", count)
    if length > LONGEST_RANGE:
        raise refuse("fill", f"a count of at most {LONGEST_RANGE}", count)
    # a list is what PHP has for keys from 0, and only that
    if first_key:
        return {str(first_key + at): value for at in range(length)}
    return [value] * length


@family.filter("fill_keys")
def fill_keys(value: Any, keys: Any) -> dict[str, Any]:
    """An object with ``value`` under each of ``keys``; the list of keys may also be what is piped.

    Raises:
        ScriptError: neither of the two is a list.
    """
    if not isinstance(keys, list) and isinstance(value, list):
        keys, value = value, keys
    return {key_text(key): value for key in list_of(keys, "fill_keys")}


def _next_number(value: dict[str, Any]) -> int:
    """The key that PHP gives to the next element of an array: one more than the largest int."""
    return max((int(key) for key in value if key.isdecimal()), default=-1) + 1
