"""Literals: texts with their escapes, numbers, timestamps."""

import pytest

from runner.syntax.literals import bare_value, decode_number, decode_text
from tests.syntax.reading import expression, problems


def value(text):
    return expression(text).value


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ('"plain"', "plain"),
        ("'single'", "single"),
        ('""', ""),
        (r'"a\nb\tc\rd"', "a\nb\tc\rd"),
        (r'"say \"hi\""', 'say "hi"'),
        (r"'it\'s'", "it's"),
        (r'"it\'s"', "it's"),
        (r'"back\\slash"', "back\\slash"),
        (r'"\\n"', "\\n"),
        (r'"a\/b"', "a/b"),
        (r'"é\u00e9"', "éé"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\d+\s\w"', r"\d+\s\w"),
        (r'"\u12"', r"\u12"),
        (r'"\x41"', r"\x41"),
        ('"two\nlines"', "two\nlines"),
        ('"$name {$x}"', "$name {$x}"),
        ('"// no comment"', "// no comment"),
        ('"/* none */"', "/* none */"),
        ('"---"', "---"),
        ('"it\'s"', "it's"),
        ("'say \"hi\"'", 'say "hi"'),
        ('"日本語 😀"', "日本語 😀"),
        ("'{{ $var.x|raw }}'", "{{ $var.x|raw }}"),
    ],
)
def test_texts(text, decoded):
    assert value(text) == decoded


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ('"""raw"""', "raw"),
        ('""""""', ""),
        ('"""\n  two\n  lines\n"""', "\n  two\n  lines\n"),
        (r'"""a\nb"""', r"a\nb"),
        ('"""say "hi" and ""twice"" """', 'say "hi" and ""twice"" '),
        ("'''it's'''", "it's"),
        ('"""\n---\n"""', "\n---\n"),
        ('"""// x\n# y\n{ ( ["""', "// x\n# y\n{ ( ["),
    ],
)
def test_triple_quotes_take_all_as_it_is(text, decoded):
    assert value(text) == decoded


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("42", 42),
        ("-7", -7),
        ("007", 7),
        ("1.5", 1.5),
        (".5", 0.5),
        ("-0.25", -0.25),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", 9223372036854775808.0),
        ("1.0", 1.0),
    ],
)
def test_numbers(text, number):
    found = value(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize("text", ["true", "false", "null"])
def test_constants(text):
    assert value(text) is {"true": True, "false": False, "null": None}[text]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01 02:00:00+0000",
        "2026-01-01T02:00:00Z",
        "2026-01-01 02:00",
        "2026-01-01 02:00:00.123+02:00",
    ],
)
def test_bare_timestamps_are_texts(text):
    assert value(text) == text


def test_a_date_without_a_time_is_a_subtraction():
    assert value("2026-01-01 02:00").startswith("2026")
    assert expression("2026-01-01").operator == "-"


@pytest.mark.parametrize("text", ["12abc", "1.2.3", "0x1F"])
def test_what_only_begins_like_a_number(text):
    assert len(problems(f'function "f" {{\n  response = {text}\n}}\n')) == 1


@pytest.mark.parametrize(
    ("raw", "decoded"),
    [('"a"', "a"), ("'a'", "a"), ('"""a\\n"""', "a\\n"), (r'"\t"', "\t"), (r'"\q"', r"\q")],
)
def test_decode_text(raw, decoded):
    assert decode_text(raw) == decoded


def test_decode_number_falls_back_to_decimals():
    assert decode_number("12") == 12
    assert decode_number("1" * 400) == float("inf")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("true", (True, True)),
        ("null", (True, None)),
        ("12", (True, 12)),
        ("-1.5", (True, -1.5)),
        ("now", (False, "now")),
        ("1024x1024", (False, "1024x1024")),
        ("True", (False, "True")),
    ],
)
def test_bare_values(raw, expected):
    assert bare_value(raw) == expected
