"""Three dozen pure filters as the reference evaluator has them: one plain function each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.reference import rules
from tests.reference.rules import Failure, equal, number, order, pairs, shown, truth

Lazy = Callable[[Any, Any, Any, Any], Any]
NOTHING = object()


def refuse(name: str, wanted: str, value: Any) -> Failure:
    return Failure(f"`|{name}` needs {wanted}, but got {shown(value)}")


def entries(value: Any, name: str) -> list[tuple[Any, Any]]:
    if value is None or type(value) in (list, dict):
        return pairs(value)
    raise refuse(name, "a list", value)


def items(value: Any, name: str) -> list[Any]:
    return [item for _, item in entries(value, name)]


def words(value: Any, name: str) -> str:
    if type(value) in (list, dict):
        raise refuse(name, "a text", value)
    return rules.text(value)


def part(value: Any, name: str, offset: Any, length: Any) -> Any:
    """`array_slice`: a negative offset counts from the end, a negative length stops before it."""
    start = rules.integer(offset, f"`|{name}`")
    start = max(0, len(value) + start) if start < 0 else min(start, len(value))
    count = len(value) if length is None else rules.integer(length, f"`|{name}`")
    return value[start : max(start, start + count if count >= 0 else len(value) + count)]


def slice_(value: Any, offset: Any, length: Any = None) -> Any:
    rules.integer(offset, "`|slice`")
    if type(value) is dict:
        return dict(part(list(value.items()), "slice", offset, length))
    return part(value if type(value) is str else items(value, "slice"), "slice", offset, length)


def substr(value: Any, start: Any, length: Any = None) -> str:
    return part(words(value, "substr"), "substr", start, length)


def first(value: Any) -> Any:
    found = value if type(value) is str else items(value, "first")
    return found[0] if found else None


def last(value: Any) -> Any:
    found = value if type(value) is str else items(value, "last")
    return found[-1] if found else None


def reverse(value: Any) -> Any:
    if type(value) is dict:
        return dict(reversed(value.items()))
    return value[::-1] if type(value) is str else items(value, "reverse")[::-1]


def push(value: Any, element: Any) -> Any:
    if type(value) is dict and value:
        numbers = [int(key) for key in value if key.isdecimal()]
        return {**value, str(max(numbers, default=-1) + 1): element}
    return [*items(value, "push"), element]


def get(value: Any, path: Any, default: Any = None) -> Any:
    found = value if path is None or path == "" else rules.find(value, path)
    return default if found is rules.MISSING else found


def unset(value: Any, path: Any) -> Any:
    return rules.without(value, rules.steps_of(value, path))


def merge(value: Any, other: Any) -> Any:
    for side in (value, other):
        if side is not None and type(side) not in (list, dict):
            raise refuse("merge", "lists or objects", side)
    if type(value) is list and type(other) is list:
        return value + other
    if not other:
        return other if value is None else value
    if not value:
        return other
    return {
        **{str(key): item for key, item in pairs(value)},
        **{str(key): item for key, item in pairs(other)},
    }


def flatten(value: Any) -> list[Any]:
    flat = []
    for item in items(value, "flatten"):
        flat += flatten(item) if type(item) is list else [item]
    return flat


def unique(value: Any) -> list[Any]:
    kept: list[tuple[Any, Any]] = []
    for item in items(value, "unique"):
        mark = same(item)
        if all(mark != other for other, _ in kept):
            kept.append((mark, item))
    return [item for _, item in kept]


def same(item: Any) -> Any:
    if type(item) in (list, dict):
        return [rules.plain(item)]
    return ("1" if item else "") if type(item) is bool else rules.text(item)


def sum_(value: Any) -> Any:
    total: Any = 0
    for item in [number(item, "`|sum`") for item in items(value, "sum")]:
        total = rules.arithmetic("+", total, item)
    return total


def extreme(name: str, sign: int) -> Callable[..., Any]:
    def function(value: Any, other: Any = NOTHING) -> Any:
        if other is not NOTHING and (bad := [v for v in (value, other) if type(v) in (list, dict)]):
            raise refuse(name, f"two numbers, or a list alone (`|array_{name}`)", bad[0])
        found = [value, other] if other is not NOTHING else items(value, f"array_{name}")
        best = found[0] if found else None
        for item in found[1:]:
            # Of two that are equal the first is kept.
            best = item if order(item, best) * sign > 0 else best
        return best

    return function


def absolute(value: Any) -> Any:
    found = number(value, "`|abs`")
    return rules.fit(abs(found)) if type(found) is int else abs(found)


def to_number(value: Any, name: str) -> int | float:
    if type(value) in (list, dict):
        raise refuse(name, "a number or a text", value)
    if type(value) is str:
        match = rules.NUMERIC_START.match(value)
        return rules.parse(match[0]) if match else 0
    return value if type(value) is float else int(value or 0)


def to_int(value: Any) -> int:
    found = to_number(value, "to_int")
    if type(value) is str and abs(found) > 2**63 - 1:
        return 2**63 - 1 if found > 0 else -(2**63)
    return rules.cut(found)


def join(value: Any, separator: Any = "") -> str:
    between = words(separator, "join")
    return between.join(rules.text(item) for item in items(value, "join"))


def split(value: Any, separator: Any) -> list[str]:
    whole, between = words(value, "split"), words(separator, "split")
    return whole.split(between) if between else list(whole)


def contains(value: Any, wanted: Any) -> bool:
    if type(value) is list:
        return any(equal(item, wanted) for item in value)
    return words(wanted, "contains") in words(value, "contains")


def count(value: Any) -> int:
    return len(value) if type(value) is str else len(items(value, "count"))


def keys(value: Any) -> list[Any]:
    return [
        int(key) if str(key).isdigit() and str(int(key)) == key else key for key, _ in entries(value, "keys")
    ]


def entries_(value: Any) -> list[dict[str, Any]]:
    found = items(value, "entries")
    return [{"key": key, "value": item} for key, item in zip(keys(value), found, strict=True)]


def reduce(value: Any, lazy: Lazy, initial: Any = None) -> Any:
    for key, item in entries(value, "reduce"):
        initial = lazy(item, key, value, initial)
    return initial


def find(value: Any, lazy: Lazy, name: str = "find") -> tuple[Any, Any]:
    for key, item in entries(value, name):
        if truth(lazy(item, key, value, None)):
            return key, item
    return -1, None


def first_of(test: Callable[[Any], bool]) -> Callable[..., Any]:
    return lambda *values: next((value for value in values if test(value)), values[-1])


def lasting(name: str) -> Callable[[Any, Lazy], list[Any]]:
    return lambda value, lazy: [
        item for key, item in entries(value, name) if truth(lazy(item, key, value, None))
    ]


def calculate(operator: str) -> Callable[[Any, Any], Any]:
    return lambda value, other: rules.arithmetic(operator, value, other)


FILTERS: dict[str, Callable[..., Any]] = {
    "abs": absolute,
    "add": calculate("+"),
    "append": push,
    "contains": contains,
    "count": count,
    "divide": calculate("/"),
    "entries": entries_,
    "every": lambda value, lazy: all(truth(lazy(i, k, value, None)) for k, i in entries(value, "every")),
    "filter": lasting("filter"),
    "find": lambda value, lazy: find(value, lazy)[1],
    "findIndex": lambda value, lazy: find(value, lazy, "findIndex")[0],
    "first": first,
    "first_notempty": first_of(truth),
    "first_notnull": first_of(lambda value: value is not None),
    "flatten": flatten,
    "get": get,
    "has": lambda value, path: rules.find(value, path) is not rules.MISSING,
    "is_array": lambda value: type(value) is list,
    "is_decimal": lambda value: type(value) is float,
    "is_empty": lambda value: not truth(value),
    "is_int": lambda value: type(value) is int,
    "is_null": lambda value: value is None,
    "is_object": lambda value: type(value) is dict,
    "is_text": lambda value: type(value) is str,
    "join": join,
    "keys": keys,
    "last": last,
    "map": lambda value, lazy: [lazy(item, key, value, None) for key, item in entries(value, "map")],
    "max": extreme("max", 1),
    "merge": merge,
    "min": extreme("min", -1),
    "modulus": calculate("%"),
    "multiply": calculate("*"),
    "pop": lambda value: (items(value, "pop") or [None])[-1],
    "push": push,
    "reduce": reduce,
    "reverse": reverse,
    "set": rules.put,
    "shift": lambda value: (items(value, "shift") or [None])[0],
    "slice": slice_,
    "some": lambda value, lazy: any(truth(lazy(i, k, value, None)) for k, i in entries(value, "some")),
    "split": split,
    "strlen": lambda value: len(words(value, "strlen")),
    "substr": substr,
    "subtract": calculate("-"),
    "sum": sum_,
    "to_decimal": lambda value: float(to_number(value, "to_decimal")),
    "to_int": to_int,
    "to_text": rules.text,
    "to_upper": lambda value: words(value, "to_upper").upper(),
    "transform": lambda value, lazy: lazy(value, None, None, None),
    "unique": unique,
    "unset": unset,
    "unshift": lambda value, element: [element, *items(value, "unshift")],
    "values": lambda value: items(value, "values"),
}
LAZY = frozenset("every filter find findIndex map reduce some transform".split())
