"""Pages: which rows are asked for, and the envelope that they come in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.errors import ScriptError
from runner.records import Record
from runner.types.faults import Fault, show
from runner.types.scalars import coerce_int
from runner.values import is_truthy

# Xano's own.
PER_PAGE = 25
KEYS = frozenset({"page", "per_page", "offset", "totals", "metadata"})
# The number of the first row of the last page fits 64 bits.
LARGEST = 1 << 31


class Page(Record):
    """One page of rows; ``offset`` rows are left out before the first page."""

    number: int = 1
    size: int = PER_PAGE
    offset: int = 0
    totals: bool = False
    metadata: bool = True

    @property
    def first(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * self.size + self.offset

    def envelope(self, rows: list[Any], more: bool, total: int | None = None) -> dict[str, Any]:
        """Its rows with what is known of the pages around it; ``more`` says that others follow."""
        found: dict[str, Any] = {
            "itemsReceived": len(rows),
            "curPage": self.number,
            "nextPage": self.number + 1 if more else None,
            "prevPage": self.number - 1 if self.number > 1 else None,
            "offset": self.first,
            "perPage": self.size,
        }
        if total is not None:
            found["itemsTotal"] = total
            found["pageTotal"] = -(-max(0, total - self.offset) // self.size)
        return {**found, "items": rows}


def read_paging(paging: Any) -> Page | None:
    """The page that a `paging` asks for; None without one. What is null counts as left out.

    Raises:
        ScriptError: a number in it is none, or is too small.
    """
    if paging is None:
        return None
    if not isinstance(paging, Mapping):
        raise ScriptError("`paging` is an object: {page: 1, per_page: 25}")
    unknown = [str(key) for key in paging if key not in KEYS]
    if unknown:
        raise ScriptError(f"`paging` has no `{unknown[0]}`; it takes {', '.join(sorted(KEYS))}")
    metadata = paging.get("metadata")
    return Page(
        _number(paging, "page", 1, 1),
        _number(paging, "per_page", PER_PAGE, 1),
        _number(paging, "offset", 0, 0),
        is_truthy(paging.get("totals")),
        metadata is None or is_truthy(metadata),
    )


def _number(paging: Mapping[str, Any], key: str, default: int, least: int) -> int:
    value = paging.get(key)
    if value is None or value == "":
        return default
    try:
        number = coerce_int(value)
    except Fault:
        number = least - 1
    if not least <= number <= LARGEST:
        message = f"`{key}` of `paging` is {show(value)}, but a whole number from {least} on is expected"
        raise ScriptError(message, kind="inputerror")
    return number
