"""Stored passwords."""

from __future__ import annotations

import base64
import hashlib
from random import Random

import pytest

from runner.crypto.passwords import hash_password, is_hash, is_password

# A password hashed under a salt of zeros, with little effort.
SMALL = "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$"


@pytest.mark.parametrize("password", ["secret", "", "pässwörd ✓", "a" * 1000, "with\0zero", "\udcff"])
def test_a_password_is_recognised(password):
    stored = hash_password(password, Random(1))
    assert is_hash(stored)
    assert is_password(password, stored)
    assert not is_password(password + " ", stored)
    assert not is_password("other", stored)
    assert not password or password not in stored


def test_each_hash_has_a_salt_of_its_own():
    random = Random(1)
    assert hash_password("secret", random) != hash_password("secret", random)
    assert hash_password("secret", Random(1)) == hash_password("secret", Random(1))


def test_a_hash_is_that_of_scrypt():
    digest = hashlib.scrypt(b"secret", salt=bytes(16), n=16, r=8, p=1, dklen=32)
    stored = SMALL + base64.b64encode(digest).decode().rstrip("=")
    assert is_password("secret", stored)
    assert not is_password("Secret", stored)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "secret",
        "$2y$10$abcdefghijklmnopqrstuuVwY1i1Gq4J1q0wJ5n5i7a9f0d1c2b3e",
        "$scrypt$",
        "$scrypt$ln=4,r=8,p=1$AAAA$",
        "$scrypt$ln=4,r=8,p=1$A$AAAA",
        "$scrypt$ln=0,r=8,p=1$AAAA$AAAA",
        "$scrypt$ln=4,r=0,p=1$AAAA$AAAA",
        "$scrypt$ln=4,r=8,p=0$AAAA$AAAA",
        "$scrypt$ln=18,r=8,p=1$AAAA$AAAA",
        "$scrypt$ln=99,r=99,p=99$AAAA$AAAA",
        "$scrypt$ln=17,r=99,p=99$AAAA$AAAA",
    ],
)
def test_other_texts_are_the_hash_of_nothing(stored):
    assert not is_password("secret", stored)
