"""The statements `security.*` that need nothing but randomness."""

from __future__ import annotations

import string
import uuid

import pytest

from runner.errors import ScriptError
from runner.statements import security
from tests.statements.contexts import make_context


def test_uuid_is_of_version_4_and_new_each_time():
    context = make_context()
    made = {security.create_uuid(context) for _ in range(20)}
    assert len(made) == 20
    assert all(uuid.UUID(text).version == 4 and str(uuid.UUID(text)) == text for text in made)


@pytest.mark.parametrize(
    "draw",
    [
        lambda context: security.create_uuid(context),
        lambda context: security.random_bytes(context, length=16),
        lambda context: security.random_number(context, min=0, max=10**9),
        lambda context: security.create_password(context),
    ],
)
def test_a_seed_repeats_what_is_drawn(draw):
    first, second, other = make_context(seed=7), make_context(seed=7), make_context(seed=8)
    assert draw(first) == draw(second)
    assert draw(first) != draw(other)


@pytest.mark.parametrize("length", [1, 16, "32", 5.9])
def test_random_bytes_have_their_length(length):
    data = security.random_bytes(make_context(), length=length)
    assert len(data.encode("utf-8", "surrogateescape")) == int(float(length))


@pytest.mark.parametrize("length", [0, -1, 1_048_577])
def test_random_bytes_need_a_sensible_length(length):
    with pytest.raises(ScriptError, match="needs a length from 1 to 1,048,576, but got"):
        security.random_bytes(make_context(), length=length)


def test_random_number_includes_both_ends():
    context = make_context()
    drawn = {security.random_number(context, min=1, max="3") for _ in range(200)}
    assert drawn == {1, 2, 3}


def test_random_number_of_one_possibility():
    assert security.random_number(make_context(), min=-5, max=-5) == -5


def test_random_number_refuses_a_range_without_numbers():
    with pytest.raises(ScriptError, match="needs `min` at or below `max`, but got 5 and 1"):
        security.random_number(make_context(), min=5, max=1)


@pytest.mark.parametrize(
    ("properties", "classes", "length"),
    [
        ({}, [string.ascii_lowercase, string.ascii_uppercase, string.digits], 12),
        ({"character_count": 3}, [string.ascii_lowercase, string.ascii_uppercase, string.digits], 3),
        (
            {"require_uppercase": False, "require_digit": 0, "character_count": 40},
            [string.ascii_lowercase],
            40,
        ),
        (
            {"require_symbol": True, "symbol_whitelist": "#!", "character_count": 30},
            [string.ascii_lowercase, string.ascii_uppercase, string.digits, "#!"],
            30,
        ),
    ],
)
def test_passwords_hold_every_required_class_and_no_other(properties, classes, length):
    for seed in range(20):
        password = security.create_password(make_context(seed=seed), **properties)
        assert len(password) == length
        assert all(set(password) & set(characters) for characters in classes)
        assert set(password) <= set("".join(classes))


def test_a_password_without_required_classes_is_letters_and_digits():
    switches = {"require_lowercase": False, "require_uppercase": False, "require_digit": False}
    password = security.create_password(make_context(), character_count=200, **switches)
    assert password.isalnum()


def test_symbols_are_used_where_none_are_listed():
    password = security.create_password(make_context(), require_symbol=True, symbol_whitelist="")
    assert set(password) & set(string.punctuation)


def test_a_password_that_is_too_short():
    with pytest.raises(ScriptError, match="of 2 characters cannot hold one of each of 3 classes"):
        security.create_password(make_context(), character_count=2)
