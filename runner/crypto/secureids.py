"""Ids that tell nothing: an int under a salt as a short text, that nobody can make up.

The text is two parts in base64 for URLs with a dot between them, the shape that Xano's have: the
covered id, of 4 or 8 bytes, and a proof of 8 bytes. How Xano covers them is not known, so ids that
Xano made cannot be read here, nor the other way round.
"""

from __future__ import annotations

import re
from typing import Any

from runner.crypto.segments import read_segment, write_segment
from runner.errors import ScriptError
from runner.values.binary import to_bytes

SHORT, LONG = 4, 8  # bytes of an id; the short form holds the ids up to 4,294,967,295
PROOF_SIZE = 8
FORM = re.compile(r"([\w-]{6}|[\w-]{11})\.([\w-]{11})", re.ASCII)


def cover(number: int, salt: Any) -> str:
    """The text of an int that fits 64 bits: the same one each time."""
    short = 0 <= number < 1 << 8 * SHORT
    plain = number.to_bytes(SHORT if short else LONG, "big", signed=not short)
    # The proof is taken of the id itself and covers it, so that even ids side by side share nothing.
    proof = _keyed(b"proof", salt, plain)[:PROOF_SIZE]
    return f"{write_segment(_mixed(plain, proof, salt))}.{write_segment(proof)}"


def uncover(text: str, salt: Any, label: str) -> int:
    """The int that :func:`cover` was given.

    Raises:
        ScriptError: ``text`` is no such text, was changed or was made under another salt.
    """
    import hmac

    found = FORM.fullmatch(text)
    if found is not None:
        plain = _mixed(read_segment(found[1]), read_segment(found[2]), salt)
        number = int.from_bytes(plain, "big", signed=len(plain) == LONG)
        # Made once more and not only proved: one id has one text.
        if hmac.compare_digest(cover(number, salt), text):
            return number
    message = f"{label} cannot read this id: it was changed, or made with another salt or by another program"
    raise ScriptError(message)


def _mixed(data: bytes, proof: bytes, salt: Any) -> bytes:
    return bytes(one ^ other for one, other in zip(data, _keyed(b"cover", salt, proof), strict=False))


def _keyed(purpose: bytes, salt: Any, data: bytes) -> bytes:
    import hmac

    return hmac.digest(to_bytes(salt), purpose + b"\0" + data, "sha256")
