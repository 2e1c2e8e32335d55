"""What crosses the border between Python functions and jobs."""

import enum
from collections import OrderedDict, defaultdict
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest

from runner.errors import ScriptError
from runner.lookup.data import copy_data


class Size(enum.IntEnum):
    LARGE = 3


class Name(str, enum.Enum):  # noqa: UP042 - this spelling prints as Name.ADA
    ADA = "Ada"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (0.5, 0.5),
        ("x", "x"),
        ([1, [2]], [1, [2]]),
        ((1, (2,)), [1, [2]]),
        ({"a": {"b": (1,)}}, {"a": {"b": [1]}}),
        ({1: "x"}, {"1": "x"}),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (Size.LARGE, 3),
        ([Name.ADA], ["Ada"]),
        ({Name.ADA: 1}, {"Ada": 1}),
    ],
)
def test_data_is_copied_plainly(value, expected):
    result = copy_data(value, "it")
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize("value", [Size.LARGE, Name.ADA])
def test_no_subclass_is_left(value):
    assert type(copy_data([value], "it")[0]) in (int, str)


def test_a_copy_shares_nothing():
    inner = [1]
    copied = copy_data({"a": inner}, "it")
    inner.append(2)
    assert copied == {"a": [1]}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({1, 2}, ["`set`", "sorted(value)"]),
        ([b"x"], ["`bytes`", "decode"]),
        ({"a": datetime(2026, 1, 1)}, ["`datetime`", "isoformat"]),
        (date(2026, 1, 1), ["`date`", "isoformat"]),
        (Decimal("1.5"), ["`Decimal`", "float(value)"]),
        (object(), ["`object`", "dictionaries"]),
        (1j, ["`complex`"]),
        ({None: 1}, ["`NoneType`", "keys"]),
        ({True: 1}, ["`bool`", "keys"]),
        ({1.5: 1}, ["`float`", "keys"]),
    ],
)
def test_what_is_not_data_is_refused_with_a_way_out(value, words):
    with pytest.raises(ScriptError) as caught:
        copy_data(value, "the result of `f`")
    for word in ("the result of `f`", *words):
        assert word in caught.value.message


def test_what_contains_itself_is_refused():
    ring: list = []
    ring.append(ring)
    with pytest.raises(ScriptError, match="contains itself"):
        copy_data(ring, "it")
