"""A text -> its units: from the cache where it holds them, else by way of the tree."""

from __future__ import annotations

from functools import lru_cache

from runner.cache import fingerprint, read_entry, write_entry
from runner.source import Source
from runner.units.packing import pack, unpack
from runner.units.unit import Unit

TEXTS = 64


def read_units(source: Source, *, kept: bool = False) -> tuple[Unit, ...]:
    """The documents of a text, in order.

    Args:
        source: the text.
        kept: whether it is the text of a file. What was handed over otherwise, by standard input say, is
            nothing that may be left on the disk.

    Raises:
        XanoScriptSyntaxError: the text is not XanoScript.
    """
    plain = source.unix()
    return _read(plain.name, plain.text, kept)


# A process that runs many jobs, or one many times, meets the same few texts.
@lru_cache(maxsize=TEXTS)
def _read(name: str, text: str, kept: bool) -> tuple[Unit, ...]:
    source = Source(text, name)
    if not kept:
        return _build(source, kept)
    key = (fingerprint(), source.name, source.text)
    packed = read_entry("units", key)
    if packed is not None:
        return tuple(unpack(one, source) for one in packed)
    units = _build(source, kept)
    write_entry("units", key, [pack(unit) for unit in units])
    return units


def _build(source: Source, kept: bool) -> tuple[Unit, ...]:
    from runner.units.building import build_units

    return build_units(source, kept)
