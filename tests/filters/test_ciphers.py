"""Filters that encrypt with AES; the expectations are what `openssl_encrypt` of PHP 8.2 gives."""

from __future__ import annotations

import base64

import pytest

from runner.errors import ScriptError
from runner.values.binary import from_bytes, to_bytes
from tests.filters.applying import apply

KEY = "0123456789abcdef0123456789abcdef"
IV = "fedcba9876543210"

# Algorithm, text, key, iv, and the raw result in base64; of GCM with its tag behind it. Keys and ivs that
# are too short or too long are among them: PHP fills up and cuts.
KNOWN = pytest.mark.parametrize(
    ("algorithm", "text", "key", "iv", "sealed"),
    [
        ("aes-128-cbc", "hello", "0123456789abcdef", IV, "e+3OsGVfOJQQaXifNkYgkQ=="),
        ("aes-192-cbc", "hello", "1494AX6XJUsDe51kF9S9sA==", "27222b6032574bad", "uZntWiCtcnw1l8rA6X7bbA=="),
        ("aes-256-cbc", "Zürich ✓", KEY, IV, "aP7SWdNwwBwzJk3qhSUdAg=="),
        ("aes-256-cbc", "", KEY, IV, "BJiXSBVu/WANms7iJn3Mww=="),
        ("aes-256-cbc", "exactly 16 bytes", KEY, IV, "GqzOiqKIggQG50k2bPgp3YZAEV+uai7NTgc02kkx5P0="),
        ("aes-256-cbc", "hello", "encryption_key", "init_vector", "b8Ha+6CWEyEntiFKl8LGaw=="),
        ("aes-256-cbc", "hello", "encryption_key", "", "UQ0O1smAye7iXQhg5Wjqbg=="),
        (
            "aes-256-cbc",
            "hello",
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
            "0123456789abcdefXYZ",
            "0rsJQpbGXYD03x2CmP9kTg==",
        ),
        ("AES-256-CBC", "hello", KEY, IV, "Q2nyUtEfyLk1S2lwg4e9gQ=="),
        ("aes-128-gcm", "hello", "0123456789abcdef", "123456789012", "rjQumYQ5QKqwWJbGIWCAbWpW0qyx"),
        (
            "aes-192-gcm",
            "Zürich ✓",
            "0123456789abcdef01234567",
            "123456789012",
            "8nrmXMdup71uxPWh0Favl1ENXppogTyTgLjg",
        ),
        ("aes-256-gcm", "hello", KEY, "123456789012", "4T+ln8klPxpFWuYF1iDNPOaeaEpr"),
        ("aes-256-gcm", "", KEY, "123456789012", "TL1hZO4m+IAARZCMaPg2ww=="),
        ("aes-256-gcm", "hello", "short", "a longer iv of 24 bytes!", "ZruRAVZ8kjvw17oXG0+GBbVSJGoX"),
    ],
)


@KNOWN
def test_encrypt_gives_what_php_gives(algorithm, text, key, iv, sealed):
    assert base64.b64encode(to_bytes(apply("encrypt", text, algorithm, key, iv))).decode() == sealed


@KNOWN
def test_decrypt_reads_what_php_gives(algorithm, text, key, iv, sealed):
    assert apply("decrypt", from_bytes(base64.b64decode(sealed)), algorithm, key, iv) == text


@pytest.mark.parametrize("algorithm", ["aes-256-cbc", "aes-256-gcm"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5, "5"),
        (True, "true"),
        ({"a": [1]}, '{"a":[1]}'),
        ("é", "é"),
        (from_bytes(b"\xff\x00"), None),
    ],
)
def test_values_of_all_kinds_come_back_as_text(algorithm, value, text):
    opened = apply("decrypt", apply("encrypt", value, algorithm, KEY, IV), algorithm, KEY, IV)
    assert opened == (value if text is None else text)


def test_a_result_travels_as_base64():
    sealed = apply("base64_encode", apply("encrypt", "hello", "aes-256-cbc", KEY, IV))
    assert apply("decrypt", apply("base64_decode", sealed), "aes-256-cbc", KEY, IV) == "hello"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("des", KEY, IV), 'knows aes-128-cbc, aes-128-gcm, .*, but not "des"'),
        ((None, KEY, IV), 'but not ""'),
        (("aes-256-cbc", "", IV), "needs a key, but got an empty one"),
        (("aes-256-cbc", None, IV), "needs a key, but got null"),
        (("aes-256-cbc", {"k": 1}, IV), "needs a text as key, but got a value of the type object"),
        (("aes-256-cbc", KEY, [1]), "needs a text as iv, but got a value of the type list"),
        (("aes-256-gcm", KEY, ""), "needs for aes-256-gcm an iv of 8 to 128 bytes, 12 as a rule, but got 0"),
        (("aes-256-gcm", KEY, "x" * 129), "but got 129"),
    ],
)
@pytest.mark.parametrize("name", ["encrypt", "decrypt"])
def test_what_cannot_work_is_told(name, arguments, message):
    with pytest.raises(ScriptError, match=message) as caught:
        apply(name, "hello", *arguments)
    assert caught.value.message.startswith(f"`|{name}` ")
    assert KEY not in caught.value.message


@pytest.mark.parametrize(
    ("algorithm", "key", "iv", "change"),
    [
        ("aes-256-cbc", KEY[::-1], IV, 0),
        ("aes-128-cbc", KEY, IV, 0),
        ("aes-256-cbc", KEY, IV, 1),
        ("aes-256-gcm", KEY[::-1], IV, 0),
        ("aes-256-gcm", KEY, IV[::-1], 0),
        ("aes-256-gcm", KEY, IV, 1),
    ],
)
def test_what_does_not_belong_together_does_not_open(algorithm, key, iv, change):
    mode = algorithm[-3:]
    sealed = to_bytes(apply("encrypt", "hello", f"aes-256-{mode}", KEY, IV))
    changed = from_bytes(bytes([sealed[0] ^ change]) + sealed[1:-1] + bytes([sealed[-1] ^ change]))
    with pytest.raises(
        ScriptError, match="cannot open the data: the key, the iv or the algorithm is another"
    ):
        apply("decrypt", changed, algorithm, key, iv)


@pytest.mark.parametrize("data", ["", None, "aGVsbG8=", "x" * 17])
def test_data_that_was_not_decoded_first(data):
    with pytest.raises(ScriptError, match=r"whole blocks of 16 bytes, but got \d+ bytes; base64 or hexa"):
        apply("decrypt", data, "aes-256-cbc", KEY, IV)


@pytest.mark.parametrize("data", ["", "x", "x" * 15, "x" * 16, "x" * 40])
def test_data_that_has_no_tag(data):
    with pytest.raises(ScriptError, match="cannot open the data"):
        apply("decrypt", data, "aes-256-gcm", KEY, IV)
