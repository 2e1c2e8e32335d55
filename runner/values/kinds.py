"""Kinds: what is known of a value before the code runs - its types, how large an int, what a list holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

# Types, as bits of one int, so that joining two kinds is one operation.
NULL, BOOL, INT, FLOAT, TEXT, LIST, OBJECT, OTHER = (1 << bit for bit in range(8))
EVERYTHING = (1 << 8) - 1
NUMERIC = INT | FLOAT
# Of these Python's own truth is PHP's.
PLAIN_TRUTH = NULL | BOOL | INT | FLOAT | LIST
# These hold other values.
HOLDERS = LIST | OBJECT

# How many bits an int has at most. What is no larger than STEP needs days to bring a SMALL, by one
# addition after the other, beyond 64 bits, so that a SMALL plus a STEP counts as SMALL again. What a
# loop counts with is no larger than COUNTER; that would need minutes only. A LARGE is the sum of two
# SMALLs, which fits, but must not be added to any more. Of a WIDE only the check of its result knows.
STEP, COUNTER, SMALL, LARGE, WIDE = 24, 32, 61, 62, 63
# Lists within lists are followed to this depth: a list that is pushed into itself has no end.
DEEPEST = 3


class Kind(NamedTuple):
    """What is known of a value.

    ``bits`` and ``natural`` (never below zero) speak of it where it is an int; ``element`` of what it
    holds where it is a list or an object, and is None where that may be anything.
    """

    types: int
    bits: int = 0
    natural: bool = True
    element: Kind | None = None

    def only(self, types: int) -> bool:
        """Whether the value has one of ``types``, and surely no other."""
        return not self.types & ~types

    def has(self, types: int) -> bool:
        """Whether the value may have one of ``types``."""
        return bool(self.types & types)

    @property
    def elements(self) -> Kind:
        """The kind of what ``$list[$i]`` finds, and `foreach`; of a number nothing is known."""
        if self.only(HOLDERS | NULL) and self.element is not None:
            return self.element
        return CHARACTER if self.only(TEXT) else ANY

    def or_null(self) -> Kind:
        """The same, or null."""
        return self._replace(types=self.types | NULL)


NOTHING = Kind(0)
ANY = Kind(EVERYTHING, WIDE, natural=False)
NUMBER = Kind(NUMERIC, WIDE, natural=False)
CHARACTER = Kind(TEXT)
UNKNOWN = Kind(OTHER)
# What the type alone says; of an int and of a list there is more to know.
TYPED: dict[type, Kind] = {
    type(None): Kind(NULL),
    bool: Kind(BOOL),
    float: Kind(FLOAT),
    str: Kind(TEXT),
    dict: Kind(OBJECT),
}


def int_kind(bits: int, natural: bool = False) -> Kind:
    """An int of at most so many bits."""
    return Kind(INT, bits, natural)


def list_of(element: Kind | None) -> Kind:
    """A list; None where it may hold anything."""
    return holder_of(LIST, element)


def holder_of(types: int, element: Kind | None) -> Kind:
    """A list, an object, or one of the two; None where it may hold anything."""
    return Kind(types, element=None if element is None or _depth(element) >= DEEPEST else element)


def with_element(holder: Kind, element: Kind) -> Kind:
    """A list or an object that holds one thing more."""
    held = held_kind(holder, HOLDERS)
    return holder_of(holder.types, None if held is None else join(held, element))


def held_kind(kind: Kind, types: int) -> Kind | None:
    """What a value of ``kind`` holds where it has one of ``types``; None where that may be anything."""
    return kind.element if kind.has(types) else NOTHING


def literal_kind(value: object) -> Kind:
    """The kind of a plain value: of a literal, or of an input that is known."""
    if type(value) is int:
        return int_kind(_step_of(value), value >= 0)
    return TYPED.get(type(value), UNKNOWN)


def join(one: Kind, other: Kind) -> Kind:
    """The narrowest kind that holds both."""
    if one == other or not other.types:
        return one
    if not one.types:
        return other
    element = _joined_element(one, other)
    return Kind(one.types | other.types, max(one.bits, other.bits), one.natural and other.natural, element)


def join_all(kinds: Iterable[Kind]) -> Kind:
    """The narrowest kind that holds all; NOTHING where there are none."""
    found = NOTHING
    for kind in kinds:
        found = join(found, kind)
    return found


def sum_kind(one: Kind, other: Kind, adds: bool) -> Kind:
    """The kind of ``one + other``, or of their difference."""
    return _result(one, other, _sum_bits(one.bits, other.bits), adds and one.natural and other.natural)


def product_kind(one: Kind, other: Kind) -> Kind:
    """The kind of ``one * other``."""
    bits = one.bits + other.bits
    return _result(one, other, SMALL if bits <= SMALL else WIDE, one.natural and other.natural)


def quotient_kind(one: Kind, other: Kind) -> Kind:
    """The kind of ``one / other``: an int only where that is exact, and then no larger than ``one``."""
    return Kind(NUMERIC, one.bits, one.natural and other.natural)


def _result(one: Kind, other: Kind, bits: int, natural: bool) -> Kind:
    if not (one.only(NUMERIC) and other.only(NUMERIC)) or bits == WIDE:
        return NUMBER
    return Kind(one.types & other.types & INT | (one.types | other.types) & FLOAT, bits, natural)


def _sum_bits(one: int, other: int) -> int:
    """How large a sum gets, when it may be added to again and again; WIDE where it has to be looked at."""
    larger, less = max(one, other), min(one, other)
    if larger <= COUNTER or (less <= STEP and larger <= SMALL):
        return SMALL
    return LARGE if larger <= SMALL else WIDE


def rest_kind(one: Kind, other: Kind) -> Kind:
    """The kind of ``one % other``: its sign is that of ``one``, and it is less than ``other``."""
    bits = other.bits if other.only(INT) else WIDE
    return int_kind(bits, one.only(INT) and one.natural)


def _step_of(number: int) -> int:
    return next((bits for bits in (STEP, COUNTER, SMALL, LARGE) if -(1 << bits) <= number <= 1 << bits), WIDE)


def _joined_element(one: Kind, other: Kind) -> Kind | None:
    one_element, other_element = held_kind(one, HOLDERS), held_kind(other, HOLDERS)
    if not (one.types | other.types) & HOLDERS or one_element is None or other_element is None:
        return None
    return join(one_element, other_element)


def _depth(kind: Kind) -> int:
    return 0 if kind.element is None else 1 + _depth(kind.element)
