"""Passwords as they are stored: hashed with scrypt under a salt of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runner.values.binary import to_bytes

if TYPE_CHECKING:
    from random import Random

# 2**14 rounds of blocks of 8 take 16 MB and some fifty milliseconds: little for one login, much for a guess.
COST, BLOCKS, LANES = 14, 8, 1
SALT_SIZE = 16
HASH_SIZE = 32

# The form that password libraries share: `$name$parameters$salt$hash`, in base64 without padding.
STORED = re.compile(r"\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)", re.ASCII)
# A stored hash names its own cost; one beyond this is no hash but an attempt to use up the memory.
HIGHEST_COST = 17


def hash_password(password: str, random: Random) -> str:
    """The hash of a password, with a new salt each time; :func:`is_password` recognises it."""
    salt = random.randbytes(SALT_SIZE)
    digest = _scrypt(password, salt, COST, BLOCKS, LANES)
    return f"$scrypt$ln={COST},r={BLOCKS},p={LANES}${_written(salt)}${_written(digest)}"


def is_hash(stored: str) -> bool:
    """Whether a text has the form that :func:`hash_password` gives."""
    return STORED.fullmatch(stored) is not None


def is_password(password: str, stored: str) -> bool:
    """Whether ``stored`` is the hash of ``password``; of another text than a hash it is not."""
    import hmac

    found = STORED.fullmatch(stored)
    if found is None or int(found[1]) > HIGHEST_COST:
        return False
    try:
        salt, digest = _read(found[4]), _read(found[5])
        made = _scrypt(password, salt, int(found[1]), int(found[2]), int(found[3]), len(digest))
    except ValueError:
        return False
    return hmac.compare_digest(made, digest)


def _scrypt(password: str, salt: bytes, cost: int, blocks: int, lanes: int, size: int = HASH_SIZE) -> bytes:
    import hashlib

    limit = 256 * (1 << cost) * blocks  # twice of what it takes; the default is too little for 2**14
    return hashlib.scrypt(
        to_bytes(password), salt=salt, n=1 << cost, r=blocks, p=lanes, maxmem=limit, dklen=size
    )


def _written(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode("ascii").rstrip("=")


def _read(text: str) -> bytes:
    import base64

    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
