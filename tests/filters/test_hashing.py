"""Filters that hash; the expectations are what PHP 8.2 gives."""

from __future__ import annotations

import pytest

from runner.values.binary import to_bytes
from tests.filters.applying import apply


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("md5", "", "d41d8cd98f00b204e9800998ecf8427e"),
        ("md5", "abc", "900150983cd24fb0d6963f7d28e17f72"),
        ("md5", "été", "deaf6a1e9612a4d8c221e68ee23d58d2"),
        ("sha1", "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("sha1", "été", "64d0cbc5f02c3904ee4f439ca476480b67b5e3e1"),
        ("sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("sha256", "été", "bd010c64132bf5cae8aea89f6762515727dcf68a5dd1de813c87f50a16c4513c"),
        (
            "sha384",
            "",
            "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
        ),
        (
            "sha384",
            "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        ),
        (
            "sha384",
            "été",
            "9769802f4f5a915c40a265383358a8a1a4ebb6e4ac46631bc2d1892cf0e03cdea5e4ef8c7d32180bb0c7fe1e372d6758",
        ),
        (
            "sha512",
            "",
            "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
        ),
        (
            "sha512",
            "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        ),
        (
            "sha512",
            "été",
            "8a2b62049eb520e04016c6daa5f104275f314855c5d777d67f34ca6b8acbe2c56a277e44876ffa593e5050baac7e18ae7cd381c36fc0fb7fc8ce6e71cd09b874",
        ),
    ],
)
def test_hashes(name, value, expected):
    assert apply(name, value) == expected
    assert to_bytes(apply(name, value, True)) == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("name", "value", "key", "expected"),
    [
        ("hmac_md5", "abc", "key", "d2fe98063f876b03193afb49b4979591"),
        ("hmac_md5", "", "k", "cd32bedd46aa63cffa3023f050fc78e3"),
        ("hmac_md5", "été", "clé", "8ed71f250afb20db663af7c4368a1fc8"),
        ("hmac_sha1", "abc", "key", "4fd0b215276ef12f2b3e4c8ecac2811498b656fc"),
        ("hmac_sha1", "", "k", "3a84a218ee6665209bb70e84525dd837645a1965"),
        ("hmac_sha1", "été", "clé", "ddbb4688949a1021215a6b45cc47f874d7db1d87"),
        ("hmac_sha256", "abc", "key", "9c196e32dc0175f86f4b1cb89289d6619de6bee699e4c378e68309ed97a1a6ab"),
        ("hmac_sha256", "", "k", "8bb990c40a7d61cb97597a942125025be50ac8beb74436e3735b98893a7f6620"),
        ("hmac_sha256", "été", "clé", "a42adea59e62f4e07fc2e634c954a006440bc6424243bdf1b43ec77e806ad11c"),
        (
            "hmac_sha384",
            "abc",
            "key",
            "30ddb9c8f347cffbfb44e519d814f074cf4047a55d6f563324f1c6a33920e5edfb2a34bac60bdc96cd33a95623d7d638",
        ),
        (
            "hmac_sha384",
            "",
            "k",
            "d62e25190514ee9a62b5bd3cfabfe6f8b114a5664923b9c26b0d383945f63e26145d1974e9b7d1957b85561254f31685",
        ),
        (
            "hmac_sha384",
            "été",
            "clé",
            "442c680f344fd8d43fcb2b970e3a2c31dd250c3f447e2888c89528befe4a76926da0e27b02f2a5b845dd5758d2dba25e",
        ),
        (
            "hmac_sha512",
            "abc",
            "key",
            "3926a207c8c42b0c41792cbd3e1a1aaaf5f7a25704f62dfc939c4987dd7ce060009c5bb1c2447355b3216f10b537e9afa7b64a4e5391b0d631172d07939e087a",
        ),
        (
            "hmac_sha512",
            "",
            "k",
            "893ccbf5d0b335fcda6f625e4a59055a364d75a9251589428750782c116830a1af455efe1094c1901d0e8fd5beb6df64c6d5fe1c6f09be6ef47fb3987260cdd8",
        ),
        (
            "hmac_sha512",
            "été",
            "clé",
            "88295546b37b46c5d7af69fc4d0320febd371fc41d8b45fe9e783eaeef45a5bd8011bc060aec067a60c14852639a4935f7613bfb1a815abd94456171771c2f55",
        ),
    ],
)
def test_signatures(name, value, key, expected):
    assert apply(name, value, key) == expected
    assert to_bytes(apply(name, value, key, True)) == bytes.fromhex(expected)


@pytest.mark.parametrize(
    ("value", "same"),
    [(None, ""), (12, "12"), (1.0, "1"), (True, "true"), ([1], "[1]"), ({"a": 1}, '{"a":1}')],
)
def test_values_are_hashed_as_their_text(value, same):
    assert apply("sha256", value) == apply("sha256", same)
    assert apply("hmac_sha256", value, "key") == apply("hmac_sha256", same, "key")
    assert apply("hmac_sha256", "text", value) == apply("hmac_sha256", "text", same)


@pytest.mark.parametrize("binary", [False, None, 0, "", "0"])
def test_binary_is_a_boolean(binary):
    assert apply("md5", "abc", binary) == "900150983cd24fb0d6963f7d28e17f72"
    assert len(to_bytes(apply("md5", "abc", 1))) == 16


def test_binary_results_keep_their_bytes_through_other_filters():
    assert (
        apply("base64_encode", apply("hmac_sha256", "abc", "key", True))
        == "nBluMtwBdfhvSxy4konWYZ3mvuaZ5MN45oMJ7Zehpqs="
    )
    assert (
        apply("base64_encode", apply("sha256", "abc", True)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    )
    assert apply("bin2hex", apply("md5", "abc", True)) == "900150983cd24fb0d6963f7d28e17f72"


def test_a_binary_result_is_a_key():
    key = "AWS4secret"
    for step in ("20240131", "eu-west-1", "s3", "aws4_request"):
        key = apply("hmac_sha256", step, key, True)
    assert (
        apply("hmac_sha256", "payload", key)
        == "8f030b511febc1888aa674ba1a1896a8d4d823fbdcf1829b25e3d621d9dd172c"
    )


def test_a_binary_result_joins_text():
    joined = apply("concat", "abc", apply("sha1", "abc", True))
    assert apply("sha256", joined) == "32d87cbdec743b92d3c71f338dc8aa871bb69c3a1e4d828d312897c80e4819ff"
