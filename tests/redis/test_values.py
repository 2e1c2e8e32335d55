"""Values and the texts that Redis has of them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner.redis.values import decode, encode

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    # A whole decimal is an int in JSON, as everywhere in XanoScript.
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer())
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(SCALARS, lambda items: st.lists(items) | st.dictionaries(st.text("abc"), items))


@given(VALUES)
def test_a_value_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value
    assert type(decode(encode(value))) is type(value)


@given(st.binary())
def test_whatever_another_program_wrote_is_read_and_written_back(data: bytes) -> None:
    value = decode(data)
    # JSON with other blanks, or 1.0 for 1, is the same value in another text.
    assert decode(encode(value)) == value
    if isinstance(value, str) and not data.startswith(b'"'):
        assert encode(value) == data


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", b"plain"),
        ("5", b'"5"'),
        (" null ", b'" null "'),
        (5, b"5"),
        (5.0, b"5"),
        (True, b"true"),
        ({"a": [1, "é"]}, '{"a":[1,"é"]}'.encode()),
        (math.inf, b"null"),
        ("", b""),
    ],
)
def test_how_values_are_written(value: Any, text: bytes) -> None:
    assert encode(value) == text
