"""Signed tokens: JWS in the compact form (RFC 7515), which carry the claims of a JWT."""

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
from runner.crypto.keys import read_key
from runner.crypto.library import crypto_extra

if TYPE_CHECKING:
    from joserfc.jws import JWSRegistry

# The types of keys, by the names of the algorithms.
ALGORITHMS = {
    f"{family}{bits}": kind
    for family, kind in (("HS", "oct"), ("RS", "RSA"), ("PS", "RSA"), ("ES", "EC"))
    for bits in (256, 384, 512)
}


def sign(claims: Any, headers: Any, key: Any, algorithm: Any, ttl: Any, now: int, label: str) -> str:
    """The token that carries ``claims``; with a ``ttl`` in seconds it expires.

    Raises:
        ScriptError: the algorithm is unknown, or key, headers or claims do not fit it.
    """
    name = known(algorithm, ALGORITHMS, "`signature_algorithm`", label)
    header = make_header(headers, {"alg": name}, label)
    payload = write_claims(claims, ttl, now, label)
    private = read_key(key, ALGORITHMS[name], name, label)
    with crypto_extra(label):
        from joserfc import jws
    with refusals(f"{label} cannot make the token", name, KEY):
        return jws.serialize_compact(header, payload, private, registry=_registry(name))


def verify(token: Any, expected: Any, key: Any, algorithm: Any, drift: Any, now: int, label: str) -> Any:
    """What a token carries, once its signature, its times and the ``expected`` claims are checked.

    Raises:
        ScriptError: it does not hold, or the algorithm or the key does not fit.
    """
    name = known(algorithm, ALGORITHMS, "`signature_algorithm`", label)
    text = read_token(token, 3, {"alg": name}, label)
    public = read_key(key, ALGORITHMS[name], name, label)
    with crypto_extra(label):
        from joserfc import jws
    with refusals(f"{label} refuses the token", name, TOKEN):
        payload = jws.deserialize_compact(text, public, registry=_registry(name)).payload
    claims = read_claims(payload)
    check_claims(claims, expected, drift, now, label)
    return claims


def _registry(algorithm: str) -> JWSRegistry:
    from joserfc.jws import JWSRegistry

    # Authors put into headers what they like, and certificates are long.
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    registry.max_header_length = LARGEST_HEADER
    registry.max_payload_length = LARGEST_PAYLOAD
    return registry
