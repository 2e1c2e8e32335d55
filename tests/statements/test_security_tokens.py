"""The statements `security.*` that sign and encrypt; the algorithms are tested with the filters."""

from __future__ import annotations

import hashlib
import json
from random import Random

import pytest

from runner.crypto.passwords import hash_password
from runner.crypto.segments import read_segment, write_segment
from runner.errors import ScriptError
from runner.filters import ciphers as filters
from runner.statements import security_tokens as security
from tests.filters.applying import apply
from tests.statements.contexts import make_context

KEY = "0123456789abcdef0123456789abcdef"
SECONDS = 1_700_000_000


def test_encrypt_and_decrypt_are_the_filters():
    sealed = security.encrypt(data="hello", algorithm="aes-256-cbc", key=KEY, iv="iv")
    assert sealed == filters.encrypt("hello", "aes-256-cbc", KEY, "iv")
    assert security.decrypt(data=sealed, algorithm="aes-256-cbc", key=KEY, iv="iv") == "hello"
    with pytest.raises(ScriptError, match=r"^`security\.decrypt` cannot open the data"):
        security.decrypt(data=sealed, algorithm="aes-128-cbc", key=KEY, iv="iv")


@pytest.mark.parametrize(
    ("encode", "decode", "algorithms"),
    [
        (security.jws_encode, security.jws_decode, {}),
        (security.jws_encode, security.jws_decode, {"signature_algorithm": "HS512"}),
        (security.jwe_encode, security.jwe_decode, {}),
        (
            security.jwe_encode,
            security.jwe_decode,
            {"key_algorithm": "A128GCMKW", "content_algorithm": "A192GCM"},
        ),
    ],
)
def test_tokens_go_round(encode, decode, algorithms):
    context = make_context()
    token = encode(context, claims={"iss": "a"}, key=KEY, headers={"kid": "1"}, ttl=60, **algorithms)
    claims = decode(context, token=token, key=KEY, check_claims={"iss": "a"}, **algorithms)
    assert claims == {"iss": "a", "iat": SECONDS, "exp": SECONDS + 60}
    with pytest.raises(
        ScriptError, match=r"^`security.jw[se]_decode` expects that the claim `iss` is the text"
    ):
        decode(context, token=token, key=KEY, check_claims={"iss": "b"}, **algorithms)


@pytest.mark.parametrize(
    ("encode", "decode"),
    [(security.jws_encode, security.jws_decode), (security.jwe_encode, security.jwe_decode)],
)
def test_time_drift(encode, decode):
    context = make_context()
    token = encode(context, claims={}, key=KEY, ttl=-10)
    assert decode(context, token=token, key=KEY, timeDrift=11)["exp"] == SECONDS - 10
    with pytest.raises(ScriptError, match="got a token that expired on 2023-11-14 at 22:13:10 UTC"):
        decode(context, token=token, key=KEY)


# -- auth tokens -----------------------------------------------------------------------------------


def auth_key(secret):
    return {"kty": "oct", "k": write_segment(hashlib.sha256(secret.encode()).digest())}


@pytest.mark.parametrize(
    ("properties", "claims"),
    [
        ({}, {"extras": {}, "iat": SECONDS, "exp": SECONDS + 86_400}),
        ({"expiration": 60}, {"extras": {}, "iat": SECONDS, "exp": SECONDS + 60}),
        ({"expiration": 0}, {"extras": {}}),
        ({"extras": {"role": "admin"}, "expiration": 0}, {"extras": {"role": "admin"}}),
        ({"extras": None, "expiration": 0}, {"extras": {}}),
    ],
)
def test_an_auth_token_opens_with_the_secret_of_the_environment(properties, claims):
    context = make_context(env={"XSRUN_AUTH_SECRET": "of the project"})
    token = security.create_auth_token(context, table="user", id=5, **properties)
    opened = apply("jwe_decode", token, {}, auth_key("of the project"), context=context)
    assert opened == {"table": "user", "id": 5} | claims


def test_an_auth_token_looks_like_those_of_xano():
    token = security.create_auth_token(make_context(), table="user", id="a-uuid")
    header = {"alg": "A256KW", "enc": "A256CBC-HS512", "zip": "DEF"}
    assert list(json.loads(read_segment(token.split(".")[0])).items()) == list(header.items())


@pytest.mark.parametrize("env", [{}, {"XSRUN_AUTH_SECRET": ""}])
def test_without_a_secret_the_key_is_drawn(env):
    first, again, other = (
        security.create_auth_token(make_context(env=env, seed=seed), table="user", id=5) for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"id": None}, "needs an `id`, but got null; was the row found?"),
        ({"id": ""}, "needs an `id`, but got"),
        ({"id": 1, "extras": "admin"}, 'needs an object as `extras`, but got the text "admin"'),
        ({"id": 1, "expiration": "soon"}, "`security.create_auth_token`"),
    ],
)
def test_what_an_auth_token_needs(properties, message):
    with pytest.raises(ScriptError, match=message.replace("?", r"\?")):
        security.create_auth_token(make_context(), table="user", **properties)


# -- passwords -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "expected"), [("secret", True), ("Secret", False), ("", False), (None, False), (5, False)]
)
def test_check_password(password, expected):
    context, stored = make_context(), hash_password("secret", Random(1))
    assert security.check_password(context, text_password=password, hash_password=stored) is expected
    assert context.logs == []


@pytest.mark.parametrize("stored", ["secret", "$2y$10$somethingElse", 5])
def test_a_hash_of_another_program_is_not_recognised(stored):
    context = make_context()
    assert security.check_password(context, text_password="secret", hash_password=stored) is False
    assert [entry.level for entry in context.logs] == ["warning"]
    assert "`hash_password` is no hash that was made here" in context.logs[0].message


@pytest.mark.parametrize("stored", ["", None])
def test_no_hash_is_no_match(stored):
    context = make_context()
    assert security.check_password(context, text_password="", hash_password=stored) is False
    assert context.logs == []


def test_a_password_is_a_text():
    with pytest.raises(ScriptError, match=r"`security\.check_password` needs a text, but got an object"):
        security.check_password(make_context(), text_password={}, hash_password="x")
