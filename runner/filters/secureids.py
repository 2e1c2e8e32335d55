"""Filters that cover ids under a salt, and uncover them."""

from __future__ import annotations

from typing import Any

from runner.crypto import secureids
from runner.filters.arguments import int_of, refuse, text_of
from runner.specs import FilterFamily
from runner.values.numbers import INT_MAX, INT_MIN

family = FilterFamily("secureids")


@family.filter("secureid_encode")
def secureid_encode(value: Any, salt: Any) -> str:
    """An int as a short text that nobody can read or make up without `salt`.

    Raises:
        ScriptError: ``value`` is no int of 64 bits, or ``salt`` no text.
    """
    number = int_of(value, "secureid_encode")
    if value is None or not INT_MIN <= number <= INT_MAX:
        raise refuse("secureid_encode", "an int", value)
    return secureids.cover(number, text_of(salt, "secureid_encode", "salt"))


@family.filter("secureid_decode")
def secureid_decode(value: Any, salt: Any) -> int:
    """The int that `secureid_encode` was given under the same `salt`.

    Raises:
        ScriptError: the text was changed, or made with another salt or by another program.
    """
    text, under = text_of(value, "secureid_decode"), text_of(salt, "secureid_decode", "salt")
    return secureids.uncover(text, under, "`|secureid_decode`")
