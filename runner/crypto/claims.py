"""What a token says: its claims, when it is valid, and what its reader expects of it."""

from __future__ import annotations

from typing import Any

from runner.crypto.headers import object_of
from runner.errors import ScriptError
from runner.values import dump_json, identical, to_number
from runner.values.binary import from_bytes, to_bytes
from runner.values.json_reading import load_json
from runner.values.numbers import to_int
from runner.values.text import kind_of, shown


def write_claims(claims: Any, ttl: Any, now: int, label: str) -> bytes:
    """The bytes that a token carries: the JSON of an object or a list, a text as it is.

    With a ``ttl`` other than 0, in seconds, `iat` and `exp` are added where they are missing.

    Raises:
        ScriptError: ``ttl`` is no number, or the claims are no object that could hold it.
    """
    seconds = to_int(to_number(ttl, label))
    if not seconds:
        return to_bytes(dump_json(claims) if isinstance(claims, (list, dict)) else claims)
    if not isinstance(claims, dict):
        message = (
            f"{label} needs an object of claims, since its `ttl` becomes a claim, but got {shown(claims)}"
        )
        raise ScriptError(message)
    issued = now // 1000
    times = {"iat": issued, "exp": issued + seconds}
    return to_bytes(dump_json(claims | {name: time for name, time in times.items() if name not in claims}))


def read_claims(payload: bytes) -> Any:
    """The object or the list whose JSON a token carries, else its text."""
    text = from_bytes(payload)
    if not text.lstrip().startswith(("{", "[")):
        return text
    try:
        return load_json(text)
    except ValueError:
        return text


def check_claims(claims: Any, expected: Any, drift: Any, now: int, label: str) -> None:
    """Check `exp`, `nbf` and `iat` against the time, and the claims that the reader expects.

    A claim that is a list, as `aud` may be, holds what is expected.

    Args:
        claims: what the token carries; a text or a list has no claims.
        expected: an object of claims and their values, or null.
        drift: how many seconds the clocks may differ.
        now: milliseconds since the epoch.

    Raises:
        ScriptError: the token is not valid now, or lacks a claim, or has it with another value.
    """
    wanted = object_of(expected, "`check_claims`", label)
    found = claims if isinstance(claims, dict) else {}
    _check_times(found, float(to_number(drift, label)), now / 1000, label)
    for name, value in wanted.items():
        if name not in found:
            raise ScriptError(f"{label} expects the claim `{name}`, which the token lacks")
        claim = found[name]
        held = isinstance(claim, list) and any(identical(value, item) for item in claim)
        if not held and not identical(value, claim):
            message = f"{label} expects that the claim `{name}` is {shown(value)}, but it is {shown(claim)}"
            raise ScriptError(message)


def _check_times(claims: dict[str, Any], drift: float, now: float, label: str) -> None:
    times = {name: claims[name] for name in ("exp", "nbf", "iat") if name in claims}
    for name, time in times.items():
        if type(time) not in (int, float):
            message = f"{label} needs a number of seconds as the claim `{name}`, but got a value of the type"
            raise ScriptError(f"{message} {kind_of(time)}")
    if "exp" in times and now >= times["exp"] + drift:
        raise ScriptError(f"{label} got a token that expired {_moment(times['exp'])}")
    for name, state in (("nbf", "is not valid yet"), ("iat", "comes from the future")):
        if name in times and now < times[name] - drift:
            message = f"{label} got a token that {state}: its claim `{name}` is {_moment(times[name])}"
            raise ScriptError(f"{message}; claims count seconds, not milliseconds")


def _moment(seconds: float) -> str:
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("on %Y-%m-%d at %H:%M:%S UTC")
    except (OverflowError, ValueError, OSError):
        return f"at {seconds:.0f} seconds"
