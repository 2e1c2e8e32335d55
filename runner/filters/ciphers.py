"""Filters that encrypt and decrypt with AES."""

from __future__ import annotations

from typing import Any

from runner.crypto import ciphers
from runner.specs import FilterFamily

family = FilterFamily("ciphers")


@family.filter("encrypt")
def encrypt(value: Any, algorithm: Any, key: Any, iv: Any) -> str:
    """The bytes of a text encrypted with `aes-128-cbc`, `-192-`, `-256-` or `-gcm`, as binary text.

    Raises:
        ScriptError: the algorithm is unknown, or key or iv do not fit it.
    """
    return ciphers.encrypt(value, algorithm, key, iv, "`|encrypt`")


@family.filter("decrypt")
def decrypt(value: Any, algorithm: Any, key: Any, iv: Any) -> str:
    """The text that `encrypt` was given.

    Raises:
        ScriptError: the algorithm is unknown, or data, key and iv do not belong together.
    """
    return ciphers.decrypt(value, algorithm, key, iv, "`|decrypt`")
