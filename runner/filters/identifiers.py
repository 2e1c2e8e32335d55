"""Filters that make and recognise identifiers; a run's seed repeats them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runner.specs import FilterFamily

if TYPE_CHECKING:
    from runner.execution.context import Context

family = FilterFamily("identifiers")

# Any version: APIs hand out UUIDs of all of them, and the nil UUID.
UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")


@family.filter("uuid", context=True)
def uuid(context: Context, value: Any) -> str:
    """A random UUID of version 4; the piped value has no part in it."""
    import uuid as identifiers

    # not uuid4(), which asks the system and cannot be repeated
    return str(identifiers.UUID(int=context.random.getrandbits(128), version=4))


@family.filter("create_uid", context=True)
def create_uid(context: Context, value: Any) -> int:
    """A random int; Xano seeds it with the piped value, which has no part in it here.

    It has 63 bits, since the int of XanoScript has a sign.
    """
    return context.random.getrandbits(63)


@family.filter("is_uuid")
def is_uuid(value: Any) -> bool:
    """Whether a value is a text in the form of a UUID."""
    return isinstance(value, str) and UUID.match(value) is not None
