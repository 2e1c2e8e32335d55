"""How the text behind ``filters=`` is parted."""

import pytest

from runner.types import split_filters
from runner.types.filter_text import read_argument, split_parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("trim", (("trim", ""),)),
        ("trim|lower|min:3", (("trim", ""), ("lower", ""), ("min", "3"))),
        (" trim | min: 3 ", (("trim", ""), ("min", "3"))),
        ("trim||lower|", (("trim", ""), ("lower", ""))),
        ("!trim|min:1|!max:2", (("min", "1"),)),
        ("startsWith:a:b", (("startsWith", "a:b"),)),
        ('ok:"a|b"|max:3', (("ok", '"a|b"'), ("max", "3"))),
        ("count:min:5|max:20", (("count", "min:5"), ("max", "20"))),
    ],
)
def test_splits(text, expected):
    assert split_filters(text) == expected


@pytest.mark.parametrize(
    ("pattern", "rest"),
    [
        (r"^\d{5}(-\d{4})?$", ""),
        (r"^a|b$", ""),
        (r"^(lower|upper)$", ""),
        (r"^(min:|max:)\d$", ""),
        (r"^[(|]$", "max:3"),
        (r"^[]|]$", "max:3"),
        (r"a\|b", "max:3"),
        (r"a\(|b", "max:3"),
        (r"cat|dog", "trim|max:3"),
        (r"a|min", ""),
        (r"a|trim:", ""),
        (r"^x{1,3}|y:z$", "lower"),
        (r'^"[a-z|]+"$', "lower"),
    ],
)
def test_a_pattern_keeps_its_bars(pattern, rest):
    expected = (("trim", ""), ("pattern", pattern), *split_filters(rest))
    assert split_filters(f"trim|pattern:{pattern}" + (f"|{rest}" if rest else "")) == expected


def test_a_switched_off_filter_ends_a_pattern():
    assert split_filters("pattern:^a$|!max:3|min:1") == (("pattern", "^a$"), ("min", "1"))


def test_a_quoted_pattern_with_its_own_message():
    written = r'"(?i)^x\\.(jpg|png)$":"Wrong | picture"'
    assert split_filters(f"trim|pattern:{written}|max:9") == (
        ("trim", ""),
        ("pattern", written),
        ("max", "9"),
    )
    assert read_argument(written) == (r"(?i)^x\.(jpg|png)$", "Wrong | picture")


@pytest.mark.parametrize(
    ("written", "argument", "message"),
    [
        ("", "", ""),
        ("3", "3", ""),
        ('3:"Too short"', "3", "Too short"),
        ('"3"', "3", ""),
        ('"a\\"b"', 'a"b', ""),
        ('"\\d\\u0041\\n"', "\\dA\n", ""),
        ('"a":"b\\"c"', "a", 'b"c'),
        ('"unbalanced', '"unbalanced', ""),
        (r"^\d$", r"^\d$", ""),
    ],
)
def test_arguments(written, argument, message):
    assert read_argument(written) == (argument, message)


def test_parts_know_where_they_start():
    text = "trim| min:3|pattern:a|b"
    assert [(offset, text[offset : offset + len(part)]) for offset, part in split_parts(text)] == [
        (0, "trim"),
        (5, " min:3"),
        (12, "pattern:a|b"),
    ]
