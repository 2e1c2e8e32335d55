"""Auth tokens: encrypted tokens with the header of Xano's own, which name a row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto.encrypted import seal, unseal
from runner.crypto.headers import object_of
from runner.errors import ScriptError
from runner.values.binary import to_bytes
from runner.values.text import shown, to_text

if TYPE_CHECKING:
    from random import Random

# As Xano's tokens begin.
HEADER = {"alg": "A256KW", "enc": "A256CBC-HS512", "zip": "DEF"}
ALGORITHMS = (HEADER["alg"], HEADER["enc"])
KEY_BYTES = 32


def auth_token(
    row: tuple[Any, Any],
    extras: Any,
    expiration: Any,
    key: bytes,
    now: int,
    random: Random,
    label: str,
) -> str:
    """The token of a ``row``, which is a table's name and an id.

    ``key`` opens the token again: see :func:`auth_key`.

    Raises:
        ScriptError: the id is missing, or ``extras`` or ``expiration`` is not what it has to be.
    """
    table, id_ = row
    if id_ is None or id_ == "":
        raise ScriptError(f"{label} needs an `id`, but got {shown(id_)}; was the row found?")
    extras = object_of(extras, "`extras`", label)
    claims = {"table": to_text(table), "id": id_, "extras": extras}
    return seal(claims, HEADER, _key(key), ALGORITHMS, expiration, now, random, label)


def open_auth_token(token: Any, key: bytes, now: int, label: str) -> dict[str, Any]:
    """What a token carries: the `table`, the `id` of its row, and `extras`.

    Raises:
        ScriptError: it does not open, or has expired.
    """
    claims = unseal(token, {}, _key(key), ALGORITHMS, 0, now, label)
    if not isinstance(claims, dict) or not {"table", "id"} <= claims.keys():
        raise ScriptError(f"{label} got a token that names no row of a table")
    return claims


def auth_key(secret: str) -> bytes:
    """The key of the tokens of all who hold the ``secret``."""
    import hashlib

    return hashlib.sha256(to_bytes(secret)).digest()


def _key(key: bytes) -> dict[str, str]:
    from runner.crypto.segments import write_segment

    return {"kty": "oct", "k": write_segment(key)}
