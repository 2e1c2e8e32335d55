"""Filters that make and read tokens; the tokens in here were made with `hash_hmac` and OpenSSL by PHP 8.2."""

from __future__ import annotations

import base64
import json

import pytest

from runner.crypto import encrypted, signed
from runner.crypto.new_keys import make_curve_key, make_rsa_key, make_secret
from runner.errors import ScriptError
from tests.filters.applying import NOW, apply, make_context

SECRET = "a-secret"
KEY = "0123456789abcdef0123456789abcdef"
CLAIMS = {"sub": "1234567890", "name": "Zoë", "admin": True}
SECONDS = NOW // 1000

BY_PHP = {
    "HS256": (
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilpvw6siLCJhZG1pb"
        "iI6dHJ1ZX0.bGE9nGuT4O3FvUKqMfsLh-6zndrF1PkQuaigZ8yREXE"
    ),
    "HS384": (
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzM4NCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilpvw6siLCJhZG1pb"
        "iI6dHJ1ZX0.zVVlwRDRnlRKupzOCexjrnm4cNJURp0U71szHgEtxKWrY3wKzJ7kpHfAXO0wx2nN"
    ),
    "HS512": (
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzUxMiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ilpvw6siLCJhZG1pb"
        "iI6dHJ1ZX0.Vk2hXAo8V8dqi1W1OmGIKxHZYrN671Epb4UYf7yACVAaMXPkygkUMLv9gbEgV3kpUazr5z5ItXX9jMV"
        "B_zoeiw"
    ),
}
TEXT_BY_PHP = "eyJhbGciOiJIUzI1NiJ9.aGVsbG8.qUQ-3vfVeL466QN5wEJapEFF-aQHf4MzzAZ5T9Bw1Aw"
RS256_BY_PHP = (
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c625lwKDNOolgPF1dAMn3kl-5AvwTV7kLz82OPMFDEkS4m0m8bGEf"
    "N2nlJ-I8WTWpMTv-K8Tk3mPVbZdEN8oMjxOcaxR3U8fwl6I8iDB_5zs5k-PCCVdgYtlWMCSBvhyoI92Yk-OVpfpVk3"
    "xPq6SsZosRbO3RCoX1M1CgO-YCITtfo1yjAhBtdJSKBnmh007c8nLq7nc9WqK3PcGVgmk7ZgDX9OApeNi3dUQR6eCD"
    "f9arCK4AmxpDTyVSZ5SiP719sQlR76DxccSwigipnmrauvmr2DwQdYrFnbessemdFTayI0dxKsD_3yPVr4SttnYVgZ"
    "UdVIqGn-RKGmmTIRY8w"
)
RSA_PUBLIC = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlm3TXXCRBPeZPghDVM7A
HBLKot8HTTLGm7qn5PjZ0K9AG9C/uf0MqxatZFKyM6nyrom+dkpL1f2ozCtF64ZC
eltr15sqx5prraqO9r3dhogLMFMT1WuNgaNnF1tG/2TZzMcOKOSg+QMQMEsBrGEs
N0n0sINxqfY2Rzb7EY+gBqlWpIQxbnXXIaqX2bFCHvghgXXtm3elQcVIVuDzl9D3
YHs6e6AKy/ddRlvGFd3Xnbn+NKzSR13EIDU+QvOa3ntBtLDqN1f15jvptHl7e5u/
vGeK7wzIbpyky+fTi2j2D33Eu83xTZ9CVfqaCJQwp+MIpaaZlCRu/yUfD7K99bbY
EQIDAQAB
-----END PUBLIC KEY-----
"""

# Algorithms, the key, and the token of {"sub": "1"}.
SEALED_BY_PHP = [
    (
        ("dir", "A256GCM"),
        KEY,
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..MTIzNDU2Nzg5MDEy.8ni6hsRaCnxivXw.eudHOBFWpAAPthoYb67dmg"),
    ),
    (
        ("dir", "A256CBC-HS512"),
        "0123456789abcdef" * 4,
        (
            "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIn0..ZmVkY2JhOTg3NjU0MzIxMA.ybIVG3GzoZweTsdyWn"
            "xFeA.X3tm9_bM2BJBksFicqNKry_l6qk4lNn0pfFj4wh9DrQ"
        ),
    ),
    (
        ("A256KW", "A256CBC-HS512"),
        KEY,
        (
            "eyJhbGciOiJBMjU2S1ciLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwiemlwIjoiREVGIn0.wZD45LBQLny1vQtPGDZj4Y"
            "SXI4JZLIOVKOCKaiv_T_M85Fc1yOxxX0JKwoarIQW_asLnsso9UroNGER1Bz2hr0bcJ52hr_le.ZmVkY2JhOTg3NjU"
            "0MzIxMA.aMm9WnGxjAxtw076roB3gA.iQVCgX78fMxTV8D97C6FPKf1nPfvr9HvoXaC1jJsZe8"
        ),
    ),
]


def header_of(token):
    part = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@pytest.fixture(scope="module")
def keys():
    """A private key of each type, as a JWK; the curve is the one that ES256 wants."""
    random = make_context().random
    return {
        "oct": make_secret(512, "object", random, "test"),
        "RSA": make_rsa_key(2048, "object", "test"),
        "EC": make_curve_key("P-256", "object", random, "test"),
    }


# -- signed tokens ---------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", sorted(BY_PHP))
def test_signed_tokens_are_those_of_php(algorithm):
    token = BY_PHP[algorithm]
    assert apply("jws_encode", CLAIMS, {"typ": "JWT"}, SECRET, algorithm) == token
    assert apply("jws_decode", token, {}, SECRET, algorithm) == CLAIMS
    assert apply("jws_decode", f" {token}\n", None, SECRET, algorithm) == CLAIMS


def test_a_text_is_carried_as_it_is():
    assert apply("jws_encode", "hello", {}, SECRET, "HS256") == TEXT_BY_PHP
    assert apply("jws_decode", TEXT_BY_PHP, {}, SECRET, "HS256") == "hello"


def test_rsa_signatures_of_php_hold():
    assert apply("jws_decode", RS256_BY_PHP, {}, RSA_PUBLIC, "RS256") == {"sub": "1"}
    assert apply("jws_decode", RS256_BY_PHP, {}, RSA_PUBLIC.replace("\n", "\\n"), "RS256") == {"sub": "1"}


@pytest.mark.parametrize("algorithm", [name for name in signed.ALGORITHMS if name not in ("ES384", "ES512")])
def test_signed_tokens_go_round(keys, algorithm):
    key = keys[signed.ALGORITHMS[algorithm]]
    token = apply("jws_encode", CLAIMS, {}, key, algorithm)
    assert header_of(token) == {"alg": algorithm}
    assert apply("jws_decode", token, {}, key, algorithm) == CLAIMS


@pytest.mark.parametrize(("algorithm", "curve"), [("ES384", "P-384"), ("ES512", "P-521")])
@pytest.mark.parametrize("form", ["object", "json", "pem"])
def test_larger_curves_go_round_in_each_form(algorithm, curve, form):
    key = make_curve_key(curve, form, make_context().random, "test")
    token = apply("jws_encode", CLAIMS, {}, key, algorithm)
    assert apply("jws_decode", token, {}, key, algorithm) == CLAIMS


@pytest.mark.parametrize(
    ("headers", "header"),
    [
        (None, {"alg": "HS256"}),
        ([], {"alg": "HS256"}),
        ({"kid": "k1", "typ": "JWT"}, {"kid": "k1", "typ": "JWT", "alg": "HS256"}),
        ({"alg": "none", "own": [1]}, {"alg": "HS256", "own": [1]}),
    ],
)
def test_the_header_is_the_authors_with_the_true_algorithm(headers, header):
    token = apply("jws_encode", CLAIMS, headers, SECRET)
    assert list(header_of(token).items()) == list(header.items())


@pytest.mark.parametrize("encode", ["jws_encode", "jwe_encode"])
@pytest.mark.parametrize(
    ("claims", "carried"),
    [
        ({}, {}),
        (["a", 1], ["a", 1]),
        ({"n": 2.0, "deep": {"l": [None, False]}}, {"n": 2, "deep": {"l": [None, False]}}),
        ({"big": 12345678901234567890}, {"big": 12345678901234567890.0}),
        ('{"a":1}', {"a": 1}),
        ("[broken", "[broken"),
        ("[NaN]", "[NaN]"),
        ("5", "5"),
        (5, "5"),
        (None, ""),
        ("été", "été"),
    ],
)
def test_what_tokens_carry(encode, claims, carried):
    token = apply(encode, claims, {}, KEY)
    assert repr(apply(f"{encode[:3]}_decode", token, {}, KEY)) == repr(carried)


# -- times and claims ------------------------------------------------------------------------------


@pytest.mark.parametrize("ttl", [60, "60", 60.9])
def test_a_ttl_becomes_claims(ttl):
    token = apply("jws_encode", {"sub": "1"}, {}, SECRET, "HS256", ttl)
    assert apply("jws_decode", token, {}, SECRET) == {"sub": "1", "iat": SECONDS, "exp": SECONDS + 60}


@pytest.mark.parametrize("ttl", [0, None, "0"])
def test_without_a_ttl_nothing_is_added(ttl):
    assert apply("jws_decode", apply("jws_encode", {"sub": "1"}, {}, SECRET, "HS256", ttl), {}, SECRET) == {
        "sub": "1"
    }


def test_the_authors_own_times_stay():
    own = {"exp": SECONDS + 5, "iat": SECONDS - 5}
    assert apply("jws_decode", apply("jws_encode", own, {}, SECRET, "HS256", 60), {}, SECRET) == own


@pytest.mark.parametrize(
    ("claims", "drift", "message"),
    [
        ({"exp": SECONDS + 1}, 0, None),
        ({"exp": SECONDS}, 0, "got a token that expired on 2025-09-17 at 12:34:56 UTC"),
        ({"exp": SECONDS - 10}, 5, "expired"),
        ({"exp": SECONDS - 10}, 11, None),
        ({"exp": SECONDS - 10}, "11", None),
        ({"nbf": SECONDS}, 0, None),
        ({"nbf": SECONDS + 10}, 0, "is not valid yet: its claim `nbf` is on 2025-09-17 at 12:35:06 UTC"),
        ({"nbf": SECONDS + 10}, 10, None),
        ({"iat": SECONDS}, 0, None),
        ({"iat": NOW}, 0, "comes from the future.*; claims count seconds, not milliseconds"),
        ({"nbf": 1e30}, 0, "is not valid yet: its claim `nbf` is at 1000000000000000019884624838656 seconds"),
        (
            {"exp": "soon"},
            0,
            "needs a number of seconds as the claim `exp`, but got a value of the type text",
        ),
        ({"exp": True}, 0, "of the type bool"),
    ],
)
@pytest.mark.parametrize("form", ["jws", "jwe"])
def test_times_are_those_of_the_clock(form, claims, drift, message):
    token = apply(f"{form}_encode", claims, {}, KEY)
    algorithms = ("HS256",) if form == "jws" else ("A256KW", "A256CBC-HS512")
    if message is None:
        assert apply(f"{form}_decode", token, {}, KEY, *algorithms, drift) == claims
    else:
        with pytest.raises(ScriptError, match=message):
            apply(f"{form}_decode", token, {}, KEY, *algorithms, drift)


def test_a_token_expires_as_time_goes_by():
    token = apply("jws_encode", {}, {}, SECRET, "HS256", 60)
    assert "exp" in apply("jws_decode", token, {}, SECRET, context=make_context(now=NOW + 59_000))
    with pytest.raises(ScriptError, match="expired on 2025-09-17 at 12:35:56 UTC"):
        apply("jws_decode", token, {}, SECRET, context=make_context(now=NOW + 60_000))


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"sub": "1"}, None),
        ({"sub": "1", "aud": "b", "n": 1}, None),
        ({"aud": ["a", "b"]}, None),
        (None, None),
        ([], None),
        ({"sub": 1}, 'expects that the claim `sub` is the int 1, but it is the text "1"'),
        ({"n": True}, "expects that the claim `n` is the bool true, but it is the int 1"),
        ({"aud": "c"}, 'expects that the claim `aud` is the text "c", but it is a list'),
        ({"iss": "x"}, "expects the claim `iss`, which the token lacks"),
        ("iss", 'needs an object as `check_claims`, but got the text "iss"'),
    ],
)
@pytest.mark.parametrize("form", ["jws", "jwe"])
def test_expected_claims(form, expected, message):
    claims = {"sub": "1", "aud": ["a", "b"], "n": 1}
    token = apply(f"{form}_encode", claims, {}, KEY)
    if message is None:
        assert apply(f"{form}_decode", token, expected, KEY) == claims
    else:
        with pytest.raises(ScriptError, match=message):
            apply(f"{form}_decode", token, expected, KEY)


def test_a_text_has_no_claims():
    with pytest.raises(ScriptError, match="expects the claim `sub`, which the token lacks"):
        apply("jws_decode", TEXT_BY_PHP, {"sub": "hello"}, SECRET)


# -- encrypted tokens ------------------------------------------------------------------------------


@pytest.mark.parametrize(("algorithms", "key", "token"), SEALED_BY_PHP, ids=lambda item: str(item)[:30])
def test_encrypted_tokens_of_php_open(algorithms, key, token):
    assert apply("jwe_decode", token, {}, key, *algorithms) == {"sub": "1"}


@pytest.mark.parametrize("algorithm", sorted(encrypted.ALGORITHMS))
@pytest.mark.parametrize("content", ["A128GCM", "A192CBC-HS384", "A256CBC-HS512"])
def test_encrypted_tokens_go_round(keys, algorithm, content):
    key = keys[encrypted.ALGORITHMS[algorithm]]
    token = apply("jwe_encode", CLAIMS, {"kid": "k"}, key, algorithm, content, 60)
    header = header_of(token)
    assert (header["kid"], header["alg"], header["enc"]) == ("k", algorithm, content)
    assert apply("jwe_decode", token, {"sub": "1234567890"}, key, algorithm, content)["exp"] == SECONDS + 60


@pytest.mark.parametrize("content", sorted(encrypted.CONTENT))
def test_every_content_algorithm(content):
    token = apply("jwe_encode", CLAIMS, {}, KEY * 2, "dir", content)
    assert apply("jwe_decode", token, {}, KEY * 2, "dir", content) == CLAIMS


@pytest.mark.parametrize("algorithm", ["A128KW", "A192KW", "A256KW", "dir", "PBES2-HS256+A128KW"])
def test_a_seed_repeats_encrypted_tokens(algorithm):
    first, again, other = (
        apply("jwe_encode", CLAIMS, {}, KEY, algorithm, "A256GCM", context=make_context(seed=seed))
        for seed in (7, 7, 8)
    )
    assert first == again
    assert first != other


def test_no_two_encrypted_tokens_are_alike():
    context = make_context()
    assert len({apply("jwe_encode", CLAIMS, {}, KEY, context=context) for _ in range(20)}) == 20


def test_a_secret_that_is_too_long_is_cut():
    token = apply("jwe_encode", CLAIMS, {}, KEY + "more")
    assert apply("jwe_decode", token, {}, KEY) == CLAIMS


def test_compressed_content():
    token = apply("jwe_encode", {"text": "ab" * 5000}, {"zip": "DEF"}, KEY)
    assert len(token) < 500
    assert apply("jwe_decode", token, {}, KEY) == {"text": "ab" * 5000}


# -- what does not hold ----------------------------------------------------------------------------


def changed(token, part):
    """The token with another first character in one of its parts."""
    parts = token.split(".")
    parts[part] = ("B" if parts[part].startswith("A") else "A") + parts[part][1:]
    return ".".join(parts)


@pytest.mark.parametrize("part", [1, 2])
def test_a_signed_token_that_was_changed(part):
    with pytest.raises(ScriptError, match="refuses the token: it was changed, or signed with another key"):
        apply("jws_decode", changed(BY_PHP["HS256"], part), {}, SECRET)


@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_an_encrypted_token_that_was_changed(part):
    with pytest.raises(ScriptError, match="cannot open the token: it was changed or is broken, or the key"):
        apply("jwe_decode", changed(SEALED_BY_PHP[2][2], part), {}, KEY)


@pytest.mark.parametrize("name", ["jws_decode", "jwe_decode"])
def test_another_key(name):
    token = BY_PHP["HS256"] if name == "jws_decode" else SEALED_BY_PHP[2][2]
    with pytest.raises(ScriptError, match=r"another key|the key is another one") as caught:
        apply(name, token, {}, "another-secret-that-is-long-enough-for-all")
    assert "another-secret" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "token", "got"),
    [
        ("jws_decode", "a.b", "a text of 2 parts"),
        ("jws_decode", "a.b.c", "a text of 3 parts"),
        ("jws_decode", "W10.b.c", "a text of 3 parts"),
        ("jws_decode", "hello", "a text of 1 part$"),
        ("jws_decode", " ", "an empty text"),
        ("jws_decode", None, "null"),
        ("jws_decode", 5, "the int 5"),
        ("jws_decode", {"token": "x"}, "an object"),
        ("jwe_decode", BY_PHP["HS256"], "a text of 3 parts"),
    ],
)
def test_what_is_no_token(name, token, got):
    with pytest.raises(
        ScriptError, match=rf"needs a token of [35] parts with dots between them, but got {got}"
    ):
        apply(name, token, {}, KEY)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "message"),
    [
        (
            "jws_encode",
            {},
            ({}, SECRET, "none"),
            'knows as `signature_algorithm` HS256, .*, but got the text "none"',
        ),
        ("jws_encode", {}, ({}, SECRET, "hs256"), 'but got the text "hs256"'),
        ("jws_decode", BY_PHP["HS256"], ({}, SECRET, ["HS256"]), "but got a list"),
        (
            "jws_decode",
            BY_PHP["HS256"],
            ({}, SECRET, "HS384"),
            "expects HS384, but the token says as `alg` the text",
        ),
        (
            "jwe_encode",
            {},
            ({}, KEY, "RSA1_5"),
            'knows as `key_algorithm` A128KW, .*, but got the text "RSA1_5"',
        ),
        ("jwe_encode", {}, ({}, KEY, "A256KW", "AES"), "knows as `content_algorithm` A128CBC-HS256, "),
        (
            "jwe_decode",
            SEALED_BY_PHP[2][2],
            ({}, KEY, "A256KW", "A256GCM"),
            "expects A256GCM, but the token says",
        ),
        ("jws_encode", {}, ("typ", SECRET), 'needs an object as `headers`, but got the text "typ"'),
        ("jws_encode", {}, ({"kid": 5}, SECRET), "cannot make the token: 'kid' in header must be a str"),
        ("jws_encode", {}, ({"crit": ["x"]}, SECRET), "cannot make the token: Missing critical 'x' value"),
        ("jwe_encode", {}, ({"zip": "GZ"}, KEY), "cannot make the token: the header `zip` can be DEF alone"),
        (
            "jws_encode",
            "text",
            ({}, SECRET, "HS256", 5),
            "needs an object of claims, since its `ttl` becomes a claim",
        ),
        ("jws_encode", {}, ({}, SECRET, "HS256", "soon"), "soon"),
    ],
)
def test_what_cannot_work_is_told(name, value, arguments, message):
    with pytest.raises(ScriptError, match=message) as caught:
        apply(name, value, *arguments)
    assert f"`|{name}`" in caught.value.message
    assert SECRET not in caught.value.message
    assert KEY not in caught.value.message


@pytest.mark.parametrize(
    ("algorithm", "key", "message"),
    [
        ("HS256", None, "needs a key, but got null"),
        ("HS256", "", "needs a key, but got an empty one"),
        ("HS256", {"kty": "oct", "k": ""}, "needs a key, but got an empty one"),
        ("HS256", RSA_PUBLIC, "needs a secret for HS256, as a text or a JWK, but got a key of another type"),
        ("HS256", {"kty": "oct"}, "a key of another type"),
        ("HS256", {"kty": "oct", "k": "!"}, "a key of another type"),
        ("HS256", {"a": 1}, "a key of another type"),
        (
            "RS256",
            "text",
            "needs an RSA key for RS256, as PEM or JWK, but got a text that is neither PEM nor JWK",
        ),
        ("RS256", "{broken", "a text that is neither PEM nor JWK"),
        ("RS256", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "or that cannot be read"),
        ("RS256", {"kty": "RSA"}, "or that cannot be read"),
        ("ES256", RSA_PUBLIC, "needs a curve key for ES256, as PEM or JWK, but got one that is not"),
        ("RS256", RSA_PUBLIC, "cannot make the token: this needs the private key, but got a public one"),
    ],
)
def test_keys_that_do_not_fit(algorithm, key, message):
    with pytest.raises(ScriptError, match=message):
        apply("jws_encode", {}, {}, key, algorithm)


def test_a_curve_that_does_not_fit(keys):
    with pytest.raises(ScriptError, match="the key is on another curve than ES384 needs"):
        apply("jws_encode", {}, {}, keys["EC"], "ES384")


def test_a_key_that_is_meant_for_something_else(keys):
    with pytest.raises(ScriptError, match="the key is made for something else than RS256"):
        apply("jws_encode", {}, {}, keys["RSA"] | {"use": "enc"}, "RS256")


@pytest.mark.parametrize(
    ("algorithm", "key", "message"),
    [
        ("A256KW", "short", "needs for A256KW a key of 32 bytes, but got one of 5"),
        ("A128GCMKW", "short", "needs for A128GCMKW a key of 16 bytes, but got one of 5"),
        ("dir", KEY, "needs for dir a key of 64 bytes, but got one of 32"),
        ("RSA-OAEP", KEY, "needs an RSA key for RSA-OAEP"),
    ],
)
def test_keys_of_encrypted_tokens_that_do_not_fit(algorithm, key, message):
    with pytest.raises(ScriptError, match=message):
        apply("jwe_encode", {}, {}, key, algorithm)


def test_an_rsa_key_that_is_too_short_to_encrypt():
    with pytest.raises(ScriptError, match="cannot make the token: the key is too short for RSA-OAEP"):
        apply("jwe_encode", {}, {}, make_rsa_key(1024, "pem", "test"), "RSA-OAEP")


@pytest.mark.filterwarnings("ignore:A minimum iteration count")
@pytest.mark.parametrize(
    "header",
    [
        {"p2c": -1, "p2s": "AAAA"},
        {"p2c": 10**9, "p2s": "AAAA"},
        {"p2c": 2048},
        {"p2c": 2048, "p2s": 5},
        {"zip": "GZ"},
        {"crit": ["x"]},
    ],
)
def test_headers_made_to_trip_up_are_refused(header):
    algorithms = ("PBES2-HS256+A128KW", "A128GCM")
    token = apply("jwe_encode", {}, {}, KEY, *algorithms)
    made = json.dumps({"alg": algorithms[0], "enc": algorithms[1], **header}).encode()
    parts = [base64.urlsafe_b64encode(made).decode().rstrip("="), *token.split(".")[1:]]
    with pytest.raises(ScriptError, match="cannot open the token"):
        apply("jwe_decode", ".".join(parts), {}, KEY, *algorithms)
