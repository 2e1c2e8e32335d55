"""Filters that make and recognise identifiers."""

from __future__ import annotations

import uuid

import pytest

from tests.filters.applying import apply, make_context


def test_uuid_is_one_of_version_4():
    made = uuid.UUID(apply("uuid", None))
    assert made.version == 4
    assert made.variant == uuid.RFC_4122


def test_a_seed_repeats_identifiers():
    first, second = make_context(seed=7), make_context(seed=7)
    for name in ("uuid", "create_uid", "uuid"):
        assert apply(name, None, context=first) == apply(name, None, context=second)


@pytest.mark.parametrize("name", ["uuid", "create_uid"])
@pytest.mark.parametrize("value", [None, "", "seed", 5])
def test_identifiers_differ_whatever_is_piped(name, value):
    context = make_context()
    made = {apply(name, value, context=context) for _ in range(200)}
    assert len(made) == 200


def test_create_uid_fits_an_int():
    context = make_context()
    made = [apply("create_uid", "", context=context) for _ in range(500)]
    assert all(type(uid) is int and 0 <= uid <= 9223372036854775807 for uid in made)
    assert max(made) > 2**62


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("550e8400-e29b-41d4-a716-446655440000", True),
        ("550E8400-E29B-41D4-A716-446655440000", True),
        ("00000000-0000-0000-0000-000000000000", True),
        ("550e8400e29b41d4a716446655440000", False),
        ("550e8400-e29b-41d4-a716-44665544000", False),
        ("550e8400-e29b-41d4-a716-4466554400000", False),
        ("550e8400-e29b-41d4-a716-44665544000g", False),
        ("550e8400-e29b-41d4-a716-446655440000\n", False),
        ("", False),
        (None, False),
        (12, False),
        (["550e8400-e29b-41d4-a716-446655440000"], False),
    ],
)
def test_is_uuid(value, expected):
    assert apply("is_uuid", value) is expected
