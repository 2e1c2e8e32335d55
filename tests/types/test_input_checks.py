"""Each rule of an input filter: what passes, and the reason that is given for what does not."""

import pytest

from runner.types.faults import Fault
from runner.types.rules import make_rules


def reason_for(filters, value):
    """The first reason why ``value`` is refused, None where it passes."""
    rules = make_rules(filters, on_list=False, minimum=None, maximum=None)
    try:
        for check in rules.checks:
            check(value)
    except Fault as fault:
        return fault.reason
    return None


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [
        ("min", "3", 3),
        ("min", "0.01", 0.01),
        ("min", "-5", -5),
        ("min", "3", "abc"),
        ("min", "3", "äöü"),
        ("min", "1", None),
        ("min", "1", False),
        ("min", "5", {}),
        ("max", "100", 100),
        ("max", "2", "ab"),
        ("minAlpha", "2", "1a2B"),
        ("minLowerAlpha", "1", "Ab"),
        ("minUpperAlpha", "1", "aB"),
        ("minDigit", "2", "a1b2"),
        ("minDigit", "2", 12),
        ("minSymbol", "1", "a b!"),
        ("ok", "0123456789abcdef", "c0ffee"),
        ("ok", "abc", ""),
        ("alphaOk", "", "Abc"),
        ("digitOk", "", "0123"),
        ("digitOk", "", 123),
        ("prevent", "admin", "Administrator"),
        ("startsWith", "SKU-", "SKU-1"),
        ("pattern", r"^\d{5}(-\d{4})?$", "12345-6789"),
        ("pattern", r"\d", "a1b"),
        ("pattern", r"^[A-Z]{2}-\d{4}$", "AB-1234"),
        ("pattern", r"(?<year>\d{4})-(?P=year)", "2026-2026"),
        ("pattern", r"(?<=a)b(?<!c)", "ab"),
    ],
)
def test_passes(name, argument, value):
    assert reason_for(((name, argument),), value) is None


@pytest.mark.parametrize(
    ("name", "argument", "value", "reason"),
    [
        ("min", "3", 2, "at least 3 is needed"),
        ("min", "0.5", 0.25, "at least 0.5 is needed"),
        ("min", "3", "ab", "at least 3 characters are needed"),
        ("min", "1", "", "at least 1 character is needed"),
        ("min", "2", [1], "at least 2 items are needed"),
        ("max", "4096", 5000, "at most 4096 is allowed"),
        ("max", "1", "ab", "at most 1 character is allowed"),
        ("minAlpha", "2", "a1", "at least 2 letters are needed"),
        ("minAlpha", "1", "é", "at least 1 letter is needed"),
        ("minLowerAlpha", "1", "A", "at least 1 lower-case letter is needed"),
        ("minUpperAlpha", "1", "a", "at least 1 upper-case letter is needed"),
        ("minDigit", "2", "a1", "at least 2 digits are needed"),
        ("minSymbol", "1", "ab 1", "at least 1 symbol is needed"),
        ("ok", "ba", "abc", 'it may hold the characters "ab" only'),
        ("alphaOk", "", "a1", "it may hold letters only"),
        ("digitOk", "", "1.5", "it may hold digits only"),
        ("prevent", "admin", "the admin", '"admin" must not occur in it'),
        ("startsWith", "SKU-", "sku-1", 'it has to start with "SKU-"'),
        ("pattern", r"^\d+$", "a", r"it has to match `^\d+$`"),
    ],
)
def test_refuses(name, argument, value, reason):
    assert reason_for(((name, argument),), value) == reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("abc_12", None),
        ("abc-12", 'it may hold letters and digits and the characters "_" only'),
    ],
)
def test_several_alphabets_allow_all_their_characters(value, reason):
    assert reason_for((("alphaOk", ""), ("digitOk", ""), ("ok", "_")), value) == reason
