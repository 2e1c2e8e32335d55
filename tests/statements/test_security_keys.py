"""The statements `security.create_..._key`."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from runner.errors import ScriptError
from runner.statements.security_keys import create_curve_key, create_rsa_key, create_secret_key
from tests.statements.contexts import make_context


@pytest.mark.parametrize("bits", [8, 256, 2048, "512", 65_536])
def test_a_secret_has_its_bits(bits):
    key = create_secret_key(make_context(), bits=bits)
    assert list(key) == ["kty", "k"]
    assert key["kty"] == "oct"
    assert len(base64.urlsafe_b64decode(key["k"] + "==")) * 8 == int(bits)


def test_a_secret_in_its_forms():
    jwk = create_secret_key(make_context(), bits=256)
    assert json.loads(create_secret_key(make_context(), bits=256, format="json")) == jwk
    raw = base64.b64decode(create_secret_key(make_context(), bits=256, format="base64"))
    assert raw == base64.urlsafe_b64decode(jwk["k"] + "=")


@pytest.mark.parametrize(("curve", "size"), [("P-256", 32), ("P-384", 48), ("P-521", 66)])
def test_a_curve_key_in_its_forms(curve, size):
    jwk, text, pem = (
        create_curve_key(make_context(), curve=curve, format=form) for form in ("object", "json", "pem")
    )
    assert json.loads(text) == jwk
    assert (jwk["kty"], jwk["crv"]) == ("EC", curve)
    secret = int.from_bytes(base64.urlsafe_b64decode(jwk["d"] + "=="), "big")
    loaded = load_pem_private_key(pem.encode(), None)
    assert loaded.private_numbers().private_value == secret
    assert len(base64.urlsafe_b64decode(jwk["x"] + "==")) == size


def test_an_rsa_key_in_its_forms():
    jwk = create_rsa_key(bits=1024)
    assert list(jwk) == ["kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"]
    assert jwk["e"] == "AQAB"
    assert len(base64.urlsafe_b64decode(jwk["n"] + "==")) == 128
    assert set(json.loads(create_rsa_key(bits=1024, format="json"))) == set(jwk)
    assert load_pem_private_key(create_rsa_key(bits="1024", format="pem").encode(), None).key_size == 1024


@pytest.mark.parametrize("make", [create_secret_key, create_curve_key])
def test_a_seed_repeats_keys(make):
    assert make(make_context(seed=7)) == make(make_context(seed=7))
    assert make(make_context(seed=7)) != make(make_context(seed=8))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: create_secret_key(make_context(), bits=0),
            "needs `bits` from 8 to 65,536 in whole bytes, but got 0",
        ),
        (lambda: create_secret_key(make_context(), bits=12), "in whole bytes, but got 12"),
        (lambda: create_secret_key(make_context(), bits="many"), "`security.create_secret_key`"),
        (
            lambda: create_secret_key(make_context(), format="pem"),
            'formats object, json, base64, but got the text "pem"',
        ),
        (lambda: create_rsa_key(bits=512), "needs `bits` from 1,024 to 8,192 in whole bytes, but got 512"),
        (lambda: create_rsa_key(bits=10**9), "but got 1000000000"),
        (lambda: create_rsa_key(format="der"), "knows the formats object, json, pem"),
        (
            lambda: create_curve_key(make_context(), curve="P256"),
            'curves P-256, P-384, P-521, but got the text "P256"',
        ),
        (lambda: create_curve_key(make_context(), curve=["P-256"]), "but got a list"),
        (lambda: create_curve_key(make_context(), format=None), "formats object, json, pem, but got null"),
    ],
)
def test_what_there_is_not(make, message):
    with pytest.raises(ScriptError, match=message):
        make()
