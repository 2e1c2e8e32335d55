"""Encrypted tokens: JWE in the compact form (RFC 7516), whose claims only the holder of the key reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto.claims import check_claims, read_claims, write_claims
from runner.crypto.headers import (
    KEY,
    LARGEST_HEADER,
    LARGEST_PAYLOAD,
    TOKEN,
    known,
    make_header,
    read_token,
    refusals,
)
from runner.crypto.keys import oct_key, read_key, secret_bytes
from runner.crypto.library import crypto_extra
from runner.crypto.segments import write_segment
from runner.errors import ScriptError

if TYPE_CHECKING:
    from random import Random

    from joserfc.jwe import JWERegistry
    from joserfc.jwk import Key

# The length of the key that encrypts the content, in bytes.
CONTENT = {
    "A128CBC-HS256": 32,
    "A192CBC-HS384": 48,
    "A256CBC-HS512": 64,
    "A128GCM": 16,
    "A192GCM": 24,
    "A256GCM": 32,
}

# The types of keys, by the names of the algorithms that wrap or agree on that key.
ALGORITHMS = {
    "A128KW": "oct",
    "A192KW": "oct",
    "A256KW": "oct",
    "A128GCMKW": "oct",
    "A192GCMKW": "oct",
    "A256GCMKW": "oct",
    "dir": "oct",
    "PBES2-HS256+A128KW": "oct",
    "PBES2-HS384+A192KW": "oct",
    "PBES2-HS512+A256KW": "oct",
    "RSA-OAEP": "RSA",
    "RSA-OAEP-256": "RSA",
    "ECDH-ES": "EC",
    "ECDH-ES+A128KW": "EC",
    "ECDH-ES+A192KW": "EC",
    "ECDH-ES+A256KW": "EC",
}


def seal(
    claims: Any,
    headers: Any,
    key: Any,
    algorithms: tuple[Any, Any],
    ttl: Any,
    now: int,
    random: Random,
    label: str,
) -> str:
    """The token that carries ``claims``; with a ``ttl`` in seconds it expires.

    ``algorithms`` are those of the key and of the content. What the library draws inside of OpenSSL -
    for RSA-OAEP, ECDH-ES and A*GCMKW - no seed repeats.

    Raises:
        ScriptError: an algorithm is unknown, or key, headers or claims do not fit it.
    """
    names = _names(algorithms, label)
    header = make_header(headers, names, label)
    payload = write_claims(claims, ttl, now, label)
    public = _key(key, names, label)
    if names["alg"].startswith("PBES2"):
        header.setdefault("p2s", write_segment(random.randbytes(16)))
    with crypto_extra(label):
        from joserfc import jwe
    with refusals(f"{label} cannot make the token", names["alg"], KEY):
        return jwe.encrypt_compact(header, payload, public, registry=_registry(names, random))


def unseal(
    token: Any, expected: Any, key: Any, algorithms: tuple[Any, Any], drift: Any, now: int, label: str
) -> Any:
    """What a token carries, once its times and the ``expected`` claims are checked.

    Raises:
        ScriptError: it does not open, does not hold, or an algorithm or the key does not fit.
    """
    names = _names(algorithms, label)
    text = read_token(token, 5, names, label)
    private = _key(key, names, label)
    with crypto_extra(label):
        from joserfc import jwe
    with refusals(f"{label} cannot open the token", names["alg"], TOKEN):
        payload = jwe.decrypt_compact(text, private, registry=_registry(names)).plaintext
    claims = read_claims(payload or b"")
    check_claims(claims, expected, drift, now, label)
    return claims


def _names(algorithms: tuple[Any, Any], label: str) -> dict[str, str]:
    return {
        "alg": known(algorithms[0], ALGORITHMS, "`key_algorithm`", label),
        "enc": known(algorithms[1], CONTENT, "`content_algorithm`", label),
    }


def _key(value: Any, names: dict[str, str], label: str) -> Key:
    algorithm = names["alg"]
    if ALGORITHMS[algorithm] != "oct":
        return read_key(value, ALGORITHMS[algorithm], algorithm, label)
    secret = secret_bytes(value, algorithm, label)
    if algorithm.startswith("PBES2"):
        return oct_key(secret, label)
    size = CONTENT[names["enc"]] if algorithm == "dir" else int(algorithm[1:4]) // 8
    if len(secret) < size:
        message = f"{label} needs for {algorithm} a key of {size} bytes, but got one of {len(secret)}"
        raise ScriptError(message)
    # What is longer is cut, as PHP does it: the official example has a secret of 38 bytes for A256KW.
    return oct_key(secret[:size], label)


def _registry(names: dict[str, str], random: Random | None = None) -> JWERegistry:
    """The two algorithms; with ``random``, what the content needs of randomness is drawn there."""
    from joserfc.jwa import JWEEncModel
    from joserfc.jwe import JWERegistry

    class Drawing(JWEEncModel):
        """A model whose keys and ivs come from the run's randomness."""

        def __init__(self, model: JWEEncModel, random: Random) -> None:
            self.name, self.iv_size, self.cek_size = model.name, model.iv_size, model.cek_size
            self._model, self._random = model, random

        def generate_cek(self) -> bytes:
            return self._random.randbytes(self.cek_size // 8)

        def generate_iv(self) -> bytes:
            return self._random.randbytes(self.iv_size // 8)

        def encrypt(self, plaintext: bytes, cek: bytes, iv: bytes, aad: bytes) -> tuple[bytes, bytes]:
            return self._model.encrypt(plaintext, cek, iv, aad)

        def decrypt(self, ciphertext: bytes, tag: bytes, cek: bytes, iv: bytes, aad: bytes) -> bytes:
            return self._model.decrypt(ciphertext, tag, cek, iv, aad)

    class Registry(JWERegistry):
        def get_enc(self, name: str) -> JWEEncModel:
            model = super().get_enc(name)
            return model if random is None else Drawing(model, random)

    # Authors put into headers what they like.
    registry = Registry(algorithms=[*names.values(), "DEF"], strict_check_header=False)
    registry.max_protected_header_length = LARGEST_HEADER
    registry.max_ciphertext_length = LARGEST_PAYLOAD
    return registry
