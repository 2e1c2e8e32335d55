"""Keys as authors give them: a text, a PEM, a JWK as an object or as its JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from runner.crypto.library import crypto_extra
from runner.crypto.segments import read_segment
from runner.errors import ScriptError
from runner.values.binary import to_bytes

if TYPE_CHECKING:
    from joserfc.jwk import Key, OctKey

# The types of keys by their names in a JWK (RFC 7517), as messages name them.
KINDS = {"oct": "a secret", "RSA": "an RSA key", "EC": "a curve key", "OKP": "an Edwards curve key"}

PEM = re.compile(r"\s*-----BEGIN ")


def read_key(value: Any, kind: str, algorithm: str, label: str) -> Key:
    """A key of one of :data:`KINDS` for ``algorithm``.

    Raises:
        ScriptError: the value is no such key.
    """
    if kind == "oct":
        return oct_key(secret_bytes(value, algorithm, label), label)
    with crypto_extra(label):
        from cryptography.exceptions import UnsupportedAlgorithm
        from joserfc.errors import JoseError
        from joserfc.jwk import ECKey, OKPKey, RSAKey
    classes: dict[str, Any] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
    jwk = _jwk(value)
    if jwk is None and not _is_pem(value):
        raise _wrong_key(kind, algorithm, label, "a text that is neither PEM nor JWK")
    try:
        # Not `import_key`, which warns on stderr of short keys: authors use them, and Xano takes them.
        binding = classes[kind].binding
        raw = binding.import_from_bytes(_pem(value)) if jwk is None else binding.import_from_dict(jwk)
        key: Key = classes[kind](raw, jwk)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, UnsupportedAlgorithm):
        raise _wrong_key(kind, algorithm, label, "one that is not, or that cannot be read") from None
    return key


def secret_bytes(value: Any, algorithm: str, label: str) -> bytes:
    """The bytes of a secret: those of the text itself, or of the member `k` of a JWK.

    Raises:
        ScriptError: the value is empty, or a key of another type.
    """
    jwk = _jwk(value)
    if jwk is not None:
        secret = _secret_of(jwk)
    else:
        # A public key is no secret: a token that is signed with its text could be made by anybody.
        secret = None if _is_pem(value) or isinstance(value, (list, dict)) else to_bytes(value)
    if secret is None:
        raise _wrong_key("oct", algorithm, label, "a key of another type")
    if not secret:
        raise no_key(value, label)
    return secret


def no_key(value: Any, label: str) -> ScriptError:
    """The error of what needs a key, but got null or an empty one."""
    return ScriptError(f"{label} needs a key, but got {'null' if value is None else 'an empty one'}")


def oct_key(secret: bytes, label: str) -> OctKey:
    """A secret as the library has it."""
    with crypto_extra(label):
        from joserfc.jwk import OctKey
    return OctKey(secret, secret)


def _jwk(value: Any) -> dict[str, Any] | None:
    """The JWK that a value is or is the JSON of; None for any other."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) and "kty" in value else None


def _secret_of(jwk: dict[str, Any]) -> bytes | None:
    if jwk["kty"] != "oct" or not isinstance(jwk.get("k"), str):
        return None
    try:
        return read_segment(jwk["k"])
    except ValueError:
        return None


def _is_pem(value: Any) -> bool:
    return isinstance(value, str) and PEM.match(value) is not None


def _pem(value: str) -> bytes:
    # An env file has no line breaks in its values, so keys come with `\n` as two characters.
    return to_bytes(value.strip().replace("\\n", "\n"))


def _wrong_key(kind: str, algorithm: str, label: str, got: str) -> ScriptError:
    form = "as a text or a JWK" if kind == "oct" else "as PEM or JWK"
    return ScriptError(f"{label} needs {KINDS[kind]} for {algorithm}, {form}, but got {got}")
