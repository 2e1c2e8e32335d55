"""Sources: offsets, lines and columns in code points and UTF-8 bytes; excerpts."""

import linecache
import traceback

import pytest

from runner.source import Position, Source, Span

# An accent is 2 bytes and 1 unit, a Chinese character 3 bytes and 1 unit, an emoji 4 bytes and 2 units.
TEXT = "ab\né日\U0001f600x\n\n\tz"


@pytest.fixture
def source():
    return Source(TEXT, "a.xs")


@pytest.mark.parametrize(
    ("offset", "position"),
    [
        (0, (1, 1)),
        (2, (1, 3)),
        (3, (2, 1)),
        (6, (2, 4)),
        (7, (2, 5)),
        (8, (3, 1)),
        (9, (4, 1)),
        (10, (4, 2)),
        (11, (4, 3)),
        (99, (4, 3)),
    ],
)
def test_lines_and_columns_count_from_one(source, offset, position):
    assert source.position(offset) == position
    assert source.offset(*position) == min(offset, len(TEXT))


@pytest.mark.parametrize(
    ("line", "column", "offset"), [(0, 0, 0), (-1, 5, 4), (1, 0, 0), (4, 99, 11), (5, 1, 11), (99, 1, 11)]
)
def test_an_offset_is_held_inside_of_the_text(source, line, column, offset):
    assert source.offset(line, column) == offset


@pytest.mark.parametrize(
    ("offset", "utf8"),
    [
        (0, (1, 0)),
        (3, (2, 0)),
        (4, (2, 2)),
        (5, (2, 5)),
        (6, (2, 9)),
        (7, (2, 10)),
        (10, (4, 1)),
    ],
)
def test_columns_in_bytes(source, offset, utf8):
    assert source.utf8_column(offset) == utf8
    assert source.offset_from_utf8(*utf8) == offset


def test_plain_text_counts_the_same_in_bytes():
    source = Source("abc\ndef")
    assert source.utf8_column(5) == (2, 1)
    assert source.offset_from_utf8(2, 1) == 5


def test_half_a_surrogate_pair_is_counted_and_does_not_crash():
    source = Source("\ud83dx")
    assert source.utf8_column(1) == (1, 3)


@pytest.mark.parametrize(
    ("number", "line"), [(1, "ab"), (2, "é日\U0001f600x"), (3, ""), (4, "\tz"), (0, ""), (5, ""), (-1, "")]
)
def test_the_text_of_a_line(source, number, line):
    assert source.line(number) == line


def test_a_line_of_windows_ends_before_its_carriage_return():
    assert Source("ab\r\ncd\r\n").line(1) == "ab"


@pytest.mark.parametrize(("text", "starts"), [("", [0]), ("a", [0]), ("\n", [0, 1]), ("a\n\nb", [0, 2, 3])])
def test_line_starts(text, starts):
    assert Source(text).line_starts == starts


@pytest.mark.parametrize(
    ("text", "span", "excerpt"),
    [
        ("abc def", Span(4, 7), "    1 | abc def\n      |     ^^^"),
        ("abc", Span(1, 1), "    1 | abc\n      |  ^"),
        ("abc", Span(3, 3), "    1 | abc\n      |    ^"),
        ("ab\ncd\nef", Span(3, 8), "    2 | cd\n      | ^^"),
        ("\tx = 1", Span(1, 2), "    1 |     x = 1\n      |     ^"),
        ("a\tb", Span(0, 3), "    1 | a   b\n      | ^^^^^"),
        ("", Span(0, 0), "    1 | \n      | ^"),
        ("x" * 160, Span(159, 160), f"    1 | {'x' * 160}\n      | {' ' * 159}^"),
        ("a" + "b" * 200, Span(0, 1), f"    1 | a{'b' * 159}...\n      | ^"),
        (
            "a" * 99 + "b" + "c" * 200,
            Span(99, 100),
            f"    1 | ...{'a' * 39}b{'c' * 120}...\n      | {' ' * 42}^",
        ),
        ("a" * 300 + "b", Span(300, 301), f"    1 | ...{'a' * 39}b\n      | {' ' * 42}^"),
        ("a" * 300, Span(0, 300), f"    1 | {'a' * 160}...\n      | {'^' * 163}"),
        ("\n" * 99999 + "x", Span(99999, 100000), "100000 | x\n       | ^"),
    ],
)
def test_an_excerpt_has_a_caret_below_the_span(text, span, excerpt):
    assert Source(text).excerpt(span) == excerpt


def test_where(source):
    assert source.where(Span(4, 5)) == "a.xs:2:2"


def test_a_span_reaches_to_another():
    assert Span(1, 3).to(Span(5, 9)) == (1, 9)


def test_a_position_is_a_line_and_a_column():
    assert Source("a").position(0) == Position(line=1, column=1)


def test_a_source_shows_its_name_and_size_alone():
    assert repr(Source("secret", "a.xs")) == "Source('a.xs', 6 characters)"
    assert Source("").name == "<string>"


def test_a_published_source_shows_in_tracebacks():
    source = Source("first line\nsecond line\n", "<from nowhere>")
    source.publish()
    try:
        assert linecache.getline("<from nowhere>", 2) == "second line\n"
        summary = traceback.FrameSummary("<from nowhere>", 1, "f")
        assert summary.line == "first line"
    finally:
        linecache.cache.pop("<from nowhere>", None)
