"""The statements `array.*`: those that change the list in their head, and those that search it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from runner.specs import StatementFamily
from runner.statements.arguments import items_of, refuse
from runner.values import dump_json, is_truthy
from runner.values.paths import key_text

family = StatementFamily("array")

# An expression that is evaluated once an element: (element, index, list, result so far).
Lazy = Callable[[Any, Any, Any, Any], Any]


@family.statement("array.push", subject="changes", element="adds", method=("append",))
def push(subject: Any, *, value: Any, owned: bool = False) -> list[Any]:
    """Add ``value`` to the end of the list.

    Raises:
        ScriptError: the variable is not a list.
    """
    elements = _list(subject, "array.push", owned)
    elements.append(value)
    return elements


@family.statement("array.unshift", subject="changes", element="adds")
def unshift(subject: Any, *, value: Any, owned: bool = False) -> list[Any]:
    """Add ``value`` to the start of the list.

    Raises:
        ScriptError: the variable is not a list.
    """
    elements = _list(subject, "array.unshift", owned)
    elements.insert(0, value)
    return elements


@family.statement("array.pop", subject="changes", yields=True, element="takes", method=("pop",))
def pop(subject: Any, *, owned: bool = False) -> tuple[list[Any], Any]:
    """Take the last element off the list and yield it; an empty list yields null.

    Raises:
        ScriptError: the variable is not a list.
    """
    elements = _list(subject, "array.pop", owned)
    return elements, elements.pop() if elements else None


@family.statement("array.shift", subject="changes", yields=True, element="takes", method=("pop", 0))
def shift(subject: Any, *, owned: bool = False) -> tuple[list[Any], Any]:
    """Take the first element off the list and yield it; an empty list yields null.

    Raises:
        ScriptError: the variable is not a list.
    """
    elements = _list(subject, "array.shift", owned)
    return elements, elements.pop(0) if elements else None


@family.statement("array.merge", subject="changes")
def merge(subject: Any, *, value: Any, owned: bool = False) -> Any:
    """Add the elements of a list, or one single value, to the end; null adds nothing.

    An object takes the keys of another object.

    Raises:
        ScriptError: the variable is neither a list nor an object that gets an object.
    """
    # Where both are objects, PHP's array_merge, which stands behind the statement, joins by key.
    if type(subject) is dict and type(value) is dict:
        return {**subject, **value}
    elements = _list(subject, "array.merge", owned)
    elements.extend(value if type(value) is list else [] if value is None else [value])
    return elements


@family.statement("array.find", subject="reads", condition=True)
def find(subject: Any, *, condition: Lazy) -> Any:
    """The first element that meets the condition, else null.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return next((element for _, element in _matching(subject, condition, "array.find")), None)


@family.statement("array.find_index", subject="reads", condition=True)
def find_index(subject: Any, *, condition: Lazy) -> Any:
    """The index of the first element that meets the condition, else -1.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return next((index for index, _ in _matching(subject, condition, "array.find_index")), -1)


@family.statement("array.has", subject="reads", condition=True)
def has(subject: Any, *, condition: Lazy) -> bool:
    """Whether an element meets the condition.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return any(True for _ in _matching(subject, condition, "array.has"))


@family.statement("array.every", subject="reads", condition=True)
def every(subject: Any, *, condition: Lazy) -> bool:
    """Whether all elements meet the condition; they do in an empty list.

    Raises:
        ScriptError: the head holds a scalar.
    """
    items = items_of(subject, "array.every")
    return all(is_truthy(condition(element, index, subject, None)) for index, element in items)


@family.statement("array.filter", subject="reads", condition=True)
def keep(subject: Any, *, condition: Lazy) -> list[Any]:
    """The elements that meet the condition.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return [element for _, element in _matching(subject, condition, "array.filter")]


@family.statement("array.filter_count", subject="reads", condition=True)
def filter_count(subject: Any, *, condition: Lazy) -> int:
    """How many elements meet the condition.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return sum(1 for _ in _matching(subject, condition, "array.filter_count"))


