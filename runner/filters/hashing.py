"""Filters that hash, with and without a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from runner.specs import FilterFamily
from runner.values import is_truthy
from runner.values.binary import from_bytes, to_bytes

family = FilterFamily("hashing")

ALGORITHMS = ("md5", "sha1", "sha256", "sha384", "sha512")


def hash_filter(algorithm: str) -> Callable[..., str]:
    """The filter that hashes with ``algorithm``, a name of :mod:`hashlib`."""

    def digest(value: Any, binary: Any = False) -> str:
        import hashlib

        # md5 and sha1 sign requests of old APIs here, they protect nothing
        return _written(hashlib.new(algorithm, to_bytes(value), usedforsecurity=False).digest(), binary)

    digest.__doc__ = f"The {algorithm} of a text in hexadecimal, or as binary text."
    return digest


def hmac_filter(algorithm: str) -> Callable[..., str]:
    """The filter that signs with ``algorithm`` and a key."""

    def sign(value: Any, key: Any, binary: Any = False) -> str:
        import hmac

        return _written(hmac.digest(to_bytes(key), to_bytes(value), algorithm), binary)

    sign.__doc__ = f"The HMAC-{algorithm} of a text under a key in hexadecimal, or as binary text."
    return sign


def _written(digest: bytes, binary: Any) -> str:
    return from_bytes(digest) if is_truthy(binary) else digest.hex()


# The ten filters differ in nothing but the algorithm.
for _algorithm in ALGORITHMS:
    family.filter(_algorithm)(hash_filter(_algorithm))
    family.filter(f"hmac_{_algorithm}")(hmac_filter(_algorithm))
