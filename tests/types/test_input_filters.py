"""The table of input filters and the arguments that they take."""

import pytest

from runner.types import INPUT_FILTERS

DOCUMENTED = [
    "trim",
    "lower",
    "upper",
    "min",
    "max",
    "minAlpha",
    "minLowerAlpha",
    "minUpperAlpha",
    "minDigit",
    "minSymbol",
    "ok",
    "prevent",
    "startsWith",
    "alphaOk",
    "digitOk",
    "pattern",
]


def test_the_table_is_the_documented_list():
    assert sorted(INPUT_FILTERS) == sorted(DOCUMENTED)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_filter_does_exactly_one_thing(name):
    known = INPUT_FILTERS[name]
    assert [known.transform, known.check, known.alphabet].count(None) == 2


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("trim", " \t\n a b \r\0\x0b", "a b"),
        ("trim", "\u00a0a", "\u00a0a"),
        ("lower", "ÄB", "äb"),
        ("upper", "äb", "ÄB"),
    ],
)
def test_transforms(name, before, after):
    assert INPUT_FILTERS[name].transform(before) == after


@pytest.mark.parametrize(
    ("name", "text", "argument"),
    [
        ("min", "3", 3),
        ("max", "0.5", 0.5),
        ("min", "-1", -1),
        ("startsWith", "a:b", "a:b"),
        ("trim", "", None),
    ],
)
def test_reads_arguments(name, text, argument):
    assert INPUT_FILTERS[name].argument(text) == argument


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("min", "", "a number"),
        ("min", "abc", "a number"),
        ("max", "9" * 400, "a number"),
        ("minDigit", "x", "a number"),
        ("ok", "", "a text"),
        ("pattern", "", "a text"),
        ("trim", "x", "no argument"),
        ("digitOk", "true", "no argument"),
    ],
)
def test_refuses_wrong_arguments(name, text, expected):
    with pytest.raises(ValueError, match=f"^{expected}$"):
        INPUT_FILTERS[name].argument(text)


def test_a_broken_pattern_is_refused_with_the_reason():
    with pytest.raises(ValueError, match=r"a regular expression .*unterminated character set"):
        INPUT_FILTERS["pattern"].argument("[a")