@family.statement("array.partition", subject="reads", condition=True)
def partition(subject: Any, *, condition: Lazy) -> dict[str, list[Any]]:
    """The elements that meet the condition under the key "true", the others under "false".

    Raises:
        ScriptError: the head holds a scalar.
    """
    parts: dict[str, list[Any]] = {"true": [], "false": []}
    for index, element in items_of(subject, "array.partition"):
        met = is_truthy(condition(element, index, subject, None))
        parts["true" if met else "false"].append(element)
    return parts


@family.statement("array.map", subject="reads", lazy=("by",))
def transform(subject: Any, *, by: Lazy) -> list[Any]:
    """What ``by`` gives for each element.

    Raises:
        ScriptError: the head holds a scalar.
    """
    return [by(element, index, subject, None) for index, element in items_of(subject, "array.map")]


@family.statement("array.group_by", subject="reads", lazy=("by",))
def group_by(subject: Any, *, by: Lazy) -> dict[str, list[Any]]:
    """Lists of the elements for which ``by`` gives the same, by that as a text.

    Raises:
        ScriptError: the head holds a scalar.
    """
    groups: dict[str, list[Any]] = {}
    for index, element in items_of(subject, "array.group_by"):
        # Only a text can be the key of an object in JSON; PHP's own casts make it one.
        groups.setdefault(key_text(by(element, index, subject, None)), []).append(element)
    return groups


@family.statement("array.union", subject="reads", lazy=("by",))
def union(subject: Any, *, value: Any, by: Lazy | None = None) -> list[Any]:
    """The elements of both lists, each once: the first of those for which ``by`` gives the same.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    # A dict keeps the order of first sight and finds a duplicate without a second loop.
    found: dict[Any, Any] = {}
    for elements in (subject, value):
        for mark, element in _marked(elements, by, "array.union"):
            found.setdefault(mark, element)
    return list(found.values())


@family.statement("array.difference", subject="reads", lazy=("by",))
def difference(subject: Any, *, value: Any, by: Lazy | None = None) -> list[Any]:
    """The elements that ``value`` does not have, compared by ``by``.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    others = {mark for mark, _ in _marked(value, by, "array.difference")}
    return [element for mark, element in _marked(subject, by, "array.difference") if mark not in others]


@family.statement("array.intersection", subject="reads", lazy=("by",))
def intersection(subject: Any, *, value: Any, by: Lazy | None = None) -> list[Any]:
    """The elements that ``value`` has too, compared by ``by``.

    Raises:
        ScriptError: one of the two is a scalar.
    """
    others = {mark for mark, _ in _marked(value, by, "array.intersection")}
    return [element for mark, element in _marked(subject, by, "array.intersection") if mark in others]


def _list(subject: Any, name: str, owned: bool) -> list[Any]:
    """A list that may be changed: the subject itself where nobody else holds it, else a copy."""
    if type(subject) is list:
        return subject if owned else subject.copy()
    # A PHP array that is empty is both: authors write `{}` for a list to come.
    if subject is None or subject == {}:
        return []
    raise refuse(name, "a list", subject)


def _matching(subject: Any, condition: Lazy, name: str) -> Iterator[tuple[Any, Any]]:
    for index, element in items_of(subject, name):
        if is_truthy(condition(element, index, subject, None)):
            yield index, element


def _marked(elements: Any, by: Lazy | None, name: str) -> Iterator[tuple[Any, Any]]:
    for index, element in items_of(elements, name):
        compared = by(element, index, elements, None) if by is not None else element
        yield _mark(compared), element


def _mark(value: Any) -> Any:
    """What equal values share: 1 and "1" do, as in PHP; lists and objects compare by their JSON."""
    # In a tuple, since True == 1 and hashes alike, and an element may be any text.
    if value is None or isinstance(value, bool):
        return (value,)
    if isinstance(value, (list, dict)):
        return ("json", dump_json(value))
    return key_text(value)
