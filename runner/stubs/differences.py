"""Expected data against what came: where they differ, path by path.

Expected is plain JSON data in which any part may be a matcher, an object whose keys begin with `$`.
The keys of objects may come in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runner.records import Record
from runner.stubs.matchers import MATCHERS, described, is_matcher, same, shown

ABSENT = "$absent"
NO_KEY = "no such key"
# Texts longer than this are shown from shortly before the place where they part.
LONG_TEXT = 80
BEFORE = 30


class Difference(Record):
    """One place where data is not as expected; ``path`` reads like ``response.items[0].id``."""

    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.path}: expected {self.expected}, but got {self.got}"


def differences(expected: Any, actual: Any, path: str, *, part: bool = False) -> list[Difference]:
    """Where ``actual`` is not as ``expected``.

    Args:
        expected: plain data, which may hold matchers.
        actual: plain data.
        path: what people call it.
        part: whether objects may have more keys than expected.
    """
    return list(_compare(expected, actual, path, part))


def _compare(expected: Any, actual: Any, path: str, part: bool) -> Iterator[Difference]:
    if is_matcher(expected):
        yield from _match(expected, actual, path, part)
    elif isinstance(expected, dict) and isinstance(actual, dict):
        yield from _objects(expected, actual, path, part)
    elif isinstance(expected, list) and isinstance(actual, list):
        yield from _lists(expected, actual, path, part)
    elif not same(expected, actual):
        yield Difference(path, *_two_values(expected, actual))


def _objects(
    expected: Mapping[str, Any], actual: Mapping[str, Any], path: str, part: bool
) -> Iterator[Difference]:
    for key, value in expected.items():
        absent = is_matcher(value) and ABSENT in value
        if key in actual and not absent:
            yield from _compare(value, actual[key], f"{path}.{key}", part)
        elif key not in actual and not absent:
            yield Difference(f"{path}.{key}", described(value), NO_KEY)
        elif key in actual:
            yield Difference(f"{path}.{key}", NO_KEY, shown(actual[key]))
    more = [] if part else [key for key in actual if key not in expected]
    yield from (Difference(f"{path}.{key}", NO_KEY, shown(actual[key])) for key in more)


def _lists(expected: Sequence[Any], actual: Sequence[Any], path: str, part: bool) -> Iterator[Difference]:
    for at, (wanted, got) in enumerate(zip(expected, actual, strict=False)):
        yield from _compare(wanted, got, f"{path}[{at}]", part)
    for at in range(len(actual), len(expected)):
        yield Difference(
            f"{path}[{at}]", described(expected[at]), f"the end of the list after {_items(actual)}"
        )
    for at in range(len(expected), len(actual)):
        yield Difference(f"{path}[{at}]", f"the end of the list after {_items(expected)}", shown(actual[at]))


def _match(matcher: Mapping[str, Any], actual: Any, path: str, part: bool) -> Iterator[Difference]:
    """Differences inside of what matchers look into, else that the value does not fit."""

    def fits(expected: Any, actual: Any) -> bool:
        return next(_compare(expected, actual, "", part), None) is None

    for name, wanted in matcher.items():
        if name == "$has":
            yield from _compare(wanted, actual, path, True)
        elif name == "$each" and isinstance(actual, list):
            yield from (
                found
                for at, item in enumerate(actual)
                for found in _compare(wanted, item, f"{path}[{at}]", part)
            )
        elif not MATCHERS[name].test(wanted, actual, fits):
            yield Difference(path, MATCHERS[name].describe(wanted), shown(actual))


def _two_values(expected: Any, actual: Any) -> tuple[str, str]:
    """Two values as people compare them: long texts from where they begin to differ."""
    if not (isinstance(expected, str) and isinstance(actual, str)) or len(expected) + len(actual) < LONG_TEXT:
        return shown(expected), shown(actual)
    pairs = zip(expected, actual, strict=False)
    parted = next(
        (at for at, (one, other) in enumerate(pairs) if one != other), min(len(expected), len(actual))
    )
    start = max(0, parted - BEFORE)
    if not start:
        return shown(expected), shown(actual)
    return (
        f"...{shown(expected[start:])}",
        f"...{shown(actual[start:])} (they part at character {parted + 1})",
    )


def _items(items: Sequence[Any]) -> str:
    return f"{len(items)} item" if len(items) == 1 else f"{len(items)} items"
