"""Keys that a job makes: secrets, RSA keys and curve keys, as JWK, JSON, base64 or PEM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runner.crypto.library import crypto_extra
from runner.crypto.segments import write_segment
from runner.errors import ScriptError
from runner.values import dump_json
from runner.values.text import shown

if TYPE_CHECKING:
    from random import Random

    from joserfc.jwk import ECKey, RSAKey

CURVES = ("P-256", "P-384", "P-521")
RSA_BITS = (1024, 8192)
SECRET_BITS = (8, 65_536)


def make_secret(bits: int, form: Any, random: Random, label: str) -> Any:
    """A new secret of so many bits, as `object` (a JWK), `json` (its text) or `base64`.

    Raises:
        ScriptError: ``bits`` or ``form`` is none that there is.
    """
    _check_bits(bits, SECRET_BITS, label)
    form = _known(form, ("object", "json", "base64"), "formats", label)
    secret = random.randbytes(bits // 8)
    if form == "base64":
        import base64

        return base64.b64encode(secret).decode("ascii")
    return _written({"kty": "oct", "k": write_segment(secret)}, form)


def make_rsa_key(bits: int, form: Any, label: str) -> Any:
    """A new private RSA key, as `object` (a JWK), `json` (its text) or `pem`.

    OpenSSL draws the primes itself, so no seed repeats them.

    Raises:
        ScriptError: ``bits`` or ``form`` is none that there is.
    """
    _check_bits(bits, RSA_BITS, label)
    form = _known(form, ("object", "json", "pem"), "formats", label)
    with crypto_extra(label):
        from cryptography.hazmat.primitives.asymmetric import rsa
        from joserfc.jwk import RSAKey
    return _private(RSAKey(rsa.generate_private_key(65_537, bits), None), form)


def make_curve_key(curve: Any, form: Any, random: Random, label: str) -> Any:
    """A new private key on one of :data:`CURVES`, as `object` (a JWK), `json` (its text) or `pem`.

    Raises:
        ScriptError: ``curve`` or ``form`` is none that there is.
    """
    curve = _known(curve, CURVES, "curves", label)
    form = _known(form, ("object", "json", "pem"), "formats", label)
    with crypto_extra(label):
        from cryptography.hazmat.primitives.asymmetric import ec
        from joserfc.jwk import ECKey
    curves = dict(zip(CURVES, (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()), strict=True))
    drawn = random.randrange(1, curves[curve].group_order)
    return _private(ECKey(ec.derive_private_key(drawn, curves[curve]), None), form)


def _private(key: RSAKey | ECKey, form: str) -> Any:
    if form == "pem":
        return key.as_pem(private=True).decode("ascii")
    members = key.as_dict(private=True)
    return _written({"kty": key.key_type, **members}, form)


def _written(jwk: dict[str, Any], form: str) -> Any:
    return dump_json(jwk) if form == "json" else jwk


def _check_bits(bits: int, limits: tuple[int, int], label: str) -> None:
    low, high = limits
    if not low <= bits <= high or bits % 8:
        raise ScriptError(f"{label} needs `bits` from {low:,} to {high:,} in whole bytes, but got {bits}")


def _known(value: Any, known: tuple[str, ...], what: str, label: str) -> str:
    if value not in known:
        raise ScriptError(f"{label} knows the {what} {', '.join(known)}, but got {shown(value)}")
    return str(value)
