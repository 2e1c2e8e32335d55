"""Auth tokens: encrypted tokens with the header of Xano's own, which name a row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto.encrypted import seal
from runner.crypto.headers import object_of
from runner.errors import ScriptError
from runner.values.binary import to_bytes
from runner.values.text import shown, to_text

if TYPE_CHECKING:
    from random import Random

# As Xano's tokens begin.
HEADER = {"alg": "A256KW", "enc": "A256CBC-HS512", "zip": "DEF"}


def auth_token(
    row: tuple[Any, Any],
    extras: Any,
    expiration: Any,
    secret: str | None,
    now: int,
    random: Random,
    label: str,
) -> str:
    """The token of a ``row``, which is a table's name and an id.

    ``secret`` opens the token again, after SHA-256. Without one the key is drawn, and nobody can
    open the token: a job alone has nobody who would.

    Raises:
        ScriptError: the id is missing, or ``extras`` or ``expiration`` is not what it has to be.
    """
    table, id_ = row
    if id_ is None or id_ == "":
        raise ScriptError(f"{label} needs an `id`, but got {shown(id_)}; was the row found?")
    extras = object_of(extras, "`extras`", label)
    claims = {"table": to_text(table), "id": id_, "extras": extras}
    key = _key(secret, random)
    return seal(claims, HEADER, key, (HEADER["alg"], HEADER["enc"]), expiration, now, random, label)


def _key(secret: str | None, random: Random) -> dict[str, str]:
    import hashlib

    from runner.crypto.segments import write_segment

    material = hashlib.sha256(to_bytes(secret)).digest() if secret else random.randbytes(32)
    return {"kty": "oct", "k": write_segment(material)}
