"""Time zones by their names, their abbreviations or their offsets."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo

from runner.errors import ScriptError
from runner.values.text import shorten

OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?\Z", re.IGNORECASE)

# Abbreviations stand for fixed offsets in PHP, in hours; IST is Israel's, not India's.
ABBREVIATIONS = {
    "utc": 0.0, "gmt": 0.0, "z": 0.0, "wet": 0.0, "west": 1.0, "bst": 1.0, "wat": 1.0, "cet": 1.0,
    "cest": 2.0, "cat": 2.0, "sast": 2.0, "ist": 2.0, "eet": 2.0, "eest": 3.0, "eat": 3.0, "idt": 3.0,
    "msk": 3.0, "msd": 4.0, "pkt": 5.0, "wib": 7.0, "awst": 8.0, "hkt": 8.0, "kst": 8.5, "jst": 9.0,
    "acst": 9.5, "aest": 10.0, "chst": 10.0, "acdt": 10.5, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0,
    "nst": -3.5, "adt": -3.0, "ast": -4.0, "edt": -4.0, "est": -5.0, "cdt": -5.0, "cst": -6.0,
    "mdt": -6.0, "mst": -7.0, "pdt": -7.0, "pst": -8.0, "akdt": -8.0, "akst": -9.0, "hst": -10.0,
    "sst": -11.0,
}  # fmt: skip


def find_zone(name: str) -> tzinfo | None:
    """The zone ``name``, such as ``Europe/Paris``, ``EST`` or ``+02:00``; None where there is none."""
    if match := OFFSET.match(name):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
        offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return timezone(-offset if match[1] == "-" else offset) if hours < 24 and minutes < 60 else None
    lowered = name.lower()
    if lowered in ("utc", "z"):
        return UTC
    if lowered in ABBREVIATIONS:
        return timezone(timedelta(hours=ABBREVIATIONS[lowered]), name.upper())
    return _region(name)


def zone_named(name: str) -> tzinfo:
    """The zone ``name``; "" is UTC.

    Raises:
        ScriptError: there is no such zone.
    """
    zone = find_zone(name) if name else UTC
    if zone is None:
        raise ScriptError(f'"{shorten(name)}" is not a time zone; write one like "Europe/Paris" or "UTC"')
    return zone


def _region(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    # the zone files are found by their exact names, PHP finds zones in any case
    for spelling in (name, name.title()):
        try:
            return ZoneInfo(spelling)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None
