"""Filters that cover ids under a salt."""

from __future__ import annotations

import re

import pytest

from runner.errors import ScriptError
from tests.filters.applying import apply

SALT = "my_salt"


@pytest.mark.parametrize(
    "number", [0, 1, 2, 12345, 2**31, 2**32 - 1, 2**32, 2**63 - 1, -1, -(2**31), -(2**63)]
)
def test_ids_come_back(number):
    text = apply("secureid_encode", number, SALT)
    assert re.fullmatch(r"[\w-]{6}\.[\w-]{11}" if 0 <= number < 2**32 else r"[\w-]{11}\.[\w-]{11}", text)
    assert apply("secureid_decode", text, SALT) == number


def test_an_id_has_one_text_that_stays():
    # A change of these breaks every link that somebody kept.
    assert apply("secureid_encode", 12345, SALT) == "EtSoLw.qiSRNjORQfQ"
    assert apply("secureid_encode", -1, SALT) == "KiG-qz1gUoE.UhxFwPKRr3E"
    assert apply("secureid_encode", "12345", SALT) == apply("secureid_encode", 12345, SALT)


def test_ids_side_by_side_share_nothing():
    texts = [apply("secureid_encode", number, SALT) for number in range(200)]
    assert len({text[:3] for text in texts}) > 190


@pytest.mark.parametrize("salt", ["other", "", None, "my_salt "])
def test_another_salt(salt):
    text = apply("secureid_encode", 12345, SALT)
    assert apply("secureid_encode", 12345, salt) != text
    with pytest.raises(ScriptError, match="cannot read this id: it was changed, or made with another salt"):
        apply("secureid_decode", text, salt)


def test_no_change_of_a_character_is_read():
    text = apply("secureid_encode", 12345, SALT)
    for at in range(len(text)):
        for other in "AQgw_.":
            if other != text[at]:
                with pytest.raises(ScriptError, match="cannot read this id"):
                    apply("secureid_decode", text[:at] + other + text[at + 1 :], SALT)


@pytest.mark.parametrize(
    "text", ["", None, "12345", 12345, "a.b", "AAAAAA.AAAAAAAAAAA", "ZlV3Lg.-0-UZyQ9xQk\n"]
)
def test_what_is_no_such_id(text):
    with pytest.raises(ScriptError, match=r"`\|secureid_decode` cannot read this id"):
        apply("secureid_decode", text, SALT)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "needs an int, but got null"),
        (2**63, "needs an int"),
        ("abc", "secureid_encode"),
        ([1], "secureid_encode"),
    ],
)
def test_ids_are_ints(value, message):
    with pytest.raises(ScriptError, match=message):
        apply("secureid_encode", value, SALT)


def test_a_salt_is_a_text():
    with pytest.raises(ScriptError, match=r"`\|secureid_encode` needs a text as salt, but got a list"):
        apply("secureid_encode", 1, [SALT])
